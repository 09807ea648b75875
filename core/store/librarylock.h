#pragma once

#include <memory>

#include "core/base/result.h"
#include "core/store/librarypaths.h"

namespace semblance {

class FileLock;

/// The right to write to a library: one holder among all programs, gone with it (filelock.h).
/// Reading needs none. Movable through the pointer; may be released on another thread.
class LibraryLock {
public:
    /// Makes the library's folder if needed. Does not wait.
    /// Errors: Busy when another writer holds it, Permission, NoSpace.
    static Result<std::unique_ptr<LibraryLock>> acquire(const LibraryPaths& paths);

    ~LibraryLock();
    LibraryLock(const LibraryLock&) = delete;
    LibraryLock& operator=(const LibraryLock&) = delete;

private:
    explicit LibraryLock(std::unique_ptr<FileLock> lock);

    const std::unique_ptr<FileLock> m_lock;
};

}  // namespace semblance
