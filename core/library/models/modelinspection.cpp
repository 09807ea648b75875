#include "core/library/models/modelinspection.h"

#include <QCborMap>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include "core/base/cachenote.h"
#include "core/remote/frame.h"
#include "core/remote/programrun.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelInspection)
};

CacheNote noteOf(const QString& dir) {
    return CacheNote(QStringLiteral("inspections"), QDir(dir).absolutePath());
}

/// Of the folder's files by name, size and date; another version of the program may judge
/// otherwise.
QString fingerprint(const QString& dir) {
    QByteArray lines = SEMBLANCE_VERSION "\n";
    const QFileInfoList files = QDir(dir).entryInfoList(QDir::Files | QDir::Hidden, QDir::Name);
    for (const QFileInfo& file : files) {
        lines += file.fileName().toUtf8() + ' ' + QByteArray::number(file.size()) + ' ' +
                 QByteArray::number(file.lastModified().toMSecsSinceEpoch()) + '\n';
    }
    return QString::fromLatin1(QCryptographicHash::hash(lines, QCryptographicHash::Sha256).toHex());
}

Result<ModelFinding> readAnswer(const ProgramRun& run, const QString& dir) {
    QJsonObject answer;
    for (const QByteArray& line : run.output.split('\n')) {
        if (line.startsWith('{'))
            answer = QJsonDocument::fromJson(line).object();
    }
    ModelFinding finding;
    if (answer.contains(u"error")) {
        const Error error = errorFromCbor(QCborMap::fromJsonObject(answer[u"error"].toObject()));
        finding.problem = error.sentence;
        return finding;
    }
    if (!answer.isEmpty()) {
        SEMBLANCE_TRY_ASSIGN(finding.report, ModelReport::fromJson(answer));
        return finding;
    }
    return fail(
        ErrorKind::ChildFailed,
        Text::tr("The search engine stopped while it looked at the model in %1. It may need "
                 "more memory than there is; close other programs and try again.")
            .arg(QDir::toNativeSeparators(dir)),
        run.end + QLatin1Char('\n') + QString::fromUtf8(run.output.right(2000)));
}

}  // namespace

Result<ModelFinding> inspectModel(const QString& dir, bool measure, const CancelToken& cancel) {
    if (cancel.isCancelled())
        return fail(cancelledError());
    QStringList arguments{QStringLiteral("inspect"), QStringLiteral("--model"),
                          QDir(dir).absolutePath(), QStringLiteral("--json")};
    if (measure)
        arguments << QStringLiteral("--measure");
    SEMBLANCE_TRY_ASSIGN(const ProgramRun run,
                         runProgram(QStringLiteral("semblance-engine"), arguments, cancel));
    return readAnswer(run, dir);
}

std::optional<ModelFinding> notedFinding(const QString& dir) {
    const QJsonObject note = noteOf(dir).read();
    if (note.isEmpty() || note[u"fingerprint"].toString() != fingerprint(dir))
        return std::nullopt;
    ModelFinding finding;
    finding.problem = note[u"problem"].toString();
    if (!finding.problem.isEmpty())
        return finding;
    auto report = ModelReport::fromJson(note[u"report"].toObject());
    if (!report)
        return std::nullopt;
    finding.report = std::move(*report);
    return finding;
}

void noteFinding(const QString& dir, const ModelFinding& finding) {
    QJsonObject note{{QStringLiteral("dir"), dir},
                     {QStringLiteral("fingerprint"), fingerprint(dir)}};
    if (finding.problem.isEmpty())
        note[QStringLiteral("report")] = finding.report.toJson();
    else
        note[QStringLiteral("problem")] = finding.problem;
    noteOf(dir).write(note);
}

void forgetFinding(const QString& dir) {
    noteOf(dir).remove();
}

}  // namespace semblance
