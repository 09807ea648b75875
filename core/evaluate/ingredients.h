#pragma once

#include <cstddef>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/evaluate/evaluationencoder.h"
#include "core/evaluate/evaluationset.h"
#include "core/evaluate/vectorrows.h"

namespace semblance {

/// What a set's queries are made of.
struct Ingredients {
    std::vector<std::size_t> offset;   ///< query i's first sentence, counted over all queries
    std::vector<std::size_t> textRow;  ///< by sentence, counted so: many queries say the same
    Rows texts;
    Rows composed;  ///< by sentence, counted so; empty without a learned composition
};

/// `withComposed`: the learned compositions, too; the encoder composes() and every query has a
/// reference.
Result<Ingredients> encodeIngredients(const EvaluationSet& set, EvaluationEncoder& encoder,
                                      bool withComposed, const CancelToken& cancel);

}  // namespace semblance
