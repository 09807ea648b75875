#pragma once

#include <QString>

#include "core/base/result.h"

namespace semblance {

/// The file that makes a folder a model.
inline constexpr char kManifestName[] = "model.json";

/// A model as a user names it.
struct ModelFolder {
    QString dir;     ///< absolute, holds a model.json or is in Hugging Face's layout
    QString source;  ///< what finds it again later: the name of a shipped model, else `dir`
};

/// Finds a model by the name of a shipped one ("mini"), else by its folder. NotFound with a
/// sentence when it is neither.
Result<ModelFolder> findModel(const QString& nameOrDir);

}  // namespace semblance
