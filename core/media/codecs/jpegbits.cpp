#include "core/media/codecs/jpegbits.h"

#include <algorithm>

namespace semblance {

bool JpegBits::takeByte(uchar& byte) {
    if (m_at == m_end)
        return false;
    if (*m_at != 0xff) {
        byte = *m_at++;
        return true;
    }
    // Any number of 0xff may come before a marker.
    const uchar* next = std::find_if(m_at, m_end, [](uchar value) { return value != 0xff; });
    if (next == m_end || *next != 0)
        return false;
    byte = 0xff;
    m_at = next + 1;
    return true;
}

void JpegBits::fill() {
    while (m_count <= 48) {
        uchar byte = 0;
        if (!takeByte(byte))
            m_padded += 8;
        m_held = m_held << 8 | byte;
        m_count += 8;
    }
    m_padded = std::min(m_padded, m_count + 1);
}

bool JpegBits::isAtMarker() {
    peek16();
    return m_padded > 0 && m_count - m_padded < 8;
}

int JpegBits::nextRestart() {
    m_held = 0;
    m_count = m_padded = 0;
    while (m_at + 1 < m_end) {
        m_at = std::find(m_at, m_end - 1, uchar{0xff});
        const uchar marker = m_at + 1 < m_end ? m_at[1] : uchar{0};
        if (marker >= 0xd0 && marker <= 0xd7) {
            m_at += 2;
            return marker - 0xd0;
        }
        if (marker >= 0xc0 && marker < 0xff)
            return -1;
        ++m_at;
    }
    return -1;
}

JpegCodes::JpegCodes(const uchar* counts, const uchar* symbols) : m_entries(1 << 16) {
    std::size_t code = 0;
    const uchar* const end = symbols + 256;
    for (int length = 1; length <= 16; ++length) {
        const std::size_t span = std::size_t{1} << (16 - length);
        for (int i = 0; i < counts[length - 1] && symbols != end && code + span <= m_entries.size();
             ++i) {
            std::fill_n(m_entries.begin() + std::ptrdiff_t(code), span,
                        quint16(length << 8 | *symbols++));
            code += span;
        }
    }
}

}  // namespace semblance
