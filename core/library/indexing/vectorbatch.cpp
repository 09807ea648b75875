#include "core/library/indexing/vectorbatch.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/base/float16.h"
#include "core/remote/encoder.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::VectorBatch)
};

/// A vector that a search can use, as it is stored: numbers, and not all of them zero.
bool isUsable(const QByteArray& half) {
    float length = 0;
    for (const float number : fromHalf(half))
        length += number * number;
    return std::isfinite(length) && length > 0;
}
}  // namespace

Result<EncodeReply> VectorBatch::ask(std::span<const QByteArray> inputs,
                                     const CancelToken& cancel) {
    EncodeImagesRequest request;
    request.count = static_cast<int>(inputs.size());
    request.side = m_model.input.side;
    for (const QByteArray& input : inputs)
        request.pixels += input;
    SEMBLANCE_TRY_ASSIGN(EncodeReply reply, m_encoder.encodeImages(request, cancel));
    const qsizetype vectorBytes = qsizetype(m_model.dim) * qsizetype(sizeof(float));
    if (reply.dim == m_model.dim && reply.vectors.size() == request.count * vectorBytes)
        return reply;
    return fail(ErrorKind::Internal,
                Text::tr("The engine's answer does not fit the pictures it was given. Start the "
                         "indexing again."),
                QStringLiteral("%1 bytes of vectors of %2 numbers for %3 pictures")
                    .arg(reply.vectors.size())
                    .arg(reply.dim)
                    .arg(request.count));
}

Status VectorBatch::probe(const CancelToken& cancel) {
    constexpr char grey = 127;
    const QByteArray plain(qsizetype(m_model.input.side) * m_model.input.side * 3, grey);
    SEMBLANCE_TRY(ask({&plain, 1}, cancel));
    return {};
}

Result<std::vector<VectorBatch::Item>> VectorBatch::halve(std::span<const QByteArray> inputs,
                                                          const CancelToken& cancel) {
    const std::size_t half = inputs.size() / 2;
    SEMBLANCE_TRY_ASSIGN(std::vector<Item> items, encode(inputs.first(half), cancel));
    SEMBLANCE_TRY_ASSIGN(std::vector<Item> others, encode(inputs.subspan(half), cancel));
    std::move(others.begin(), others.end(), std::back_inserter(items));
    return items;
}

Result<std::vector<VectorBatch::Item>> VectorBatch::encode(std::span<const QByteArray> inputs,
                                                           const CancelToken& cancel) {
    const Result<EncodeReply> reply = ask(inputs, cancel);
    if (!reply && reply.error().kind != ErrorKind::ChildFailed)
        return fail(reply.error());
    if (!reply && inputs.size() > 1)
        return halve(inputs, cancel);
    if (!reply) {
        SEMBLANCE_TRY(probe(cancel));
        return std::vector{Item{{},
                                {ErrorKind::ChildFailed,
                                 Text::tr("This picture makes the search engine fail. It is left "
                                          "out until it changes."),
                                 reply.error().detail}}};
    }
    std::vector<Item> items(inputs.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        QByteArray half = toHalf(rowOf(reply->vectors, m_model.dim, static_cast<int>(i)));
        if (isUsable(half)) {
            items[i].vector = std::move(half);
        } else {
            items[i].error = {ErrorKind::BadInput,
                              Text::tr("The search engine can make nothing of this picture. It is "
                                       "left out until it changes."),
                              {}};
        }
    }
    return items;
}

}  // namespace semblance
