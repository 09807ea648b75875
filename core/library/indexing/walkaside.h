#pragma once

#include <QString>
#include <functional>
#include <optional>

#include "core/base/cancel.h"
#include "core/scan/volume.h"
#include "core/scan/walk.h"

namespace semblance {

/// findRoot(); a disk that does not answer within 10 seconds is not there.
RootPresence findRootAside(const RootPlace& place, const CancelToken& cancel);

/// walk() where a disk that hangs holds up nobody; nothing when cancelled. `listed` is told of the
/// number of pictures so far, on another thread.
std::optional<Result<WalkResult>> walkAside(const QString& root, const WalkOptions& options,
                                            const CancelToken& cancel,
                                            const std::function<void(std::int64_t)>& listed);

}  // namespace semblance
