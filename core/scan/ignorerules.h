#pragma once

#include <QStringList>
#include <string_view>

namespace semblance {

/// The one list of extensions the scan takes for pictures, lower case, without the dot. What is
/// really inside is the decoder's business.
const QStringList& pictureExtensions();

/// True when the name (UTF-8, without folder) ends in one of them, in whatever case.
bool hasPictureExtension(std::string_view fileName);

/// Folders that hold other programs' thumbnails, trash or tools and never the user's photos
/// (".git", "@eaDir", "node_modules", "$RECYCLE.BIN" ...), and with `hiddenFiles` false every name
/// that begins with a dot.
bool isIgnoredFolder(std::string_view folderName, bool hiddenFiles);

/// With `hiddenFiles` false every name that begins with a dot, and always macOS's "._" companions.
bool isIgnoredFile(std::string_view fileName, bool hiddenFiles);

}  // namespace semblance
