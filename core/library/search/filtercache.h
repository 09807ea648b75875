#pragma once

#include <future>
#include <memory>

#include "core/base/photofilter.h"
#include "core/catalogue/snapshot.h"

namespace semblance {

/// What a filter means of a snapshot, kept until another one is asked for: words and mixes change
/// more often than filters. Thread-safety: none; one future at a time.
class FilterCache {
public:
    using Meant = std::shared_ptr<const FilteredPhotos>;

    /// What is kept is ready at once; else a thread of its own looks, and whoever drops the future
    /// waits for it. The cache outlives the future.
    std::future<Meant> begin(const SnapshotPtr& snapshot, const PhotoFilter& filter);

private:
    bool keeps(const SnapshotPtr& snapshot, const PhotoFilter& filter) const;

    Meant m_meant;
    std::weak_ptr<const Snapshot> m_snapshot;  ///< of which; a library that closes is let go of
    PhotoFilter m_filter;
};

}  // namespace semblance
