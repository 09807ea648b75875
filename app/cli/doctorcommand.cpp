#include <QCborArray>
#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QSysInfo>
#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/healthreport.h"
#include "app/cli/output.h"
#include "core/base/crashnotes.h"
#include "core/base/interruption.h"
#include "core/base/modelfolder.h"
#include "core/catalogue/catalogue.h"
#include "core/library/keeping.h"
#include "core/library/library.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "core/store/libraryreader.h"

namespace semblance {

namespace {
/// Collects findings, as lines for people and as JSON.
struct Findings {
    QJsonObject json;
    QStringList lines;
    bool healthy = true;

    void add(const QString& name, const QJsonValue& value, const QString& line) {
        json[name] = value;
        lines.append(line);
    }
    void addProblem(const QString& name, const Error& error) {
        healthy = false;
        add(name, QJsonObject{{QStringLiteral("error"), error.sentence}},
            QStringLiteral("%1: %2").arg(name, error.sentence));
    }
};

/// The model asked for, else the one the library was indexed with, else the shipped one.
QString modelToExamine(const Arguments& arguments) {
    if (!arguments.model.isEmpty())
        return arguments.model;
    const auto reader = LibraryReader::open(LibraryPaths(arguments.libraryDir));
    const QString last = reader ? (*reader)->lastModel().value_or(QString()) : QString();
    return last.isEmpty() ? QStringLiteral("mini") : last;
}

/// Returns the model's hash, empty when there is no telling.
QString examineEngine(const QString& nameOrDir, Findings& findings) {
    const Result<ModelFolder> folder = findModel(nameOrDir);
    const Result<ModelInfo> model =
        folder ? EngineClient(folder->dir).model({}) : fail(folder.error());
    if (!model) {
        findings.addProblem(QStringLiteral("engine"), model.error());
        return {};
    }
    findings.add(QStringLiteral("engine"),
                 QJsonObject{{QStringLiteral("model"), model->name},
                             {QStringLiteral("hash"), model->hash},
                             {QStringLiteral("dim"), model->dim},
                             {QStringLiteral("device"), model->device},
                             {QStringLiteral("precision"), model->precision},
                             {QStringLiteral("default_mix"), double(model->defaultMix)},
                             {QStringLiteral("composes"), model->composes}},
                 QStringLiteral("engine: model %1 (%2 numbers, %3), device %4, precision %5")
                     .arg(model->name, QString::number(model->dim),
                          model->composes ? QStringLiteral("learned composition")
                                          : QStringLiteral("composes by mixing"),
                          model->device, model->precision));
    return model->hash;
}

void examineDecoder(Findings& findings) {
    DecoderPool decoders;
    const Result<QCborMap> hello = decoders.warm();
    if (!hello)
        return findings.addProblem(QStringLiteral("decoder"), hello.error());
    QStringList confined;
    for (const QCborValue& item : (*hello)[QStringLiteral("confined")].toArray())
        confined.append(item.toString());
    findings.add(QStringLiteral("decoder"),
                 QJsonObject{{QStringLiteral("processes"), decoders.parallelism()},
                             {QStringLiteral("confined"), QJsonArray::fromStringList(confined)}},
                 QStringLiteral("decoder: %1 processes, confined: %2")
                     .arg(decoders.parallelism())
                     .arg(confined.isEmpty() ? QStringLiteral("not on this system")
                                             : confined.join(QStringLiteral(", "))));
}

/// Finds pictures by their own vectors, as the product searches and exactly: the share of the exact
/// 50 best that it gives, over 50 pictures. 1 when there are none.
Result<double> recallOf(const Snapshot& snapshot, const EndpointScorer& scorer) {
    constexpr qsizetype queries = 50;
    constexpr std::size_t answers = 50;
    const PhotoListPtr photos = snapshot.photos();
    std::size_t wanted = 0;
    std::size_t found = 0;
    for (qsizetype i = 0; i < std::min(queries, photos->size()); ++i) {
        const PhotoItem photo = photos->at(i * photos->size() / std::min(queries, photos->size()));
        const auto vector = scorer.vectorOf(photo.content);
        if (!vector)
            continue;
        ScoreRequest request;
        request.endpoints = {*vector};
        request.probes = {{1}};
        request.most = answers;
        SEMBLANCE_TRY_ASSIGN(const auto usual, scorer.score(request, interrupted()));
        request.isExact = true;
        SEMBLANCE_TRY_ASSIGN(const auto exact, scorer.score(request, interrupted()));
        const std::vector<ScoredContent> best = usual->best(request.probes.front(), answers);
        for (const ScoredContent& hit : exact->best(request.probes.front(), answers)) {
            ++wanted;
            found += std::find(best.begin(), best.end(), hit) != best.end() ? 1 : 0;
        }
    }
    return wanted == 0 ? 1.0 : double(found) / double(wanted);
}

/// What is wrong in the library's folder, mended when that was asked for. An error of the repair
/// itself ends the command.
Status treat(const Arguments& arguments, Findings& findings) {
    const QString name = QStringLiteral("library_health");
    const Result<LibraryHealth> health = treatLibrary(
        arguments.libraryDir, arguments.repair ? Treatment::Mend : Treatment::Look, interrupted());
    if (!health && health.error().kind == ErrorKind::NotFound)
        return {};  // said of the library
    if (!health && arguments.repair)
        return fail(health.error());
    if (!health) {
        findings.addProblem(name, health.error());
        return {};
    }
    const HealthReport report = reportOf(*health, arguments.repair);
    findings.healthy = findings.healthy && report.isInOrder;
    findings.json[name] = report.json;
    findings.lines.append(report.lines);
    return {};
}

void examineCrashNotes(Findings& findings) {
    const QString dir = crashNotesDir();
    QJsonArray json;
    QStringList told;
    for (const CrashNote& note : crashNotes(dir)) {
        json.append(QJsonObject{{QStringLiteral("program"), note.program},
                                {QStringLiteral("when"), note.when.toString(Qt::ISODate)},
                                {QStringLiteral("path"), note.path}});
        told.append(QStringLiteral("%1 (%2)").arg(
            note.program, note.when.toString(QStringLiteral("yyyy-MM-dd hh:mm"))));
    }
    if (told.isEmpty())
        return;
    findings.add(QStringLiteral("crash_notes"), json,
                 QStringLiteral("crash notes in %1: %2")
                     .arg(QDir::toNativeSeparators(dir), told.join(QStringLiteral(", "))));
}

void examineSearch(const QString& dir, const QString& modelHash, Findings& findings) {
    const QString name = QStringLiteral("search");
    const auto library = Library::open(dir, Library::Access::Read);
    if (!library)
        return;  // said of the library
    Catalogue& catalogue = (*library)->catalogue();
    const auto reader = catalogue.openReader();
    const auto models = reader ? (*reader)->models() : fail(reader.error());
    if (!models)
        return findings.addProblem(name, models.error());
    for (const StoredModel& stored : *models) {
        if (stored.model.hash != modelHash)
            continue;
        if (const Status opened = catalogue.openVectors(stored.model); !opened)
            return findings.addProblem(name, opened.error());
    }
    const SnapshotPtr snapshot = catalogue.snapshot();
    const auto scorer = snapshot->scorer(modelHash);
    if (!scorer)
        return;
    const Result<double> recall = recallOf(*snapshot, *scorer);
    if (!recall)
        return findings.addProblem(name, recall.error());
    const EndpointScorer::Way way = scorer->way();
    findings.add(name,
                 QJsonObject{{QStringLiteral("way"),
                              way.isGraph ? QStringLiteral("graph") : QStringLiteral("exact")},
                             {QStringLiteral("pictures"), qint64(scorer->searchable())},
                             {QStringLiteral("graph_pictures"), qint64(way.covered)},
                             {QStringLiteral("graph_bytes"), qint64(way.graphBytes)},
                             {QStringLiteral("recall_at_50"), *recall}},
                 QStringLiteral("search: %1, %2 pictures; neighbour graph over %3 of them, %4 MB; "
                                "recall of the best 50: %5")
                     .arg(way.isGraph ? QStringLiteral("along the graph") : QStringLiteral("exact"),
                          QString::number(scorer->searchable()), QString::number(way.covered),
                          QString::number(double(way.graphBytes) / 1e6, 'f', 1),
                          QString::number(*recall, 'f', 3)));
}

/// Reads every page of the library and every vector of the model.
struct LibraryExamination {
    StoreCounts counts;
    std::int64_t vectors = 0;  ///< of the model, whose content is there
};
Result<LibraryExamination> examine(LibraryReader& reader, const QString& modelHash) {
    SEMBLANCE_TRY(reader.check());
    LibraryExamination found;
    if (!modelHash.isEmpty()) {
        SEMBLANCE_TRY(reader.forEachVector(modelHash, 0, [&](const auto&) {
            ++found.vectors;
            return true;
        }));
    }
    SEMBLANCE_TRY_ASSIGN(found.counts, reader.counts());
    return found;
}

void examineLibrary(const QString& dir, const QString& modelHash, Findings& findings) {
    const QString name = QStringLiteral("library");
    const auto reader = LibraryReader::open(LibraryPaths(dir));
    if (!reader && reader.error().kind == ErrorKind::NotFound) {
        return findings.add(
            name, QJsonObject{{QStringLiteral("path"), dir}, {QStringLiteral("exists"), false}},
            QStringLiteral("library: none yet at %1").arg(dir));
    }
    if (!reader)
        return findings.addProblem(name, reader.error());
    const Result<LibraryExamination> examined = examine(**reader, modelHash);
    if (!examined)
        return findings.addProblem(name, examined.error());
    const StoreCounts& counts = examined->counts;
    findings.add(name,
                 QJsonObject{{QStringLiteral("path"), dir},
                             {QStringLiteral("healthy"), true},
                             {QStringLiteral("files"), qint64(counts.files)},
                             {QStringLiteral("searchable"), qint64(examined->vectors)},
                             {QStringLiteral("failed"),
                              qint64(counts.failed + counts.quarantined + counts.unreadable)}},
                 QStringLiteral("library: %1: healthy, %2 files, %3 pictures searchable")
                     .arg(dir, QString::number(counts.files), QString::number(examined->vectors)));
}
}  // namespace

int runDoctor(const Arguments& arguments) {
    Findings findings;
    const QString version = QStringLiteral(SEMBLANCE_VERSION);
    findings.add(QStringLiteral("version"), version,
                 QStringLiteral("Semblance %1, Qt %2, %3 on %4")
                     .arg(version, QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
                          QSysInfo::currentCpuArchitecture()));
    if (const Status treated = treat(arguments, findings); !treated)
        return reportError(treated.error());
    const QString modelHash = examineEngine(modelToExamine(arguments), findings);
    examineDecoder(findings);
    examineLibrary(arguments.libraryDir, modelHash, findings);
    examineSearch(arguments.libraryDir, modelHash, findings);
    if (arguments.repair)
        tidyCrashNotes(crashNotesDir());
    examineCrashNotes(findings);
    findings.json[QStringLiteral("healthy")] = findings.healthy;
    if (arguments.json) {
        printJson(findings.json);
    } else {
        for (const QString& line : findings.lines)
            printLine(line);
    }
    return findings.healthy ? kDone : kDoneWithFailures;
}

}  // namespace semblance
