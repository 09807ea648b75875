#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <random>
#include <vector>

/// Files that show what another shows, and shots that do not although they are of one scene.
namespace semblance::test {

struct Variant {
    QString kind;  ///< "q30", "png", "resized", "cropped", "turned", ...
    QByteArray file;
};

/// One picture saved, scaled, cropped by up to 8 % a side and turned by EXIF anew: one of each
/// kind. WebP only where Qt writes it.
std::vector<Variant> copiesOf(const QImage& picture, std::mt19937& random);

/// Other shots of the scene: the camera panned, the subject moved, something came in, the light
/// changed, the camera stepped back. `other` is some other picture.
std::vector<Variant> shotsOf(const QImage& picture, const QImage& other, std::mt19937& random);

QByteArray jpegOf(const QImage& picture, int quality);

}  // namespace semblance::test
