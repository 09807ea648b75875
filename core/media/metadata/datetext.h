#pragma once

#include <QString>
#include <cstdint>
#include <optional>

namespace semblance {

/// A date as a wall clock shows it.
struct WallClock {
    std::int64_t ms = 0;             ///< since 1970 on that clock
    std::optional<int> zoneMinutes;  ///< that the clock stands east of UTC

    friend bool operator==(const WallClock&, const WallClock&) = default;
};

/// The date that a text of EXIF, XMP or IPTC means: year first, then month and day, then perhaps
/// a time and a zone, with whatever between them that cameras and programs put there ("2010:05:01
/// 10:11:12", "2010-05-01T10:11:12.5+02:00", "20100501101112", "2010/5/1 10.11", ...), or the way
/// of e-mails and of C ("Sat, 01 May 2010 10:11:12 +0200", "Sat May  1 10:11:12 2010"). Parts that
/// are blank, zero or not there are the earliest: the month January, the time midnight; so is a
/// time that makes no sense. A day of the calendar between 1800 and tomorrow, or nothing.
/// Thread-safe.
std::optional<WallClock> wallClockOf(const QString& text);

/// Of IPTC's two texts; an empty or unreadable time is midnight.
std::optional<WallClock> wallClockOf(const QString& date, const QString& time);

/// Minutes east of UTC of "+02:00", "-0930", "+2", "Z"; at most 18 hours.
std::optional<int> zoneMinutesOf(const QString& text);

/// The milliseconds of what stands behind the decimal point ("5" -> 500, "0123" -> 12); 0 of
/// anything else.
int fractionMs(const QString& digits);

}  // namespace semblance
