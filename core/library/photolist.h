#pragma once

#include <QString>
#include <memory>
#include <optional>

#include "core/base/ids.h"

namespace semblance {

/// One picture as the grid shows it.
struct PhotoItem {
    FileId file;
    ContentId content;
    QString path;                ///< absolute
    std::optional<float> score;  ///< cosine -1..1 of a search; nothing when browsing
    bool available = true;       ///< false while its disk is away
};

/// An unchanging list of pictures, in the order to show them; browsing 100,000 rows and the results
/// of a search look alike to a view. Shared between threads; at() is cheap and thread-safe.
class PhotoList {
public:
    virtual ~PhotoList() = default;
    virtual qsizetype size() const = 0;
    /// `row` in 0 .. size() - 1.
    virtual PhotoItem at(qsizetype row) const = 0;
};

using PhotoListPtr = std::shared_ptr<const PhotoList>;

}  // namespace semblance
