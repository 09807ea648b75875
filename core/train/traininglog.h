#pragma once

#include <QJsonObject>
#include <QString>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// Numbers with names, in the order in which they are shown.
using NamedNumbers = std::vector<std::pair<QString, double>>;

/// A run's history: one JSON object a line in `log.jsonl` and the curve `curve.svg` beside it.
///
///     {"step": 10, "rate": 4e-5, "loss": 5.31, "parts": {...}, "gradient": 0.8}
///     {"step": 100, "score": 0.42, "measured": {...}}
class TrainingLog {
public:
    /// Starts the log in `dir` anew.
    static Result<TrainingLog> start(const QString& dir, const QString& title);

    /// Goes on with the log in `dir`: what was logged after `step` is dropped. Lines that cannot be
    /// read are dropped too; a missing file is an empty log.
    static Result<TrainingLog> resume(const QString& dir, const QString& title, int step);

    Status addLoss(int step, double rate, double loss, const NamedNumbers& parts, double gradient);
    Status addMeasured(int step, double score, const NamedNumbers& values);

    /// Writes curve.svg: loss (its running mean) above, score below, over steps.
    Status writeCurve() const;

    const QList<QJsonObject>& entries() const { return m_entries; }

private:
    TrainingLog(QString dir, QString title);
    Status add(const QJsonObject& entry);

    QString m_dir;
    QString m_title;
    QList<QJsonObject> m_entries;
};

}  // namespace semblance
