#pragma once

#include <QStringList>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/scan/ignorefile.h"

/// What never holds pictures of the user's own. Names are UTF-8 and compared without regard to the
/// case of Latin letters.
namespace semblance {

/// What is left out unless the user says otherwise, as lines of an ignore file: folders that hold
/// other programs' thumbnails, trash, snapshots or tools (".git/", "@eaDir/", "#snapshot/",
/// "$RECYCLE.BIN/", "*.lrdata/" ...), macOS's "._" companions and the thumbnails of network
/// storage.
const QStringList& usualLeftOut();

/// A list of such lines (but none is a comment), made ready; quick where they are plain names or
/// name one end of a name. Where several lines fit the last counts. Immutable, thread-safe.
class LeftOutList {
public:
    explicit LeftOutList(const QStringList& lines = usualLeftOut());

    /// Whether what has this name in `folder` ("" for the root, else relative to it) is left out.
    bool leavesOut(std::string_view folder, std::string_view name, bool isFolder) const;

private:
    struct Names {
        std::unordered_set<std::string> whole;  ///< lower case, as the others
        std::vector<std::string> beginnings;
        std::vector<std::string> ends;

        bool fit(std::string_view name) const;
    };
    bool addName(const QString& line);

    Names m_folders;
    Names m_any;
    IgnoreFiles m_others;
    bool m_hasOthers = false;
};

/// A name that begins with a dot.
bool isHiddenName(std::string_view name);

/// Of a photo manager's library (Apple's Photos, iPhoto and Aperture) only the folder of originals
/// counts, and of a Capture One folder nothing that it computed. `packageName` is the name of the
/// folder that `folderName` lies in.
bool isIgnoredInPackage(std::string_view packageName, std::string_view folderName);

/// A folder with a file of this name holds no pictures to be shown, by Android's convention. It
/// means nothing in a folder that the user named himself.
inline constexpr const char* kNoMediaName = ".nomedia";

}  // namespace semblance
