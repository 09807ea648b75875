#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>
#include <vector>

#include "core/base/pictureformats.h"

/// Pictures of every kind that is read, and of many that cannot be: made on the spot, the same ones
/// every time, each named by its trait.
namespace semblance::zoo {

/// How much a picture may differ from the right one, per channel, 0..255.
struct Tolerance {
    int worst = 0;
    double mean = 0;
};
inline constexpr Tolerance kExact{1, 0.5};
inline constexpr Tolerance kLossy{255, 6};

struct Animal {
    QString name;  ///< a file's, with the ending that it would have
    QByteArray bytes;
    PictureFormat format = PictureFormat::Unknown;  ///< what it is by its content
    QImage right{};                                 ///< as it is to be seen; null: it is refused
    Tolerance tolerance{};
    QString reason{};  ///< of a refused one: words of the sentence
};

class Zoo {
public:
    /// One that is read.
    void add(const QString& name, PictureFormat format, const QByteArray& bytes,
             const QImage& right, Tolerance tolerance = kExact);
    /// One that is refused.
    void refuse(const QString& name, PictureFormat format, const QByteArray& bytes,
                const char* reason);
    /// A file cut off at a fifth and at nine tenths of its length: too little, and enough of it.
    void cut(const QString& name, const QString& ending, PictureFormat format,
             const QByteArray& bytes, const QImage& right);

    std::vector<Animal>& animals() { return m_animals; }

private:
    std::vector<Animal> m_animals;
};

/// All of them.
std::vector<Animal> animals();

void addJpegs(Zoo& zoo);
void addPngs(Zoo& zoo);
void addTiffs(Zoo& zoo);
void addBitmaps(Zoo& zoo);    ///< BMP, GIF, WebP
void addScanlines(Zoo& zoo);  ///< TGA, PCX, QOI, Netpbm, WBMP, XBM, XPM, DDS
void addModern(Zoo& zoo);     ///< HEIF, AVIF, JPEG XL, JPEG 2000, camera raw
void addDesigners(Zoo& zoo);  ///< PSD, XCF, icons, OpenEXR, Radiance
void addDrawings(Zoo& zoo);   ///< SVG, PDF, EPS, previews of drawing programs
void addStrangers(Zoo& zoo);  ///< wrong endings, and what is no picture

/// Red grows to the right, green downwards, blue to the left: nothing of it is symmetric, and no
/// side is a multiple of anything.
QImage ramp(QSize size = {61, 43});
/// The same in grey, by the rule that files in grey are compared with.
QImage greyRamp(QSize size = {61, 43});
/// The right third of the ramp clear, the middle one half so.
QImage glass(QSize size = {61, 43});
/// What is seen of a picture under an EXIF orientation of 1 to 8.
QImage seenUnder(const QImage& image, int orientation);
/// What sRGB shows of a picture whose numbers are Display P3's.
QImage fromDisplayP3(const QImage& image);

}  // namespace semblance::zoo
