#pragma once

#include <QString>

#include "core/catalogue/photogroups.h"

namespace semblance {

/// "Also: 3 copies", in the window's language: what a picture's group holds besides it.
QString groupText(const PhotoGroup& group);

}  // namespace semblance
