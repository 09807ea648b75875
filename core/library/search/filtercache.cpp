#include "core/library/search/filtercache.h"

namespace semblance {

bool FilterCache::keeps(const SnapshotPtr& snapshot, const PhotoFilter& filter) const {
    return m_meant && m_snapshot.lock() == snapshot && m_filter == filter;
}

std::future<FilterCache::Meant> FilterCache::begin(const SnapshotPtr& snapshot,
                                                   const PhotoFilter& filter) {
    if (keeps(snapshot, filter))
        return std::async(std::launch::deferred, [this] { return m_meant; });
    return std::async(std::launch::async, [this, snapshot, filter] {
        m_meant = std::make_shared<const FilteredPhotos>(snapshot->filtered(filter));
        m_snapshot = snapshot;
        m_filter = filter;
        return m_meant;
    });
}

}  // namespace semblance
