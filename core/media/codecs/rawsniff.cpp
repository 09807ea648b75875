#include "core/media/codecs/rawsniff.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "core/media/codecs/isomedia.h"

namespace semblance {

namespace {

bool has(QByteArrayView bytes, qsizetype offset, QByteArrayView magic) {
    return bytes.size() >= offset + magic.size() && bytes.sliced(offset, magic.size()) == magic;
}

// Tags of TIFF 6.0, of DNG and of makers.
enum Tag : quint16 {
    kCompression = 0x103,
    kPhotometric = 0x106,
    kMake = 0x10f,
    kStripOffsets = 0x111,
    kStripSizes = 0x117,
    kTileOffsets = 0x144,
    kTileSizes = 0x145,
    kSubDirectories = 0x14a,
    kKodakDirectory = 0x8290,
    kLeafData = 0x8606,
    kDngVersion = 0xc612,
    kDngPrivateData = 0xc634,
};

constexpr std::array<quint32, 2> kSensorColours{32803, 34892};  // CFA, linear raw
// Panasonic, Sony, Samsung, Nikon, Kodak, Pentax.
constexpr std::array<quint32, 6> kMakersCompressions{34316, 32767, 32770, 34713, 65000, 65535};

/// The directories of a TIFF file, each one looked at once.
class Directories {
public:
    explicit Directories(QByteArrayView bytes) : m_bytes(bytes), m_isBig(bytes[0] == 'M') {
        m_open.push_back(word(4, 4));
    }

    bool showRaw() {
        bool isSony = false;
        return any([&](qint64 entry) {
            switch (word(entry, 2)) {
                case kDngVersion:
                case kKodakDirectory:
                case kLeafData:
                    return true;
                case kPhotometric:
                    return isIn(kSensorColours, value(entry, 0));
                case kCompression:
                    return isIn(kMakersCompressions, value(entry, 0));
                case kMake:
                    isSony = has(m_bytes, word(entry + 8, 4), "SONY");
                    return false;
                case kDngPrivateData:
                    return isSony;
                default:
                    return false;
            }
        });
    }

    /// Whether the pixels of some picture reach beyond the file.
    bool endEarly() {
        qint64 offsets = 0;
        return any([&](qint64 entry) {
            const quint32 tag = word(entry, 2);
            if (tag == kStripOffsets || tag == kTileOffsets)
                offsets = entry;
            if ((tag != kStripSizes && tag != kTileSizes) || offsets == 0)
                return false;
            constexpr quint32 most = 1 << 16;
            const quint32 count = std::min({word(entry + 4, 4), word(offsets + 4, 4), most});
            for (quint32 i = 0; i < count; ++i) {
                if (qint64{value(offsets, i)} + value(entry, i) > m_bytes.size())
                    return true;
            }
            return false;
        });
    }

private:
    static constexpr qint64 kEntry = 12;

    quint32 word(qint64 offset, int size) const {
        if (offset < 0 || offset + size > m_bytes.size())
            return 0;
        const char* at = m_bytes.data() + offset;
        if (size == 2)
            return m_isBig ? qFromBigEndian<quint16>(at) : qFromLittleEndian<quint16>(at);
        return m_isBig ? qFromBigEndian<quint32>(at) : qFromLittleEndian<quint32>(at);
    }

    /// Of shorts and longs.
    quint32 value(qint64 entry, quint32 index) const {
        constexpr quint32 shortType = 3;
        const int size = word(entry + 2, 2) == shortType ? 2 : 4;
        const bool isInside = qint64{word(entry + 4, 4)} * size <= 4;
        const qint64 first = isInside ? entry + 8 : word(entry + 8, 4);
        return word(first + qint64{size} * index, size);
    }

    void open(quint32 directory) {
        if (directory > 0 && std::find(m_open.begin(), m_open.end(), directory) == m_open.end())
            m_open.push_back(directory);
    }

    /// Entries of the first directories until `found` is true of one.
    template <class Found>
    bool any(Found found) {
        constexpr std::size_t mostDirectories = 32;
        constexpr quint32 mostEntries = 512, mostSubDirectories = 8;
        for (std::size_t i = 0; i < m_open.size() && i < mostDirectories; ++i) {
            const qint64 directory = m_open[i];
            const quint32 count = std::min(word(directory, 2), mostEntries);
            for (quint32 k = 0; k < count; ++k) {
                const qint64 entry = directory + 2 + kEntry * k;
                if (found(entry))
                    return true;
                const bool opens = word(entry, 2) == kSubDirectories;
                for (quint32 j = 0; opens && j < std::min(word(entry + 4, 4), mostSubDirectories);
                     ++j)
                    open(value(entry, j));
            }
            open(word(directory + 2 + kEntry * count, 4));
        }
        return false;
    }

    template <std::size_t Size>
    static bool isIn(const std::array<quint32, Size>& values, quint32 value) {
        return std::find(values.begin(), values.end(), value) != values.end();
    }

    QByteArrayView m_bytes;
    bool m_isBig;
    std::vector<quint32> m_open;
};

struct Signature {
    qsizetype offset;
    QByteArrayView magic;
};

bool hasAny(QByteArrayView bytes, std::span<const Signature> signatures) {
    return std::any_of(signatures.begin(), signatures.end(), [&](const Signature& known) {
        return has(bytes, known.offset, known.magic);
    });
}

bool hasMakersSignature(QByteArrayView bytes) {
    static const std::array signatures{
        Signature{0, "FUJIFILMCCD-RAW"},           // RAF
        Signature{0, "FOVb"},                      // X3F
        Signature{0, "IIRO"},                      // ORF
        Signature{0, "IIRS"},                      // ORF
        Signature{0, "MMOR"},                      // ORF
        Signature{0, QByteArrayView("IIU\0", 4)},  // RW2, RWL
        Signature{6, "HEAPCCDR"},                  // CRW
        Signature{0, QByteArrayView("\0MRM", 4)},  // MRW
    };
    return hasAny(bytes, signatures);
}

/// Behind a TIFF file's first eight bytes.
bool hasMakersSecondSignature(QByteArrayView bytes) {
    static const std::array signatures{
        Signature{8, QByteArrayView("CR\2\0", 4)},  // CR2
        Signature{8, "IIII"},                       // IIQ
        Signature{8, "MMMM"},                       // IIQ
    };
    return hasAny(bytes, signatures);
}

bool isTiff(QByteArrayView bytes) {
    return has(bytes, 0, QByteArrayView("II*\0", 4)) || has(bytes, 0, QByteArrayView("MM\0*", 4));
}

}  // namespace

bool isCameraRaw(QByteArrayView bytes) {
    if (hasMakersSignature(bytes) || hasMajorBrand(bytes, {"crx "}))
        return true;
    return isTiff(bytes) && (hasMakersSecondSignature(bytes) || Directories(bytes).showRaw());
}

bool rawEndsEarly(QByteArrayView bytes) {
    if (hasMajorBrand(bytes, {"crx "}))
        return boxesEndEarly(bytes);
    const bool hasDirectories = isTiff(bytes) || has(bytes, 0, "IIRO") || has(bytes, 0, "IIRS") ||
                                has(bytes, 0, "MMOR") || has(bytes, 0, QByteArrayView("IIU\0", 4));
    return hasDirectories && Directories(bytes).endEarly();
}

}  // namespace semblance
