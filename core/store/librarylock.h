#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/store/librarypaths.h"

namespace semblance {

/// The right to write to a library: one holder among all programs. The operating system holds it
/// and lets go when the process ends in whatever way, so a crash leaves no stale lock. Reading
/// needs none. Movable through the pointer; may be released on another thread.
class LibraryLock {
public:
    /// Makes the library's folder if needed. Does not wait.
    /// Errors: Busy when another writer holds it, Permission, NoSpace.
    static Result<std::unique_ptr<LibraryLock>> acquire(const LibraryPaths& paths);

    ~LibraryLock();
    LibraryLock(const LibraryLock&) = delete;
    LibraryLock& operator=(const LibraryLock&) = delete;

private:
    struct Handle;
    explicit LibraryLock(std::unique_ptr<Handle> handle);

    std::unique_ptr<Handle> m_handle;
};

}  // namespace semblance
