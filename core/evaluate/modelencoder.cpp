#include "core/evaluate/modelencoder.h"

#include <QSet>
#include <utility>

#include "core/dataset/picturefeed.h"
#include "core/evaluate/featurecache.h"

namespace semblance {

namespace {

constexpr int kBatch = 32;

/// Names a picture's pixels; names alone are unique within one set only.
QString pixelsName(const DatasetPicture& picture) {
    QString key = picture.path;
    if (picture.box) {
        for (const double number : *picture.box)
            key += u'\t' + QString::number(number);
    }
    return key;
}

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
            return fail(
                error.kind,
                QStringLiteral("The picture %1 of the set cannot be used: %2 Figures without it "
                               "could not be compared.")
                    .arg(pictures[i].name, error.sentence),
                error.detail);
        }
        inputs += *input;
    }
    return inputs;
}

}  // namespace

ModelEncoder::ModelEncoder(const DualEncoder& model, PictureDecoder& decoder, QString wordCache)
    : m_model(model), m_decoder(decoder), m_wordCache(std::move(wordCache)) {}

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

Result<Rows> ModelEncoder::encodeWith(const EncodeBatch& encode, int width,
                                      const std::vector<DatasetPicture>& pictures,
                                      const Progress& progress, const CancelToken& cancel) {
    const InputSpec input = m_model.info().input;
    const qsizetype bytesPerPicture = qsizetype(input.side) * input.side * 3;
    PictureFeed feed(m_decoder, input, pictures, cancel);
    Rows rows;
    rows.dim = width;
    while (rows.size() < pictures.size()) {
        SEMBLANCE_TRY_ASSIGN(const QByteArray inputs, nextInputs(feed, pictures, rows.size()));
        const std::span rgb(reinterpret_cast<const std::uint8_t*>(inputs.constData()),
                            static_cast<std::size_t>(inputs.size()));
        SEMBLANCE_TRY_ASSIGN(
            const std::vector<float> encoded,
            encode(rgb, static_cast<int>(inputs.size() / bytesPerPicture), input.side));
        rows.append(encoded);
        if (progress)
            progress(rows.size(), pictures.size());
    }
    return rows;
}

Result<Rows> ModelEncoder::encodePictures(const std::vector<DatasetPicture>& pictures,
                                          const Progress& progress, const CancelToken& cancel) {
    const EncodeBatch encode = [&](std::span<const std::uint8_t> rgb, int count, int side) {
        return m_model.encodeImages(rgb, count, side, cancel);
    };
    return encodeWith(encode, dim(), pictures, progress, cancel);
}

Result<Rows> ModelEncoder::encodeWords(const std::vector<DatasetPicture>& pictures,
                                       const Progress& progress, const CancelToken& cancel) {
    QString cache;
    if (!m_wordCache.isEmpty()) {
        const QString wordKey = key() + u'-' + m_model.info().compositionHash;
        cache = featureCachePath(m_wordCache, wordKey, pictures);
        Rows cached = readCachedRows(cache, pictures, m_model.wordWidth());
        if (cached.size() == pictures.size())
            return cached;
    }
    const EncodeBatch encode = [&](std::span<const std::uint8_t> rgb, int count,
                                   int side) -> Result<std::vector<float>> {
        SEMBLANCE_TRY_ASSIGN(EncodedReferences encoded,
                             m_model.encodeReferences(rgb, count, side, cancel));
        return std::move(encoded.words);
    };
    SEMBLANCE_TRY_ASSIGN(Rows rows,
                         encodeWith(encode, m_model.wordWidth(), pictures, progress, cancel));
    if (!cache.isEmpty())
        SEMBLANCE_TRY(writeCachedRows(cache, pictures, rows));
    return rows;
}

Status ModelEncoder::learnWords(const std::vector<ComposedQuery>& queries, const Progress& progress,
                                const CancelToken& cancel) {
    std::vector<DatasetPicture> unknown;
    QSet<QString> listed;
    for (const ComposedQuery& query : queries) {
        const QString picture = pixelsName(query.reference);
        if (m_words.contains(picture) || listed.contains(picture))
            continue;
        listed.insert(picture);
        unknown.push_back(query.reference);
    }
    if (unknown.empty())
        return {};
    SEMBLANCE_TRY_ASSIGN(const Rows words, encodeWords(unknown, progress, cancel));
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        const auto row = words.row(i);
        m_words.insert(pixelsName(unknown[i]), {row.begin(), row.end()});
    }
    return {};
}

Result<Rows> ModelEncoder::encodeTexts(const QStringList& sentences, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(EncodedTexts encoded, m_model.encodeTexts(sentences, cancel));
    return Rows{dim(), std::move(encoded.rows)};
}

Result<Rows> ModelEncoder::encodeComposed(const std::vector<ComposedQuery>& queries,
                                          const Progress& progress, const CancelToken& cancel) {
    SEMBLANCE_TRY(learnWords(queries, progress, cancel));
    std::vector<DualEncoder::Composition> compositions;
    compositions.reserve(queries.size());
    for (const ComposedQuery& query : queries) {
        const auto words = m_words.constFind(pixelsName(query.reference));
        compositions.push_back({std::span(*words), query.modification});
    }
    SEMBLANCE_TRY_ASSIGN(std::vector<float> rows, m_model.encodeComposed(compositions, cancel));
    return Rows{dim(), std::move(rows)};
}

}  // namespace semblance
