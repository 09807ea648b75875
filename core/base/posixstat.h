#pragma once

#include <sys/stat.h>

#include <QtGlobal>

#include "core/base/filelisting.h"

/// POSIX's struct stat in our words. Only for POSIX.
namespace semblance {

inline std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

inline std::int64_t modifiedNs(const struct stat& facts) {
#ifdef Q_OS_DARWIN
    return nanoseconds(facts.st_mtimespec);
#else
    return nanoseconds(facts.st_mtim);
#endif
}

/// When the file's content or its inode changed last; nobody can set it.
inline std::int64_t changedNs(const struct stat& facts) {
#ifdef Q_OS_DARWIN
    return nanoseconds(facts.st_ctimespec);
#else
    return nanoseconds(facts.st_ctim);
#endif
}

inline FileStat fileStat(const struct stat& facts) {
    return {facts.st_size, modifiedNs(facts), static_cast<std::uint64_t>(facts.st_ino),
            changedNs(facts)};
}

}  // namespace semblance
