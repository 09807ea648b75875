#include "core/train/tripletsource.h"

#include <algorithm>
#include <cmath>

#include "core/train/draw.h"
#include "core/train/stepseed.h"

namespace semblance {

namespace {

// Uses of stepSeed.
constexpr int kDrawUse = 60;
constexpr int kPickUse = 61;
constexpr int kSpoilUse = 62;

struct Share {
    TripletKind kind;
    int count;
};

std::vector<Share> sharesOf(const ComposeConfig::Batch& batch) {
    const int quarter = batch.icons / 4;
    return {{TripletKind::Family, batch.families},
            {TripletKind::Colour, batch.colours},
            {TripletKind::Gender, batch.genders},
            {TripletKind::Kind, batch.kinds},
            {TripletKind::CaptionEdit, batch.captionEdits},
            {TripletKind::Neighbour, batch.neighbours},
            {TripletKind::SkinTone, batch.icons - 3 * quarter},
            {TripletKind::IconColour, quarter},
            {TripletKind::IconPerson, quarter},
            {TripletKind::Expression, quarter},
            {TripletKind::Listed, batch.listed}};
}

}  // namespace

TripletSource::TripletSource(const TripletMaker& maker, const ComposeConfig& config)
    : m_maker(maker), m_config(config) {
    if (config.triplets <= 0)
        return;
    int batch = 0;
    for (const Share& share : sharesOf(config.batch))
        batch += share.count;
    const double factor = static_cast<double>(config.triplets) / std::max(1, batch);
    m_fixed = drawShares(factor, stepSeed(config.loop.seed, 0, kDrawUse));
    if (m_fixed.size() > static_cast<std::size_t>(config.triplets))
        m_fixed.resize(static_cast<std::size_t>(config.triplets));
    spoil(m_fixed, stepSeed(config.loop.seed, 0, kSpoilUse));
}

std::vector<Triplet> TripletSource::drawShares(double factor, std::uint64_t seed) const {
    std::vector<Triplet> all;
    for (const Share& share : sharesOf(m_config.batch)) {
        const int count = static_cast<int>(std::ceil(factor * share.count));
        if (count <= 0 || m_maker.available(share.kind) == 0)
            continue;
        for (Triplet& triplet :
             m_maker.draw(share.kind, count, seed + static_cast<int>(share.kind)))
            all.push_back(std::move(triplet));
    }
    return all;
}

std::vector<Triplet> TripletSource::at(int step) const {
    const int seed = m_config.loop.seed;
    if (m_fixed.empty()) {
        std::vector<Triplet> fresh = drawShares(1, stepSeed(seed, step, kDrawUse));
        spoil(fresh, stepSeed(seed, step, kSpoilUse));
        return fresh;
    }
    int batch = 0;
    for (const Share& share : sharesOf(m_config.batch))
        batch += share.count;
    Draw draw(stepSeed(seed, step, kPickUse));
    std::vector<Triplet> picked;
    for (int i = 0; i < batch; ++i)
        picked.push_back(draw.of(m_fixed));
    return picked;
}

/// Some triplets get another one's answers: what a careless maker would do.
void TripletSource::spoil(std::vector<Triplet>& triplets, std::uint64_t seed) const {
    if (m_config.noise <= 0)
        return;
    Draw draw(seed);
    const std::vector<Triplet> clean = triplets;
    for (Triplet& triplet : triplets) {
        if (draw.unit() >= m_config.noise)
            continue;
        const Triplet& other = draw.of(clean);
        triplet.target = other.target;
        triplet.positives = other.positives;
        triplet.family.clear();
        triplet.otherTargets.clear();
    }
}

}  // namespace semblance
