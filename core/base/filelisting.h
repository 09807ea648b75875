#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.h"

namespace semblance {

/// What the file system says of a file without opening it.
struct FileStat {
    std::int64_t size = 0;        ///< bytes
    std::int64_t mtimeNs = 0;     ///< nanoseconds since 1970
    std::uint64_t fileIndex = 0;  ///< inode or Windows file index; 0 where there is none
    /// When its content, its name or its facts changed last, nanoseconds since 1970: nobody can set
    /// it back. 0 where there is none, or it is not known.
    std::int64_t changedNs = 0;

    friend bool operator==(const FileStat&, const FileStat&) = default;
};

/// How far the library got with a file.
enum class FileState : std::uint8_t {
    Unknown,      ///< just found, not in the library
    Indexed,      ///< its content is done
    Outdated,     ///< it is done, but an older version read fewer facts of its content
    Pending,      ///< its content still needs a vector
    Unreadable,   ///< the file itself could not be read; tried again at every scan
    Failed,       ///< its content cannot be decoded; tried again when the file changes
    Quarantined,  ///< its content killed a decoder twice; tried again when the file changes
};

/// What tells whether the sidecars of a file (core/scan/sidecars.h) are those that were read: equal
/// stamps mean the same files, unchanged, read by the same version of this program. 0: it has none.
using SidecarStamp = std::uint64_t;

/// There may be sidecars, but their folder could not be listed to its end: nothing is known of
/// them.
inline constexpr SidecarStamp unknownSidecars = ~SidecarStamp(0);

/// The files of one root, compactly: one arena holds all paths. Paths are relative to the root,
/// UTF-8, with '/'. 80 bytes a file plus its path and the names of its sidecars.
class FileListing {
public:
    struct Entry {
        FileStat stat;
        FileId id;  ///< invalid when just found
        SidecarStamp sidecars = 0;
        std::uint64_t pathBegin = 0;
        std::uint64_t sidecarsBegin = 0;
        std::uint32_t pathLength = 0;
        std::uint32_t sidecarsLength = 0;
        FileState state = FileState::Unknown;
        bool missing = false;  ///< known, but gone at the last scan
    };

    void reserve(std::size_t files, std::size_t pathBytes);

    void add(std::string_view path, const FileStat& stat, FileId id = {},
             FileState state = FileState::Unknown, bool missing = false, SidecarStamp sidecars = 0);

    /// What another listing holds at `index`, under another path in the same folder or further up.
    void addFrom(const FileListing& other, std::size_t index, std::string_view path);

    /// `names`, without their folder, which is the file's; the most telling one first.
    void setSidecars(std::size_t index, SidecarStamp stamp, const std::vector<std::string>& names);

    /// By path, byte by byte: SQLite's BINARY order.
    void sort();

    std::size_t size() const { return m_entries.size(); }
    bool isEmpty() const { return m_entries.empty(); }
    const Entry& operator[](std::size_t index) const { return m_entries[index]; }
    std::string_view path(std::size_t index) const { return path(m_entries[index]); }
    QString pathString(std::size_t index) const;
    /// Relative to the root; as they were set.
    QStringList sidecarPaths(std::size_t index) const;

private:
    std::string_view path(const Entry& entry) const {
        return std::string_view(m_arena).substr(entry.pathBegin, entry.pathLength);
    }

    std::vector<Entry> m_entries;
    std::string m_arena;
};

}  // namespace semblance
