#pragma once

#include <QtGlobal>
#include <vector>

namespace semblance {

/// The bits of JPEG's entropy-coded data up to the next marker; zeros from there on.
class JpegBits {
public:
    JpegBits(const uchar* at, const uchar* end) : m_at(at), m_end(end) {}

    quint32 peek16() {
        if (m_count < 16)
            fill();
        return quint32(m_held >> (m_count - 16)) & 0xffff;
    }
    void skip(int bits) { m_count -= bits; }
    /// Up to 16.
    int take(int bits) {
        const quint32 value = peek16() >> (16 - bits);
        skip(bits);
        return int(value);
    }

    /// More has been taken than was there.
    bool isExhausted() const { return m_count < m_padded; }
    /// All has been taken, but for the bits that fill the last byte.
    bool isAtMarker();

    /// Goes behind the next restart marker, and says its number; negative where another marker or
    /// the end comes first.
    int nextRestart();

private:
    void fill();
    bool takeByte(uchar& byte);

    const uchar* m_at;
    const uchar* m_end;
    quint64 m_held = 0;
    int m_count = 0;   ///< of the bits in m_held
    int m_padded = 0;  ///< how many of them were not there
};

/// The codes of one Huffman table, by their first 16 bits.
class JpegCodes {
public:
    /// As in a DHT segment: how many codes there are of each length from 1 on, and their
    /// symbols, of which there is room for 256.
    JpegCodes(const uchar* counts, const uchar* symbols);

    /// The next symbol; negative when no code begins so.
    int next(JpegBits& bits) const {
        const quint16 entry = m_entries[bits.peek16()];
        // Where no code begins, go on behind it, as libjpeg does.
        bits.skip(entry ? entry >> 8 : 16);
        return entry ? entry & 0xff : -1;
    }

private:
    std::vector<quint16> m_entries;  ///< length and symbol; 0: none
};

}  // namespace semblance
