#pragma once

#include <QString>
#include <QStringList>

#include "core/base/result.h"
#include "core/model/files/manifest.h"

namespace semblance {

/// What the files of a model tell about it beyond its manifest, for people who choose one.
struct ModelFacts {
    QString imageNetwork;   ///< "ViT-L/14@336": the size's usual letter, the patch, a side not 224
    QString textNetwork;    ///< "Transformer, 12 layers of 768"
    qint64 bytes = 0;       ///< of `files`
    qint64 parameters = 0;  ///< numbers in the weight files, but for scales and whole numbers
    QStringList licences;   ///< as stated; else the names of the licence files
    QStringList files;      ///< plain names: parts, what describes them, card and licences
};

/// Reads descriptions and the weight files' headers, no weights. Sentences name the bad file.
Result<ModelFacts> modelFacts(const ModelManifest& manifest);

}  // namespace semblance
