#pragma once

#include <QString>
#include <optional>

#include "core/base/result.h"

namespace semblance {

/// Writes the model in `from` to `to` as it is given away: what is not packed yet is packed, the
/// classifier is left out, `mix` replaces the default mix when it is given. The path of the new
/// folder's model card; empty when it has none.
Result<QString> packModel(const QString& from, const QString& to, std::optional<double> mix);

}  // namespace semblance
