#include "core/study/ablationplan.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <algorithm>
#include <tuple>

#include "core/evaluate/sets.h"

namespace semblance {

namespace {

using Table = AblationRow::Table;

QJsonObject field(const char* name, const QJsonValue& value) {
    return {{QLatin1String(name), value}};
}

/// What turns parts of the method off, in the terms of the stages' configurations.
QJsonObject withoutInjectionFields() {
    return field("mapping", field("injection", field("layers", 0)));
}
QJsonObject withoutAlignmentFields() {
    return field("alignmentWeight", 0);
}
QJsonObject withoutNegativeFields() {
    return {{QStringLiteral("mineReference"), false},
            {QStringLiteral("mineNearest"), 0},
            {QStringLiteral("mineOtherTargets"), false}};
}
QJsonObject withoutIdentityFields() {
    return field("batch", field("identities", 0));
}

QString shortHash(const QJsonObject& object) {
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16));
}

QJsonObject withSeed(const QJsonObject& stage, int seed) {
    return mergedJson(stage, field("loop", field("seed", seed)));
}

QStringList namesOf(const std::vector<AblationRow>& rows) {
    QStringList names;
    for (const AblationRow& row : rows)
        names << row.name;
    return names;
}

std::vector<AblationRow> allRows(const AblationPlan& plan) {
    const QJsonObject full = plan.map;
    const QJsonObject injected = mergedJson(full, withoutAlignmentFields());
    const QJsonObject plain = mergedJson(injected, withoutInjectionFields());
    const QJsonObject compose =
        mergedJson(plan.compose, field("negativeWeight", plan.negativeWeight));
    const QJsonObject noisy = mergedJson(compose, field("noise", plan.noise));

    std::vector<AblationRow> rows{
        {ablation::phi(), Table::Parts, plain, {}},
        {ablation::withInjection(), Table::Parts, injected, {}},
        {ablation::withAlignment(), Table::Parts, full, {}},
        {ablation::composed(), Table::Parts, full, compose},
        {ablation::withoutNegatives(), Table::Parts, full,
         mergedJson(compose, withoutNegativeFields())},
        {ablation::withoutIdentities(), Table::Parts, full,
         mergedJson(compose, withoutIdentityFields())},
        {ablation::plainComposed(), Table::Mapping, plain, compose},
        {ablation::plainComposedNoisy(), Table::Mapping, plain, noisy},
        {ablation::composedNoisy(), Table::Mapping, full, noisy},
    };
    for (const int size : plan.sizes)
        rows.push_back({ablation::composedOf(size), Table::Sizes, full,
                        mergedJson(compose, field("triplets", size))});
    return rows;
}

}  // namespace

namespace ablation {
QString phi() {
    return QStringLiteral("phi");
}
QString withInjection() {
    return QStringLiteral("phi + VSI");
}
QString withAlignment() {
    return QStringLiteral("phi + VSI + STA");
}
QString composed() {
    return QStringLiteral("phi + VSI + STA + stage 2");
}
QString withoutNegatives() {
    return composed() + QStringLiteral(" without mined negatives");
}
QString withoutIdentities() {
    return composed() + QStringLiteral(" without identity pairs");
}
QString plainComposed() {
    return QStringLiteral("phi + stage 2");
}
QString plainComposedNoisy() {
    return plainComposed() + QStringLiteral(", noisy");
}
QString composedNoisy() {
    return composed() + QStringLiteral(", noisy");
}
QString composedOf(int triplets) {
    return composed() + QStringLiteral(", %1 triplets").arg(QLocale::c().toString(triplets));
}
}  // namespace ablation

QJsonObject mergedJson(QJsonObject base, const QJsonObject& changes) {
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const QJsonValue old = base.value(it.key());
        base.insert(it.key(), old.isObject() && it->isObject()
                                  ? QJsonValue(mergedJson(old.toObject(), it->toObject()))
                                  : *it);
    }
    return base;
}

void AblationPlan::describe(JsonFields& fields) {
    constexpr int kMany = 100'000'000;
    fields.texts(u"sets", sets);
    fields.integers(u"seeds", seeds, 0, kMany);
    fields.integers(u"sizes", sizes, 1, kMany);
    fields.number(u"noise", noise, 0, 1);
    fields.number(u"negativeWeight", negativeWeight, 0, 1e6);
    fields.integer(u"mostQueries", mostQueries, 0, kMany);
    fields.texts(u"rows", rows);
}

Result<AblationPlan> AblationPlan::fromJson(const QJsonObject& json, const QString& source) {
    QJsonObject own = json;
    const QJsonValue mapValue = own.take(QStringLiteral("map"));
    const QJsonValue composeValue = own.take(QStringLiteral("compose"));
    for (const QJsonValue& stage : {mapValue, composeValue}) {
        if (!stage.isUndefined() && !stage.isObject()) {
            return fail(
                ErrorKind::BadInput,
                QStringLiteral("In %1 \"map\" and \"compose\" are the configurations of the "
                               "stages, as objects.")
                    .arg(source));
        }
    }
    SEMBLANCE_TRY_ASSIGN(AblationPlan plan, JsonFields::read<AblationPlan>(own, source));
    plan.map = mapValue.toObject();
    plan.compose = composeValue.toObject();
    if (plan.seeds.empty() || plan.sets.isEmpty())
        return fail(ErrorKind::BadInput,
                    QStringLiteral("In %1 there must be a seed and a set.").arg(source));
    for (const QString& set : plan.sets)
        SEMBLANCE_TRY(evaluationSetParts(set));
    const QStringList known = namesOf(allRows(plan));
    for (const QString& row : plan.rows) {
        if (!known.contains(row)) {
            return fail(ErrorKind::BadInput,
                        QStringLiteral("In %1 there is no row \"%2\". The rows are: %3.")
                            .arg(source, row, known.join(QStringLiteral("; "))));
        }
    }
    return plan;
}

QJsonObject AblationPlan::toJson() const {
    QJsonObject json = JsonFields::write(*this);
    json.insert(QStringLiteral("map"), map);
    json.insert(QStringLiteral("compose"), compose);
    return json;
}

std::vector<AblationRow> ablationRows(const AblationPlan& plan) {
    std::vector<AblationRow> rows = allRows(plan);
    if (!plan.rows.isEmpty())
        std::erase_if(rows, [&](const AblationRow& row) { return !plan.rows.contains(row.name); });
    return rows;
}

std::vector<AblationCell> ablationCells(const AblationPlan& plan, const QString& modelKey) {
    struct Planned {
        std::size_t seedPlace;
        AblationCell cell;
    };
    std::vector<Planned> planned;
    for (std::size_t i = 0; i < plan.seeds.size(); ++i) {
        for (const AblationRow& row : ablationRows(plan)) {
            AblationCell cell{row, plan.seeds[i], {}, {}};
            cell.row.map = withSeed(row.map, cell.seed);
            if (!row.compose.isEmpty())
                cell.row.compose = withSeed(row.compose, cell.seed);
            cell.mapKey = shortHash(
                {{QStringLiteral("model"), modelKey}, {QStringLiteral("map"), cell.row.map}});
            cell.key = shortHash({{QStringLiteral("mapped"), cell.mapKey},
                                  {QStringLiteral("compose"), cell.row.compose},
                                  {QStringLiteral("sets"), QJsonArray::fromStringList(plan.sets)},
                                  {QStringLiteral("mostQueries"), plan.mostQueries}});
            planned.push_back({i, std::move(cell)});
        }
    }
    const auto order = [](const Planned& entry) {
        const auto table = static_cast<std::size_t>(entry.cell.row.table);
        return std::tuple(entry.seedPlace + table, table);
    };
    std::stable_sort(planned.begin(), planned.end(),
                     [&](const Planned& a, const Planned& b) { return order(a) < order(b); });
    std::vector<AblationCell> cells;
    for (Planned& entry : planned)
        cells.push_back(std::move(entry.cell));
    return cells;
}

QString baselinesKey(const AblationPlan& plan, const QString& modelKey) {
    return shortHash({{QStringLiteral("model"), modelKey},
                      {QStringLiteral("sets"), QJsonArray::fromStringList(plan.sets)},
                      {QStringLiteral("mostQueries"), plan.mostQueries}});
}

}  // namespace semblance
