#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/ids.h"
#include "core/base/photofacts.h"

namespace semblance {

/// A file as lists need it, when it is new or changed.
struct ListedFile {
    enum class Kind {
        Shown,   ///< it is there, and its content was decoded once
        Failed,  ///< it is there and cannot be read
        Hidden,  ///< it is gone or was not tried yet: in no list
    };

    FileId file;
    RootId root;
    ContentId content;  ///< invalid when the file itself could not be read
    Kind kind = Kind::Hidden;
    std::int64_t takenMs = 0;  ///< wall-clock ms since 1970; the file's time if not recorded
    int width = 0;             ///< these as in PhotoFacts, of Shown
    int height = 0;
    int orientation = 1;
    std::optional<std::int64_t> durationMs{};
    std::int64_t bytes = 0;  ///< of the file
    int rating = 0;          ///< -1 .. 5, 0 for none
    std::optional<GeoPlace> place{};
    Palette palette{};  ///< empty also until it is known
    // UTF-8; they live only during the call.
    std::string_view format;
    std::string_view camera;
    std::string_view path;  ///< relative to the root
    std::string_view lens;
    std::string_view label;
    std::string_view keywords;  ///< lines, in no order
    std::string_view people;    ///< lines, in no order
};

/// Rises with every commit to the library; equal numbers mean equal rows.
using Generation = std::int64_t;

}  // namespace semblance
