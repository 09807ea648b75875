#pragma once

#include "core/query/scorespread.h"

namespace semblance {

/// What a negative takes from the score of a picture that shows it:
///     factor * max(0, x . n - above)
struct NegativeEffect {
    double above = 0;
    double factor = 0;
};

struct NegativeRules {
    /// A picture shows the negative from so many widths above the centre of the negative's scores
    /// on; below that it is left alone, since being unlike "night" says nothing of "a dog".
    double from = 0.5;
    /// One width of the negative outweighs so many of the query.
    double strength = 2;
};

/// `query` and `negative`: the spreads of both over the library; `weight` as the person says. Where
/// either has no width (a library of two pictures) one counts like the other.
NegativeEffect effectOf(const ScoreSpread& query, const ScoreSpread& negative, double weight,
                        const NegativeRules& rules = {});

}  // namespace semblance
