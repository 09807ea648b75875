#pragma once

#include <QByteArrayView>

#include "core/base/filehandle.h"
#include "core/base/result.h"

namespace semblance {

/// The bytes of a file, read piece by piece where they are wanted: of an open file, however large,
/// or of one in memory. Refers to what it is made from. Not thread-safe.
class ByteSource {
public:
    explicit ByteSource(QByteArrayView bytes);
    /// `size`: of the file, as its key was made from it; what was added since is not read.
    ByteSource(const FileHandle& file, qint64 size);

    qint64 size() const { return m_size; }

    /// Reads `bytes` bytes from `offset` on, or fewer where the file ends before. Errors:
    /// Permission, for a disk that fails.
    Result<qint64> read(qint64 offset, char* data, qint64 bytes) const;

    /// The same as an array. Empty, too, where the disk fails.
    QByteArray piece(qint64 offset, qint64 bytes) const;

private:
    const FileHandle* m_file = nullptr;
    QByteArrayView m_bytes;
    qint64 m_size = 0;
};

}  // namespace semblance
