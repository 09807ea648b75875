#pragma once

#include <QString>
#include <cstdint>

namespace semblance {

/// A film's length as players show it: "0:42", "1:02:03". Rounded to seconds, of which the shortest
/// has one.
QString clockText(std::int64_t milliseconds);

/// The whole seconds that clockText() shows.
std::int64_t shownSeconds(std::int64_t milliseconds);

}  // namespace semblance
