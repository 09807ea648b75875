#include "core/evaluate/modelencoder.h"

#include <span>

#include "core/evaluate/picturefeed.h"

namespace semblance {

namespace {
constexpr int kBatch = 32;
}  // namespace

ModelEncoder::ModelEncoder(const DualEncoder& model, PictureDecoder& decoder)
    : m_model(model), m_decoder(decoder) {}

QString ModelEncoder::name() const {
    return m_model.info().name;
}

QString ModelEncoder::key() const {
    return m_model.info().hash + u'-' + toString(m_model.info().precision);
}

int ModelEncoder::dim() const {
    return m_model.info().dim;
}

double ModelEncoder::defaultMix() const {
    // Through its decimal digits: the manifest's .6 is not to become .60000002.
    return QString::number(m_model.info().defaultMix).toDouble();
}

Result<Rows> ModelEncoder::encodePictures(const std::vector<EvaluationPicture>& pictures,
                                          const Progress& progress, const CancelToken& cancel) {
    const InputSpec input = m_model.info().input;
    const qsizetype bytesPerPicture = qsizetype(input.side) * input.side * 3;
    PictureFeed feed(m_decoder, input, pictures, cancel);
    Rows rows;
    rows.dim = dim();
    while (rows.size() < pictures.size()) {
        SEMBLANCE_TRY_ASSIGN(const QByteArray inputs, feed.next(kBatch));
        const std::span rgb(reinterpret_cast<const std::uint8_t*>(inputs.constData()),
                            static_cast<std::size_t>(inputs.size()));
        SEMBLANCE_TRY_ASSIGN(
            const std::vector<float> encoded,
            m_model.encodeImages(rgb, static_cast<int>(inputs.size() / bytesPerPicture), input.side,
                                 cancel));
        rows.append(encoded);
        if (progress)
            progress(rows.size(), pictures.size());
    }
    return rows;
}

Result<Rows> ModelEncoder::encodeTexts(const QStringList& sentences, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(EncodedTexts encoded, m_model.encodeTexts(sentences, cancel));
    return Rows{dim(), std::move(encoded.rows)};
}

Result<Rows> ModelEncoder::encodeComposed(const std::vector<ComposedQuery>&, const Progress&,
                                          const CancelToken&) {
    return Rows{dim(), {}};
}

}  // namespace semblance
