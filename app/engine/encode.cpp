#include "app/engine/encode.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cstdio>
#include <future>
#include <optional>
#include <span>

#include "app/engine/options.h"
#include "app/engine/subcommand.h"
#include "core/model/composition/dualencoder.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {

using Vector = std::vector<float>;
using Vectors = std::vector<std::optional<Vector>>;

// So many decoded pictures wait at most: 200 KB each with mini.
constexpr std::size_t kPicturesAtOnce = 64;

/// Row `row` of rows of `dim` numbers.
Vector vectorAt(const Vector& rows, int dim, std::size_t row) {
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(row) * dim;
    return Vector(begin, begin + dim);
}

std::future<Result<DecodeReply>> startDecoding(DecoderPool& pool, const QString& path,
                                               const InputSpec& input) {
    DecodeRequest request;
    request.path = QFileInfo(path).absoluteFilePath();
    request.wantInput = true;
    request.input = input;
    return pool.decodeLater(request, PictureDecoder::Priority::Background);
}

/// Items of one kind, by their place in the answer.
using Places = std::vector<std::size_t>;

Status encodeTexts(const DualEncoder& encoder, const std::vector<EncodeOptions::Item>& items,
                   const Places& places, Vectors& vectors) {
    QStringList texts;
    for (const std::size_t place : places)
        texts << items[place].value;
    SEMBLANCE_TRY_ASSIGN(const auto encoded, encoder.encodeTexts(texts));
    for (std::size_t i = 0; i < places.size(); ++i)
        vectors[places[i]] = vectorAt(encoded.rows, encoder.info().dim, i);
    return {};
}

/// A picture's own failure leaves its vector empty; what broke for all is the returned error.
Status encodePictures(const DualEncoder& encoder, const std::vector<EncodeOptions::Item>& items,
                      const Places& places, Vectors& vectors) {
    if (places.empty())
        return {};
    const InputSpec input = encoder.info().input;
    DecoderPool pool;
    std::span<const std::size_t> rest(places);
    while (!rest.empty()) {
        const auto some = rest.first(std::min(kPicturesAtOnce, rest.size()));
        rest = rest.subspan(some.size());
        std::vector<std::future<Result<DecodeReply>>> decodes;
        for (const std::size_t place : some)
            decodes.push_back(startDecoding(pool, items[place].value, input));

        QByteArray pixels;
        Places decoded;
        for (std::size_t i = 0; i < some.size(); ++i) {
            Result<DecodeReply> reply = decodes[i].get();
            if (reply) {
                pixels += reply->input;
                decoded.push_back(some[i]);
            } else if (reply.error().kind == ErrorKind::Internal) {
                return fail(reply.error());
            } else {
                std::fprintf(stderr, "%s: %s\n", qUtf8Printable(items[some[i]].value),
                             qUtf8Printable(reply.error().sentence));
            }
        }
        const std::span rgb(reinterpret_cast<const std::uint8_t*>(pixels.constData()),
                            static_cast<std::size_t>(pixels.size()));
        SEMBLANCE_TRY_ASSIGN(
            const Vector rows,
            encoder.encodeImages(rgb, static_cast<int>(decoded.size()), input.side));
        for (std::size_t i = 0; i < decoded.size(); ++i)
            vectors[decoded[i]] = vectorAt(rows, encoder.info().dim, i);
    }
    return {};
}

QByteArray asJson(const Vectors& vectors, int dim) {
    QJsonArray rows;
    for (const auto& vector : vectors) {
        QJsonArray row;
        for (const float value : vector.value_or(Vector()))
            row.append(double(value));
        rows.append(vector ? QJsonValue(row) : QJsonValue());
    }
    const QJsonObject object{{QStringLiteral("dim"), dim}, {QStringLiteral("vectors"), rows}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray asLines(const Vectors& vectors) {
    QByteArray lines;
    for (const auto& vector : vectors) {
        QByteArrayList numbers;
        for (const float value : vector.value_or(Vector()))
            numbers << QByteArray::number(double(value), 'g', 9);
        lines += numbers.join(' ') + '\n';
    }
    return lines;
}

}  // namespace

int encode(const CommandLine& line) {
    const Result<EncodeOptions> read = readEncodeOptions(line);
    if (!read)
        return sayFailure(read.error());
    const EncodeOptions& options = *read;
    const auto encoder = DualEncoder::loadNamed(options.encoder.model, options.encoder.compute);
    if (!encoder)
        return sayFailure(encoder.error());
    if (!(*encoder)->info().notice.isEmpty())
        say((*encoder)->info().notice);
    Places pictures;
    Places texts;
    for (std::size_t i = 0; i < options.items.size(); ++i)
        (options.items[i].isImage ? pictures : texts).push_back(i);

    Vectors vectors(options.items.size());
    Status status = encodeTexts(**encoder, options.items, texts, vectors);
    if (status)
        status = encodePictures(**encoder, options.items, pictures, vectors);
    if (!status)
        return sayFailure(status.error());

    const QByteArray output =
        options.json ? asJson(vectors, (*encoder)->info().dim) : asLines(vectors);
    std::fwrite(output.constData(), 1, static_cast<std::size_t>(output.size()), stdout);
    if (std::fflush(stdout) != 0)
        return 3;
    const bool complete = std::all_of(vectors.begin(), vectors.end(),
                                      [](const auto& vector) { return vector.has_value(); });
    return complete ? 0 : 1;
}

}  // namespace semblance
