#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "core/base/ids.h"
#include "core/catalogue/photolist.h"

namespace semblance {

/// Where a picture of one answer stands beside another one.
struct RankShift {
    enum class Kind : std::uint8_t { Same, Higher, Lower, OnlyHere };

    Kind kind = Kind::Same;
    int places = 0;  ///< by which it is higher or lower here

    friend bool operator==(const RankShift&, const RankShift&) = default;
};

/// What one answer has that another one has not, and what stands elsewhere in it. Pictures are the
/// same when their FileId is. Immutable.
class RankShifts {
public:
    /// Of longer lists nothing is known: they are compared on the GUI thread.
    static constexpr qsizetype mostRows = 20'000;

    /// Nothing is known of any picture.
    RankShifts() = default;
    /// Of the pictures of `here`. Where they stand is compared when both lists carry scores: others
    /// go by date, not by what was asked for.
    RankShifts(const PhotoList& here, const PhotoList& other);

    std::optional<RankShift> of(FileId file) const;
    bool isEmpty() const { return m_shifts.empty(); }
    /// How many pictures are of a kind.
    int count(RankShift::Kind kind) const { return m_counts[std::size_t(kind)]; }

private:
    std::unordered_map<FileId, RankShift> m_shifts;
    int m_counts[4] = {};
};

}  // namespace semblance
