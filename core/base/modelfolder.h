#pragma once

#include <QString>

#include "core/base/result.h"

namespace semblance {

/// The file that makes a folder a model.
inline constexpr char kManifestName[] = "model.json";

/// Where sentence-transformers keeps a CLIP inside a folder of its own.
inline constexpr char kSentenceTransformersClip[] = "0_CLIPModel";

/// A model as a user names it.
struct ModelFolder {
    QString dir;     ///< absolute, holds a model.json or is in Hugging Face's layout
    QString source;  ///< what finds it again later: its name where it has one, else `dir`
};

/// Where models lie that the user imported, a folder each by its name: <data folder>/semblance/
/// models. Tests may set SEMBLANCE_MODELS.
QString importedModelsDir();

/// Whether the folder holds a model.json, a config.json as Hugging Face's do, or an
/// open_clip_config.json.
bool holdsModel(const QString& dir);

/// The folder that holds the model where `dir` is one around it: the download cache's of a model
/// (its snapshot), sentence-transformers' (0_CLIPModel); else `dir`.
QString modelFolderIn(const QString& dir);

/// Finds a model by the name of a shipped one ("mini"), by that of an imported one, else by its
/// folder. NotFound with a sentence when it is none of them.
Result<ModelFolder> findModel(const QString& nameOrDir);

}  // namespace semblance
