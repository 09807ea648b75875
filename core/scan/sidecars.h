#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/filelisting.h"
#include "core/base/result.h"

/// Sidecars: files beside pictures in which other programs keep what is known of them. Told by
/// their names alone; what they say is read in the decoder (core/media/metadata/sidecarfacts.h).
///
/// - XMP: "x.jpg.xmp" is of x.jpg (darktable, digiKam); "x.xmp" is of every picture called x,
///   whatever its ending (Lightroom, Bridge, Capture One).
/// - The JSON of Google Takeout: "x.jpg.json", since 2024 "x.jpg.supplemental-metadata.json", the
///   latter cut anywhere behind "x.jpg" so that no more than 46 characters stand before ".json";
///   "x.json" where a picture's title had no ending. Of a long name only the first 46 characters
///   are left: such a file belongs to the one picture that goes on from there, and to none when two
///   do. The number of a second file of one name stands behind the ending: "x.jpg(1).json" is of
///   "x(1).jpg". Pictures that Google edited ("x-edited.jpg", or in another language) share the
///   original's where they have none of their own.
///
/// The case of Latin letters counts only where names differ in nothing else.
namespace semblance {

/// Whether a file may be one.
bool isSidecarName(std::string_view fileName);

/// A picture's, as indices into the lists given to matchSidecars(); the most telling first: what it
/// says comes before what the others say. At most FactLimits::sidecars.
struct SidecarsOf {
    std::uint32_t picture = 0;
    std::vector<std::uint32_t> sidecars;

    friend bool operator==(const SidecarsOf&, const SidecarsOf&) = default;
};

/// Of one folder, names without it, UTF-8. Pictures without any are left out; in the order of the
/// pictures. Pure; n log n.
std::vector<SidecarsOf> matchSidecars(const std::vector<std::string_view>& pictures,
                                      const std::vector<std::string>& sidecars);

/// By name, size and times of each. The file's number does not count: disks without lasting numbers
/// give new ones at every mount. Never 0 or unknownSidecars.
SidecarStamp sidecarStamp(const std::vector<std::pair<std::string, FileStat>>& sidecars);

/// Notes in `files` which sidecars belong to the pictures from index `first` on, all of one folder
/// that was listed to its end. Only those that belong to a picture are looked at: NotFound leaves
/// one out, any other error makes them unknown.
void noteSidecars(FileListing& files, std::size_t first, const std::vector<std::string>& sidecars,
                  const std::function<Result<FileStat>(const std::string& name)>& statOf);

/// Nothing is known of the sidecars of the pictures from index `first` on.
void noteUnknownSidecars(FileListing& files, std::size_t first);

}  // namespace semblance
