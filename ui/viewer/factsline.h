#pragma once

#include <QString>
#include <QStringList>

#include "core/base/photofacts.h"

namespace semblance {

/// What is known of a picture in one line, in the window's language, what people gave it first.
/// `bytes` is the file's size, -1 while it is not known. `raws` are the paths of the raw files that
/// the picture stands for.
QString factsLine(const PhotoFacts& facts, qint64 bytes, const QStringList& raws = {});

/// Focal length, aperture, exposure and ISO, as far as they are known.
QStringList exposureParts(const PhotoFacts& facts);

}  // namespace semblance
