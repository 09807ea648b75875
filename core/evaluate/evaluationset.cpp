#include "core/evaluate/evaluationset.h"

#include <algorithm>

namespace semblance {

namespace {

bool removesReference(const EvaluationSet& set) {
    return set.protocol == EvaluationSet::Protocol::Cirr ||
           set.protocol == EvaluationSet::Protocol::Edits;
}

}  // namespace

std::vector<PictureIndex> candidatesOf(const EvaluationSet& set, const EvaluationQuery& query) {
    std::vector<PictureIndex> candidates = query.own.empty() ? set.gallery : query.own;
    if (removesReference(set) && query.reference >= 0)
        std::erase(candidates, query.reference);
    return candidates;
}

void nameSwaps(EvaluationSet& set) {
    auto& queries = set.queries;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        EvaluationQuery& query = queries[i];
        for (std::size_t step = 1; step < queries.size() && query.swapped < 0; ++step) {
            const PictureIndex other = queries[(i + step) % queries.size()].reference;
            if (other != query.reference &&
                !std::binary_search(query.right.begin(), query.right.end(), other))
                query.swapped = other;
        }
    }
}

EvaluationSet swappableSet(const EvaluationSet& set) {
    EvaluationSet some = set;
    std::erase_if(some.queries, [](const EvaluationQuery& query) { return query.swapped < 0; });
    return some;
}

EvaluationSet swappedSet(const EvaluationSet& set) {
    EvaluationSet swapped = swappableSet(set);
    for (EvaluationQuery& query : swapped.queries) {
        if (removesReference(set)) {
            query.own = candidatesOf(set, query);
            std::erase(query.subset, query.swapped);
        }
        query.reference = query.swapped;
    }
    return swapped;
}

}  // namespace semblance
