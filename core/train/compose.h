#pragma once

#include <optional>

#include "core/dataset/translations.h"
#include "core/model/composition/mapping.h"
#include "core/model/composition/tuning.h"
#include "core/train/banktargets.h"
#include "core/train/trainer.h"
#include "core/train/trainingset.h"
#include "core/train/tripletsource.h"

namespace semblance {

/// Stage 2: the query "a photo of [s] that {modification}" through the tuned text tower against the
/// frozen embeddings of all train pictures, every right answer a positive (METHOD: "composing").
class ComposeTask final : public TrainingTask {
public:
    static QList<Feature> features();

    /// `inputs` outlives the task and must have a mapping part; its networks stay as they are.
    static Result<std::unique_ptr<ComposeTask>> make(const ComposeConfig& config,
                                                     StageInputs& inputs, const StageNotes& notes);
    ~ComposeTask() override;

    QString name() const override;
    QJsonObject configuration() const override;
    TrainedParameters parameters() override { return m_parameters; }
    StepLoss loss(int step) override;
    Result<Measured> measure() override;

    TextTuning& tuning() { return *m_tuning; }

private:
    /// What a set's queries are made of and answered from.
    struct Bank {
        at::Tensor pictures;  ///< unit rows of all pictures
        at::Tensor words;     ///< their pseudo-words
    };
    struct Queries {
        std::vector<std::int64_t> references;
        QStringList modifications;
    };

    ComposeTask(const ComposeConfig& config, StageInputs& inputs);
    Status prepare(const StageNotes& notes);
    at::Tensor indexOf(std::span<const std::int64_t> numbers) const {
        return asIndex(numbers, m_inputs.device);
    }
    Bank bankOf(const TrainingSet& set) const;
    void useDropout(bool on);
    void addTriplets(StepLoss& loss, int step) const;
    void addIdentities(StepLoss& loss, int step) const;
    at::Tensor compose(const Queries& queries, const Bank& bank) const;
    void addTextOnly(StepLoss& loss, int step) const;
    void drawValTriplets();

    ComposeConfig m_config;
    StageInputs& m_inputs;
    std::unique_ptr<MappingNetwork> m_mapping;
    std::unique_ptr<TextTuning> m_tuning;
    TrainedParameters m_parameters;
    AttributeTranslations m_translations;
    std::optional<TripletMaker> m_maker;
    std::optional<TripletSource> m_source;
    Bank m_train;
    Bank m_val;
    struct ValTriplets {
        QString title;
        std::vector<Triplet> triplets;
    };
    std::vector<ValTriplets> m_valSets;
    at::Tensor m_scale;
};

}  // namespace semblance
