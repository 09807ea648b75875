#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <optional>

namespace semblance {

/// What the file's EXIF says, as far as it says anything sensible.
struct Metadata {
    int orientation = 1;                     ///< 1..8
    QString camera;                          ///< "Canon EOS 5D"; empty when unknown
    std::optional<std::int64_t> capturedMs;  ///< wall-clock milliseconds since 1970, zone unknown
};

/// Of a file that Exiv2 may know. Never fails: damaged or missing metadata is no metadata.
/// Thread-safe.
Metadata readMetadata(const QByteArray& bytes);

}  // namespace semblance
