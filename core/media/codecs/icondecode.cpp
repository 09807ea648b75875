#include "core/media/codecs/icondecode.h"

#include <optional>
#include <tuple>

#include "core/media/codecs/bytereader.h"
#include "core/media/codecs/codecerrors.h"
#include "core/media/codecs/icondib.h"
#include "core/media/codecs/pngdecode.h"
#include "core/media/codecs/qtdecode.h"
#include "core/media/pixels/plainpicture.h"

namespace semblance {

namespace {

constexpr QByteArrayView kPng("\x89PNG\r\n\x1a\n");
constexpr quint32 kEntryBytes = 16;

struct IcoEntry {
    QSize size;
    int bits = 0;
    QByteArrayView data;

    auto rank() const { return std::tuple(qint64{size.width()} * size.height(), bits); }
};

/// What the picture itself says: directories lie, and a byte holds no size over 256.
void correct(IcoEntry& entry) {
    ByteReader reader(entry.data);
    if (entry.data.startsWith(kPng)) {
        reader.skip(16);
        const int width = int(reader.u32be() & 0xffffff);
        entry.size = QSize(width, int(reader.u32be() & 0xffffff));
        entry.bits = 32;
        return;
    }
    reader.skip(4);
    const int width = int(reader.u32le() & 0xffffff);
    // Of the picture and its mask together.
    const int height = int(reader.u32le() & 0xffffff) / 2;
    reader.skip(2);
    entry.bits = reader.u16le();
    entry.size = QSize(width, height);
}

/// Nothing when there is no entry with data in the file.
std::optional<IcoEntry> largestEntry(QByteArrayView bytes) {
    ByteReader reader(bytes);
    reader.skip(4);
    std::optional<IcoEntry> largest;
    for (int count = reader.u16le(); count > 0 && !reader.failed(); --count) {
        IcoEntry entry;
        ByteReader facts(reader.take(kEntryBytes));
        facts.skip(8);
        const quint32 size = facts.u32le();
        ByteReader data(bytes);
        data.skip(facts.u32le());
        entry.data = data.take(size);
        if (entry.data.isEmpty())
            continue;
        correct(entry);
        if (!largest || entry.rank() > largest->rank())
            largest = entry;
    }
    return largest;
}

/// The largest PNG of a macOS icon; sizes follow from its own header.
QByteArrayView largestPng(QByteArrayView bytes) {
    ByteReader reader(bytes);
    reader.skip(8);
    QByteArrayView largest;
    quint32 largestWidth = 0;
    while (reader.left() > 8) {
        reader.skip(4);
        const quint32 size = reader.u32be();
        const QByteArrayView data = reader.take(size < 8 ? 0 : size - 8);
        if (size < 8 || reader.failed())
            break;
        if (!data.startsWith(kPng))
            continue;
        ByteReader png(data);
        png.skip(16);
        const quint32 width = png.u32be();
        if (width > largestWidth) {
            largest = data;
            largestWidth = width;
        }
    }
    return largest;
}

}  // namespace

bool isIco(QByteArrayView bytes) {
    ByteReader reader(bytes);
    const int reserved = reader.u16be();
    const int type = reader.u16le();
    const int count = reader.u16le();
    const QByteArrayView first = reader.take(kEntryBytes);
    // The entry's reserved byte is 0, but for some programs' 255.
    return !reader.failed() && reserved == 0 && (type == 1 || type == 2) && count > 0 &&
           count < 1000 && (first[3] == '\0' || first[3] == '\xff');
}

Result<RawPicture> decodeIco(const QByteArray& bytes, PictureFormat, const PixelNeed& need,
                             const CancelToken& cancel) {
    const std::optional<IcoEntry> entry = largestEntry(bytes);
    if (!entry)
        return fail(cutShortPicture());
    if (entry->data.startsWith(kPng))
        return decodePng(entry->data.toByteArray(), PictureFormat::Png, need, cancel);
    SEMBLANCE_TRY_ASSIGN(QImage image, iconFromDib(entry->data));
    const QSize size = image.size();
    return plainPicture(std::move(image), size, need);
}

Result<RawPicture> decodeIcns(const QByteArray& bytes, PictureFormat format, const PixelNeed& need,
                              const CancelToken& cancel) {
    const QByteArrayView png = largestPng(bytes);
    if (!png.isEmpty())
        return decodePng(png.toByteArray(), PictureFormat::Png, need, cancel);
    return decodeWithQt(bytes, format, need, cancel);
}

}  // namespace semblance
