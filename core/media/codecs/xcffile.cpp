#include "core/media/codecs/xcffile.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

namespace {

enum XcfProperty : quint32 {
    End = 0,
    Colormap = 1,
    Opacity = 6,
    Visible = 8,
    ApplyMask = 11,
    Offsets = 15,
    Compression = 17,
    Parasites = 21,
    GroupItem = 29,
    ItemPath = 30,
    FloatOpacity = 33,
};

constexpr int kMagicBytes = 9;  // "gimp xcf "
constexpr int kWideVersion = 11;
constexpr int kMaxSide = 1 << 19;  // GIMP's own limit
constexpr qsizetype kMostLayers = 10'000;

/// From a place on; what lies outside the file reads as failed.
ByteReader readerAt(QByteArrayView bytes, quint64 place) {
    ByteReader reader(bytes);
    reader.skip(place);
    return reader;
}

/// Empty when there is no such picture.
QSize sizeOf(quint32 width, quint32 height) {
    return width <= kMaxSide && height <= kMaxSide ? QSize(int(width), int(height)) : QSize();
}

/// Of a layer on its way, with what says where it belongs.
struct Item {
    XcfLayer layer;
    bool isVisible = true;
    bool isGroup = false;
    bool appliesMask = true;
    std::vector<quint32> path;  ///< from the topmost group down
};

class XcfReader {
public:
    explicit XcfReader(QByteArrayView bytes) : m_reader(bytes) { m_file.bytes = bytes; }

    Result<XcfFile> read();

private:
    Status readHeader();
    Status readVersion();
    Status readLayers();
    Result<Item> readItem(quint64 from);
    Result<quint64> readMask(quint64 from);
    void addItem(Item item);
    quint64 place(ByteReader& reader) const {
        return m_file.isWide ? reader.u64be() : reader.u32be();
    }
    void readImageProperty(quint32 type, QByteArrayView value);
    void readParasites(QByteArrayView value);

    XcfFile m_file;
    ByteReader m_reader;
    int m_version = 0;
    quint32 m_topItems = 0;

    struct Group {
        bool isVisible = true;
        double opacity = 1;
    };
    std::map<std::vector<quint32>, Group> m_groups;  ///< by their paths
};

/// Calls `take` with each property's type and value.
void eachProperty(ByteReader& reader,
                  const std::function<void(quint32 type, QByteArrayView value)>& take) {
    while (!reader.failed()) {
        const quint32 type = reader.u32be();
        const QByteArrayView value = reader.take(reader.u32be());
        if (type == End)
            return;
        if (!reader.failed())
            take(type, value);
    }
}

/// Its length, with the zero at its end, comes first.
QByteArrayView readString(ByteReader& reader) {
    const QByteArrayView string = reader.take(reader.u32be());
    return string.isEmpty() ? string : string.chopped(1);
}

Status XcfReader::readVersion() {
    m_reader.skip(kMagicBytes);
    const QByteArrayView version = m_reader.take(4);
    const bool isEnded = m_reader.u8() == 0;
    if (m_reader.failed())
        return fail(cutShortPicture());
    bool isNumber = version == QByteArrayView("file");
    if (!isNumber && version.startsWith('v'))
        m_version = version.sliced(1).toByteArray().toInt(&isNumber);
    if (!isNumber || !isEnded)
        return fail(damagedPicture(PictureFormat::Xcf, QStringLiteral("version")));
    m_file.isWide = m_version >= kWideVersion;
    return {};
}

Status XcfReader::readHeader() {
    SEMBLANCE_TRY(readVersion());
    const quint32 width = m_reader.u32be();
    const quint32 height = m_reader.u32be();
    const quint32 colours = m_reader.u32be();
    constexpr int firstWithPrecision = 4;
    const quint32 precision = m_version >= firstWithPrecision ? m_reader.u32be() : 0;
    if (m_reader.failed())
        return fail(cutShortPicture());
    m_file.size = sizeOf(width, height);
    if (m_file.size.isEmpty() || colours > quint32(XcfColours::Indexed))
        return fail(damagedPicture(PictureFormat::Xcf, QStringLiteral("header")));
    m_file.colours = XcfColours(colours);
    if (qint64{width} * height > kMaxPixels)
        return fail(tooManyPixels(m_file.size));
    // 8 bits as a display wants them; 0 in the version that counted from there.
    const bool isEightBit = precision == 0 || precision == 150 || precision == 175;
    if (!isEightBit)
        return fail(
            unreadVariant(PictureFormat::Xcf, QStringLiteral("precision %1").arg(precision)));
    // GIMP itself shows these in grey.
    if (m_version == 0 && m_file.colours == XcfColours::Indexed)
        return fail(unreadVariant(PictureFormat::Xcf, QStringLiteral("palette of version 0")));
    return {};
}

void XcfReader::readParasites(QByteArrayView value) {
    ByteReader reader(value);
    while (reader.left() > 0 && !reader.failed()) {
        const QByteArrayView name = readString(reader);
        reader.skip(4);
        const QByteArrayView data = reader.take(reader.u32be());
        if (name == QByteArrayView("icc-profile"))
            m_file.iccProfile = data;
    }
}

void XcfReader::readImageProperty(quint32 type, QByteArrayView value) {
    ByteReader reader(value);
    switch (type) {
        case Colormap:
            m_file.palette = reader.take(quint64{3} * reader.u32be());
            break;
        case Compression:
            m_file.compression = XcfCompression(reader.u8());
            break;
        case Parasites:
            readParasites(value);
            break;
        default:
            break;
    }
}

void readLayerProperty(quint32 type, QByteArrayView value, Item& item) {
    ByteReader reader(value);
    switch (type) {
        case Opacity:
            item.layer.opacity = std::min(255U, reader.u32be()) / 255.0;
            break;
        case FloatOpacity: {
            const auto opacity = std::bit_cast<float>(reader.u32be());
            item.layer.opacity = opacity > 0 ? std::min(1.0, double(opacity)) : 0;
            break;
        }
        case Visible:
            item.isVisible = reader.u32be() != 0;
            break;
        case ApplyMask:
            item.appliesMask = reader.u32be() != 0;
            break;
        case Offsets: {
            // Farther away is just as far outside the picture.
            const auto inReach = [](quint32 offset) {
                return std::clamp(int(offset), -2 * kMaxSide, 2 * kMaxSide);
            };
            item.layer.offset.setX(inReach(reader.u32be()));
            item.layer.offset.setY(inReach(reader.u32be()));
            break;
        }
        case GroupItem:
            item.isGroup = true;
            break;
        case ItemPath:
            while (reader.left() >= 4)
                item.path.push_back(reader.u32be());
            break;
        default:
            break;
    }
}

Result<Item> XcfReader::readItem(quint64 from) {
    ByteReader reader = readerAt(m_file.bytes, from);
    Item item;
    const quint32 width = reader.u32be();
    const quint32 height = reader.u32be();
    const quint32 type = reader.u32be();
    readString(reader);
    eachProperty(reader, [&](quint32 property, QByteArrayView value) {
        readLayerProperty(property, value, item);
    });
    item.layer.pixels = place(reader);
    const quint64 mask = place(reader);
    if (reader.failed())
        return fail(cutShortPicture());
    item.layer.size = sizeOf(width, height);
    if (item.layer.size.isEmpty() || type / 2 != quint32(m_file.colours))
        return fail(damagedPicture(PictureFormat::Xcf, QStringLiteral("layer")));
    item.layer.hasAlpha = type % 2 == 1;
    if (mask != 0 && item.appliesMask && !item.isGroup) {
        SEMBLANCE_TRY_ASSIGN(item.layer.mask, readMask(mask));
    }
    return item;
}

/// Where the tiles of the mask at this place begin.
Result<quint64> XcfReader::readMask(quint64 from) {
    ByteReader reader = readerAt(m_file.bytes, from);
    reader.skip(2 * sizeof(quint32));
    readString(reader);
    eachProperty(reader, [](quint32, QByteArrayView) {});
    const quint64 pixels = place(reader);
    if (reader.failed())
        return fail(cutShortPicture());
    return pixels;
}

/// A group comes before what it holds, and holds by its path.
void XcfReader::addItem(Item item) {
    if (item.path.empty())
        item.path = {m_topItems++};
    const std::vector<quint32> parent(item.path.begin(), item.path.end() - 1);
    Group own{item.isVisible, item.layer.opacity};
    if (const auto group = m_groups.find(parent); group != m_groups.end()) {
        own.isVisible = own.isVisible && group->second.isVisible;
        own.opacity *= group->second.opacity;
    }
    if (item.isGroup) {
        m_groups[item.path] = own;
    } else if (own.isVisible && own.opacity > 0) {
        item.layer.opacity = own.opacity;
        m_file.layers.push_back(item.layer);
    }
}

/// The file has the topmost first.
Status XcfReader::readLayers() {
    for (qsizetype count = 0;; ++count) {
        const quint64 from = place(m_reader);
        if (m_reader.failed())
            return fail(cutShortPicture());
        if (from == 0)
            break;
        if (count == kMostLayers)
            return fail(damagedPicture(PictureFormat::Xcf, QStringLiteral("layers")));
        SEMBLANCE_TRY_ASSIGN(Item item, readItem(from));
        addItem(std::move(item));
    }
    std::reverse(m_file.layers.begin(), m_file.layers.end());
    return {};
}

Result<XcfFile> XcfReader::read() {
    SEMBLANCE_TRY(readHeader());
    eachProperty(m_reader,
                 [&](quint32 type, QByteArrayView value) { readImageProperty(type, value); });
    if (m_reader.failed())
        return fail(cutShortPicture());
    if (m_file.compression > XcfCompression::Zlib)
        return fail(unreadVariant(PictureFormat::Xcf, QStringLiteral("compression")));
    if (m_file.colours == XcfColours::Indexed && m_file.palette.isEmpty())
        return fail(damagedPicture(PictureFormat::Xcf, QStringLiteral("palette")));
    SEMBLANCE_TRY(readLayers());
    return std::move(m_file);
}

}  // namespace

Result<XcfFile> readXcfFile(QByteArrayView bytes) {
    return XcfReader(bytes).read();
}

int pixelBytes(XcfColours colours, bool hasAlpha) {
    return (colours == XcfColours::Rgb ? 3 : 1) + (hasAlpha ? 1 : 0);
}

}  // namespace semblance
