#include "core/train/stages.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <exception>

#include "core/base/json.h"
#include "core/base/jsonfields.h"
#include "core/base/modelfolder.h"
#include "core/model/composition/finishing.h"
#include "core/model/files/modelwriter.h"
#include "core/model/kernels/device.h"
#include "core/model/kernels/packing.h"
#include "core/train/align.h"
#include "core/train/compose.h"
#include "core/train/map.h"

namespace semblance {

namespace {

QString trainingDir(const StageRequest& request) {
    return QDir(request.out).absolutePath() + QStringLiteral(".training");
}

/// The stage's configuration with what the request says instead. Fields the file leaves out are
/// those of `start`.
template <class Config>
Result<Config> readConfig(const StageRequest& request, const Config& start = {}) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject object, readJsonObject(request.configPath));
    SEMBLANCE_TRY_ASSIGN(Config config, JsonFields::read(object, request.configPath, start));
    if (!request.model.isEmpty())
        config.model = request.model;
    if (!request.data.isEmpty())
        config.data.dir = request.data;
    if (!request.device.isEmpty()) {
        SEMBLANCE_TRY(readDevice(request.device));
        config.loop.device = request.device;
    }
    if (!request.cache.isEmpty())
        config.data.cache = request.cache;
    if (config.data.cache.isEmpty())
        config.data.cache = QFileInfo(request.out).absoluteDir().filePath(QStringLiteral("cache"));
    if (config.data.dir.isEmpty() && config.data.plain.isEmpty())
        return fail(
            ErrorKind::WrongUse,
            QStringLiteral("No pictures to learn from: give --data DIR, or the field data.dir or "
                           "data.plain."));
    return config;
}

TrainingRun runOf(const StageRequest& request, const StageHooks& hooks) {
    TrainingRun run;
    run.dir = trainingDir(request);
    run.resume = request.resume;
    run.cancel = hooks.cancel;
    run.progress = hooks.progress;
    return run;
}

/// Trains, and keeps what it was trained with beside the log.
Result<TrainingOutcome> trainStage(TrainingTask& task, const LoopConfig& loop,
                                   const StageRequest& request, const StageHooks& hooks) {
    SEMBLANCE_TRY_ASSIGN(const TrainingOutcome outcome, train(task, loop, runOf(request, hooks)));
    if (outcome.stoppedEarly)
        hooks.notes(
            QStringLiteral("No gain any more: stopped early at step %1.").arg(outcome.steps));
    if (outcome.bestValues.empty())
        hooks.notes(
            QStringLiteral("Nothing of the validation split can be measured in this stage: the "
                           "last values are kept."));
    for (const auto& [name, value] : outcome.bestValues)
        hooks.notes(QStringLiteral("  %1 %2").arg(name, -16).arg(value, 0, 'f', 4));
    return outcome;
}

/// Writes the model, after which the checkpoint is no longer needed.
Status finish(const StageRequest& request, const ModelManifest& manifest,
              std::vector<ModelPartSource> parts) {
    SEMBLANCE_TRY(writeModelFolder(request.out, manifest, parts, companionsOf(manifest)));
    QFile::remove(checkpointPath(trainingDir(request)));
    return {};
}

Status align(const StageRequest& request, PictureDecoder& decoder, const StageHooks& hooks) {
    SEMBLANCE_TRY_ASSIGN(const auto config, readConfig<AlignConfig>(request));
    SEMBLANCE_TRY_ASSIGN(
        auto inputs, openStage(config.model, config.loop.device, config.data,
                               AlignTask::features(config), decoder, hooks.notes, hooks.cancel));
    // A family that cannot be written is refused before it is trained.
    SEMBLANCE_TRY(packNetworks(inputs.manifest, inputs.networks));
    SEMBLANCE_TRY_ASSIGN(const auto task, AlignTask::make(config, inputs));
    SEMBLANCE_TRY(trainStage(*task, config.loop, request, hooks));
    inputs.manifest.logitScale = static_cast<float>(task->logitScale());
    SEMBLANCE_TRY_ASSIGN(auto packed, packNetworks(inputs.manifest, inputs.networks));
    std::vector<ModelPartSource> parts = copiesOf(inputs.manifest);
    for (ModelPartSource& part : packed)
        if (task->changed(part.role))
            replacePart(parts, std::move(part));
    // What composed with the former heads does not fit these.
    std::erase_if(parts, [](const ModelPartSource& part) {
        return part.role == QLatin1String(ModelManifest::kMappingRole) ||
               part.role == QLatin1String(ModelManifest::kComposingRole);
    });
    return finish(request, inputs.manifest, std::move(parts));
}

Status map(const StageRequest& request, PictureDecoder& decoder, const StageHooks& hooks) {
    SEMBLANCE_TRY_ASSIGN(MapConfig config, readConfig<MapConfig>(request));
    SEMBLANCE_TRY_ASSIGN(auto inputs,
                         openStage(config.model, config.loop.device, config.data,
                                   MapTask::features(config), decoder, hooks.notes, hooks.cancel));
    MapConfig start;
    start.mapping = MappingConfig::defaultsFor(*inputs.networks.image);
    SEMBLANCE_TRY_ASSIGN(config, readConfig(request, start));
    SEMBLANCE_TRY_ASSIGN(const auto task, MapTask::make(config, inputs, hooks.notes));
    SEMBLANCE_TRY(trainStage(*task, config.loop, request, hooks));
    std::vector<ModelPartSource> parts = copiesOf(inputs.manifest);
    replacePart(parts, weightPart(QLatin1String(ModelManifest::kMappingRole),
                                  task->mapping().pack(Packing::Int8)));
    std::erase_if(parts, [](const ModelPartSource& part) {
        return part.role == QLatin1String(ModelManifest::kComposingRole);
    });
    return finish(request, inputs.manifest, std::move(parts));
}

Status compose(const StageRequest& request, PictureDecoder& decoder, const StageHooks& hooks) {
    SEMBLANCE_TRY_ASSIGN(ComposeConfig config, readConfig<ComposeConfig>(request));
    SEMBLANCE_TRY_ASSIGN(auto inputs,
                         openStage(config.model, config.loop.device, config.data,
                                   ComposeTask::features(), decoder, hooks.notes, hooks.cancel));
    ComposeConfig start;
    start.tuning = TuningConfig::defaultsFor(*inputs.networks.text);
    SEMBLANCE_TRY_ASSIGN(config, readConfig(request, start));
    SEMBLANCE_TRY_ASSIGN(const auto task, ComposeTask::make(config, inputs, hooks.notes));
    SEMBLANCE_TRY(trainStage(*task, config.loop, request, hooks));
    std::vector<ModelPartSource> parts = copiesOf(inputs.manifest);
    replacePart(parts, weightPart(QLatin1String(ModelManifest::kComposingRole),
                                  task->tuning().pack(Packing::Int8)));
    if (config.mixedShare > 0)
        inputs.manifest.defaultMix = static_cast<float>(config.mix);
    return finish(request, inputs.manifest, std::move(parts));
}

}  // namespace

QStringList stageNames() {
    return {QStringLiteral("align"), QStringLiteral("map"), QStringLiteral("compose")};
}

Status runStage(const StageRequest& request, PictureDecoder& decoder, const StageHooks& hooks) {
    if (request.resume &&
        QFileInfo::exists(QDir(request.out).filePath(QLatin1String(kManifestName)))) {
        hooks.notes(QStringLiteral("%1 is there already; nothing is left to do.").arg(request.out));
        return {};
    }
    try {
        if (request.stage == QLatin1String("align"))
            return align(request, decoder, hooks);
        if (request.stage == QLatin1String("map"))
            return map(request, decoder, hooks);
        if (request.stage == QLatin1String("compose"))
            return compose(request, decoder, hooks);
    } catch (const std::exception& error) {
        return fail(ErrorKind::Internal,
                    QStringLiteral("The stage %1 failed to compute.").arg(request.stage),
                    QString::fromUtf8(error.what()).section(QLatin1Char('\n'), 0, 0));
    }
    return fail(ErrorKind::WrongUse,
                QStringLiteral("There is no stage \"%1\"; the stages are: %2.")
                    .arg(request.stage, stageNames().join(QStringLiteral(", "))));
}

}  // namespace semblance
