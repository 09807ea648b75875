#pragma once

#include <cstdint>
#include <optional>

#include "core/base/filelisting.h"

namespace semblance {

/// What a file's state is by that of its content, as every store keeps it: ContentState's number,
/// none for a file whose content is not known. Unknown for a number that is none of them.
FileState fileStateOf(std::optional<std::int64_t> contentState);

}  // namespace semblance
