#include "core/study/ablationreport.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/evaluate/runner.h"
#include "core/study/ablationplot.h"

namespace semblance {

namespace {

using Table = AblationRow::Table;

constexpr int kSeedsToBelieve = 3;
constexpr double kPointsToBelieve = 2;
constexpr double kErrorsToBelieve = 3;  ///< standard errors of a gain that is paired by seed
constexpr double kPointsToName = 1;     ///< less on a set is not worth a word

QString number(double value) {
    return QString::number(value, 'f', 1);
}

QString signedNumber(double value) {
    return (value < 0 ? QString() : QStringLiteral("+")) + number(value);
}

QString withSpread(const Spread& spread) {
    if (spread.count == 0)
        return QStringLiteral("–");
    if (spread.count == 1)
        return number(spread.mean);
    return QStringLiteral("%1 ± %2").arg(number(spread.mean), number(spread.deviation));
}

QString line(const QStringList& cells) {
    return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |\n");
}

QString head(const QStringList& cells) {
    QString rule = QStringLiteral("|---|");
    for (qsizetype i = 1; i < cells.size(); ++i)
        rule += QStringLiteral("---:|");
    return line(cells) + rule + u'\n';
}

QStringList baselineRows(const AblationPlan& plan, const std::vector<AblationOutcome>& outcomes) {
    QStringList planned;
    for (const AblationRow& row : ablationRows(plan))
        planned << row.name;
    QStringList names;
    for (const AblationOutcome& outcome : outcomes) {
        if (outcome.seed == 0 && !planned.contains(outcome.row) && !names.contains(outcome.row))
            names << outcome.row;
    }
    return names;
}

QStringList rowsOf(const AblationPlan& plan, Table table) {
    QStringList names;
    for (const AblationRow& row : ablationRows(plan)) {
        if (row.table == table)
            names << row.name;
    }
    return names;
}

/// Builds the report; one member function a section.
class Writer {
public:
    Writer(const AblationPlan& plan, const AblationSetting& setting,
           const std::vector<AblationOutcome>& outcomes)
        : m_plan(plan),
          m_setting(setting),
          m_outcomes(outcomes),
          m_main(baselineRows(plan, outcomes) + rowsOf(plan, Table::Parts)) {}

    QString text() const {
        return introduction() + whatWasRun() + partsTable() + setTables() + mappingTable() +
               sizesTable() + whatItSays() + whatSetsCannotTell();
    }

private:
    AblationRowStatistics of(const QString& row) const { return {row, m_outcomes}; }

    QString introduction() const {
        return QStringLiteral(
                   "# What each part of the method brings\n\n"
                   "A re-implementation of the two-stage method (arXiv:2504.17990), measured by "
                   "`semblance-engine ablate` with\nthe model %1 on the split \"%2\" of the "
                   "project's own sets (%3). All figures are percent; mean ± sample\ndeviation "
                   "over seeds. Prompts and mixes are chosen on the same split, one setting a row, "
                   "so the figures compare\nrows with each other and promise nothing for other "
                   "pictures.\n\n")
            .arg(m_setting.model, m_setting.split, m_setting.machine);
    }

    QString whatWasRun() const {
        QString text = QStringLiteral("## What was run\n\n") +
                       head({QStringLiteral("row"), QStringLiteral("seeds"),
                             QStringLiteral("stage 1 steps"), QStringLiteral("stage 2 steps"),
                             QStringLiteral("minutes a seed"), QStringLiteral("setting")});
        QStringList missing;
        for (const QString& row :
             m_main + rowsOf(m_plan, Table::Mapping) + rowsOf(m_plan, Table::Sizes)) {
            const AblationRowStatistics statistics = of(row);
            if (statistics.isEmpty()) {
                missing << row;
                continue;
            }
            text += runLine(statistics);
        }
        if (!missing.isEmpty())
            text += QStringLiteral("\nNot run: %1.\n").arg(missing.join(QStringLiteral("; ")));
        return text + u'\n';
    }

    static QString runLine(const AblationRowStatistics& row) {
        const auto& outcomes = row.outcomes();
        std::vector<double> minutes;
        QStringList seeds;
        QStringList settings;
        for (const AblationOutcome& outcome : outcomes) {
            minutes.push_back(outcome.seconds / 60);
            if (outcome.seed > 0)
                seeds << QString::number(outcome.seed);
            if (!settings.contains(outcome.setting))
                settings << outcome.setting;
        }
        const auto steps = [](int count) {
            return count > 0 ? QString::number(count) : QStringLiteral("–");
        };
        return line({row.row(), seeds.isEmpty() ? QStringLiteral("–") : seeds.join(u' '),
                     steps(outcomes.front().mapSteps), steps(outcomes.front().composeSteps),
                     number(Spread::of(minutes).mean), settings.join(QStringLiteral("; "))});
    }

    QString partsTable() const {
        QStringList titles{QStringLiteral("%1, mean over parts").arg(ablationFigure()),
                           QStringLiteral("all sets")};
        titles += m_plan.sets;
        QString text =
            QStringLiteral("## The parts\n\n![parts](%1)\n\n").arg(ablationPartsPlotName()) +
            head(titles);
        for (const QString& row : m_main)
            text += overviewLine(of(row));
        return text + u'\n';
    }

    QString overviewLine(const AblationRowStatistics& row) const {
        if (row.isEmpty())
            return {};
        QStringList cells{row.row(), withSpread(row.mean(ablationFigure()))};
        for (const QString& set : m_plan.sets)
            cells << withSpread(row.value(set, ablationFigure()));
        return line(cells);
    }

    QString setTables() const {
        QString text = QStringLiteral(
            "## Set by set\n\nThe swap column: how many points the row's best figure loses when "
            "every reference is exchanged for another.\n\n");
        for (const QString& set : m_plan.sets) {
            text += QStringLiteral("### %1\n\n").arg(set) +
                    head({QString(), QStringLiteral("R@1"), QStringLiteral("R@10"),
                          QStringLiteral("mAP@10"), QStringLiteral("swap")});
            for (const QString& row : m_main) {
                const AblationRowStatistics statistics = of(row);
                if (statistics.isEmpty())
                    continue;
                QStringList cells{row};
                for (const char* figure : {"R@1", "R@10", "mAP@10"})
                    cells << withSpread(statistics.value(set, QLatin1String(figure)));
                cells << withSpread(statistics.swapLoss(set));
                text += line(cells);
            }
            text += u'\n';
        }
        return text;
    }

    QString mappingTable() const {
        const auto cell = [&](const QString& row) {
            return withSpread(of(row).mean(ablationFigure()));
        };
        return QStringLiteral(
                   "## A strong mapping as the foundation of composing\n\n"
                   "%1, mean over the sets; in the noisy column %2 % of stage 2's "
                   "triplets have the targets of others.\n\n")
                   .arg(ablationFigure())
                   .arg(100 * m_plan.noise) +
               head({QString(), QStringLiteral("stage 2 off"), QStringLiteral("stage 2, clean"),
                     QStringLiteral("stage 2, noisy")}) +
               line({ablation::phi(), cell(ablation::phi()), cell(ablation::plainComposed()),
                     cell(ablation::plainComposedNoisy())}) +
               line({ablation::withAlignment(), cell(ablation::withAlignment()),
                     cell(ablation::composed()), cell(ablation::composedNoisy())}) +
               u'\n';
    }

    QString sizesTable() const {
        QString text = QStringLiteral("## How many triplets\n\n![sizes](%1)\n\n")
                           .arg(ablationSizesPlotName()) +
                       head({QString(), ablationFigure()});
        for (const QString& row :
             rowsOf(m_plan, Table::Sizes) + QStringList{ablation::composed()}) {
            const Spread spread = of(row).mean(ablationFigure());
            const QString label =
                row == ablation::composed() ? row + QStringLiteral(", all triplets") : row;
            if (spread.count > 0)
                text += line({label, withSpread(spread)});
        }
        return text + u'\n';
    }

    QString whatItSays() const {
        QString text = QStringLiteral("## What this says\n\n");
        const auto add = [&](const QString& part, const QString& before, const QString& after) {
            text += sentence(part, of(before), of(after));
        };
        const QStringList baselines = baselineRows(m_plan, m_outcomes);
        if (!baselines.isEmpty())
            add(QStringLiteral("Learned mapping instead of %1").arg(baselines.last()),
                baselines.last(), ablation::phi());
        add(QStringLiteral("Visual semantic injection"), ablation::phi(),
            ablation::withInjection());
        add(QStringLiteral("Soft text alignment"), ablation::withInjection(),
            ablation::withAlignment());
        add(QStringLiteral("Stage 2"), ablation::withAlignment(), ablation::composed());
        if (!baselines.isEmpty())
            add(QStringLiteral("The whole method instead of %1").arg(baselines.last()),
                baselines.last(), ablation::composed());
        add(QStringLiteral("Mined negatives"), ablation::withoutNegatives(), ablation::composed());
        add(QStringLiteral("Identity pairs"), ablation::withoutIdentities(), ablation::composed());
        add(QStringLiteral("Under stage 2, VSI and STA"), ablation::plainComposed(),
            ablation::composed());
        add(QStringLiteral("Under noisy triplets, VSI and STA"), ablation::plainComposedNoisy(),
            ablation::composedNoisy());
        add(QStringLiteral("Clean triplets instead of noisy ones"), ablation::composedNoisy(),
            ablation::composed());
        return text + u'\n';
    }

    /// "fashion-colour -8.0, shapes +3.6": the sets on which the seeds agree that there is a gain
    /// or a loss, which a mean over sets can hide.
    QString certainGains(const AblationRowStatistics& before,
                         const AblationRowStatistics& after) const {
        QStringList gains;
        for (const QString& set : m_plan.sets) {
            const Spread gain = after.gainOver(before, set, ablationFigure());
            const double error = gain.deviation / std::sqrt(std::max(1, gain.count));
            if (gain.count >= kSeedsToBelieve && std::abs(gain.mean) >= kPointsToName &&
                std::abs(gain.mean) > kErrorsToBelieve * error)
                gains << set + u' ' + signedNumber(gain.mean);
        }
        return gains.join(QStringLiteral(", "));
    }

    QString sentence(const QString& part, const AblationRowStatistics& before,
                     const AblationRowStatistics& after) const {
        const QString gains = certainGains(before, after);
        const double gain = after.mean(ablationFigure()).mean - before.mean(ablationFigure()).mean;
        QString end;
        switch (verdict(before, after, ablationFigure())) {
            case Verdict::Missing:
                return {};
            case Verdict::Unsure:
                end = QStringLiteral(
                          "fewer than %1 seeds and less than %2 points: this run cannot "
                          "tell whether it brings anything.")
                          .arg(kSeedsToBelieve)
                          .arg(kPointsToBelieve);
                break;
            case Verdict::Same:
                end = gains.isEmpty()
                          ? QStringLiteral("within the seeds' spread: it brings nothing here.")
                          : QStringLiteral("within the seeds' spread, but the sets differ.");
                break;
            case Verdict::Better:
                end = QStringLiteral("it helps.");
                break;
            case Verdict::Worse:
                end = QStringLiteral("it harms.");
                break;
        }
        const QString bySet = gains.isEmpty()
                                  ? QString()
                                  : QStringLiteral(" Paired by seed, above %1 standard errors: %2.")
                                        .arg(kErrorsToBelieve)
                                        .arg(gains);
        return QStringLiteral("- %1: %2 points of %3; %4%5\n")
            .arg(part, signedNumber(gain), ablationFigure(), end, bySet);
    }

    QString whatSetsCannotTell() const {
        QString text = QStringLiteral("## What the sets cannot tell\n\n");
        AblationRowStatistics best = of(ablation::composed());
        for (qsizetype i = m_main.size(); best.isEmpty() && i-- > 0;)
            best = of(m_main[i]);
        for (const QString& set : m_plan.sets) {
            const Spread loss = best.swapLoss(set);
            if (loss.count > 0 && loss.mean < kLeastSwapLoss)
                text += QStringLiteral(
                            "- %1: \"%2\" loses %3 points with swapped references, less "
                            "than %4; its figures are no composition.\n")
                            .arg(set, best.row(), number(loss.mean))
                            .arg(kLeastSwapLoss);
        }
        const int fewest = fewestQueries(best);
        return text + QStringLiteral(
                          "- The smallest part has %1 queries: one query is %2 points there.\n"
                          "- Prompts and mixes were chosen on the pictures they are measured on, "
                          "and a product's name may be in both splits.\n"
                          "- Gaps under %3 points need %4 seeds before they mean anything.\n")
                          .arg(fewest)
                          .arg(fewest > 0 ? 100.0 / fewest : 0, 0, 'f', 2)
                          .arg(kPointsToBelieve)
                          .arg(kSeedsToBelieve);
    }

    static int fewestQueries(const AblationRowStatistics& row) {
        int fewest = 0;
        for (const AblationOutcome& outcome : row.outcomes()) {
            for (const AblationOutcome::Part& part : outcome.parts)
                fewest = fewest == 0 ? part.queries : std::min(fewest, part.queries);
        }
        return fewest;
    }

    const AblationPlan& m_plan;
    const AblationSetting& m_setting;
    const std::vector<AblationOutcome>& m_outcomes;
    QStringList m_main;
};

QByteArray plot(const QString& title, const QStringList& rows,
                const std::vector<AblationOutcome>& outcomes) {
    QList<Bar> bars;
    for (const QString& row : rows) {
        const Spread spread = AblationRowStatistics(row, outcomes).mean(ablationFigure());
        if (spread.count > 0)
            bars.append({row, spread});
    }
    return barsAsSvg(title, bars);
}

}  // namespace

AblationRowStatistics::AblationRowStatistics(const QString& row,
                                             const std::vector<AblationOutcome>& outcomes)
    : m_row(row) {
    std::copy_if(outcomes.begin(), outcomes.end(), std::back_inserter(m_outcomes),
                 [&](const AblationOutcome& outcome) { return outcome.row == row; });
    std::sort(m_outcomes.begin(), m_outcomes.end(),
              [](const AblationOutcome& a, const AblationOutcome& b) { return a.seed < b.seed; });
}

Spread AblationRowStatistics::value(const QString& set, const QString& figure) const {
    std::vector<double> values;
    for (const AblationOutcome& outcome : m_outcomes) {
        if (const auto value = outcome.value(set, figure))
            values.push_back(*value);
    }
    return Spread::of(values);
}

Spread AblationRowStatistics::mean(const QString& figure) const {
    std::vector<double> values;
    for (const AblationOutcome& outcome : m_outcomes)
        values.push_back(outcome.mean(figure));
    return Spread::of(values);
}

Spread AblationRowStatistics::gainOver(const AblationRowStatistics& earlier, const QString& set,
                                       const QString& figure) const {
    std::vector<double> gains;
    for (const AblationOutcome& outcome : m_outcomes) {
        for (const AblationOutcome& before : earlier.m_outcomes) {
            const auto reached = outcome.value(set, figure);
            const auto had = before.value(set, figure);
            if (outcome.seed == before.seed && reached && had)
                gains.push_back(*reached - *had);
        }
    }
    return Spread::of(gains);
}

Spread AblationRowStatistics::swapLoss(const QString& set) const {
    std::vector<double> values;
    for (const AblationOutcome& outcome : m_outcomes) {
        if (const auto value = outcome.swapLoss(set))
            values.push_back(*value);
    }
    return Spread::of(values);
}

Verdict verdict(const AblationRowStatistics& earlier, const AblationRowStatistics& later,
                const QString& figure) {
    if (earlier.isEmpty() || later.isEmpty())
        return Verdict::Missing;
    const Spread before = earlier.mean(figure);
    const Spread after = later.mean(figure);
    const double gain = after.mean - before.mean;
    // Baselines learn nothing and have no seeds.
    const auto isCertain = [](const AblationRowStatistics& row) {
        return row.seeds() >= kSeedsToBelieve || row.outcomes().front().seed == 0;
    };
    if (std::abs(gain) < kPointsToBelieve && !(isCertain(earlier) && isCertain(later)))
        return Verdict::Unsure;
    if (std::abs(gain) <= before.deviation + after.deviation)
        return Verdict::Same;
    return gain > 0 ? Verdict::Better : Verdict::Worse;
}

QString ablationFigure() {
    return QStringLiteral("mAP@10");
}

QString ablationReport(const AblationPlan& plan, const AblationSetting& setting,
                       const std::vector<AblationOutcome>& outcomes) {
    return Writer(plan, setting, outcomes).text();
}

QByteArray ablationPartsPlot(const AblationPlan& plan,
                             const std::vector<AblationOutcome>& outcomes) {
    return plot(QStringLiteral("%1, mean over the sets").arg(ablationFigure()),
                baselineRows(plan, outcomes) + rowsOf(plan, Table::Parts), outcomes);
}

QByteArray ablationSizesPlot(const AblationPlan& plan,
                             const std::vector<AblationOutcome>& outcomes) {
    return plot(QStringLiteral("%1 by the number of triplets").arg(ablationFigure()),
                rowsOf(plan, Table::Sizes) + QStringList{ablation::composed()}, outcomes);
}

QString ablationPartsPlotName() {
    return QStringLiteral("results-parts.svg");
}

QString ablationSizesPlotName() {
    return QStringLiteral("results-sizes.svg");
}

}  // namespace semblance
