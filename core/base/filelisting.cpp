#include "core/base/filelisting.h"

#include <algorithm>

namespace semblance {

void FileListing::reserve(std::size_t files, std::size_t pathBytes) {
    m_entries.reserve(files);
    m_arena.reserve(pathBytes);
}

void FileListing::add(std::string_view path, const FileStat& stat, FileId id, FileState state,
                      bool missing) {
    m_entries.push_back(
        {stat, id, m_arena.size(), static_cast<std::uint32_t>(path.size()), state, missing});
    m_arena.append(path);
}

void FileListing::sort() {
    const auto less = [this](const Entry& a, const Entry& b) { return path(a) < path(b); };
    if (!std::is_sorted(m_entries.begin(), m_entries.end(), less))
        std::sort(m_entries.begin(), m_entries.end(), less);
}

QString FileListing::pathString(std::size_t index) const {
    const std::string_view bytes = path(index);
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

}  // namespace semblance
