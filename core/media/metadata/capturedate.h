#pragma once

#include <optional>

#include "core/media/metadata/datetext.h"

namespace semblance {

class MetadataTags;

/// When the picture came into being, by the first of these that is a date:
/// 1. When it was taken: EXIF DateTimeOriginal, XMP exif:DateTimeOriginal, photoshop:DateCreated,
///    IPTC DateCreated with TimeCreated. Of equal meaning, EXIF comes first, since the camera wrote
///    it, and IPTC last, since programs that write XMP leave old IPTC behind (so do the guidelines
///    of the Metadata Working Group, section 3.2.2, where nothing tells that IPTC is the newer).
/// 2. When it was digitised: EXIF DateTimeDigitized, XMP exif:DateTimeDigitized, xmp:CreateDate,
///    IPTC DigitizationDate. Of a camera's pictures the same; of a scan it is the scan's, and what
///    a person found out about the photo stands in 1.
/// 3. EXIF DateTime, which editing changes, but which many telephones write alone.
/// 4. GPS date and time: UTC instead of the camera's clock, and of old receivers decades off.
/// The zone is that of the date's own field: its OffsetTime in EXIF, in XMP and IPTC in the text.
/// Where EXIF has none, XMP's counts if it shows the same second.
std::optional<WallClock> captureDateOf(const MetadataTags& tags);

}  // namespace semblance
