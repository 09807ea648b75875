#pragma once

#include <QByteArray>
#include <QString>

#include "core/base/photofacts.h"

namespace semblance {

class MetadataTags;

/// What the EXIF, XMP and IPTC blocks of a file say, as far as they say anything sensible; size and
/// format are the codec's to tell. `exif` is the file's EXIF (a TIFF structure) where its codec
/// knows better than to look for it. Never fails: damaged or missing metadata is no metadata, and
/// no block suffers from what is damaged outside it. Thread-safe.
PhotoFacts readMetadata(const QByteArray& bytes, const QByteArray& exif = {});

/// The same of blocks that were found.
PhotoFacts factsOf(const MetadataTags& tags);
/// A camera as it is called: the maker before the model, but where the model begins with it.
QString cameraName(const QString& make, const QString& model);

}  // namespace semblance
