#include "core/evaluate/runner.h"

#include <algorithm>
#include <array>

#include "core/evaluate/attributeprobe.h"
#include "core/evaluate/featurecache.h"
#include "core/evaluate/ingredients.h"
#include "core/query/composition.h"

namespace semblance {

namespace {

using Role = Endpoint::Role;

std::vector<float> copyOf(std::span<const float> row) {
    return {row.begin(), row.end()};
}

/// The unit vector that core/query searches with for these endpoints.
std::vector<float> queryVector(const std::vector<Endpoint>& endpoints, double mix) {
    const auto weights = compose(endpoints, Gram(endpoints), mix);
    auto vector = composedVector(endpoints, weights);
    normalise(vector);
    return vector;
}

struct Method {
    QString name;
    std::optional<double> mix;
    bool usesPicture = true;
    bool usesText = true;
    bool usesComposed = false;
};

std::vector<Method> methodsFor(const EvaluationSet& set, const EvaluationEncoder& encoder,
                               double mix) {
    const Method textOnly{QStringLiteral("text only"), {}, false, true, false};
    if (set.protocol == EvaluationSet::Protocol::Words)
        return {textOnly};
    std::vector<Method> methods{
        {QStringLiteral("picture only"), {}, true, false, false},
        textOnly,
        // On the sphere the sum of two unit vectors is the slerp's middle.
        {QStringLiteral("sum"), 0.5, true, true, false},
        {QStringLiteral("slerp"), mix, true, true, false},
    };
    if (encoder.composes())
        methods.push_back({QStringLiteral("composed"), mix, true, true, true});
    return methods;
}

/// A unit row per query: of each of its sentences the vector core/query makes, averaged.
Rows queryRows(const EvaluationSet& set, const Rows& pictures, const Ingredients& parts,
               const Method& method) {
    Rows rows;
    rows.dim = pictures.dim;
    for (std::size_t i = 0; i < set.queries.size(); ++i) {
        const EvaluationQuery& query = set.queries[i];
        std::vector<float> sum(static_cast<std::size_t>(rows.dim));
        for (std::size_t s = 0; s < static_cast<std::size_t>(query.sentences.size()); ++s) {
            std::vector<Endpoint> endpoints;
            if (method.usesPicture) {
                const auto reference = static_cast<std::size_t>(query.reference);
                endpoints.push_back({Role::Reference, 1, copyOf(pictures.row(reference))});
            }
            if (method.usesComposed) {
                endpoints.push_back(
                    {Role::Composed, 1, copyOf(parts.composed.row(parts.offset[i] + s))});
            }
            if (method.usesText) {
                // A sentence alone is a criterion; next to a picture it is a modification.
                const Role role = method.usesPicture ? Role::Modification : Role::Text;
                endpoints.push_back(
                    {role, 1, copyOf(parts.texts.row(parts.textRow[parts.offset[i] + s]))});
            }
            const auto vector = queryVector(endpoints, method.mix.value_or(0.5));
            for (std::size_t k = 0; k < sum.size(); ++k)
                sum[k] += vector[k];
        }
        normalise(sum);
        rows.append(sum);
    }
    return rows;
}

/// The rankings of swappableSet's queries.
std::vector<QueryRanking> swappableRankings(const EvaluationSet& set,
                                            const std::vector<QueryRanking>& rankings) {
    std::vector<QueryRanking> some;
    for (std::size_t i = 0; i < set.queries.size(); ++i) {
        if (set.queries[i].swapped >= 0)
            some.push_back(rankings[i]);
    }
    return some;
}

QStringList mainFigures(const Figures& figures) {
    QStringList names;
    for (const Figure& figure : figures.figures) {
        if (!figure.name.contains(u' '))
            names << figure.name;
    }
    return names;
}

}  // namespace

double MethodResult::swapLoss() const {
    double loss = 0;
    if (own && swapped) {
        for (const QString& name : mainFigures(*own))
            loss = std::max(loss, own->value(name) - swapped->value(name));
    }
    return loss;
}

std::optional<bool> PartResult::testsComposition() const {
    if (methods.isEmpty() || !methods.last().swapped)
        return std::nullopt;
    return methods.last().swapLoss() >= kLeastSwapLoss;
}

Result<PartResult> evaluateMethods(const EvaluationSet& set, const Rows& pictures,
                                   EvaluationEncoder& encoder, std::optional<double> mix,
                                   const CancelToken& cancel) {
    const auto methods = methodsFor(set, encoder, mix.value_or(encoder.defaultMix()));
    const bool hasReferences = set.protocol != EvaluationSet::Protocol::Words;
    const bool withComposed = encoder.composes() && hasReferences;
    SEMBLANCE_TRY_ASSIGN(const Ingredients parts,
                         encodeIngredients(set, encoder, withComposed, cancel));

    const EvaluationSet own = swappableSet(set);
    const EvaluationSet swapped = swappedSet(set);
    const bool swaps = hasReferences && set.hasTruth && !own.queries.empty();
    Ingredients swappedParts;
    if (swaps) {
        SEMBLANCE_TRY_ASSIGN(swappedParts,
                             encodeIngredients(swapped, encoder, withComposed, cancel));
    }

    PartResult result{set.part, set.note, set.queries.size(), set.gallery.size(), {}, {}};
    for (const Method& method : methods) {
        result.rankings = rankAll(set, pictures, queryRows(set, pictures, parts, method));
        MethodResult row{method.name, method.mix, measure(set, result.rankings), {}, {}};
        if (swaps && method.usesPicture) {
            row.own = measure(own, swappableRankings(set, result.rankings));
            row.swapped = measure(
                swapped,
                rankAll(swapped, pictures, queryRows(swapped, pictures, swappedParts, method)));
        }
        result.methods.append(row);
    }
    return result;
}

PartResult evaluateRows(const EvaluationSet& set, const Rows& pictures, const Rows& queries) {
    PartResult result{set.part, set.note, set.queries.size(), set.gallery.size(), {}, {}};
    result.rankings = rankAll(set, pictures, queries);
    result.methods.append({QStringLiteral("features"), {}, measure(set, result.rankings), {}, {}});
    return result;
}

std::optional<MethodResult> evaluateProbe(const EvaluationSet& set, const Rows& pictures,
                                          const Rows& train) {
    if (!set.probe)
        return std::nullopt;
    const Figures figures = measure(set, rankByProbes(set, pictures, train));
    return MethodResult{QStringLiteral("attribute probe"), {}, figures, {}, {}};
}

Result<Rows> encodePictures(const std::vector<DatasetPicture>& pictures, EvaluationEncoder& encoder,
                            const QString& cacheDir, const EvaluationEncoder::Progress& progress,
                            const CancelToken& cancel) {
    QString cache;
    if (!cacheDir.isEmpty()) {
        cache = featureCachePath(cacheDir, encoder.key(), pictures);
        Rows cached = readCachedRows(cache, pictures, encoder.dim());
        if (cached.size() == pictures.size())
            return cached;
    }
    SEMBLANCE_TRY_ASSIGN(Rows rows, encoder.encodePictures(pictures, progress, cancel));
    if (!cache.isEmpty())
        SEMBLANCE_TRY(writeCachedRows(cache, pictures, rows));
    return rows;
}

}  // namespace semblance
