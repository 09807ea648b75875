#pragma once

#include <string_view>

namespace semblance {

/// Folders that hold other programs' thumbnails, trash or tools and never the user's photos
/// (".git", "@eaDir", "node_modules", "$RECYCLE.BIN" ...), and with `hiddenFiles` false every name
/// that begins with a dot.
bool isIgnoredFolder(std::string_view folderName, bool hiddenFiles);

/// With `hiddenFiles` false every name that begins with a dot, and always macOS's "._" companions.
bool isIgnoredFile(std::string_view fileName, bool hiddenFiles);

}  // namespace semblance
