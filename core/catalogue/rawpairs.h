#pragma once

#include <cstdint>
#include <string_view>

namespace semblance {

/// Cameras and telephones write a photo twice: IMG_1.CR2 and IMG_1.JPG, IMG_1.DNG and IMG_1.HEIC.
/// Such a pair is shown as one, by its face; the raw file stays in the library, known and searched
/// by itself as soon as its face is gone.
enum class PairPart : std::uint8_t {
    None,  ///< is never part of one
    Face,  ///< a JPEG or HEIC file
    Raw,   ///< is not shown beside a face of its stem in its folder
};

/// By PhotoFacts::format: what a file is, whatever its ending.
constexpr PairPart pairPartOf(std::string_view format) {
    if (format == "raw")
        return PairPart::Raw;
    return format == "jpeg" || format == "heif" ? PairPart::Face : PairPart::None;
}

/// Whether two files lie in one folder and differ in their ending only, or in the case of Latin
/// letters in the name. Paths below one root, UTF-8, with '/'. Pure.
bool haveOneStem(std::string_view a, std::string_view b);

/// Equal for files that have one stem.
std::uint64_t stemHash(std::string_view path);

}  // namespace semblance
