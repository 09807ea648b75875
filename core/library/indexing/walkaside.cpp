#include "core/library/indexing/walkaside.h"

#include <chrono>
#include <memory>
#include <mutex>

#include "core/base/timelimit.h"

namespace semblance {

RootPresence findRootAside(const RootPlace& place, const CancelToken& cancel) {
    constexpr std::chrono::seconds patience{10};
    return runWithin(patience, cancel, [place] { return findRoot(place); })
        .value_or(RootPresence{RootState::VolumeAbsent, place.path});
}

std::optional<Result<WalkResult>> walkAside(const QString& root, const WalkOptions& options,
                                            const CancelToken& cancel,
                                            const std::function<void(std::int64_t)>& listed) {
    struct Relay {
        std::mutex mutex;
        std::function<void(std::int64_t)> tell;  ///< empty once nobody listens
    };
    const auto relay = std::make_shared<Relay>();
    relay->tell = listed;
    constexpr std::chrono::hours anyTime{24 * 365};
    auto walked = runWithin(anyTime, cancel, [root, options, cancel, relay] {
        return walk(root, options, cancel, [&relay](std::int64_t files) {
            std::lock_guard lock(relay->mutex);
            if (relay->tell)
                relay->tell(files);
        });
    });
    std::lock_guard lock(relay->mutex);
    relay->tell = nullptr;
    return walked;
}

}  // namespace semblance
