#pragma once

#include <QHash>
#include <optional>

#include "core/train/classrecall.h"
#include "core/train/pairs.h"
#include "core/train/prototypes.h"
#include "core/train/sentences.h"
#include "core/train/trainer.h"
#include "core/train/trainingset.h"

namespace semblance {

/// Stage 0: symmetric InfoNCE over pictures and what is said of them (captions, product and icon
/// names) and class prototypes, with a learned temperature. The heads learn, and as the
/// configuration says the text tower and the image tower's last blocks. Class names that are left
/// out (prototypes.leaveOut) stand in neither prototypes nor the photos' class targets, and are
/// measured apart (ClassRecall); the score does not count them.
class AlignTask final : public TrainingTask {
public:
    /// What of a picture's features the stage needs.
    static QList<Feature> features(const AlignConfig& config);

    /// Makes the parameters of `inputs.networks` leaves. `inputs` outlives the task. WrongUse for
    /// a model without what the configuration wants trained.
    static Result<std::unique_ptr<AlignTask>> make(const AlignConfig& config, StageInputs& inputs);
    ~AlignTask() override;

    QString name() const override;
    QJsonObject configuration() const override;
    TrainedParameters parameters() override { return m_parameters; }
    StepLoss loss(int step) override;
    Result<Measured> measure() override;

    /// Whether the model's part of this role ("image", "text", "heads") is not what it was.
    bool changed(const QString& role) const;

    /// 1 / temperature at the parameters' present values.
    double logitScale() const;

private:
    AlignTask(const AlignConfig& config, StageInputs& inputs);
    Status prepare();
    Status chooseParameters();
    Status makePrototypes();
    bool tunesText() const { return m_config.text.layers || m_config.text.table; }

    at::Tensor rawOf(const PairBatch& batch, PictureView view, StepLoss& parts) const;
    at::Tensor tunedRaw(const TrainingSet& set, std::span<const std::int64_t> pictures,
                        PictureView view) const;
    at::Tensor nameFeatures(const QStringList& names);
    at::Tensor sentenceRows(std::span<const std::int64_t> sentences, const QStringList& names);
    at::Tensor classLoss(const at::Tensor& raw, const at::Tensor& images, const at::Tensor& names,
                         const at::Tensor& classes) const;
    at::Tensor indexOf(std::span<const std::int64_t> numbers) const {
        return asIndex(numbers, m_inputs.device);
    }
    at::Tensor scale() const;
    at::Tensor embedVal() const;
    void useDropout(bool on);

    AlignConfig m_config;
    StageInputs& m_inputs;
    TrainedParameters m_parameters;
    at::Tensor m_logScale;
    std::optional<PairSet> m_trainPairs;
    std::optional<PairSet> m_valPairs;
    std::optional<PairSampler> m_sampler;
    std::optional<ClassPrototypes> m_prototypes;
    std::optional<ClassRecall> m_classRecall;  ///< where names are left out
    at::Tensor m_sentenceFeatures;  ///< of the frozen text tower; undefined when it is tuned
    QHash<QString, std::int64_t> m_namePlaces;
    at::Tensor m_nameFeatures;  ///< of class names, by these places
};

}  // namespace semblance
