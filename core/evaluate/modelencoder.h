#pragma once

#include <QHash>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/evaluate/evaluationencoder.h"
#include "core/model/composition/dualencoder.h"
#include "core/remote/picturedecoder.h"

namespace semblance {

/// A loaded model under measurement, its pictures decoded by `decoder`. Both must outlive it.
class ModelEncoder : public EvaluationEncoder {
public:
    /// With a `wordCache` the references' pseudo-words are kept in that folder as encodePictures
    /// keeps vectors.
    ModelEncoder(const DualEncoder& model, PictureDecoder& decoder, QString wordCache = {});

    QString name() const override;
    QString key() const override;
    int dim() const override;
    double defaultMix() const override;
    Result<Rows> encodePictures(const std::vector<DatasetPicture>& pictures,
                                const Progress& progress, const CancelToken& cancel) override;
    Result<Rows> encodeTexts(const QStringList& sentences, const CancelToken& cancel) override;
    bool composes() const override { return m_model.composes(); }
    Result<Rows> encodeComposed(const std::vector<ComposedQuery>& queries, const Progress& progress,
                                const CancelToken& cancel) override;

private:
    /// Rows of `width` numbers for a batch of model inputs.
    using EncodeBatch = std::function<Result<std::vector<float>>(std::span<const std::uint8_t> rgb,
                                                                 int count, int side)>;
    Result<Rows> encodeWith(const EncodeBatch& encode, int width,
                            const std::vector<DatasetPicture>& pictures, const Progress& progress,
                            const CancelToken& cancel);
    Result<Rows> encodeWords(const std::vector<DatasetPicture>& pictures, const Progress& progress,
                             const CancelToken& cancel);
    /// Sees to it that m_words has the words of every reference.
    Status learnWords(const std::vector<ComposedQuery>& queries, const Progress& progress,
                      const CancelToken& cancel);

    const DualEncoder& m_model;
    PictureDecoder& m_decoder;
    const QString m_wordCache;
    QHash<QString, std::vector<float>> m_words;  ///< by what names the pixels: path and box
};

}  // namespace semblance
