#include "core/query/negatives.h"

namespace semblance {

NegativeEffect effectOf(const ScoreSpread& query, const ScoreSpread& negative, double weight,
                        const NegativeRules& rules) {
    const bool comparable = query.width > 0 && negative.width > 0;
    const double scale = comparable ? query.width / negative.width : 1;
    return {negative.centre + rules.from * negative.width, weight * rules.strength * scale};
}

}  // namespace semblance
