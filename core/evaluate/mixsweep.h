#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/evaluate/evaluationencoder.h"
#include "core/evaluate/evaluationset.h"
#include "core/evaluate/runner.h"
#include "core/evaluate/vectorrows.h"

namespace semblance {

/// A set's queries, scored once by each of their endpoints: as every query is linear in these
/// (core/query), each mix then costs a ranking and no scan. For choosing a mix.
class MixSweep {
public:
    enum class Method {
        Slerp,     ///< picture and sentence
        Composed,  ///< picture, learned composition and sentence; the encoder composes()
    };

    /// `pictures`: a unit row per picture of the set. Every query has a reference. `set` and
    /// `pictures` must outlive the sweep.
    static Result<MixSweep> prepare(const EvaluationSet& set, const Rows& pictures,
                                    EvaluationEncoder& encoder, Method method,
                                    const CancelToken& cancel = {});
    MixSweep(MixSweep&&) noexcept;
    ~MixSweep();

    Figures at(double mix) const;

    /// With the swap test.
    MethodResult resultAt(double mix) const;

private:
    struct Private;
    explicit MixSweep(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

/// The mix of `mixes` (at least one; the first of equals) with the best mean of `figure`. `groups`:
/// sets, each by its parts' sweeps; a set counts as one whatever its number of parts.
double bestMix(std::span<const std::vector<const MixSweep*>> groups, std::span<const double> mixes,
               const QString& figure);

}  // namespace semblance
