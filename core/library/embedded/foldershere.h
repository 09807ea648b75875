#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/base/rootplace.h"

namespace semblance {

/// The place of a folder of pictures that is there now; NotFound when its disk does not answer in
/// time, and the errors of locateRoot().
Result<RootPlace> placeOfFolder(const QString& folder);

}  // namespace semblance
