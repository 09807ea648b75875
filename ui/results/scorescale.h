#pragma once

#include <optional>

#include "core/catalogue/photolist.h"

namespace semblance {

/// How strong a match is, in three grades above a zero that all pictures of an answer share: the
/// line where good matches end, or the middle of the scores where that is not known. The best of a
/// few poor matches is a poor match.
class ScoreScale {
public:
    static constexpr int grades = 3;

    ScoreScale() = default;
    /// Of an answer, best first; `good` as in SearchAnswer. Looks at its first rows only, so that
    /// grades stay as an answer grows.
    ScoreScale(const PhotoList& answer, std::optional<qsizetype> good);

    /// 0 below zero, up to `grades`.
    int grade(float score) const;

    friend bool operator==(const ScoreScale&, const ScoreScale&) = default;

private:
    float m_zero = 0;
    float m_step = 0;  ///< of a grade
    int m_most = 0;    ///< the highest grade that these scores can bear out
};

}  // namespace semblance
