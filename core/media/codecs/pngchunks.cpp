#include "core/media/codecs/pngchunks.h"

#include <QtEndian>
#include <algorithm>

namespace semblance {

namespace {

constexpr qsizetype kSignatureBytes = 8;
constexpr qsizetype kFrameBytes = 12;  // length, name and checksum

/// Calls visit(name, content) for each chunk, the last one perhaps short; stops when it says false.
template <class Visit>
void forEachChunk(QByteArrayView png, Visit visit) {
    qsizetype at = kSignatureBytes;
    while (at + kFrameBytes <= png.size()) {
        const qint64 length = qFromBigEndian<quint32>(png.data() + at);
        const qsizetype whole = qsizetype(std::min<qint64>(length, png.size() - at - kFrameBytes));
        if (!visit(png.sliced(at + 4, 4), png.sliced(at + 8, whole)) || whole < length)
            return;
        at += kFrameBytes + whole;
    }
}

void appendChunk(QByteArray& png, QByteArrayView name, QByteArrayView content) {
    char length[4];
    qToBigEndian(quint32(content.size()), length);
    png.append(length, 4).append(name).append(content).append(4, '\0');
}

}  // namespace

QByteArrayView pngChunk(QByteArrayView png, QByteArrayView name) {
    QByteArrayView found;
    forEachChunk(png, [&](QByteArrayView chunk, QByteArrayView content) {
        if (chunk == name)
            found = content;
        return found.isNull() && chunk != "IDAT";
    });
    return found;
}

bool isApplePng(QByteArrayView png) {
    return !pngChunk(png, "CgBI").isNull();
}

QByteArray withoutApplesWays(QByteArrayView png) {
    QByteArray data("\x78\x01", 2);
    QByteArray result = png.first(std::min(kSignatureBytes, png.size())).toByteArray();
    forEachChunk(png, [&](QByteArrayView name, QByteArrayView content) {
        if (name == "IDAT")
            data.append(content);
        else if (name == "IHDR" || name == "iCCP" || name == "sRGB" || name == "gAMA" ||
                 name == "cHRM")
            appendChunk(result, name, content);
        return true;
    });
    // In the place of zlib's checksum, which is not looked at.
    data.append(4, '\0');
    appendChunk(result, "IDAT", data);
    appendChunk(result, "IEND", {});
    return result;
}

}  // namespace semblance
