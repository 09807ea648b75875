#pragma once

#include <QByteArray>
#include <QColor>
#include <QImage>
#include <functional>

namespace semblance::fixtures {

/// A Targa file, put together by hand.
struct Tga {
    int type = 2;
    int bits = 24;
    int descriptor = 0;  ///< 0x20: from the top, 0x10: from the right
    QByteArray palette{};
    int entries = 0;
    int entryBits = 0;
    std::function<QByteArray(QColor)> pixel{};

    QByteArray file(const QImage& image) const;
};

/// By an encoder that uses every kind of chunk. `channels`: 3 or 4.
QByteArray qoiFile(const QImage& image, int channels);

QByteArray pcxHeader(QSize size, int version, int bits, int planes, int rowBytes,
                     const QByteArray& palette = QByteArray(48, '\0'));

/// A row's bytes as PCX packs them.
QByteArray pcxPacked(const QByteArray& row);

}  // namespace semblance::fixtures
