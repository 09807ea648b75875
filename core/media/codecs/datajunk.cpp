#include "core/media/codecs/datajunk.h"

#include <algorithm>
#include <array>

namespace semblance {

namespace {

bool isPrintable(char byte) {
    return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\r' || byte == '\t';
}

/// Longer than the symbols in one of JPEG's Huffman tables, 45 of which look like a text.
qsizetype textStart(QByteArrayView bytes) {
    constexpr qsizetype shortest = 64;
    constexpr qsizetype kinds = 12;
    qsizetype start = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (!isPrintable(bytes[i])) {
            start = i + 1;
        } else if (i - start + 1 == shortest) {
            // A picture's even parts repeat some few bytes.
            std::array<bool, 256> seen{};
            for (char byte : bytes.sliced(start, shortest))
                seen[uchar(byte)] = true;
            if (std::count(seen.begin(), seen.end(), true) >= kinds)
                return start;
            start = i + 1;
        }
    }
    return bytes.size();
}

}  // namespace

qsizetype endBeforeJunk(QByteArrayView data, qsizetype longestRun) {
    if (data.isEmpty())
        return 0;
    const auto last =
        std::find_if(data.rbegin(), data.rend(), [&](char byte) { return byte != data.back(); });
    const qsizetype end = data.rend() - last;
    return textStart(data.first(data.size() - end < longestRun ? data.size() : end));
}

}  // namespace semblance
