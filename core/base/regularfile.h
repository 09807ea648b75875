#pragma once

#include <QString>
#include <cstdint>

#include "core/base/filehandle.h"
#include "core/base/filelisting.h"
#include "core/base/result.h"

/// Files of the user's, which may be anything by the time they are opened. The sentences of errors
/// do not name the file.
namespace semblance {

/// Opens a regular file, or a link to one, for reading. Anything else is refused at once: opening a
/// pipe would wait for its writer, opening a device may do something. On a hanging file system this
/// hangs: see runWithin(). Errors: NotFound, Permission (also while another program locks it),
/// BadInput (a folder, a device ...).
Result<FileHandle> openRegularFile(const QString& path);

/// Reads `bytes` bytes from `offset` on, or fewer where the file ends before. The handle's position
/// does not count. Errors: Permission, for a disk that fails.
Result<qint64> readAt(const FileHandle& file, qint64 offset, char* data, qint64 bytes);

/// A file at one moment. Two that are equal mean that no write began in between, but for writes
/// within a tick of the file system's clock (at most 10 ms, 2 s on FAT) after `changedNs`.
struct FileMoment {
    FileStat stat;
    std::int64_t changedNs = 0;  ///< of content or inode, nanoseconds since 1970

    friend bool operator==(const FileMoment&, const FileMoment&) = default;
};

/// The facts of an open file; of one whose disk fails they are all 0.
FileMoment momentOf(const FileHandle& file);

}  // namespace semblance
