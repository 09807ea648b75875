#pragma once

#include <string_view>

/// What never holds pictures of the user's own. Names are UTF-8 and compared without regard to the
/// case of Latin letters.
namespace semblance {

/// Folders that hold other programs' thumbnails, trash, snapshots or tools (".git", "@eaDir",
/// "#snapshot", "$RECYCLE.BIN", "*.lrdata" ...), and with `hiddenFiles` false every name that
/// begins with a dot.
bool isIgnoredFolder(std::string_view folderName, bool hiddenFiles);

/// With `hiddenFiles` false every name that begins with a dot, and always macOS's "._" companions
/// and the thumbnails of network storage.
bool isIgnoredFile(std::string_view fileName, bool hiddenFiles);

/// Of a photo manager's library (Apple's Photos, iPhoto and Aperture) only the folder of originals
/// counts, and of a Capture One folder nothing that it computed. `packageName` is the name of the
/// folder that `folderName` lies in.
bool isIgnoredInPackage(std::string_view packageName, std::string_view folderName);

/// A folder with a file of this name holds no pictures to be shown, by Android's convention. It
/// means nothing in a folder that the user named himself.
inline constexpr const char* kNoMediaName = ".nomedia";

}  // namespace semblance
