#pragma once

#include <QString>
#include <memory>

#include "core/base/result.h"

namespace semblance {

/// One holder of a file among all programs. The operating system holds the lock and lets go when
/// the process ends in whatever way, so a crash leaves no stale one; the file itself stays. May be
/// released on another thread.
class FileLock {
public:
    /// Makes the file if needed, not its folder. Does not wait. Busy, without a sentence, when
    /// another holds it, also in this process; else the kind of what the system said.
    static Result<std::unique_ptr<FileLock>> acquire(const QString& path);

    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    struct Handle;
    explicit FileLock(std::unique_ptr<Handle> handle);

    std::unique_ptr<Handle> m_handle;
};

}  // namespace semblance
