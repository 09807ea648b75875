#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include "core/evaluate/runner.h"

namespace semblance {

/// A whole run of one set, as it is shown.
struct EvaluationReport {
    QString set;
    QString split;
    QString model;  ///< name; empty when scored from features
    QString modelKey;
    QList<PartResult> parts;

    /// Method by method over all parts, where there are several with the same methods.
    QList<MethodResult> means() const;
};

/// A table for people: methods down, figures across, percent with one decimal; below each method
/// with a picture its figures with swapped references.
QString asText(const EvaluationReport& report);

/// {"set", "split", "model", "parts": [{"part", "queries", "gallery", "note", "methods":
/// [{"method", "mix", "figures": {name: percent}, "swap": {"queries", "own": {}, "swapped": {},
/// "loss"}}], "testsComposition"}], "mean": [{"method", "figures"}]}
QJsonObject asJson(const EvaluationReport& report);

}  // namespace semblance
