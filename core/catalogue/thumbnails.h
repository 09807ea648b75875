#pragma once

#include <QByteArray>
#include <QMap>
#include <optional>
#include <vector>

#include "core/base/result.h"

namespace semblance {

/// Thumbnails by content key. A cache: what is missing is made again by a decoder. Not thread-safe:
/// open one per thread; any number may be open.
class Thumbnails {
public:
    virtual ~Thumbnails() = default;

    struct Item {
        QByteArray contentKey;
        QMap<int, QByteArray> images;  ///< side -> image file
    };

    /// Nothing when that side is not stored.
    virtual Result<std::optional<QByteArray>> get(const QByteArray& contentKey, int side) = 0;

    /// All or none; replaces what is there.
    virtual Status put(const std::vector<Item>& items) = 0;
};

}  // namespace semblance
