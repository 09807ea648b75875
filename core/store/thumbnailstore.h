#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/thumbnails.h"

namespace semblance {

/// Thumbnails in thumbnails.db of the cache folder. A damaged or foreign file is thrown away and
/// made new; when it cannot be made new (a full disk, its folder gone) every call tries again and
/// says why. Any number may be open in any number of programs; writers wait for each other.
class ThumbnailStore final : public Thumbnails {
public:
    /// Makes the file if it is not there. Errors: NoSpace, Permission.
    static Result<std::unique_ptr<ThumbnailStore>> open(const QString& cacheDir);

    ~ThumbnailStore() override;
    ThumbnailStore(const ThumbnailStore&) = delete;
    ThumbnailStore& operator=(const ThumbnailStore&) = delete;

    Result<std::optional<QByteArray>> get(const QByteArray& contentKey, int side) override;
    Status put(const std::vector<Item>& items) override;

    Status remove(const std::vector<QByteArray>& contentKeys);

    /// Removes the thumbnails of contents that are not wanted any more, and gives room that nothing
    /// uses back to the disk.
    Status tidy(const std::function<bool(const QByteArray& contentKey)>& isWanted);

private:
    struct Private;
    explicit ThumbnailStore(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

}  // namespace semblance
