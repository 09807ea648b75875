#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/files/modelwriter.h"
#include "core/model/networks/networks.h"

namespace semblance {

/// The weights of both networks as parts of their family, int8 per row nearly everywhere (the
/// tokenizer is not among them). Throws c10::Error. WrongUse for a family whose towers are never
/// trained here.
Result<std::vector<ModelPartSource>> packNetworks(const ModelManifest& manifest,
                                                  DualNetworks& networks);

/// Writes the model in `from` to `to` as it is given away: what is not packed yet is packed, the
/// classifier is left out, `mix` replaces the default mix when it is given. The path of the new
/// folder's model card; empty when it has none.
Result<QString> packModel(const QString& from, const QString& to, std::optional<double> mix);

}  // namespace semblance
