#include "core/train/traininglog.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include "core/train/curve.h"

namespace semblance {

namespace {

QString logPath(const QString& dir) {
    return dir + QStringLiteral("/log.jsonl");
}

QByteArray asLine(const QJsonObject& entry) {
    return QJsonDocument(entry).toJson(QJsonDocument::Compact) + '\n';
}

Status writeWhole(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(ErrorKind::NoSpace,
                QStringLiteral("%1 could not be written. Is the disk full?").arg(path),
                file.errorString());
}

QJsonObject asObject(const NamedNumbers& numbers) {
    QJsonObject object;
    for (const auto& [name, value] : numbers)
        object.insert(name, value);
    return object;
}

int stepOf(const QJsonObject& entry) {
    return entry.value(QStringLiteral("step")).toInt(-1);
}

}  // namespace

TrainingLog::TrainingLog(QString dir, QString title)
    : m_dir(std::move(dir)), m_title(std::move(title)) {}

Result<TrainingLog> TrainingLog::start(const QString& dir, const QString& title) {
    QDir().mkpath(dir);
    SEMBLANCE_TRY(writeWhole(logPath(dir), {}));
    return TrainingLog(dir, title);
}

Result<TrainingLog> TrainingLog::resume(const QString& dir, const QString& title, int step) {
    TrainingLog log(dir, title);
    QByteArray kept;
    QFile file(logPath(dir));
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray& line : file.readAll().split('\n')) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            if (stepOf(entry) < 0 || stepOf(entry) > step)
                continue;
            log.m_entries.append(entry);
            kept += asLine(entry);
        }
        file.close();
    }
    SEMBLANCE_TRY(writeWhole(logPath(dir), kept));
    return log;
}

Status TrainingLog::addLoss(int step, double rate, double loss, const NamedNumbers& parts,
                            double gradient) {
    return add({{QStringLiteral("step"), step},
                {QStringLiteral("rate"), rate},
                {QStringLiteral("loss"), loss},
                {QStringLiteral("parts"), asObject(parts)},
                {QStringLiteral("gradient"), gradient}});
}

Status TrainingLog::addMeasured(int step, double score, const NamedNumbers& values) {
    return add({{QStringLiteral("step"), step},
                {QStringLiteral("score"), score},
                {QStringLiteral("measured"), asObject(values)}});
}

Status TrainingLog::add(const QJsonObject& entry) {
    m_entries.append(entry);
    QFile file(logPath(m_dir));
    const QByteArray line = asLine(entry);
    if (file.open(QIODevice::WriteOnly | QIODevice::Append) && file.write(line) == line.size() &&
        file.flush())
        return {};
    return fail(
        ErrorKind::NoSpace,
        QStringLiteral("The log %1 could not be written. Is the disk full?").arg(logPath(m_dir)),
        file.errorString());
}

Status TrainingLog::writeCurve() const {
    Curve loss{QStringLiteral("loss"), {}};
    Curve score{QStringLiteral("score on val"), {}};
    for (const QJsonObject& entry : m_entries) {
        const auto take = [&](const char* name, Curve& curve) {
            const QJsonValue value = entry.value(QLatin1StringView(name));
            if (value.isDouble())
                curve.points.append({double(stepOf(entry)), value.toDouble()});
        };
        take("loss", loss);
        take("score", score);
    }
    loss.points = smoothed(loss.points);
    return writeWhole(m_dir + QStringLiteral("/curve.svg"), curvesAsSvg(m_title, {loss, score}));
}

}  // namespace semblance
