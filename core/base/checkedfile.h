#pragma once

#include <QByteArray>
#include <QSaveFile>
#include <QString>
#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "core/base/cancel.h"
#include "core/base/hash.h"
#include "core/base/mappedfile.h"
#include "core/base/result.h"

/// Cache files with a header and checksums: the search's vectors and graph, the training's
/// features. Layout: 128 bytes of header (checkedfile.cpp), then the payload.
namespace semblance {

/// What tells one kind of cache file from another.
struct CheckedFormat {
    std::array<char, 8> magic;
    std::uint32_t version;
};

using CheckedFields = std::array<std::uint64_t, 7>;

/// A cache file whose every byte has been checked.
struct CheckedFile {
    std::shared_ptr<const MappedFile> file;
    CheckedFields fields{};              ///< numbers of the format's own
    std::span<const std::byte> payload;  ///< on a 64-byte boundary
};

/// Maps and checks a file. Truncated, changed, another format, version or identity:
/// ErrorKind::Corrupt; missing: ErrorKind::NotFound.
Result<CheckedFile> openCheckedFile(const QString& path, const CheckedFormat& format,
                                    const QByteArray& identity, const CancelToken& cancel = {});

/// Whether a file of this kind, of whatever format and identity, is as it was written: Corrupt when
/// it is not, NotFound.
Status checkCheckedFile(const QString& path, const CancelToken& cancel = {});

/// The error for a file that passed every checksum and still makes no sense.
Error unusableCache(const QString& path, const QString& detail);

/// Writes such a file in pieces; nothing is replaced before commit. Thread-safety: none.
class CheckedFileWriter {
public:
    static Result<std::unique_ptr<CheckedFileWriter>> create(const QString& path);

    Status write(std::span<const std::byte> bytes);
    Status commit(const CheckedFormat& format, const QByteArray& identity,
                  const CheckedFields& fields);

private:
    explicit CheckedFileWriter(const QString& path) : m_file(path) {}
    Status writeRaw(std::span<const std::byte> bytes);

    QSaveFile m_file;
    Xxh3 m_hash;
    std::uint64_t m_payloadBytes = 0;
};

}  // namespace semblance
