#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>

#include "core/base/palette.h"

namespace semblance {

/// A place on the earth, WGS 84, degrees.
struct GeoPlace {
    double latitude = 0;   ///< -90 (south) .. 90
    double longitude = 0;  ///< -180 (west) .. 180

    friend bool operator==(const GeoPlace&, const GeoPlace&) = default;
};

/// What a picture file says of itself, read once when it is indexed. What it does not say, or says
/// nonsense of, is empty. Texts are one line each, but for the description, and no longer than
/// FactLimits.
struct PhotoFacts {
    int width = 0;                             ///< pixels, after orientation
    int height = 0;                            ///< pixels, after orientation
    int orientation = 1;                       ///< EXIF value 1..8 as stored in the file
    QString format{};                          ///< "jpeg", "png", "webp", "tiff", "gif", "bmp", ...
    QString camera{};                          ///< maker and model
    std::optional<std::int64_t> capturedMs{};  ///< wall-clock milliseconds since 1970
    std::optional<int> zoneMinutes{};          ///< of capturedMs: minutes east of UTC, -1080..1080
    QString lens{};
    std::optional<double> exposureSeconds{};  ///< > 0
    std::optional<double> aperture{};         ///< f-number, > 0
    std::optional<int> iso{};                 ///< > 0
    std::optional<double> focalLengthMm{};    ///< of the lens as it is, > 0
    std::optional<GeoPlace> place{};
    std::optional<int> rating{};  ///< -1 rejected, 0 none given, 1..5 stars
    QString label{};              ///< of a colour, as the program that gave it named it: "Red"
    QString title{};
    QString description{};
    QStringList keywords{};  ///< each once; a path's parts joined by '/': "places/Rome"
    QStringList people{};    ///< names, each once
    /// Of a film: its length in milliseconds, 0 when it is not known. Nothing of a picture.
    std::optional<std::int64_t> durationMs{};
    /// Not the file's word, but what its thumbnail shows; nothing until that was looked at.
    std::optional<Palette> palette{};

    friend bool operator==(const PhotoFacts&, const PhotoFacts&) = default;
};

/// What a hostile file may fill a library with: longer texts are cut, more items left out.
struct FactLimits {
    static constexpr qsizetype line = 200;           ///< characters of a name, keyword or title
    static constexpr qsizetype description = 4000;   ///< characters
    static constexpr qsizetype items = 500;          ///< keywords; people
    static constexpr qsizetype sidecars = 4;         ///< of one picture; others are not read
    static constexpr qint64 sidecarBytes = 4 << 20;  ///< of one; a longer one is not read
};

/// Raised whenever more, or other, facts are read of the same bytes: what an older version noted is
/// read again, without decoding the picture (PhotoFacts of the versions before 0.2 are version 0).
inline constexpr int factsVersion = 2;

/// What is known of a file: what its picture says of itself, and what its sidecars do.
/// - Rating, label, title, description, keywords, people and place are the sidecars' where they say
///   anything: a person gave them, and a program that keeps sidecars leaves the picture as it was.
///   Lists are not united: a keyword taken away must not come back.
/// - Date (with its zone), camera, lens and exposure are the picture's own where it has them: the
///   camera wrote them. The sidecars' are for pictures that have none, or lost them.
/// - Size, orientation and format are always the picture's: they belong to its pixels.
PhotoFacts withSidecars(PhotoFacts picture, const PhotoFacts& sidecars);

/// The same rule for a list of sidecars: takes what is missing in the more telling one.
void addMissingFacts(PhotoFacts& facts, const PhotoFacts& more);

}  // namespace semblance
