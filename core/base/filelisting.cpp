#include "core/base/filelisting.h"

#include <algorithm>

namespace semblance {

void FileListing::reserve(std::size_t files, std::size_t pathBytes) {
    m_entries.reserve(files);
    m_arena.reserve(pathBytes);
}

void FileListing::add(std::string_view path, const FileStat& stat, FileId id, FileState state,
                      bool missing, SidecarStamp sidecars) {
    Entry entry;
    entry.stat = stat;
    entry.id = id;
    entry.sidecars = sidecars;
    entry.pathBegin = m_arena.size();
    entry.pathLength = static_cast<std::uint32_t>(path.size());
    entry.state = state;
    entry.missing = missing;
    m_entries.push_back(entry);
    m_arena.append(path);
}

void FileListing::addFrom(const FileListing& other, std::size_t index, std::string_view path) {
    const Entry& from = other.m_entries[index];
    add(path, from.stat, from.id, from.state, from.missing, from.sidecars);
    Entry& entry = m_entries.back();
    entry.sidecarsBegin = m_arena.size();
    entry.sidecarsLength = from.sidecarsLength;
    m_arena.append(other.m_arena, from.sidecarsBegin, from.sidecarsLength);
}

void FileListing::setSidecars(std::size_t index, SidecarStamp stamp,
                              const std::vector<std::string>& names) {
    Entry& entry = m_entries[index];
    entry.sidecars = stamp;
    entry.sidecarsBegin = m_arena.size();
    for (const std::string& name : names) {
        m_arena.append(name);
        m_arena.push_back('/');  // in no name
    }
    entry.sidecarsLength = static_cast<std::uint32_t>(m_arena.size() - entry.sidecarsBegin);
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

QStringList FileListing::sidecarPaths(std::size_t index) const {
    const Entry& entry = m_entries[index];
    const std::string_view names =
        std::string_view(m_arena).substr(entry.sidecarsBegin, entry.sidecarsLength);
    const QString path = pathString(index);
    const QString folder = path.left(path.lastIndexOf(QLatin1Char('/')) + 1);
    QStringList paths;
    for (const QString& name : QString::fromUtf8(names.data(), static_cast<qsizetype>(names.size()))
                                   .split(QLatin1Char('/'), Qt::SkipEmptyParts))
        paths.append(folder + name);
    return paths;
}

}  // namespace semblance
