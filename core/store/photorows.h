#pragma once

#include <QString>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.h"

namespace semblance {

/// Every photo the grid can show, compactly: the files that are there and whose content has been
/// decoded once, newest first (capture time, else file time; then path). One arena holds all paths.
/// A plain value, about 64 bytes a photo plus its path; read-only it may be shared by threads.
class PhotoRows {
public:
    struct Photo {
        FileId file;
        ContentId content;
        RootId root;
        std::int64_t takenMs = 0;     ///< wall-clock ms since 1970; the file's time if not recorded
        std::uint64_t pathBegin = 0;  ///< use PhotoRows::path
        std::uint32_t pathLength = 0;  ///< bytes
        std::int32_t width = 0;
        std::int32_t height = 0;
    };

    std::size_t size() const { return m_photos.size(); }
    bool isEmpty() const { return m_photos.empty(); }
    const Photo& operator[](std::size_t row) const { return m_photos[row]; }

    /// Relative to the photo's root, UTF-8, with '/'.
    std::string_view path(std::size_t row) const {
        const Photo& photo = m_photos[row];
        return std::string_view(m_arena).substr(photo.pathBegin, photo.pathLength);
    }
    QString pathString(std::size_t row) const;

    void reserve(std::size_t photos, std::size_t pathBytes);
    void add(Photo photo, std::string_view path);
    void sortNewestFirst();

private:
    std::vector<Photo> m_photos;
    std::string m_arena;
};

}  // namespace semblance
