#include <QCborArray>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QSysInfo>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/base/modelfolder.h"
#include "core/remote/decoderpool.h"
#include "core/remote/engineclient.h"
#include "core/store/libraryreader.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::DoctorCommand)
};

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
        folder ? EngineClient(folder->dir).model() : fail(folder.error());
    if (!model) {
        findings.addProblem(QStringLiteral("engine"), model.error());
        return {};
    }
    findings.add(
        QStringLiteral("engine"),
        QJsonObject{{QStringLiteral("model"), model->name},
                    {QStringLiteral("hash"), model->hash},
                    {QStringLiteral("dim"), model->dim},
                    {QStringLiteral("device"), model->device},
                    {QStringLiteral("precision"), model->precision},
                    {QStringLiteral("default_mix"), double(model->defaultMix)},
                    {QStringLiteral("composes"), model->composes}},
        Text::tr("engine: model %1 (%2 numbers, %3), device %4, precision %5")
            .arg(model->name)
            .arg(model->dim)
            .arg(model->composes ? Text::tr("learned composition") : Text::tr("composes by mixing"))
            .arg(model->device, model->precision));
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
                 Text::tr("decoder: %1 processes, confined: %2")
                     .arg(decoders.parallelism())
                     .arg(confined.isEmpty() ? Text::tr("not on this system")
                                             : confined.join(QStringLiteral(", "))));
}

/// Reads every page of the library and every vector of the model.
Result<StoreCounts> examine(LibraryReader& reader, const QString& modelHash) {
    SEMBLANCE_TRY(reader.check());
    if (!modelHash.isEmpty())
        SEMBLANCE_TRY(reader.forEachVector(modelHash, 0, [](const auto&) { return true; }));
    return reader.counts();
}

void examineLibrary(const QString& dir, const QString& modelHash, Findings& findings) {
    const QString name = QStringLiteral("library");
    const auto reader = LibraryReader::open(LibraryPaths(dir));
    if (!reader && reader.error().kind == ErrorKind::NotFound) {
        return findings.add(
            name, QJsonObject{{QStringLiteral("path"), dir}, {QStringLiteral("exists"), false}},
            Text::tr("library: none yet at %1").arg(dir));
    }
    if (!reader)
        return findings.addProblem(name, reader.error());
    const Result<StoreCounts> counts = examine(**reader, modelHash);
    if (!counts)
        return findings.addProblem(name, counts.error());
    findings.add(name,
                 QJsonObject{{QStringLiteral("path"), dir},
                             {QStringLiteral("healthy"), true},
                             {QStringLiteral("files"), qint64(counts->files)},
                             {QStringLiteral("searchable"), qint64(counts->done)},
                             {QStringLiteral("failed"),
                              qint64(counts->failed + counts->quarantined + counts->unreadable)}},
                 Text::tr("library: %1: healthy, %2 files, %3 pictures searchable")
                     .arg(dir)
                     .arg(counts->files)
                     .arg(counts->done));
}
}  // namespace

int runDoctor(const Arguments& arguments) {
    Findings findings;
    const QString version = QStringLiteral(SEMBLANCE_VERSION);
    findings.add(QStringLiteral("version"), version,
                 Text::tr("Semblance %1, Qt %2, %3 on %4")
                     .arg(version, QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(),
                          QSysInfo::currentCpuArchitecture()));
    const QString modelHash = examineEngine(modelToExamine(arguments), findings);
    examineDecoder(findings);
    examineLibrary(arguments.libraryDir, modelHash, findings);
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
