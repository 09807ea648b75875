#pragma once

#include <QByteArray>
#include <QStringList>

#include "core/base/result.h"
#include "core/media/format.h"
#include "core/media/rawpicture.h"

namespace semblance {

/// Decodes PNG, WebP, TIFF, GIF (its first frame) and BMP by Qt's image plugins, of any depth and
/// colour type, and makes it as small as `need` allows. No orientation is applied.
Result<RawPicture> decodeWithQt(const QByteArray& bytes, PictureFormat format,
                                const PixelNeed& need);

/// Loads the plugins. Returns the formats whose plugin is there.
QStringList loadQtCodecs();

}  // namespace semblance
