#include "core/evaluate/modelencoder.h"

#include <QCoreApplication>
#include <span>

#include "core/dataset/picturefeed.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelEncoder)
};

constexpr int kBatch = 32;

/// The inputs of the feed's next pictures, at most kBatch; `first` is their place in `pictures`.
Result<QByteArray> nextInputs(PictureFeed& feed, const std::vector<DatasetPicture>& pictures,
                              std::size_t first) {
    QByteArray inputs;
    for (std::size_t i = first; i < first + kBatch && !feed.atEnd(); ++i) {
        const Result<QByteArray> input = feed.next();
        if (!input) {
            const Error& error = input.error();
            if (error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Internal)
                return fail(error);
            return fail(error.kind,
                        Text::tr("The picture %1 of the set cannot be used: %2 Figures without it "
                                 "could not be compared.")
                            .arg(pictures[i].name, error.sentence),
                        error.detail);
        }
        inputs += *input;
    }
    return inputs;
}

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

Result<Rows> ModelEncoder::encodePictures(const std::vector<DatasetPicture>& pictures,
                                          const Progress& progress, const CancelToken& cancel) {
    const InputSpec input = m_model.info().input;
    const qsizetype bytesPerPicture = qsizetype(input.side) * input.side * 3;
    PictureFeed feed(m_decoder, input, pictures, cancel);
    Rows rows;
    rows.dim = dim();
    while (rows.size() < pictures.size()) {
        SEMBLANCE_TRY_ASSIGN(const QByteArray inputs, nextInputs(feed, pictures, rows.size()));
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
