#include "core/catalogue/rawpairs.h"

#include <algorithm>

namespace semblance {

namespace {

constexpr char folded(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// With the slash.
std::string_view folderOf(std::string_view path) {
    return path.substr(0, path.rfind('/') + 1);  // npos + 1 is 0
}

std::string_view stemOf(std::string_view path) {
    const std::string_view name = path.substr(folderOf(path).size());
    const std::size_t dot = name.rfind('.');
    return dot == 0 ? name : name.substr(0, dot);
}

}  // namespace

bool haveOneStem(std::string_view a, std::string_view b) {
    const std::string_view one = stemOf(a);
    const std::string_view other = stemOf(b);
    return folderOf(a) == folderOf(b) &&
           std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char x, char y) { return folded(x) == folded(y); });
}

std::uint64_t stemHash(std::string_view path) {
    // FNV-1a.
    std::uint64_t hash = 0xcbf29ce484222325;
    const auto add = [&](char byte) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    };
    for (const char byte : folderOf(path))
        add(byte);
    for (const char byte : stemOf(path))
        add(folded(byte));
    return hash;
}

}  // namespace semblance
