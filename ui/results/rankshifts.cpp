#include "ui/results/rankshifts.h"

#include <cstdlib>

namespace semblance {
namespace {

std::unordered_map<FileId, int> ranksOf(const PhotoList& photos) {
    std::unordered_map<FileId, int> ranks;
    ranks.reserve(std::size_t(photos.size()));
    PhotoRowReader rows(&photos);
    for (qsizetype row = 0; row < photos.size(); ++row)
        ranks.emplace(rows[row].file, int(row));
    return ranks;
}

bool isRanked(const PhotoList& photos) {
    return photos.size() > 0 && photos.at(0).score.has_value();
}

RankShift shift(int here, int other) {
    using Kind = RankShift::Kind;
    return {here < other   ? Kind::Higher
            : here > other ? Kind::Lower
                           : Kind::Same,
            std::abs(here - other)};
}

}  // namespace

RankShifts::RankShifts(const PhotoList& here, const PhotoList& other) {
    if (here.size() > mostRows || other.size() > mostRows)
        return;
    const bool areRanked = isRanked(here) && isRanked(other);
    const auto others = ranksOf(other);
    m_shifts.reserve(std::size_t(here.size()));
    PhotoRowReader rows(&here);
    for (qsizetype row = 0; row < here.size(); ++row) {
        const FileId file = rows[row].file;
        const auto there = others.find(file);
        RankShift found;
        if (there == others.end())
            found.kind = RankShift::Kind::OnlyHere;
        else if (areRanked)
            found = shift(int(row), there->second);
        m_shifts.emplace(file, found);
        ++m_counts[std::size_t(found.kind)];
    }
}

std::optional<RankShift> RankShifts::of(FileId file) const {
    const auto found = m_shifts.find(file);
    return found == m_shifts.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace semblance
