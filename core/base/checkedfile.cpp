#include "core/base/checkedfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cstring>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::CheckedFile)
};

constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::size_t kHashBytes = 16;
constexpr std::size_t kHashedPiece = 4 << 20;

struct Header {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t byteOrder = kByteOrder;
    std::uint64_t payloadBytes = 0;
    CheckedFields fields{};
    std::array<char, kHashBytes> identity{};
    std::array<char, kHashBytes> payloadHash{};
    std::array<char, kHashBytes> headerHash{};  ///< of the bytes before it
};
static_assert(sizeof(Header) == 128 && std::is_trivially_copyable_v<Header>);

std::array<char, kHashBytes> digestOf(std::span<const std::byte> bytes) {
    std::array<char, kHashBytes> digest;
    std::memcpy(digest.data(), xxh3(bytes).constData(), kHashBytes);
    return digest;
}

std::array<char, kHashBytes> headerDigest(const Header& header) {
    return digestOf(std::as_bytes(std::span(&header, 1)).first(offsetof(Header, headerHash)));
}

Error writeError(const QFileDevice& file, const QString& path) {
    switch (file.error()) {
        case QFileDevice::ResourceError:
            return {ErrorKind::NoSpace,
                    Text::tr("The disk with %1 is full: free some space and try again.")
                        .arg(QFileInfo(path).absolutePath()),
                    file.errorString()};
        default:
            return {ErrorKind::Permission,
                    Text::tr("The file %1 cannot be written: check that its folder exists and may "
                             "be written to.")
                        .arg(path),
                    file.errorString()};
    }
}

}  // namespace

Error unusableCache(const QString& path, const QString& detail) {
    return {ErrorKind::Corrupt,
            Text::tr("The cache %1 cannot be used and has to be made again.").arg(path), detail};
}

namespace {

struct HeadedFile {
    std::shared_ptr<const MappedFile> file;
    Header header;
};

Result<HeadedFile> openHeaded(const QString& path) {
    const auto unusable = [&](const char* detail) {
        return fail(unusableCache(path, QString::fromLatin1(detail)));
    };
    HeadedFile opened;
    SEMBLANCE_TRY_ASSIGN(opened.file, MappedFile::open(path));
    const std::span<const std::byte> bytes = opened.file->bytes();
    if (bytes.size() < sizeof(Header))
        return unusable("shorter than its header");
    std::memcpy(&opened.header, bytes.data(), sizeof(Header));
    return opened;
}

Status checkPayload(const HeadedFile& opened, const QString& path, const CancelToken& cancel) {
    const std::span<const std::byte> payload = opened.file->bytes().subspan(sizeof(Header));
    Xxh3 hash;
    for (std::size_t at = 0; at < payload.size(); at += kHashedPiece) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        hash.add(payload.subspan(at, std::min(kHashedPiece, payload.size() - at)));
    }
    const QByteArray digest = hash.digest();
    if (std::memcmp(digest.constData(), opened.header.payloadHash.data(), kHashBytes) != 0)
        return fail(unusableCache(path, QStringLiteral("the contents are damaged")));
    return {};
}

}  // namespace

Result<CheckedFile> openCheckedFile(const QString& path, const CheckedFormat& format,
                                    const QByteArray& identity, const CancelToken& cancel) {
    const auto unusable = [&](const char* detail) {
        return fail(unusableCache(path, QString::fromLatin1(detail)));
    };
    SEMBLANCE_TRY_ASSIGN(HeadedFile opened, openHeaded(path));
    const Header& header = opened.header;
    const std::span<const std::byte> bytes = opened.file->bytes();
    if (header.magic != format.magic)
        return unusable("not such a file");
    if (header.version != format.version || header.byteOrder != kByteOrder)
        return unusable("another version of the format");
    if (header.headerHash != headerDigest(header))
        return unusable("the header is damaged");
    if (header.payloadBytes != bytes.size() - sizeof header)
        return unusable("not as long as it should be");
    if (header.identity != digestOf(std::as_bytes(std::span(identity))))
        return unusable("made for another model");
    SEMBLANCE_TRY(checkPayload(opened, path, cancel));
    return CheckedFile{std::move(opened.file), header.fields, bytes.subspan(sizeof header)};
}

Status checkCheckedFile(const QString& path, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const HeadedFile opened, openHeaded(path));
    if (opened.header.headerHash != headerDigest(opened.header) ||
        opened.header.payloadBytes != opened.file->bytes().size() - sizeof(Header))
        return fail(unusableCache(path, QStringLiteral("the header is damaged")));
    return checkPayload(opened, path, cancel);
}

Result<std::unique_ptr<CheckedFileWriter>> CheckedFileWriter::create(const QString& path) {
    std::unique_ptr<CheckedFileWriter> writer(new CheckedFileWriter(path));
    if (!writer->m_file.open(QIODevice::WriteOnly))
        return fail(writeError(writer->m_file, path));
    const Header placeholder;
    SEMBLANCE_TRY(writer->writeRaw(std::as_bytes(std::span(&placeholder, 1))));
    return writer;
}

Status CheckedFileWriter::write(std::span<const std::byte> bytes) {
    m_hash.add(bytes);
    m_payloadBytes += bytes.size();
    return writeRaw(bytes);
}

Status CheckedFileWriter::writeRaw(std::span<const std::byte> bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    if (m_file.write(reinterpret_cast<const char*>(bytes.data()), size) != size)
        return fail(writeError(m_file, m_file.fileName()));
    return {};
}

Status CheckedFileWriter::commit(const CheckedFormat& format, const QByteArray& identity,
                                 const CheckedFields& fields) {
    Header header;
    header.magic = format.magic;
    header.version = format.version;
    header.payloadBytes = m_payloadBytes;
    header.fields = fields;
    header.identity = digestOf(std::as_bytes(std::span(identity)));
    std::memcpy(header.payloadHash.data(), m_hash.digest().constData(), kHashBytes);
    header.headerHash = headerDigest(header);
    if (!m_file.seek(0))
        return fail(writeError(m_file, m_file.fileName()));
    SEMBLANCE_TRY(writeRaw(std::as_bytes(std::span(&header, 1))));
    if (!m_file.commit())
        return fail(writeError(m_file, m_file.fileName()));
    return {};
}

}  // namespace semblance
