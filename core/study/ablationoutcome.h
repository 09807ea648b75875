#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/evaluate/runner.h"
#include "core/evaluate/scoring.h"

namespace semblance {

/// What one row reached with one seed. Baselines have the seed 0.
struct AblationOutcome {
    struct Part {
        QString set;
        QString part;
        int queries = 0;
        int gallery = 0;
        QList<Figure> figures;
        std::optional<double> swapLoss;  ///< MethodResult::swapLoss
    };

    QString row;
    int seed = 0;
    QString setting;  ///< prompt and mix, as they were chosen
    int mapSteps = 0;
    int composeSteps = 0;
    double seconds = 0;  ///< training and measuring
    std::vector<Part> parts;

    void add(const QString& set, const PartResult& part, const MethodResult& method);

    /// The mean over the set's parts, percent; nothing when the set or the figure is not there.
    std::optional<double> value(const QString& set, const QString& figure) const;
    /// The mean over the sets; each counts as one. 0 of nothing.
    double mean(const QString& figure) const;
    /// Of a set's parts the largest; nothing when none has one.
    std::optional<double> swapLoss(const QString& set) const;
    QStringList sets() const;  ///< in order, each once

    QJsonObject toJson() const;
    /// BadInput for what toJson() did not write; `source` names it.
    static Result<AblationOutcome> fromJson(const QJsonObject& json, const QString& source);
};

/// Mean and sample deviation over seeds.
struct Spread {
    int count = 0;
    double mean = 0;
    double deviation = 0;  ///< 0 for fewer than two

    static Spread of(const std::vector<double>& values);
};

}  // namespace semblance
