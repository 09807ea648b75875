#pragma once

#include <QByteArray>

namespace semblance {

/// The blocks of metadata in a picture file, as they stand there; empty where there is none.
struct MetadataBlocks {
    QByteArray exif;  ///< a TIFF structure
    QByteArray xmp;   ///< an XML packet
    QByteArray iptc;  ///< IIM data sets

    /// Takes what is missing here.
    void addMissing(const MetadataBlocks& more);
};

/// Takes the blocks out of a JPEG, PNG, WebP, TIFF or Photoshop file without understanding anything
/// else in it, so that a profile or a chunk that is damaged costs none of them. Of other kinds,
/// such as HEIF, what looks like EXIF and XMP, wherever it stands. Never fails: where a file's
/// structure breaks, what was found before counts. Thread-safe.
MetadataBlocks findMetadataBlocks(const QByteArray& file);

/// The IPTC data in Photoshop's image resources ("8BIM" ...).
QByteArray iptcInResources(QByteArrayView resources);

}  // namespace semblance
