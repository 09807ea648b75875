#pragma once

#include <QJsonObject>
#include <QString>

#include "core/catalogue/photogroups.h"

namespace semblance {

/// {"id", "kind", "members": [paths]}; the kind is "exact", "resaved", "rotated", "resized",
/// "cropped" or "burst".
QJsonObject toJson(const PhotoGroup& group);

/// "3 files, resized".
QString groupLine(const PhotoGroup& group);

}  // namespace semblance
