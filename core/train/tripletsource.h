#pragma once

#include <vector>

#include "core/train/trainconfig.h"
#include "core/train/triplets.h"

namespace semblance {

/// Triplets batch by batch, in the shares the configuration asks for. A batch depends on the step
/// alone: fresh ones every step, or picked from a fixed small set (ComposeConfig::triplets), some
/// of them with wrong answers (ComposeConfig::noise).
class TripletSource {
public:
    /// `maker` outlives the source.
    TripletSource(const TripletMaker& maker, const ComposeConfig& config);

    std::vector<Triplet> at(int step) const;

private:
    std::vector<Triplet> drawShares(double factor, std::uint64_t seed) const;
    void spoil(std::vector<Triplet>& triplets, std::uint64_t seed) const;

    const TripletMaker& m_maker;
    ComposeConfig m_config;
    std::vector<Triplet> m_fixed;  ///< empty: draw fresh ones
};

}  // namespace semblance
