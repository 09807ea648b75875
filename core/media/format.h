#pragma once

#include <QByteArray>
#include <QString>

namespace semblance {

/// The kinds of picture that are told apart by their first bytes.
enum class PictureFormat {
    Unknown,
    Jpeg,
    Png,
    WebP,
    Tiff,
    Gif,
    Bmp,
    Heif,  ///< from here on: recognised, so that the sentence is clear, but not read yet
    Avif,
    Psd,
    Svg,
};

/// Looks at the content only: a wrong extension does not matter.
PictureFormat sniffFormat(const QByteArray& bytes);

/// The name stored in PhotoFacts and known to Qt's image plugins: "jpeg", "png", ...; empty for
/// Unknown.
QString formatName(PictureFormat format);

bool isReadable(PictureFormat format);

/// Whether the file lacks its end, as far as the format says where that is.
bool endsEarly(PictureFormat format, const QByteArray& bytes);

}  // namespace semblance
