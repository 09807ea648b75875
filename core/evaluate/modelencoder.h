#pragma once

#include "core/evaluate/evaluationencoder.h"
#include "core/model/encoder.h"
#include "core/remote/picturedecoder.h"

namespace semblance {

/// A loaded model under measurement, its pictures decoded by `decoder`. Both must outlive it.
class ModelEncoder : public EvaluationEncoder {
public:
    ModelEncoder(const DualEncoder& model, PictureDecoder& decoder);

    QString name() const override;
    QString key() const override;
    int dim() const override;
    double defaultMix() const override;
    Result<Rows> encodePictures(const std::vector<DatasetPicture>& pictures,
                                const Progress& progress, const CancelToken& cancel) override;
    Result<Rows> encodeTexts(const QStringList& sentences, const CancelToken& cancel) override;
    Result<Rows> encodeComposed(const std::vector<ComposedQuery>& queries, const Progress& progress,
                                const CancelToken& cancel) override;

private:
    const DualEncoder& m_model;
    PictureDecoder& m_decoder;
};

}  // namespace semblance
