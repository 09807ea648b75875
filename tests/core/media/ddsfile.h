#pragma once

#include <QByteArray>
#include <QSize>
#include <array>

namespace semblance::fixtures {

/// The header of a DirectDraw surface.
struct Dds {
    QSize size{8, 8};
    int levels = 0;  ///< 0: not said
    quint32 pixelFlags = 4;
    QByteArray fourCc = QByteArray(4, '\0');
    quint32 bits = 0;
    std::array<quint32, 4> masks{};
    quint32 dxgi = 0;

    QByteArray file(const QByteArray& data) const;
};

/// One whose pixels are compressed, by the four letters for the way.
Dds ddsBlocks(const char* fourCc);
/// By the number of its format in DirectX 10 and later.
Dds ddsFormat(quint32 format);

/// Two colours in 5, 6 and 5 bits and 16 indices of 2 bits.
QByteArray ddsColourBlock(quint16 first, quint16 second, quint32 indices);
/// Two values and 16 indices of 3 bits.
QByteArray ddsValueBlock(uchar first, uchar second, quint64 indices);

}  // namespace semblance::fixtures
