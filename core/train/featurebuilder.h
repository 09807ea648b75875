#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/train/featurefiles.h"
#include "core/train/featurestore.h"

namespace semblance {

/// A run of pictures whose features share files, and the files it lacks.
struct FeaturePart {
    std::size_t first = 0;
    std::size_t count = 0;
    struct Missing {
        FeatureColumn column;
        QByteArray identity;
        QString path;
    };
    std::vector<Missing> missing;
};

/// Makes the missing files of a FeatureStore. Internal to core/train.
class FeatureBuilder {
public:
    /// All arguments outlive the builder; `parts` are in order.
    FeatureBuilder(const FeatureSource& source, std::span<const DatasetPicture> pictures,
                   std::span<const FeaturePart> parts, const FeatureStore::Progress& progress,
                   const CancelToken& cancel);
    ~FeatureBuilder();

    /// Works off all parts. Errors as FeatureStore::build's, which may also be thrown by libtorch.
    Status run();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
