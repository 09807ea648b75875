#pragma once

#include <QString>

#include "core/base/result.h"

namespace semblance {

/// The path of another of our programs ("semblance-engine"), or NotFound.
Result<QString> findSibling(const QString& name);

}  // namespace semblance
