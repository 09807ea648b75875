#include "core/media/codecs/bmpheader.h"

#include <QtEndian>
#include <algorithm>
#include <limits>

#include "core/media/codecs/codecerrors.h"
#include "core/media/pixels/limits.h"
#include "core/media/pixels/rawpicture.h"

namespace semblance {

namespace {

constexpr qsizetype kFileHeader = 14;
// The lengths of the headers by which their versions are told; OS/2's second may be cut anywhere
// from 16 to 64.
constexpr quint32 kCore = 12, kVersion2 = 52, kVersion3 = 56, kVersion5 = 124, kOs2 = 64;

Error damaged(const char* detail) {
    return damagedPicture(PictureFormat::Bmp, QString::fromLatin1(detail));
}

/// Numbers behind the file's header; 0 where its own header or the file ends before.
class Fields {
public:
    explicit Fields(const QByteArray& bytes) : m_bytes(bytes) { m_length = quint32At(0); }

    quint32 length() const { return m_length; }
    quint32 quint32At(qsizetype offset) const { return at<quint32>(offset); }
    int quint16At(qsizetype offset) const { return at<quint16>(offset); }
    int qint32At(qsizetype offset) const { return at<qint32>(offset); }

    /// Also behind the header.
    quint32 behind(qsizetype offset) const { return read<quint32>(offset); }

private:
    template <class T>
    T at(qsizetype offset) const {
        const bool isInside = offset == 0 || offset + qsizetype(sizeof(T)) <= qsizetype(m_length);
        return isInside ? read<T>(offset) : T(0);
    }
    template <class T>
    T read(qsizetype offset) const {
        return kFileHeader + offset + qsizetype(sizeof(T)) <= m_bytes.size()
                   ? qFromLittleEndian<T>(m_bytes.constData() + kFileHeader + offset)
                   : T(0);
    }

    const QByteArray& m_bytes;
    quint32 m_length = 0;
};

Status readSize(const Fields& fields, BmpHeader& header) {
    const bool isCore = fields.length() == kCore;
    const qint64 width = isCore ? fields.quint16At(4) : fields.qint32At(4);
    const qint64 height = isCore ? fields.quint16At(6) : fields.qint32At(8);
    if (width < 1 || height == 0 || height == std::numeric_limits<qint32>::min())
        return fail(damaged("no pixels"));
    header.isTopDown = height < 0;
    header.size = QSize(int(width), int(std::abs(height)));
    if (width * std::abs(height) > kMaxPixels)
        return fail(tooManyPixels(header.size));
    return {};
}

/// The length of what stands between header and palette.
Result<qsizetype> readCode(const Fields& fields, BmpHeader& header) {
    enum { Rgb, Rle8, Rle4, BitFields, Jpeg, Png, AlphaBitFields };
    const bool isOs2 = fields.length() == kOs2;
    const bool hasMasks = fields.length() >= kVersion2 && !isOs2;
    header.bits = fields.quint16At(fields.length() == kCore ? 10 : 14);
    const quint32 code = fields.quint32At(16);
    const auto unread = [&] {
        return fail(
            unreadVariant(PictureFormat::Bmp,
                          QStringLiteral("%1 bits, compression %2").arg(header.bits).arg(code)));
    };
    const auto isOneOf = [&](std::initializer_list<int> depths) {
        return std::find(depths.begin(), depths.end(), header.bits) != depths.end();
    };
    if (code == Rle8 && header.bits == 8)
        header.code = BmpHeader::Code::Rle8;
    else if (code == Rle4 && header.bits == 4)
        header.code = BmpHeader::Code::Rle4;
    else if (code == Jpeg && isOs2 && header.bits == 24)
        header.code = BmpHeader::Code::Rle24;
    else if (code == Rgb && !isOneOf({1, 2, 4, 8, 16, 24, 32}))
        return header.bits == 0 ? fail(damaged("no bits")) : unread();
    else if (code > AlphaBitFields || code == Jpeg || code == Png || (code == BitFields && isOs2))
        return unread();
    else if (code == Rle8 || code == Rle4)
        return fail(damaged("run-length code of another depth"));
    if (code != BitFields && code != AlphaBitFields) {
        header.masks = header.bits == 16 ? std::array<quint32, 4>{0x7c00, 0x3e0, 0x1f, 0}
                                         : std::array<quint32, 4>{0xff0000, 0xff00, 0xff, 0};
        return qsizetype{0};
    }
    if (!isOneOf({16, 32}))
        return unread();
    const int masks = fields.length() >= kVersion3 || code == AlphaBitFields ? 4 : 3;
    for (int i = 0; i < masks; ++i)
        header.masks[std::size_t(i)] = fields.behind(40 + 4 * i);
    return hasMasks ? qsizetype{0} : qsizetype{4} * masks;
}

void readPalette(const QByteArray& bytes, const Fields& fields, qsizetype at, BmpHeader& header) {
    if (header.bits > 8)
        return;
    const qsizetype entry = fields.length() == kCore ? 3 : 4;
    const qsizetype most = qsizetype{1} << header.bits;
    qsizetype count = fields.quint32At(32);
    if (count < 1 || count > most)
        count = most;
    // Some files say more colours than there is room for.
    if (header.pixelsAt > at)
        count = std::min(count, (header.pixelsAt - at) / entry);
    count = std::min(count, std::max<qsizetype>(0, bytes.size() - at) / entry);
    for (qsizetype i = 0; i < count; ++i) {
        const auto* colour = reinterpret_cast<const uchar*>(bytes.constData() + at + i * entry);
        header.palette.push_back({colour[2], colour[1], colour[0]});
    }
}

QByteArray profileOf(const QByteArray& bytes, const Fields& fields) {
    constexpr quint32 embedded = 0x4d424544;  // "MBED"
    if (fields.length() < kVersion5 || fields.quint32At(56) != embedded)
        return {};
    const qint64 start = kFileHeader + qint64{fields.quint32At(112)};
    const qint64 length = fields.quint32At(116);
    return start + length <= bytes.size() ? bytes.sliced(qsizetype(start), qsizetype(length))
                                          : QByteArray();
}

}  // namespace

Result<BmpHeader> BmpHeader::read(const QByteArray& bytes) {
    const Fields fields(bytes);
    if (bytes.size() < kFileHeader + qsizetype(std::max(fields.length(), kCore)))
        return fail(mostlyMissingPicture(QStringLiteral("the header ends early")));
    if (fields.length() != kCore && (fields.length() < 16 || fields.length() > 1024))
        return fail(damaged("length of the header"));
    BmpHeader header;
    SEMBLANCE_TRY(readSize(fields, header));
    SEMBLANCE_TRY_ASSIGN(const qsizetype masks, readCode(fields, header));
    header.pixelsAt = qFromLittleEndian<quint32>(bytes.constData() + 10);
    const qsizetype paletteAt = kFileHeader + qsizetype(fields.length()) + masks;
    readPalette(bytes, fields, paletteAt, header);
    const qsizetype paletteBytes =
        qsizetype(header.palette.size()) * (fields.length() == kCore ? 3 : 4);
    if (header.pixelsAt < paletteAt)
        header.pixelsAt = paletteAt + paletteBytes;
    header.iccProfile = profileOf(bytes, fields);
    return header;
}

}  // namespace semblance
