#include "core/store/photorows.h"

#include <algorithm>

namespace semblance {

QString PhotoRows::pathString(std::size_t row) const {
    const std::string_view bytes = path(row);
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

void PhotoRows::reserve(std::size_t photos, std::size_t pathBytes) {
    m_photos.reserve(photos);
    m_arena.reserve(pathBytes);
}

void PhotoRows::add(Photo photo, std::string_view path) {
    photo.pathBegin = m_arena.size();
    photo.pathLength = static_cast<std::uint32_t>(path.size());
    m_arena.append(path);
    m_photos.push_back(photo);
}

void PhotoRows::sortNewestFirst() {
    const std::string_view arena(m_arena);
    std::sort(m_photos.begin(), m_photos.end(), [arena](const Photo& a, const Photo& b) {
        if (a.takenMs != b.takenMs)
            return a.takenMs > b.takenMs;
        const int order = arena.substr(a.pathBegin, a.pathLength)
                              .compare(arena.substr(b.pathBegin, b.pathLength));
        return order != 0 ? order < 0 : a.file < b.file;
    });
}

}  // namespace semblance
