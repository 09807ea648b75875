#include "core/study/ablationrun.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QThread>
#include <algorithm>

#include "core/base/json.h"
#include "core/base/modelfolder.h"
#include "core/evaluate/runner.h"
#include "core/evaluate/sets.h"
#include "core/model/composition/modelloader.h"
#include "core/study/ablationreport.h"
#include "core/study/featureencoder.h"
#include "core/train/cachedencoder.h"
#include "core/train/corpus.h"
#include "core/train/stages.h"
#include "core/train/stagesteps.h"

namespace semblance {

namespace {

QString mapStage() {
    return QStringLiteral("map");
}
QString composeStage() {
    return QStringLiteral("compose");
}

const QString& shapesSet() {
    static const QString name = QStringLiteral("shapes");
    return name;
}

constexpr std::size_t kBaselines = 4;

/// What the baselines' sentence may be put into; the best on val is shown.
const QStringList& prompts() {
    static const QStringList list{QStringLiteral("%1"), QStringLiteral("something %1"),
                                  QStringLiteral("a photo of something %1"),
                                  QStringLiteral("a picture of one %1"),
                                  QStringLiteral("the same thing, %1")};
    return list;
}

std::vector<double> mixes() {
    std::vector<double> all;
    for (int twentieth = 2; twentieth <= 18; ++twentieth)
        all.push_back(twentieth / 20.0);
    return all;
}

std::vector<std::vector<const MixSweep*>> groupsOf(
    const std::vector<std::vector<MixSweep>>& sweeps) {
    std::vector<std::vector<const MixSweep*>> groups;
    for (const auto& parts : sweeps) {
        groups.emplace_back();
        for (const MixSweep& part : parts)
            groups.back().push_back(&part);
    }
    return groups;
}

Status writeFile(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
        file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(ErrorKind::Permission,
                QStringLiteral("%1 could not be written (%2).").arg(path, file.errorString()));
}

Result<AblationOutcome> readOutcome(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(path));
    return AblationOutcome::fromJson(json, path);
}

Status writeOutcome(const QString& path, const AblationOutcome& outcome) {
    return writeFile(path, QJsonDocument(outcome.toJson()).toJson());
}

/// `most` of the queries, evenly spread; all when it is 0.
void thinOut(EvaluationSet& set, int most) {
    const std::size_t all = set.queries.size();
    const std::size_t count = std::min(all, static_cast<std::size_t>(most));
    if (count == 0)
        return;
    std::vector<EvaluationQuery> kept;
    for (std::size_t i = 0; i < count; ++i)
        kept.push_back(std::move(set.queries[i * all / count]));
    set.queries = std::move(kept);
}

}  // namespace

AblationRun::AblationRun(AblationRequest request, PictureDecoder& decoder, Notes notes)
    : m_request(std::move(request)), m_decoder(decoder), m_notes(std::move(notes)) {
    if (m_request.cache.isEmpty())
        m_request.cache = QDir(m_request.out).filePath(QStringLiteral("cache"));
}

AblationRun::~AblationRun() = default;

Status AblationRun::run() {
    QElapsedTimer clock;
    clock.start();
    SEMBLANCE_TRY(checkConfigurations());
    SEMBLANCE_TRY(open());
    SEMBLANCE_TRY(addBaselines());
    SEMBLANCE_TRY(writeReport());
    for (const AblationCell& cell : ablationCells(m_request.plan, m_modelKey)) {
        const QString title = QStringLiteral("%1, seed %2").arg(cell.row.name).arg(cell.seed);
        const QString path = cellPath(cell.key);
        if (QFileInfo::exists(path)) {
            SEMBLANCE_TRY_ASSIGN(AblationOutcome outcome, readOutcome(path));
            m_notes(QStringLiteral("%1: done before.").arg(title));
            m_outcomes.push_back(std::move(outcome));
            continue;
        }
        if (m_request.minutes && clock.elapsed() > *m_request.minutes * 60'000) {
            m_notes(QStringLiteral("%1: left out, the time is up.").arg(title));
            continue;
        }
        m_notes(title);
        SEMBLANCE_TRY_ASSIGN(AblationOutcome outcome, runCell(cell));
        SEMBLANCE_TRY(writeOutcome(path, outcome));
        m_notes(QStringLiteral("%1: %2 %3 in %4 minutes.")
                    .arg(title, ablationFigure())
                    .arg(outcome.mean(ablationFigure()), 0, 'f', 1)
                    .arg(outcome.seconds / 60, 0, 'f', 1));
        m_outcomes.push_back(std::move(outcome));
        SEMBLANCE_TRY(writeReport());
    }
    return writeReport();
}

/// Before hours of work: whether the stages will take their configurations.
Status AblationRun::checkConfigurations() const {
    for (const AblationRow& row : ablationRows(m_request.plan)) {
        SEMBLANCE_TRY(stageSteps(mapStage(), row.map, QStringLiteral("\"map\"")));
        SEMBLANCE_TRY(stageSteps(composeStage(), row.compose, QStringLiteral("\"compose\"")));
    }
    return {};
}

Status AblationRun::open() {
    SEMBLANCE_TRY_ASSIGN(const ModelFolder folder, findModel(m_request.model));
    m_modelDir = folder.dir;
    SEMBLANCE_TRY_ASSIGN(const ModelManifest manifest, ModelManifest::read(m_modelDir));
    m_modelKey = manifest.hash();
    m_modelTitle = QStringLiteral("\"%1\" (%2)").arg(manifest.name, m_modelKey.left(12));
    SEMBLANCE_TRY(openFeatures(manifest));
    return loadSets();
}

/// The splits' features as the stages make them, and those of the drawn shapes.
Status AblationRun::openFeatures(const ModelManifest& manifest) {
    SEMBLANCE_TRY_ASSIGN(const DualNetworks networks, loadDualNetworks(manifest));
    const FeatureSource source{*networks.image, imageTowerKey(manifest, Precision::Fp32),
                               manifest.input, m_decoder, m_request.cache};
    const auto add = [&](std::vector<DatasetPicture> pictures) -> Status {
        SEMBLANCE_TRY_ASSIGN(
            FeatureStore store,
            FeatureStore::build(source, std::move(pictures),
                                {Feature::Raw, Feature::Side, Feature::Patches},
                                {PictureView::Plain},
                                [&](const FeatureProgress& now) {
                                    if (now.done % 256 == 0)
                                        m_notes(QStringLiteral("features of %1 of %2 pictures")
                                                    .arg(now.done)
                                                    .arg(now.of));
                                },
                                {}));
        m_stores.push_back(std::move(store));
        return {};
    };
    for (const char* split : {"val", "train"}) {
        SEMBLANCE_TRY_ASSIGN(const Corpus corpus, readCorpus(m_request.data, QLatin1String(split)));
        SEMBLANCE_TRY(add(corpus.files()));
    }
    if (m_request.plan.sets.contains(shapesSet())) {
        const SetSource shapes{QDir(m_request.out).filePath(shapesSet()), {}, {}, false, {}};
        SEMBLANCE_TRY_ASSIGN(const EvaluationSet set,
                             readEvaluationSet(shapesSet(), QStringLiteral("colour"), shapes));
        SEMBLANCE_TRY(add(set.pictures));
    }
    return {};
}

Status AblationRun::loadSets() {
    SEMBLANCE_TRY_ASSIGN(const auto model, load(m_modelDir));
    FeatureEncoder encoder(*model);
    for (const QString& name : m_request.plan.sets) {
        SEMBLANCE_TRY_ASSIGN(const QStringList parts, evaluationSetParts(name));
        const bool drawn = name == shapesSet();
        const SetSource source{
            drawn ? QDir(m_request.out).filePath(name) : m_request.data, {}, {}, false, {}};
        LoadedSet loaded{name, {}};
        for (const QString& part : parts) {
            SEMBLANCE_TRY_ASSIGN(EvaluationSet set, readEvaluationSet(name, part, source));
            if (set.protocol != EvaluationSet::Protocol::Edits)
                return fail(ErrorKind::BadInput,
                            QStringLiteral("The set %1 has no compositions to compare.").arg(name));
            thinOut(set, m_request.plan.mostQueries);
            SEMBLANCE_TRY_ASSIGN(Rows pictures, encodePictures(set.pictures, encoder, {}));
            loaded.parts.push_back({std::move(set), std::move(pictures)});
        }
        m_sets.push_back(std::move(loaded));
    }
    return {};
}

Result<std::unique_ptr<CachedEncoder>> AblationRun::load(const QString& dir) const {
    std::vector<const FeatureStore*> stores;
    for (const FeatureStore& store : m_stores)
        stores.push_back(&store);
    return CachedEncoder::load(dir, std::move(stores));
}

Result<AblationRun::Sweeps> AblationRun::sweep(EvaluationEncoder& encoder,
                                               MixSweep::Method method) const {
    Sweeps sweeps;
    for (const LoadedSet& set : m_sets) {
        sweeps.emplace_back();
        for (const LoadedPart& part : set.parts) {
            SEMBLANCE_TRY_ASSIGN(MixSweep one,
                                 MixSweep::prepare(part.set, part.pictures, encoder, method));
            sweeps.back().push_back(std::move(one));
        }
    }
    return sweeps;
}

AblationOutcome AblationRun::outcomeOf(const QString& row, int seed, const Sweeps& sweeps,
                                       double mix) const {
    AblationOutcome outcome;
    outcome.row = row;
    outcome.seed = seed;
    outcome.setting = QStringLiteral("mix %1").arg(mix);
    for (std::size_t s = 0; s < m_sets.size(); ++s) {
        for (std::size_t p = 0; p < m_sets[s].parts.size(); ++p) {
            const EvaluationSet& set = m_sets[s].parts[p].set;
            const PartResult part{set.part, {}, set.queries.size(), set.gallery.size(), {}, {}};
            outcome.add(m_sets[s].name, part, sweeps[s][p].resultAt(mix));
        }
    }
    return outcome;
}

Status AblationRun::addBaselines() {
    const QString key = baselinesKey(m_request.plan, m_modelKey);
    const auto pathOf = [&](std::size_t i) {
        return cellPath(QStringLiteral("baseline-%1-%2").arg(key).arg(i));
    };
    if (!QFileInfo::exists(pathOf(kBaselines - 1))) {
        m_notes(QStringLiteral("baselines"));
        SEMBLANCE_TRY_ASSIGN(const std::vector<AblationOutcome> measured, measureBaselines());
        for (std::size_t i = 0; i < measured.size(); ++i)
            SEMBLANCE_TRY(writeOutcome(pathOf(i), measured[i]));
    }
    for (std::size_t i = 0; i < kBaselines; ++i) {
        SEMBLANCE_TRY_ASSIGN(AblationOutcome outcome, readOutcome(pathOf(i)));
        m_outcomes.push_back(std::move(outcome));
    }
    return {};
}

/// Picture only, text only, sum and slerp, with the prompt and mix that are best on val.
Result<std::vector<AblationOutcome>> AblationRun::measureBaselines() const {
    SEMBLANCE_TRY_ASSIGN(const auto model, load(m_modelDir));
    struct Best {
        double score = -1;
        AblationOutcome outcome;
    };
    Best picture, text, sum, slerp;
    const auto keep = [&](Best& best, const QString& row, const QString& setting,
                          const Sweeps& sweeps, double mix) {
        AblationOutcome outcome = outcomeOf(row, 0, sweeps, mix);
        outcome.setting = setting;
        const double score = outcome.mean(ablationFigure());
        if (score > best.score)
            best = {score, std::move(outcome)};
    };
    for (const QString& prompt : prompts()) {
        FeatureEncoder encoder(*model, prompt);
        SEMBLANCE_TRY_ASSIGN(const Sweeps sweeps, sweep(encoder, MixSweep::Method::Slerp));
        const QString said = QStringLiteral("\"%1\"").arg(prompt.arg(QStringLiteral("...")));
        const double mix = bestMix(groupsOf(sweeps), mixes(), ablationFigure());
        keep(picture, QStringLiteral("picture only"), {}, sweeps, 0);
        keep(text, QStringLiteral("text only"), said, sweeps, 1);
        keep(sum, QStringLiteral("sum"), said, sweeps, 0.5);
        keep(slerp, QStringLiteral("slerp"), QStringLiteral("%1, mix %2").arg(said).arg(mix),
             sweeps, mix);
    }
    // A swapped reference means nothing to words alone.
    for (AblationOutcome::Part& part : text.outcome.parts)
        part.swapLoss.reset();
    return std::vector{picture.outcome, text.outcome, sum.outcome, slerp.outcome};
}

Result<QString> AblationRun::trainStage(const QString& stage, const QJsonObject& configuration,
                                        const QString& model, const QString& key) {
    const QDir out(m_request.out);
    const QString name = stage + u'-' + key;
    StageRequest request;
    request.stage = stage;
    request.configPath = out.filePath(QStringLiteral("configurations/%1.json").arg(name));
    request.out = out.filePath(QStringLiteral("models/") + name);
    request.model = model;
    request.data = m_request.data;
    request.cache = m_request.cache;
    request.resume = true;
    SEMBLANCE_TRY(writeFile(request.configPath, QJsonDocument(configuration).toJson()));
    StageHooks hooks;
    hooks.notes = m_notes;
    hooks.progress = [this](const TrainingProgress& progress) {
        if (progress.step % 50 == 0)
            m_notes(QStringLiteral("step %1 of %2, loss %3")
                        .arg(progress.step)
                        .arg(progress.steps)
                        .arg(progress.loss, 0, 'f', 3));
    };
    SEMBLANCE_TRY(runStage(request, m_decoder, hooks));
    return request.out;
}

Result<AblationOutcome> AblationRun::runCell(const AblationCell& cell) {
    QElapsedTimer clock;
    clock.start();
    SEMBLANCE_TRY_ASSIGN(const int mapSteps, stageSteps(mapStage(), cell.row.map, cell.row.name));
    SEMBLANCE_TRY_ASSIGN(const int composeSteps,
                         stageSteps(composeStage(), cell.row.compose, cell.row.name));
    SEMBLANCE_TRY_ASSIGN(QString dir,
                         trainStage(mapStage(), cell.row.map, m_modelDir, cell.mapKey));
    const bool composes = !cell.row.compose.isEmpty();
    if (composes) {
        SEMBLANCE_TRY_ASSIGN(dir, trainStage(composeStage(), cell.row.compose, dir, cell.key));
    }
    SEMBLANCE_TRY_ASSIGN(const auto model, load(dir));
    FeatureEncoder encoder(*model);
    SEMBLANCE_TRY_ASSIGN(const Sweeps sweeps, sweep(encoder, MixSweep::Method::Composed));
    const double mix = bestMix(groupsOf(sweeps), mixes(), ablationFigure());
    AblationOutcome outcome = outcomeOf(cell.row.name, cell.seed, sweeps, mix);
    outcome.mapSteps = mapSteps;
    outcome.composeSteps = composes ? composeSteps : 0;
    outcome.seconds = clock.elapsed() / 1000.0;
    return outcome;
}

QString AblationRun::cellPath(const QString& key) const {
    return QDir(m_request.out).filePath(QStringLiteral("cells/%1.json").arg(key));
}

Status AblationRun::writeReport() const {
    const QDir dir(m_request.report);
    const AblationSetting setting{
        m_modelTitle, QStringLiteral("val"),
        QStringLiteral("fp32 on %1 processor cores").arg(QThread::idealThreadCount())};
    SEMBLANCE_TRY(writeFile(dir.filePath(QStringLiteral("RESULTS.md")),
                            ablationReport(m_request.plan, setting, m_outcomes).toUtf8()));
    SEMBLANCE_TRY(writeFile(dir.filePath(ablationPartsPlotName()),
                            ablationPartsPlot(m_request.plan, m_outcomes)));
    return writeFile(dir.filePath(ablationSizesPlotName()),
                     ablationSizesPlot(m_request.plan, m_outcomes));
}

}  // namespace semblance
