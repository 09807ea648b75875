#pragma once

#include <optional>

#include "core/model/composition/mapping.h"
#include "core/train/pairs.h"
#include "core/train/trainer.h"
#include "core/train/trainingset.h"

namespace semblance {

/// Stage 1: L = L_map + beta L_sta (METHOD: "mapping"), with e = T("a photo of [s]") through the
/// frozen text tower; phi and VSI learn.
class MapTask final : public TrainingTask {
public:
    static QList<Feature> features(const MapConfig& config);

    /// `inputs` outlives the task; its networks stay as they are.
    static Result<std::unique_ptr<MapTask>> make(const MapConfig& config, StageInputs& inputs,
                                                 const StageNotes& notes);
    ~MapTask() override;

    QString name() const override;
    QJsonObject configuration() const override;
    TrainedParameters parameters() override { return m_parameters; }
    StepLoss loss(int step) override;
    Result<Measured> measure() override;

    MappingNetwork& mapping() { return *m_mapping; }

private:
    MapTask(const MapConfig& config, StageInputs& inputs);
    Status checkTextOnly() const;
    Status prepare(const StageNotes& notes);
    at::Tensor indexOf(std::span<const std::int64_t> numbers) const {
        return asIndex(numbers, m_inputs.device);
    }
    at::Tensor textsOf(const PairBatch& batch) const;
    at::Tensor embedWords(const at::Tensor& words, const TokenBatch& prompts) const;
    void addAlignment(StepLoss& loss, const PairBatch& batch, const at::Tensor& prompts,
                      const at::Tensor& pictures) const;
    void addPhrases(StepLoss& loss, const PairBatch& batch, const at::Tensor& prompts) const;
    void addTextOnly(StepLoss& loss, const PairBatch& batch) const;

    MapConfig m_config;
    StageInputs& m_inputs;
    std::unique_ptr<MappingNetwork> m_mapping;
    TrainedParameters m_parameters;
    std::optional<PairSet> m_trainPairs;
    std::optional<PairSet> m_valPairs;
    std::optional<PairSampler> m_sampler;
    TokenBatch m_prompt;  ///< "a photo of [s]", once
    at::Tensor m_texts;   ///< unit rows of every train sentence; undefined: made batch by batch
    at::Tensor m_valTexts;
    at::Tensor m_valPictures;
};

}  // namespace semblance
