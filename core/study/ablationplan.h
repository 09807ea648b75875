#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <vector>

#include "core/base/jsonfields.h"
#include "core/base/result.h"

/// Which trainings show what each part of the method brings, and in which order they are run. Pure.
namespace semblance {

/// The rows of METHOD's tables that need training.
struct AblationRow {
    enum class Table {
        Parts,    ///< the mapping's parts, stage 2 and stage 2's parts
        Mapping,  ///< {phi, phi + VSI + STA} x {stage 2 off, clean, noisy}
        Sizes,    ///< how many triplets stage 2 sees
    };

    QString name;
    Table table = Table::Parts;
    QJsonObject map;      ///< stage 1's configuration, as `train map` takes it
    QJsonObject compose;  ///< stage 2's; empty: stage 2 off
};

struct AblationPlan {
    QStringList sets{QStringLiteral("fashion-colour"),
                     QStringLiteral("fashion-family"),
                     QStringLiteral("fashion-attribute"),
                     QStringLiteral("photo-caption-edit"),
                     QStringLiteral("icons"),
                     QStringLiteral("shapes")};
    std::vector<int> seeds{1, 2, 3};
    std::vector<int> sizes{500, 2000, 10000};
    double noise = 0.5;           ///< share of wrong triplets in the noisy rows
    double negativeWeight = 4.0;  ///< of mined negatives in the rows that have them
    int mostQueries = 0;          ///< of a part of a set, evenly spread; 0: all
    QStringList rows;             ///< only these, by name; empty: all
    QJsonObject map;              ///< what every row's stages start from
    QJsonObject compose;

    /// {"sets", "seeds", "sizes", "noise", "negativeWeight", "mostQueries", "rows", "map",
    /// "compose"}, all optional. BadInput names an unknown or ill-typed field, set or row. What is
    /// in "map" and "compose" is the stages' to judge.
    static Result<AblationPlan> fromJson(const QJsonObject& json, const QString& source);
    QJsonObject toJson() const;

    void describe(JsonFields& fields);  ///< all but "map" and "compose"
};

namespace ablation {
/// Names of rows that the report compares.
QString phi();
QString withInjection();      ///< phi + VSI
QString withAlignment();      ///< phi + VSI + STA
QString composed();           ///< phi + VSI + STA + stage 2
QString withoutNegatives();   ///< ... without mined negatives
QString withoutIdentities();  ///< ... without identity pairs
QString plainComposed();      ///< phi + stage 2
QString plainComposedNoisy();
QString composedNoisy();
QString composedOf(int triplets);
}  // namespace ablation

/// All rows of the plan, table by table.
std::vector<AblationRow> ablationRows(const AblationPlan& plan);

/// One training: a row with a seed.
struct AblationCell {
    AblationRow row;  ///< with the seed in its configurations
    int seed = 0;
    /// Name the mapped model and the whole cell: equal for equal work, so that rows share a stage
    /// 1 and nothing is done twice.
    QString mapKey;
    QString key;
};

/// In the order in which they tell most when time runs out: every table's first seed before the
/// second of any table that follows it by two. `modelKey` stands for the aligned model.
std::vector<AblationCell> ablationCells(const AblationPlan& plan, const QString& modelKey);

/// Names what the plan's baselines reach with this model.
QString baselinesKey(const AblationPlan& plan, const QString& modelKey);

/// `base` with the fields of `changes` put in, objects inside objects field by field.
QJsonObject mergedJson(QJsonObject base, const QJsonObject& changes);

}  // namespace semblance
