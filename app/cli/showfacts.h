#pragma once

#include <QString>
#include <QStringList>

#include "core/base/photofacts.h"

namespace semblance {

/// ISO 8601, as the camera's clock said, with its zone where that is known; empty without a date.
QString capturedText(const PhotoFacts& facts);

/// A line for each kind of fact that a picture's own line has no room for.
QStringList factLines(const PhotoFacts& facts);

}  // namespace semblance
