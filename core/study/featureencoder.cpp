#include "core/study/featureencoder.h"

#include "core/model/files/manifest.h"
#include "core/train/cachedencoder.h"

namespace semblance {

FeatureEncoder::FeatureEncoder(const CachedEncoder& model, const QString& prompt)
    : m_model(model), m_prompt(prompt) {}

QString FeatureEncoder::name() const {
    return m_model.manifest().name;
}

QString FeatureEncoder::key() const {
    return m_model.manifest().hash() + QStringLiteral("-features");
}

int FeatureEncoder::dim() const {
    return m_model.manifest().dim;
}

double FeatureEncoder::defaultMix() const {
    return m_model.manifest().defaultMix;
}

bool FeatureEncoder::composes() const {
    return m_model.composes();
}

Result<Rows> FeatureEncoder::encodePictures(const std::vector<DatasetPicture>& pictures,
                                            const Progress&, const CancelToken&) {
    SEMBLANCE_TRY_ASSIGN(auto values, m_model.pictures(pictures));
    return Rows{dim(), std::move(values)};
}

Result<Rows> FeatureEncoder::encodeTexts(const QStringList& sentences, const CancelToken&) {
    QStringList prompted;
    for (const QString& sentence : sentences)
        prompted << m_prompt.arg(sentence);
    SEMBLANCE_TRY_ASSIGN(auto values, m_model.texts(prompted));
    return Rows{dim(), std::move(values)};
}

Result<Rows> FeatureEncoder::encodeComposed(const std::vector<ComposedQuery>& queries,
                                            const Progress&, const CancelToken&) {
    std::vector<DatasetPicture> references;
    QStringList modifications;
    for (const ComposedQuery& query : queries) {
        references.push_back(query.reference);
        modifications << query.modification;
    }
    SEMBLANCE_TRY_ASSIGN(auto values, m_model.composed(references, modifications));
    return Rows{dim(), std::move(values)};
}

}  // namespace semblance
