#pragma once

#include "core/evaluate/evaluationencoder.h"

namespace semblance {

class CachedEncoder;

/// A model under measurement whose pictures' features are cached.
class FeatureEncoder final : public EvaluationEncoder {
public:
    /// `model` outlives the encoder. `prompt` holds a %1 where a sentence goes before it is
    /// encoded on its own; compositions have the model's own prompt.
    explicit FeatureEncoder(const CachedEncoder& model,
                            const QString& prompt = QStringLiteral("%1"));

    QString name() const override;
    QString key() const override;
    int dim() const override;
    double defaultMix() const override;
    bool composes() const override;
    Result<Rows> encodePictures(const std::vector<DatasetPicture>& pictures,
                                const Progress& progress, const CancelToken& cancel) override;
    Result<Rows> encodeTexts(const QStringList& sentences, const CancelToken& cancel) override;
    Result<Rows> encodeComposed(const std::vector<ComposedQuery>& queries, const Progress& progress,
                                const CancelToken& cancel) override;

private:
    const CachedEncoder& m_model;
    QString m_prompt;
};

}  // namespace semblance
