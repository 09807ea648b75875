#include <QCborArray>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QSysInfo>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/library/library.h"
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

void examineEngine(const QString& modelDir, Findings& findings) {
    EngineClient engine(modelDir);
    const Result<ModelInfo> model = engine.model();
    if (!model)
        return findings.addProblem(QStringLiteral("engine"), model.error());
    findings.add(QStringLiteral("engine"),
                 QJsonObject{{QStringLiteral("model"), model->name},
                             {QStringLiteral("hash"), model->hash},
                             {QStringLiteral("dim"), model->dim},
                             {QStringLiteral("device"), model->device},
                             {QStringLiteral("precision"), model->precision},
                             {QStringLiteral("default_mix"), double(model->defaultMix)}},
                 Text::tr("engine: model %1 (%2 numbers), device %3, precision %4")
                     .arg(model->name)
                     .arg(model->dim)
                     .arg(model->device, model->precision));
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

Result<StoreCounts> examine(LibraryReader& reader) {
    SEMBLANCE_TRY(reader.check());
    return reader.counts();
}

void examineLibrary(const QString& dir, Findings& findings) {
    const QString name = QStringLiteral("library");
    const auto reader = LibraryReader::open(LibraryPaths(dir));
    if (!reader && reader.error().kind == ErrorKind::NotFound) {
        return findings.add(
            name, QJsonObject{{QStringLiteral("path"), dir}, {QStringLiteral("exists"), false}},
            Text::tr("library: none yet at %1").arg(dir));
    }
    if (!reader)
        return findings.addProblem(name, reader.error());
    const Result<StoreCounts> counts = examine(**reader);
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
    const Result<QString> model =
        findModel(arguments.model.isEmpty() ? QStringLiteral("mini") : arguments.model);
    if (model) {
        examineEngine(*model, findings);
    } else {
        findings.addProblem(QStringLiteral("engine"), model.error());
    }
    examineDecoder(findings);
    examineLibrary(arguments.libraryDir, findings);
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
