#pragma once

#include <QString>
#include <QStringList>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/dataset/datasetpicture.h"

namespace semblance {

class FeatureStore;
struct ModelManifest;

/// A trained model's vectors of pictures whose features are cached, in fp32: many models over one
/// image tower are measured without sending a picture through it again. Methods block and are for
/// one thread.
class CachedEncoder {
public:
    /// `stores` were built with the tower of the model in `modelDir` (imageTowerKey, fp32), hold
    /// Raw and Side, and Patches where the model's mapping looks at them; they must outlive the
    /// encoder. A picture of several stores is taken from the first that can use it.
    static Result<std::unique_ptr<CachedEncoder>> load(const QString& modelDir,
                                                       std::vector<const FeatureStore*> stores);
    ~CachedEncoder();

    const ModelManifest& manifest() const;
    bool composes() const;

    /// pictures * dim numbers, unit rows. NotFound names a picture (by its path) that no store
    /// can use.
    Result<std::vector<float>> pictures(std::span<const DatasetPicture> pictures) const;

    /// sentences * dim numbers, unit rows, by the untuned text tower. A blank one is WrongUse.
    Result<std::vector<float>> texts(const QStringList& sentences) const;

    /// One unit row per pair, by the tuned tower; a picture's pseudo-words are computed once.
    /// composes() is true.
    Result<std::vector<float>> composed(std::span<const DatasetPicture> references,
                                        const QStringList& modifications) const;

private:
    struct Private;
    explicit CachedEncoder(std::unique_ptr<Private> priv);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
