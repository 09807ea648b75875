#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

class Catalogue;
class PictureDecoder;

/// Keeps a library's groups of near-duplicates: publishes those that are stored, and, where this
/// program writes to the library, compares what came new with what was there. Follows the
/// catalogue on one thread of low priority that no query and no indexing waits for; stands back
/// while indexing is under way. What was compared is stored a few pictures at a time, so that a
/// killed run goes on where it stopped. Thread-safe.
class GroupKeeper {
public:
    /// Both outlive it. `decoder` makes thumbnails anew that the cache lost; without one such
    /// pictures wait until somebody else does.
    explicit GroupKeeper(Catalogue& catalogue, PictureDecoder* decoder = nullptr);
    /// Ends within one picture's comparing.
    ~GroupKeeper();
    GroupKeeper(const GroupKeeper&) = delete;
    GroupKeeper& operator=(const GroupKeeper&) = delete;

    /// While this is held nothing is compared.
    std::shared_ptr<void> hold();

    using Progress = std::function<void(std::size_t done, std::size_t all)>;
    /// Returns when the snapshot has the groups of all that was committed before the call and has a
    /// vector of an open model; where another program writes, when it has those that are stored.
    /// `progress` is called on the keeper's thread. Errors: those of reading and of the cache,
    /// Cancelled.
    Status finish(const CancelToken& cancel, Progress progress = {});

private:
    struct Worker;
    std::unique_ptr<Worker> m_worker;
};

}  // namespace semblance
