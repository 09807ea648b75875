#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace semblance {

/// A row's number in the library, typed so that a photo's number is never taken for a folder's.
/// Numbers start at 1 and are never used twice in one library; 0 means none.
template <class Tag>
struct Id {
    std::int64_t value = 0;

    bool isValid() const { return value > 0; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using RootId = Id<struct RootTag>;        ///< a folder the user added
using FileId = Id<struct FileTag>;        ///< a file at a path inside a root
using ContentId = Id<struct ContentTag>;  ///< a picture, however many files hold it

}  // namespace semblance

template <class Tag>
struct std::hash<semblance::Id<Tag>> {
    std::size_t operator()(const semblance::Id<Tag>& id) const noexcept {
        return std::hash<std::int64_t>()(id.value);
    }
};
