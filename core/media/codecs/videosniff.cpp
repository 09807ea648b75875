#include "core/media/codecs/videosniff.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include "core/media/codecs/isomedia.h"

namespace semblance {

namespace {

constexpr qint64 kNoLimit = std::numeric_limits<qint64>::max();

/// EBML (RFC 8794): Matroska's and WebM's.
bool isEbml(QByteArrayView bytes) {
    return bytes.startsWith(QByteArrayView("\x1a\x45\xdf\xa3"));
}

/// The kind of document stands in the header, which is short.
bool isEbmlOf(QByteArrayView bytes, QByteArrayView kind) {
    constexpr qsizetype header = 128;
    return isEbml(bytes) && bytes.first(std::min(bytes.size(), header)).contains(kind);
}

/// A number of EBML: the zeros in front of its first bit tell how many bytes it has.
struct EbmlNumber {
    qint64 value = 0;
    qint64 bytes = 0;
    bool isUnknown = false;  ///< every bit is set
};

std::optional<EbmlNumber> ebmlNumber(QByteArrayView at, bool keepsMarker) {
    if (at.isEmpty())
        return {};
    const auto first = quint8(at[0]);
    int length = 1;
    while (length <= 8 && !(first & (0x100 >> length)))
        ++length;
    if (length > 8 || at.size() < length)
        return {};
    quint64 value = keepsMarker ? first : first & (0xff >> length);
    bool isUnknown = (first | (0xff << (8 - length) & 0xff)) == 0xff;
    for (int i = 1; i < length; ++i) {
        value = value << 8 | quint8(at[i]);
        isUnknown = isUnknown && quint8(at[i]) == 0xff;
    }
    return EbmlNumber{qint64(value), length, isUnknown};
}

/// The end of the Segment, which holds all but the header.
qint64 statedMatroskaSize(const ByteSource& source) {
    constexpr qint64 segment = 0x18538067;
    constexpr int mostElements = 16;
    constexpr qint64 longestHead = 12;
    qint64 at = 0;
    for (int i = 0; i < mostElements; ++i) {
        const QByteArray head = source.piece(at, longestHead);
        const auto id = ebmlNumber(head, true);
        if (!id)
            return 0;
        const auto size = ebmlNumber(QByteArrayView(head).sliced(qsizetype(id->bytes)), false);
        if (!size || (size->isUnknown && id->value == segment))
            return 0;
        const qint64 content = at + id->bytes + size->bytes;
        if (size->value > kNoLimit - content)
            return kNoLimit;
        at = content + size->value;
        if (id->value == segment)
            return at;
    }
    return 0;
}

/// Where the last of the file's boxes ends. One that tells of the film's pictures must be among
/// them, and recorders write it last.
qint64 statedBoxesSize(const ByteSource& source) {
    constexpr int mostBoxes = 10'000;
    qint64 at = 0;
    bool hasIndex = false;
    for (int i = 0; i < mostBoxes && at < source.size(); ++i) {
        const QByteArray head = source.piece(at, 16);
        if (head.size() < 8)
            return at + 8;
        qint64 size = qFromBigEndian<quint32>(head.constData());
        hasIndex = hasIndex || head.sliced(4, 4) == "moov";
        if (size == 0)  // to the end of the file
            return hasIndex ? source.size() : source.size() + 8;
        if (size == 1)
            size = head.size() < 16 ? 16 : qint64(qFromBigEndian<quint64>(head.constData() + 8));
        if (size < 8 || size > kNoLimit - at)
            return size < 8 ? 0 : kNoLimit;
        at += size;
    }
    return hasIndex ? at : at + 8;
}

/// Of the first gigabyte: longer files go on with RIFFs of their own.
qint64 statedRiffSize(const ByteSource& source) {
    const QByteArray head = source.piece(0, 8);
    const qint64 size = head.size() < 8 ? 0 : qFromLittleEndian<quint32>(head.constData() + 4);
    // Written at the end: a recording that broke off says nothing.
    return size == 0 || size == 0xffffffff ? 0 : size + 8;
}

}  // namespace

bool isMov(QByteArrayView bytes) {
    if (hasMajorBrand(bytes, {"qt  "}))
        return true;
    if (bytes.size() < 16 || qFromBigEndian<quint32>(bytes.data()) == 0)
        return false;
    constexpr std::array<QByteArrayView, 3> first = {"moov", "mdat", "pnot"};
    constexpr std::array<QByteArrayView, 3> fillers = {"wide", "free", "skip"};
    const auto isOneOf = [](const auto& kinds, QByteArrayView kind) {
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    if (isOneOf(first, bytes.sliced(4, 4)))
        return true;
    const qint64 second = qFromBigEndian<quint32>(bytes.data());
    return isOneOf(fillers, bytes.sliced(4, 4)) && second + 8 <= bytes.size() &&
           isOneOf(first, bytes.sliced(qsizetype(second) + 4, 4));
}

bool isMp4(QByteArrayView bytes) {
    return bytes.size() >= 16 && bytes.sliced(4, 4) == "ftyp";
}

bool isMkv(QByteArrayView bytes) {
    return isEbmlOf(bytes, "matroska");
}

bool isWebM(QByteArrayView bytes) {
    return isEbmlOf(bytes, "webm");
}

bool isAvi(QByteArrayView bytes) {
    return bytes.size() >= 12 && bytes.startsWith("RIFF") && bytes.sliced(8, 4) == "AVI ";
}

qint64 statedSize(const ByteSource& source, PictureFormat format) {
    switch (format) {
        case PictureFormat::Mov:
        case PictureFormat::Mp4:
        case PictureFormat::Heif:
        case PictureFormat::Avif:
            return statedBoxesSize(source);
        case PictureFormat::Mkv:
        case PictureFormat::WebM:
            return statedMatroskaSize(source);
        case PictureFormat::Avi:
            return statedRiffSize(source);
        default:
            return 0;
    }
}

}  // namespace semblance
