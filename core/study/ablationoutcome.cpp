#include "core/study/ablationoutcome.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>
#include <cmath>

#include "core/base/jsonfields.h"

namespace semblance {

namespace {

struct FigureFields {
    Figure figure;

    void describe(JsonFields& fields) {
        fields.text(u"name", figure.name);
        fields.number(u"percent", figure.percent, 0, 100);
    }
};

struct PartFields {
    AblationOutcome::Part part;

    void describe(JsonFields& fields) {
        constexpr int kMany = 100'000'000;
        std::vector<FigureFields> figures;
        for (const Figure& figure : part.figures)
            figures.push_back({figure});
        constexpr double kNone = -1;  // a set without a swap test; losses are at least 0
        double loss = part.swapLoss.value_or(kNone);
        fields.text(u"set", part.set);
        fields.text(u"part", part.part);
        fields.integer(u"queries", part.queries, 0, kMany);
        fields.integer(u"gallery", part.gallery, 0, kMany);
        fields.groups(u"figures", figures);
        fields.number(u"swapLoss", loss, kNone, 100);
        part.swapLoss = loss == kNone ? std::nullopt : std::optional(loss);
        part.figures.clear();
        for (const FigureFields& figure : figures)
            part.figures.append(figure.figure);
    }
};

struct OutcomeFields {
    AblationOutcome outcome;

    void describe(JsonFields& fields) {
        constexpr int kMany = 2'000'000'000;
        std::vector<PartFields> parts;
        for (const AblationOutcome::Part& part : outcome.parts)
            parts.push_back({part});
        fields.text(u"row", outcome.row);
        fields.integer(u"seed", outcome.seed, 0, kMany);
        fields.text(u"setting", outcome.setting);
        fields.integer(u"mapSteps", outcome.mapSteps, 0, kMany);
        fields.integer(u"composeSteps", outcome.composeSteps, 0, kMany);
        fields.number(u"seconds", outcome.seconds, 0, 1e9);
        fields.groups(u"parts", parts);
        outcome.parts.clear();
        for (PartFields& part : parts)
            outcome.parts.push_back(std::move(part.part));
    }
};

}  // namespace

void AblationOutcome::add(const QString& set, const PartResult& part, const MethodResult& method) {
    Part added{set,
               part.part,
               static_cast<int>(part.queries),
               static_cast<int>(part.gallery),
               method.figures.figures,
               {}};
    if (method.own && method.swapped)
        added.swapLoss = method.swapLoss();
    parts.push_back(std::move(added));
}

std::optional<double> AblationOutcome::value(const QString& set, const QString& figure) const {
    double sum = 0;
    int count = 0;
    for (const Part& part : parts) {
        if (part.set != set)
            continue;
        const auto it = std::find_if(part.figures.begin(), part.figures.end(),
                                     [&](const Figure& f) { return f.name == figure; });
        if (it == part.figures.end())
            return std::nullopt;
        sum += it->percent;
        ++count;
    }
    return count == 0 ? std::nullopt : std::optional(sum / count);
}

double AblationOutcome::mean(const QString& figure) const {
    double sum = 0;
    int count = 0;
    for (const QString& set : sets()) {
        if (const auto share = value(set, figure)) {
            sum += *share;
            ++count;
        }
    }
    return count == 0 ? 0 : sum / count;
}

std::optional<double> AblationOutcome::swapLoss(const QString& set) const {
    std::optional<double> largest;
    for (const Part& part : parts) {
        if (part.set == set && part.swapLoss)
            largest = std::max(largest.value_or(*part.swapLoss), *part.swapLoss);
    }
    return largest;
}

QStringList AblationOutcome::sets() const {
    QStringList names;
    for (const Part& part : parts) {
        if (!names.contains(part.set))
            names << part.set;
    }
    return names;
}

QJsonObject AblationOutcome::toJson() const {
    return JsonFields::write(OutcomeFields{*this});
}

Result<AblationOutcome> AblationOutcome::fromJson(const QJsonObject& json, const QString& source) {
    SEMBLANCE_TRY_ASSIGN(OutcomeFields read, JsonFields::read<OutcomeFields>(json, source));
    return std::move(read.outcome);
}

Spread Spread::of(const std::vector<double>& values) {
    Spread spread;
    spread.count = static_cast<int>(values.size());
    if (values.empty())
        return spread;
    for (const double value : values)
        spread.mean += value / spread.count;
    double squares = 0;
    for (const double value : values)
        squares += (value - spread.mean) * (value - spread.mean);
    if (spread.count > 1)
        spread.deviation = std::sqrt(squares / (spread.count - 1));
    return spread;
}

}  // namespace semblance
