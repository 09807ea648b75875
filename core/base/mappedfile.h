#pragma once

#include <QFile>
#include <QString>
#include <cstddef>
#include <memory>
#include <span>

#include "core/base/result.h"

namespace semblance {

/// A whole file mapped read-only into memory for the life of the object. Move it, share it, never
/// truncate the file under it (replace by rename instead). Reading is thread-safe.
class MappedFile {
public:
    /// Fails with a sentence when the file is missing, unreadable or empty.
    static Result<std::shared_ptr<const MappedFile>> open(const QString& path);

    std::span<const std::byte> bytes() const { return m_bytes; }

    /// Takes a part of bytes() out of this process's memory until it is read again, which is as
    /// right as before. Where the system has no word for it, nothing happens.
    void release(std::span<const std::byte> part) const;

private:
    MappedFile() = default;

    QFile m_file;
    std::span<const std::byte> m_bytes;
};

}  // namespace semblance
