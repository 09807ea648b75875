#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace semblance {

/// The content of the first chunk of this name before the picture's data; empty without one.
QByteArrayView pngChunk(QByteArrayView png, QByteArrayView name);

/// Whether the picture is of Apple's own variant: the data without zlib's header, blue before red,
/// colours multiplied by alpha.
bool isApplePng(QByteArrayView png);

/// The same with what libpng needs of it, but for the checksums.
QByteArray withoutApplesWays(QByteArrayView png);

}  // namespace semblance
