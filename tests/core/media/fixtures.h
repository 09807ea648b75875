#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

/// Pictures made on the spot, so that no test carries files about.
namespace semblance::fixtures {

/// Smooth colours with a checkerboard in green: the pictures of reference.json.
QImage painted(int width, int height);

/// Four quarters, clockwise from the top left: red, green, blue, yellow.
QImage quarters(int width, int height);

/// A file of `image` in one of the formats that Qt writes.
QByteArray encoded(const QImage& image, const char* format, int quality = -1);

/// A JPEG by libjpeg with 4 components per pixel, inverted as Adobe stores them; `ycck` transforms
/// them as Photoshop does.
QByteArray cmykJpeg(int width, int height, int cyan, int magenta, int yellow, int black, bool ycck,
                    bool adobeMarker = true);

/// A JPEG whose scans refine each other.
QByteArray progressiveJpeg(const QImage& image);

struct JpegKind {
    int quality = 85;
    bool isProgressive = false;
    bool isOptimised = false;
    bool isFullChroma = false;
    bool isGrey = false;
    int restartInterval = 0;  ///< MCUs
};
QByteArray jpegFile(const QImage& image, const JpegKind& kind);

/// In 64 colours.
QByteArray gifFile(const QImage& image, bool isInterlaced);

/// A GIF of two frames of 2 x 2 pixels: the first red, the second blue.
QByteArray animatedGif();

struct Exif {
    int orientation = 1;
    QByteArray make;
    QByteArray model;
    QByteArray dateTimeOriginal;  ///< "2021:07:30 18:04:05"
};

/// A TIFF header and the directories.
QByteArray exifBlock(const Exif& exif);

/// The JPEG file with an EXIF segment behind its first two bytes.
QByteArray withExif(const QByteArray& jpeg, const Exif& exif);

/// Cosine of the two RGB8 inputs after (x - 127) / 128, and the largest difference on that scale.
double inputCosine(const QByteArray& a, const QByteArray& b);
double largestInputDifference(const QByteArray& a, const QByteArray& b);

}  // namespace semblance::fixtures
