#pragma once

#include <functional>
#include <limits>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"

namespace semblance {

/// Pictures from best to worst, each at most once: an object of this class is the proof that no
/// prediction is given twice, so the metrics need no check of their own. Only a picture that the
/// candidates hold twice stands there as often.
class Ranking {
public:
    Ranking() = default;

    /// Refuses (BadInput) a picture that is named twice; `nameOf` says what to call it.
    static Result<Ranking> fromOrder(std::vector<PictureIndex> order,
                                     const std::function<QString(PictureIndex)>& nameOf = {});

    /// The best `limit` of `candidates` (in increasing order) by their entry in
    /// `scores`, which is indexed by picture. Ties: right answers stand last, the others in order
    /// of their index, so that a model that cannot tell pictures apart gains nothing. A score that
    /// is not a number counts as the lowest. `right` is sorted.
    static Ranking byScore(std::span<const float> scores, std::span<const PictureIndex> candidates,
                           std::span<const PictureIndex> right,
                           std::size_t limit = std::numeric_limits<std::size_t>::max());

    const std::vector<PictureIndex>& order() const { return m_order; }
    std::size_t size() const { return m_order.size(); }

    /// Only the members of `subset`, in the same order. `subset` is sorted.
    Ranking restrictedTo(std::span<const PictureIndex> subset) const;

private:
    std::vector<PictureIndex> m_order;
};

}  // namespace semblance
