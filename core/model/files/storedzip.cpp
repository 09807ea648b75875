#include "core/model/files/storedzip.h"

#include <QCoreApplication>
#include <QtEndian>
#include <algorithm>
#include <optional>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TorchFile)
};

using Bytes = std::span<const std::byte>;
using Entries = QMap<QByteArray, Bytes>;

constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kEnd = 0x06054b50;
constexpr std::uint32_t kEnd64 = 0x06064b50;
constexpr std::uint32_t kLocator64 = 0x07064b50;
constexpr std::size_t kLocalBytes = 30;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEnd64Bytes = 56;
constexpr std::size_t kLocatorBytes = 20;
constexpr std::size_t kLongestComment = 0xFFFF;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;  ///< the number stands in the 64-bit record
constexpr std::uint16_t kExtra64 = 0x0001;
// A model has a few thousand tensors.
constexpr std::uint64_t kMostEntries = 1 << 18;

/// A number at an offset; nothing beyond the end.
template <class T>
std::optional<T> number(Bytes bytes, std::uint64_t at) {
    if (at > bytes.size() || bytes.size() - at < sizeof(T))
        return std::nullopt;
    return qFromLittleEndian<T>(bytes.data() + at);
}

std::optional<Bytes> part(Bytes bytes, std::uint64_t at, std::uint64_t length) {
    if (at > bytes.size() || length > bytes.size() - at)
        return std::nullopt;
    return bytes.subspan(std::size_t(at), std::size_t(length));
}

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t at = 0;
};

/// Where the list of entries begins, from the record at the end of the file.
std::optional<Directory> directoryOf(Bytes file) {
    if (file.size() < kEndBytes)
        return std::nullopt;
    const std::size_t last = file.size() - kEndBytes;
    const std::size_t first = last - std::min(last, kLongestComment);
    for (std::size_t at = last + 1; at-- > first;) {
        if (number<std::uint32_t>(file, at) != kEnd)
            continue;
        // A comment behind it must reach the end: inside one the same bytes may stand by chance.
        if (at + kEndBytes + *number<std::uint16_t>(file, at + 20) != file.size())
            continue;
        const bool has64 =
            at >= kLocatorBytes && number<std::uint32_t>(file, at - kLocatorBytes) == kLocator64;
        if (!has64)
            return Directory{*number<std::uint16_t>(file, at + 10),
                             *number<std::uint32_t>(file, at + 16)};
        const auto place = *number<std::uint64_t>(file, at - kLocatorBytes + 8);
        const auto record = part(file, place, kEnd64Bytes);
        if (!record || number<std::uint32_t>(*record, 0) != kEnd64)
            return std::nullopt;
        return Directory{*number<std::uint64_t>(*record, 32), *number<std::uint64_t>(*record, 48)};
    }
    return std::nullopt;
}

struct Entry {
    QByteArray name;
    std::uint64_t size = 0;
    std::uint64_t storedSize = 0;
    std::uint64_t at = 0;  ///< of the local header
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint64_t headerBytes = 0;
};

/// Puts the 64-bit numbers of the extra fields in the place of those that say so.
bool readExtra(Bytes extra, Entry& entry) {
    const bool wanted = entry.size == kIn64 || entry.storedSize == kIn64 || entry.at == kIn64;
    std::uint64_t at = 0;
    while (wanted && at < extra.size()) {
        const auto id = number<std::uint16_t>(extra, at);
        const auto length = number<std::uint16_t>(extra, at + 2);
        if (!id || !length)
            return false;
        const auto field = part(extra, at + 4, *length);
        if (!field)
            return false;
        at += 4 + *length;
        if (*id != kExtra64)
            continue;
        std::uint64_t place = 0;
        for (std::uint64_t* value : {&entry.size, &entry.storedSize, &entry.at}) {
            if (*value != kIn64)
                continue;
            const auto large = number<std::uint64_t>(*field, place);
            if (!large)
                return false;
            *value = *large;
            place += 8;
        }
        return true;
    }
    return !wanted;
}

std::optional<Entry> readEntry(Bytes file, std::uint64_t at) {
    const auto header = part(file, at, kCentralBytes);
    if (!header || number<std::uint32_t>(*header, 0) != kCentralHeader)
        return std::nullopt;
    const std::uint16_t nameBytes = *number<std::uint16_t>(*header, 28);
    const std::uint16_t extraBytes = *number<std::uint16_t>(*header, 30);
    const std::uint16_t commentBytes = *number<std::uint16_t>(*header, 32);
    Entry entry;
    entry.flags = *number<std::uint16_t>(*header, 8);
    entry.method = *number<std::uint16_t>(*header, 10);
    entry.storedSize = *number<std::uint32_t>(*header, 20);
    entry.size = *number<std::uint32_t>(*header, 24);
    entry.at = *number<std::uint32_t>(*header, 42);
    entry.headerBytes = kCentralBytes + nameBytes + extraBytes + commentBytes;
    const auto name = part(file, at + kCentralBytes, nameBytes);
    const auto extra = part(file, at + kCentralBytes + nameBytes, extraBytes);
    if (!name || !extra || !readExtra(*extra, entry))
        return std::nullopt;
    entry.name = QByteArray(reinterpret_cast<const char*>(name->data()), qsizetype(name->size()));
    return entry;
}

/// The contents, which stand behind a header of their own with extra fields of its own.
std::optional<Bytes> contentOf(Bytes file, const Entry& entry) {
    const auto header = part(file, entry.at, kLocalBytes);
    if (!header || number<std::uint32_t>(*header, 0) != kLocalHeader)
        return std::nullopt;
    const std::uint64_t more =
        std::uint64_t{*number<std::uint16_t>(*header, 26)} + *number<std::uint16_t>(*header, 28);
    return part(file, entry.at + kLocalBytes + more, entry.size);
}

}  // namespace

tl::expected<Entries, QString> storedEntries(Bytes file) {
    const auto bad = [](const QString& reason) { return tl::unexpected<QString>(reason); };
    const auto directory = directoryOf(file);
    if (!directory)
        return bad(Text::tr("its end is missing"));
    if (directory->entries > kMostEntries)
        return bad(Text::tr("it claims %1 entries").arg(directory->entries));
    Entries entries;
    std::uint64_t at = directory->at;
    for (std::uint64_t i = 0; i < directory->entries; ++i) {
        const auto entry = readEntry(file, at);
        if (!entry)
            return bad(Text::tr("its list of entries is cut off"));
        at += entry->headerBytes;
        constexpr std::uint16_t kEncrypted = 1;
        if (entry->method != 0 || (entry->flags & kEncrypted) || entry->size != entry->storedSize)
            return bad(Text::tr("%1 in it is compressed").arg(QString::fromUtf8(entry->name)));
        const auto content = contentOf(file, *entry);
        if (!content || entries.contains(entry->name)) {
            return bad(
                Text::tr("%1 in it is not where it should be").arg(QString::fromUtf8(entry->name)));
        }
        entries.insert(entry->name, *content);
    }
    return entries;
}

}  // namespace semblance
