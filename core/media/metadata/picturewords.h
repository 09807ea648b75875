#pragma once

#include <QString>
#include <QStringList>

namespace semblance {

class MetadataTags;

/// What people wrote about a picture, within FactLimits. One place is enough for a program that
/// writes, so texts are the first that is found and lists are all that are found, united.

/// XMP xmp:Label, else the English name of darktable's or digiKam's colour.
QString labelOf(const MetadataTags& tags);

/// XMP dc:title, IPTC ObjectName, Windows' title.
QString titleOf(const MetadataTags& tags);

/// XMP dc:description, EXIF ImageDescription, IPTC Caption; never what cameras fill in by
/// themselves ("OLYMPUS DIGITAL CAMERA").
QString descriptionOf(const MetadataTags& tags);

/// XMP dc:subject, IPTC Keywords, the trees of Lightroom, digiKam and Windows as paths "a/b/c",
/// Windows' own EXIF list. The first spelling of those that differ in case only.
QStringList keywordsOf(const MetadataTags& tags);

/// The named faces of the Metadata Working Group's and Microsoft's regions, IPTC's persons.
QStringList peopleOf(const MetadataTags& tags);

}  // namespace semblance
