#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

#include "core/study/ablationoutcome.h"
#include "core/study/ablationplan.h"

/// What the outcomes say, as tables for people. Pure.
namespace semblance {

/// What a reader must know to judge the figures.
struct AblationSetting {
    QString model;    ///< the aligned model's name and hash
    QString split;    ///< on which was measured
    QString machine;  ///< "2 cores, fp32 ..."
};

/// One row's figures over its seeds.
class AblationRowStatistics {
public:
    AblationRowStatistics(const QString& row, const std::vector<AblationOutcome>& outcomes);

    const QString& row() const { return m_row; }
    int seeds() const { return static_cast<int>(m_outcomes.size()); }
    bool isEmpty() const { return m_outcomes.empty(); }
    Spread value(const QString& set, const QString& figure) const;
    Spread mean(const QString& figure) const;
    Spread swapLoss(const QString& set) const;
    /// What this row reaches more than `earlier` on a set, seed by seed; of seeds that both have.
    Spread gainOver(const AblationRowStatistics& earlier, const QString& set,
                    const QString& figure) const;
    const std::vector<AblationOutcome>& outcomes() const { return m_outcomes; }

private:
    QString m_row;
    std::vector<AblationOutcome> m_outcomes;
};

/// Whether `later` is better than `earlier` in the mean of `figure` over the sets.
enum class Verdict {
    Missing,  ///< one of them was not run
    Unsure,   ///< fewer than three seeds of one, and less than two points apart
    Same,     ///< within the seeds' spread
    Better,
    Worse,
};
Verdict verdict(const AblationRowStatistics& earlier, const AblationRowStatistics& later,
                const QString& figure);

/// The figure that rows are compared by: the mean over the sets.
QString ablationFigure();

/// docs/RESULTS.md: what was run, the tables, what the parts bring and what the sets cannot tell.
/// `outcomes` in any order; rows of the plan that were not run are named as such.
/// It shows the plots below, which lie beside it.
QString ablationReport(const AblationPlan& plan, const AblationSetting& setting,
                       const std::vector<AblationOutcome>& outcomes);

/// The two plots the report shows, named ablationPartsPlotName() and ablationSizesPlotName().
QByteArray ablationPartsPlot(const AblationPlan& plan,
                             const std::vector<AblationOutcome>& outcomes);
QByteArray ablationSizesPlot(const AblationPlan& plan,
                             const std::vector<AblationOutcome>& outcomes);
QString ablationPartsPlotName();
QString ablationSizesPlotName();

}  // namespace semblance
