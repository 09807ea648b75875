#include "core/train/checkpoint.h"

#include <ATen/core/grad_mode.h>

#include <QJsonDocument>
#include <functional>

#include "core/base/jsonfields.h"
#include "core/model/files/safetensors.h"
#include "core/model/files/safetensorswriter.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/weights.h"

namespace semblance {

namespace {

constexpr int kFormat = 1;
constexpr auto kMetadata = "training";

QString name(const char* kind, const QString& parameter) {
    return QLatin1String(kind) + QLatin1Char('/') + parameter;
}

/// The run's tensors under their names in the file.
void visitTensors(const Checkpointed& run,
                  const std::function<void(const QString&, const at::Tensor&)>& visit) {
    for (std::size_t i = 0; i < run.parameters.size(); ++i) {
        const QString& parameter = run.parameters[i].name;
        visit(name("value", parameter), run.parameters[i].leaf.detach());
        visit(name("first-moment", parameter), run.moments[i].first);
        visit(name("second-moment", parameter), run.moments[i].second);
        visit(name("steps", parameter), run.moments[i].steps);
        if (run.average)
            visit(name("average", parameter), run.average->values()[i]);
        if (!run.state.best.empty())
            visit(name("best", parameter), run.state.best[i]);
    }
}

QString differenceSentence(const QString& path, const JsonDifference& difference) {
    return QStringLiteral(
               "The checkpoint %1 was made with %2 = %3, the configuration says %4. Go on "
               "with the former configuration, or start anew without --resume.")
        .arg(path, difference.path, difference.left, difference.right);
}

/// What of a configuration decides the run's numbers: not where it computes or keeps its features.
QJsonObject deciding(QJsonObject configuration) {
    const auto leaveOut = [&](const QString& group, const QString& field) {
        QJsonObject fields = configuration.value(group).toObject();
        fields.remove(field);
        if (configuration.contains(group))
            configuration.insert(group, fields);
    };
    leaveOut(QStringLiteral("loop"), QStringLiteral("device"));
    leaveOut(QStringLiteral("data"), QStringLiteral("cache"));
    return configuration;
}

std::vector<std::int64_t> shapeOf(const at::Tensor& tensor) {
    return tensor.sizes().vec();
}

}  // namespace

Status writeCheckpoint(const QString& path, const QJsonObject& configuration,
                       const Checkpointed& run) {
    const TrainingState& state = run.state;
    const QJsonObject about{{QStringLiteral("format"), kFormat},
                            {QStringLiteral("configuration"), configuration},
                            {QStringLiteral("step"), state.step},
                            {QStringLiteral("hasBest"), !state.best.empty()},
                            {QStringLiteral("bestStep"), state.bestStep},
                            {QStringLiteral("bestScore"), state.bestScore},
                            {QStringLiteral("bestValues"), state.bestValues},
                            {QStringLiteral("withoutGain"), state.withoutGain}};
    std::vector<NamedTensor> tensors;
    visitTensors(run, [&](const QString& tensor, const at::Tensor& value) {
        tensors.push_back({tensor, value});
    });
    SafetensorsContents contents;
    contents.tensors = packWeights(tensors, Packing::Exact);
    contents.metadata.insert(
        QLatin1String(kMetadata),
        QString::fromUtf8(QJsonDocument(about).toJson(QJsonDocument::Compact)));
    return writeSafetensors(path, contents);
}

Status readCheckpoint(const QString& path, const QJsonObject& configuration,
                      const Checkpointed& run) {
    SEMBLANCE_TRY_ASSIGN(const auto file, SafetensorsFile::open(path));
    const QJsonObject about =
        QJsonDocument::fromJson(file->metadata().value(QLatin1String(kMetadata)).toUtf8()).object();
    if (about.value(QStringLiteral("format")).toInt() != kFormat) {
        return fail(
            ErrorKind::Corrupt,
            QStringLiteral("%1 is not a checkpoint of this version of the program. Start anew "
                           "without --resume.")
                .arg(path));
    }
    // Once through text, as the file's: 1 and 1.0 are the same there.
    const QJsonObject asked =
        QJsonDocument::fromJson(QJsonDocument(configuration).toJson()).object();
    const JsonDifference difference = firstDifference(
        deciding(about.value(QStringLiteral("configuration")).toObject()), deciding(asked));
    if (!difference.path.isEmpty())
        return fail(ErrorKind::BadInput, differenceSentence(path, difference));

    std::vector<at::Tensor> best;
    if (about.value(QStringLiteral("hasBest")).toBool())
        best = copyValues(run.parameters);
    run.state.best = best;
    WeightReader reader(file);
    std::vector<std::pair<at::Tensor, at::Tensor>> copies;
    visitTensors(run, [&](const QString& tensor, const at::Tensor& value) {
        copies.emplace_back(value, reader.float32(tensor, shapeOf(value)));
    });
    SEMBLANCE_TRY(reader.status());
    const at::NoGradGuard noGrad;
    for (auto& [value, stored] : copies)
        value.copy_(stored);
    run.state.step = about.value(QStringLiteral("step")).toInt();
    run.state.bestStep = about.value(QStringLiteral("bestStep")).toInt();
    run.state.bestScore = about.value(QStringLiteral("bestScore")).toDouble();
    run.state.bestValues = about.value(QStringLiteral("bestValues")).toObject();
    run.state.withoutGain = about.value(QStringLiteral("withoutGain")).toInt();
    if (run.average)
        run.average->setUpdates(run.state.step);
    return {};
}

}  // namespace semblance
