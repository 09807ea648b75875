#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/files/safetensorswriter.h"

namespace semblance {

/// One file of a model to be written: tensors, or a copy of what another model has.
struct ModelPartSource {
    QString role;
    QString file;                  ///< a plain name in the new folder
    QString copyOf;                ///< the path of the file to copy; empty: `contents` is written
    SafetensorsContents contents;  ///< when nothing is copied
};

/// Every part of a model as it is; a stage of training replaces or adds its own among them.
std::vector<ModelPartSource> copiesOf(const ModelManifest& manifest);

/// Puts `part` in the place of the one with its role, or at the end.
void replacePart(std::vector<ModelPartSource>& parts, ModelPartSource part);

/// "mapping" -> a part "mapping.safetensors" with these contents.
ModelPartSource weightPart(const QString& role, SafetensorsContents contents);

/// Files of a model's folder that go with it and are no parts: card, licences, pictures. Paths.
/// What is large, or weights in another format, stays behind.
QStringList companionsOf(const ModelManifest& manifest);

/// Writes a whole model into the folder `dir`: the parts, their sizes and hashes and everything
/// else of `manifest` as model.json, and copies of `companions`. It is put together beside `dir`
/// and takes its place at the end, so a failure or a kill leaves what was there. WrongUse when
/// `dir` has other things in it than a model. The manifest as it is read back.
Result<ModelManifest> writeModelFolder(const QString& dir, ModelManifest manifest,
                                       const std::vector<ModelPartSource>& parts,
                                       const QStringList& companions);

}  // namespace semblance
