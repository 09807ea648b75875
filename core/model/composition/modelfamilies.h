#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/model/files/manifest.h"
#include "core/model/files/modelwriter.h"
#include "core/model/networks/networks.h"
#include "core/text/tokenizer.h"

namespace semblance {

struct HfFamily;

/// A kind of model, by its name in manifests: what can be done with one is found in its entry here
/// and nowhere else.
struct ModelFamily {
    QString name;

    /// How folders in Hugging Face's layout are recognised and read; null for a family whose
    /// models always have a model.json.
    const HfFamily* folders = nullptr;

    /// Both towers, for encoding (see loadDualNetworks). May throw c10::Error.
    Result<DualNetworks> (*load)(const ModelManifest& manifest) = nullptr;

    Result<std::unique_ptr<Tokenizer>> (*tokenizer)(const ModelManifest& manifest) = nullptr;

    /// Trained towers as parts to be written; null for a family whose towers stay as they came.
    std::vector<ModelPartSource> (*pack)(DualNetworks& networks) = nullptr;

    /// The family that has the same image tower, whose cached features serve this one, too; empty:
    /// the tower is its own.
    QString imageTowerOf{};
};

const std::vector<ModelFamily>& modelFamilies();

/// Null for one that this version does not know.
const ModelFamily* modelFamily(const QString& name);

}  // namespace semblance
