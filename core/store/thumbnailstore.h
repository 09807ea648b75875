#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// Thumbnails by content key, in thumbnails.db of the cache folder. A cache: a damaged or foreign
/// file is thrown away and made new, and a missing thumbnail is made again by a decoder.
/// Not thread-safe: open one per thread. Any number may be open in any number of programs; writers
/// wait for each other.
class ThumbnailStore {
public:
    /// Makes the file if it is not there. Errors: NoSpace, Permission.
    static Result<std::unique_ptr<ThumbnailStore>> open(const QString& cacheDir);

    ~ThumbnailStore();
    ThumbnailStore(const ThumbnailStore&) = delete;
    ThumbnailStore& operator=(const ThumbnailStore&) = delete;

    struct Item {
        QByteArray contentKey;
        QMap<int, QByteArray> images;  ///< side -> image file
    };

    /// Nothing when that side is not stored.
    Result<std::optional<QByteArray>> get(const QByteArray& contentKey, int side);

    /// In one transaction; replaces what is there.
    Status put(const std::vector<Item>& items);

    Status remove(const std::vector<QByteArray>& contentKeys);

private:
    struct Private;
    explicit ThumbnailStore(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
