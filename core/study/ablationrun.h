#pragma once

#include <QString>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"
#include "core/evaluate/mixsweep.h"
#include "core/evaluate/vectorrows.h"
#include "core/study/ablationoutcome.h"
#include "core/study/ablationplan.h"
#include "core/train/featurestore.h"

namespace semblance {

class CachedEncoder;
class EvaluationEncoder;
class PictureDecoder;
struct ModelManifest;

struct AblationRequest {
    AblationPlan plan;
    QString model;  ///< the aligned model: a folder, or the name of one that comes with the program
    QString data;   ///< holds photos/, fashion/ and icons/
    QString cache;  ///< of features; empty: <out>/cache
    QString out;    ///< cells/, models/, configurations/ and shapes/ are made here
    QString report;                 ///< RESULTS.md and its plots go here
    std::optional<double> minutes;  ///< after so many no cell is begun
};

/// Trains and measures a plan's cells, one after the other. Each finished cell is a JSON file in
/// <out>/cells, so that a run that was killed goes on with the next one; the report is written
/// anew after each. Blocks; for one thread.
class AblationRun {
public:
    using Notes = std::function<void(const QString& sentence)>;

    AblationRun(AblationRequest request, PictureDecoder& decoder, Notes notes);
    ~AblationRun();

    Status run();

private:
    /// A part of a set with its gallery's vectors, which no cell changes.
    struct LoadedPart {
        EvaluationSet set;
        Rows pictures;
    };
    struct LoadedSet {
        QString name;
        std::vector<LoadedPart> parts;
    };
    using Sweeps = std::vector<std::vector<MixSweep>>;  ///< by set, by part

    Status checkConfigurations() const;
    Status open();
    Status openFeatures(const ModelManifest& manifest);
    Status loadSets();
    Status addBaselines();
    Result<std::vector<AblationOutcome>> measureBaselines() const;
    Result<AblationOutcome> runCell(const AblationCell& cell);
    Result<QString> trainStage(const QString& stage, const QJsonObject& configuration,
                               const QString& model, const QString& key);
    Result<std::unique_ptr<CachedEncoder>> load(const QString& dir) const;
    Result<Sweeps> sweep(EvaluationEncoder& encoder, MixSweep::Method method) const;
    AblationOutcome outcomeOf(const QString& row, int seed, const Sweeps& sweeps, double mix) const;
    Status writeReport() const;
    QString cellPath(const QString& key) const;

    AblationRequest m_request;
    PictureDecoder& m_decoder;
    Notes m_notes;
    QString m_modelDir;
    QString m_modelTitle;
    QString m_modelKey;
    std::list<FeatureStore> m_stores;
    std::vector<LoadedSet> m_sets;
    std::vector<AblationOutcome> m_outcomes;
};

}  // namespace semblance
