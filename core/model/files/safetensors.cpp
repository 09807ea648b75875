#include "core/model/files/safetensors.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cstring>

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SafetensorsFile)
};

constexpr std::size_t kLengthBytes = 8;
// 100,000 tensors need about 12 MB; a longer header is an attack or an accident.
constexpr std::uint64_t kMostHeaderBytes = 16 << 20;
constexpr qsizetype kMostDimensions = 16;
constexpr qsizetype kMostNameLength = 1024;
constexpr auto kMetadataKey = "__metadata__";

/// Names in a JSON object that occur twice are silently merged by the parser, so the names are
/// counted in the text, which the parser has found valid: one colon outside strings per name.
struct NameCounts {
    qsizetype top = 0;     ///< names of the outermost object
    qsizetype nested = 0;  ///< names of the objects directly inside it
};
NameCounts countNames(std::span<const std::byte> json) {
    NameCounts counts;
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = static_cast<char>(json[i]);
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (c == ':') {
            counts.top += depth == 1;
            counts.nested += depth == 2;
        }
    }
    return counts;
}

/// A JSON number that is a whole number >= 0 that a double or qint64 holds exactly.
std::optional<std::uint64_t> wholeNumber(const QJsonValue& value) {
    if (!value.isDouble())
        return std::nullopt;
    constexpr double kExact = 9007199254740992.0;  // 2^53
    const double number = value.toDouble();
    if (!(number >= 0) || number > kExact || number != static_cast<double>(value.toInteger(-1)))
        return std::nullopt;
    return static_cast<std::uint64_t>(value.toInteger());
}

struct Entry {
    QString name;
    TensorView view;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

/// One header entry, checked in itself. The error is the reason, without the file's name.
tl::expected<Entry, QString> readEntry(const QString& name, const QJsonValue& value) {
    const auto bad = [&](const QString& reason) { return tl::unexpected<QString>(reason); };
    if (name.isEmpty() || name.size() > kMostNameLength)
        return bad(Text::tr("a tensor's name is empty or too long"));
    if (!value.isObject())
        return bad(Text::tr("the entry of tensor %1 is not an object").arg(name));
    const QJsonObject object = value.toObject();
    const QJsonValue dtype = object[u"dtype"];
    const QJsonValue shape = object[u"shape"];
    const QJsonValue offsets = object[u"data_offsets"];
    if (object.size() != 3 || !dtype.isString() || !shape.isArray() || !offsets.isArray())
        return bad(Text::tr("tensor %1 needs exactly dtype, shape and data_offsets").arg(name));

    Entry entry;
    entry.name = name;
    const auto type = tensorType(dtype.toString());
    if (!type)
        return bad(Text::tr("tensor %1 has the unknown type %2").arg(name, dtype.toString()));
    entry.view.type = *type;

    const QJsonArray extents = shape.toArray();
    if (extents.size() > kMostDimensions)
        return bad(Text::tr("tensor %1 has too many dimensions").arg(name));
    for (const QJsonValue& extent : extents) {
        const auto number = wholeNumber(extent);
        if (!number)
            return bad(Text::tr("tensor %1 has a shape that is not whole numbers").arg(name));
        entry.view.shape.push_back(static_cast<std::int64_t>(*number));
    }

    const QJsonArray range = offsets.toArray();
    const auto begin = wholeNumber(range.at(0));
    const auto end = wholeNumber(range.at(1));
    if (range.size() != 2 || !begin || !end || *begin > *end)
        return bad(Text::tr("tensor %1 has no proper begin and end").arg(name));
    entry.begin = *begin;
    entry.end = *end;

    const auto bytes = byteCount(entry.view.shape, sizeOf(*type));
    if (!bytes || *bytes != entry.end - entry.begin) {
        return bad(Text::tr("tensor %1 of shape %2 and type %3 does not fill its %4 bytes")
                       .arg(name, shapeText(entry.view.shape), dtype.toString(),
                            QString::number(entry.end - entry.begin)));
    }
    return entry;
}

/// The tensors must fill the data without overlap, gap or rest, as the format asks.
tl::expected<void, QString> checkLayout(std::vector<Entry>& entries, std::uint64_t dataBytes) {
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.begin, a.end) < std::tie(b.begin, b.end);
    });
    std::uint64_t at = 0;
    for (const Entry& entry : entries) {
        if (entry.end > dataBytes) {
            return tl::unexpected<QString>(
                Text::tr("tensor %1 reaches beyond the end of the file; it may be truncated")
                    .arg(entry.name));
        }
        if (entry.begin < at)
            return tl::unexpected<QString>(
                Text::tr("tensor %1 overlaps another tensor").arg(entry.name));
        if (entry.begin > at)
            return tl::unexpected<QString>(
                Text::tr("there is a gap before tensor %1").arg(entry.name));
        at = entry.end;
    }
    if (at != dataBytes)
        return tl::unexpected<QString>(Text::tr("there are bytes after the last tensor"));
    return {};
}

}  // namespace

Result<std::shared_ptr<const SafetensorsFile>> SafetensorsFile::open(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(auto mapping, MappedFile::open(path));
    std::shared_ptr<SafetensorsFile> file(new SafetensorsFile);
    file->m_path = path;
    file->m_mapping = std::move(mapping);
    SEMBLANCE_TRY(file->parse(file->m_mapping->bytes()));
    return std::shared_ptr<const SafetensorsFile>(std::move(file));
}

Result<std::shared_ptr<const SafetensorsFile>> SafetensorsFile::fromBytes(const QByteArray& bytes,
                                                                          const QString& name) {
    std::shared_ptr<SafetensorsFile> file(new SafetensorsFile);
    file->m_path = name;
    file->m_copy = bytes;
    SEMBLANCE_TRY(file->parse(std::as_bytes(
        std::span(file->m_copy.constData(), static_cast<std::size_t>(file->m_copy.size())))));
    return std::shared_ptr<const SafetensorsFile>(std::move(file));
}

Status SafetensorsFile::parse(std::span<const std::byte> bytes) {
    const auto bad = [&](const QString& reason) { return damaged(reason); };
    if (bytes.size() < kLengthBytes)
        return bad(Text::tr("it is too short for a header"));
    std::uint64_t headerBytes = 0;
    std::memcpy(&headerBytes, bytes.data(), kLengthBytes);
    if (headerBytes > kMostHeaderBytes)
        return bad(Text::tr("its header claims %1 bytes").arg(headerBytes));
    if (headerBytes > bytes.size() - kLengthBytes)
        return bad(Text::tr("its header is cut off"));

    const auto header = bytes.subspan(kLengthBytes, headerBytes);
    const auto data = bytes.subspan(kLengthBytes + headerBytes);
    if (header.empty() || static_cast<char>(header.front()) != '{')
        return bad(Text::tr("its header is not a JSON object"));
    QJsonParseError syntax;
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(reinterpret_cast<const char*>(header.data()),
                                static_cast<qsizetype>(header.size())),
        &syntax);
    if (!document.isObject()) {
        return bad(Text::tr("its header is not valid JSON (%1 at byte %2)")
                       .arg(syntax.errorString())
                       .arg(syntax.offset));
    }

    const QJsonObject object = document.object();
    NameCounts distinct{object.size(), 0};
    std::vector<Entry> entries;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it->isObject())
            distinct.nested += it->toObject().size();
        if (it.key() == QLatin1String(kMetadataKey)) {
            if (!it->isObject())
                return bad(Text::tr("its metadata is not an object"));
            const QJsonObject metadata = it->toObject();
            for (auto pair = metadata.begin(); pair != metadata.end(); ++pair) {
                if (!pair->isString())
                    return bad(Text::tr("its metadata holds something other than text"));
                m_metadata.insert(pair.key(), pair->toString());
            }
            continue;
        }
        auto entry = readEntry(it.key(), *it);
        if (!entry)
            return bad(entry.error());
        entries.push_back(std::move(*entry));
    }
    const NameCounts written = countNames(header);
    if (written.top != distinct.top || written.nested != distinct.nested)
        return bad(Text::tr("a name occurs twice in its header"));
    if (auto layout = checkLayout(entries, data.size()); !layout)
        return bad(layout.error());

    for (Entry& entry : entries) {
        entry.view.bytes = data.subspan(entry.begin, entry.end - entry.begin);
        m_tensors.insert(entry.name, std::move(entry.view));
    }
    return {};
}

}  // namespace semblance
