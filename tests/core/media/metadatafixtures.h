#pragma once

#include <QByteArray>
#include <QList>
#include <QSize>
#include <QString>
#include <utility>

/// Blocks of metadata, and files that hold them, put together byte by byte: by no library that the
/// program reads them with.
namespace semblance::fixtures {

struct ExifTag {
    enum Type : quint16 { Byte = 1, Ascii = 2, Short = 3, Rational = 5, SignedRational = 10 };
    quint16 tag = 0;
    Type type = Byte;
    quint32 count = 0;
    QByteArray data;  ///< big-endian
};

ExifTag asciiTag(quint16 tag, const QByteArray& text);
ExifTag shortTag(quint16 tag, quint16 number);
ExifTag rationalTag(quint16 tag, const QList<std::pair<quint32, quint32>>& fractions);
/// Text as Windows writes its tags: UTF-16, little-endian.
ExifTag windowsTag(quint16 tag, const QString& text);

struct ExifTags {
    QList<ExifTag> image;
    QList<ExifTag> photo;
    QList<ExifTag> gps;
};

/// A big-endian TIFF structure without pixels. Tags in rising order.
QByteArray exifBlock(const ExifTags& tags);

/// A packet with `properties` ("<dc:title>...") inside one description.
QByteArray xmpPacket(const QByteArray& properties);
/// "<name><rdf:Bag><rdf:li>...".
QByteArray xmpBag(const QByteArray& name, const QList<QByteArray>& items);
/// "<name><rdf:Alt><rdf:li xml:lang="x-default">...".
QByteArray xmpAlternative(const QByteArray& name, const QByteArray& text);

/// Record 1 or 2, data set, data.
struct IptcSet {
    int record = 2;
    int number = 0;
    QByteArray data;
};
QByteArray iptcBlock(const QList<IptcSet>& sets);

QByteArray exifSegment(const QByteArray& block);
QByteArray xmpSegment(const QByteArray& packet);
QByteArray iptcSegment(const QByteArray& block);
/// One that says it holds a profile.
QByteArray iccSegment(const QByteArray& profile);

/// The JPEG file with segments behind its first two bytes.
QByteArray withSegments(const QByteArray& jpeg, const QList<QByteArray>& segments);

/// The PNG file with a chunk behind its header.
QByteArray withPngChunk(const QByteArray& png, const QByteArray& kind, const QByteArray& data);

/// The WebP file, of pictures this large, with chunks around its picture.
QByteArray withWebpChunks(const QByteArray& webp, QSize size, const QByteArray& icc,
                          const QByteArray& exif, const QByteArray& xmp);

}  // namespace semblance::fixtures
