#pragma once

#include <QByteArray>
#include <QImage>

/// JPEG 2000 files, written by OpenJPEG without loss.
namespace semblance::fixtures {

struct Jp2Wish {
    enum class Colours { Rgb, Grey, Ycc, Cmyk };
    Colours colours = Colours::Rgb;
    bool isCodestream = false;
    int bits = 8;
    int tile = 0;  ///< side; 0: one for all
    bool hasAlpha = false;
    QByteArray icc{};
};

/// Ycc halves the colours' resolution; Cmyk takes the complements of the colours and no black.
QByteArray jp2File(const QImage& image, const Jp2Wish& wish = {});

}  // namespace semblance::fixtures
