#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QMap>

#include "core/base/result.h"

namespace semblance {

/// Thumbnail files of oriented pixels, by wanted longest side: JPEG quality 80; PNG when the
/// picture has alpha, is tiny, or is small or flat and of few colours. What is small or flat and
/// has more colours keeps their detail in JPEG, too. A picture smaller than a side is not enlarged.
Result<QMap<int, QByteArray>> makeThumbnails(const QImage& pixels, QList<int> sides);

}  // namespace semblance
