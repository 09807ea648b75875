#pragma once

#include <QByteArrayView>
#include <QImage>

#include "core/base/result.h"

namespace semblance {

/// The picture of an entry of a Windows icon: a bitmap without a file's header, of 1, 4, 8, 24 or
/// 32 bits, and below it a mask of one bit, which counts where the picture has no alpha of its own.
/// (Qt's plugin leaves out the mask of 24 bits, and shows 32 bits without alpha as nothing.)
/// RGBA8888. Fails with BadInput: damaged, cut short, or compressed.
Result<QImage> iconFromDib(QByteArrayView dib);

}  // namespace semblance
