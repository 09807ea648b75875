#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>
#include <utility>

namespace semblance {

/// The tags in a file's EXIF, XMP and IPTC blocks, by the names of Exiv2: "Exif.Photo.FNumber",
/// "Xmp.dc.subject", "Iptc.Application2.Keywords". Each block is decoded for itself, and as far as
/// it can be: what is damaged elsewhere in the file, or in another block, costs nothing. What is
/// not there, or is of another kind than asked for, is empty. Reading is thread-safe.
class MetadataTags {
public:
    /// `exif`, where it is not empty, is taken for the file's.
    static MetadataTags ofFile(const QByteArray& file, const QByteArray& exif = {});

    /// Of a file that is nothing but an XMP packet.
    static MetadataTags ofXmp(const QByteArray& packet);

    MetadataTags(MetadataTags&&) noexcept;
    ~MetadataTags();

    /// As stored, numbers little-endian.
    QByteArray exifBytes(const char* key) const;
    /// In the character set that it seems to have, without blanks around it.
    QString exifText(const char* key) const;
    /// The `index`th of the tag's numbers.
    std::optional<double> exifNumber(const char* key, int index = 0) const;

    /// In the default language where it has several, the first where it is a list.
    QString xmpText(const char* key) const;
    /// A number or a fraction, "1/250".
    std::optional<double> xmpNumber(const char* key) const;
    /// Every item of a list, or the one text.
    QStringList xmpTexts(const char* key) const;
    /// Every tag whose name begins with `prefix`, such as the parts of a structure:
    /// "Xmp.mwg-rs.Regions/mwg-rs:RegionList[1]/mwg-rs:Name".
    QList<std::pair<QString, QString>> xmpBelow(const char* prefix) const;

    /// A data set may come several times.
    QStringList iptcTexts(const char* key) const;

    /// As the camera's maker notes it, by the table of known lenses; empty when it is in none.
    QString knownLens() const;

private:
    struct Private;
    explicit MetadataTags(std::unique_ptr<Private> blocks);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
