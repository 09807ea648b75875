#pragma once

#include <QMap>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/filelisting.h"
#include "core/base/folderscope.h"
#include "core/base/result.h"
#include "core/scan/ignorerules.h"
#include "core/scan/placeholder.h"

namespace semblance {

/// One thing the walk could not read; the rest went on. The sentence is for the user.
struct ScanProblem {
    QString path;
    QString sentence;
};

struct WalkOptions {
    QStringList skipFolders;   ///< absolute paths: other roots, which are listed by themselves
    bool hiddenFiles = false;  ///< also files and folders whose name begins with a dot
    bool videos = true;        ///< false: films count as of a kind that is not read
    /// Only these parts, by the rules that hold on the way to them. What is not there, or is left
    /// out, holds nothing. Empty: the whole root. tidied().
    FolderScopes only;
    /// Is told of each folder (relative to the root) before its list is read, on the walk's thread.
    std::function<void(const std::string& folder)> entering;
    QStringList leftOut = usualLeftOut();  ///< LeftOutList's lines
    bool followLinks = false;              ///< to folders
    QStringList mountPoints;               ///< absolute paths; see WalkResult::places
    PlaceholderCheck isPlaceholder;
};

struct WalkResult {
    FileListing files;  ///< pictures by their extension, with their sidecars, sorted by path
    std::vector<ScanProblem> problems;
    /// Folders whose list is incomplete, relative to the root, UTF-8, "" for the root itself, and
    /// files that are placeholders: what the library knows there must not be taken for gone.
    std::vector<std::string> unread;
    std::int64_t folders = 0;
    /// Files of picture kinds that are not read (unreadkinds.h), by kind.
    QMap<QString, qint64> skipped;
    /// Folders, relative to the root, UTF-8, with which another place begins: WalkOptions'
    /// mountPoints, and links to another file system. None lies in another.
    std::vector<std::string> places;
    std::int64_t links = 0;         ///< to folders, not followed
    std::int64_t placeholders = 0;  ///< pictures that are not on this computer (placeholder.h)
};

/// Lists the pictures below `root` (absolute). Reads names and file facts only, opens no file but
/// the ignore files (ignorefile.h). Which names count is said by those and by ignorerules.h, which
/// of the other files are sidecars by sidecars.h. A link to a file is taken as that file; links to
/// folders are followed when asked for, but none into skipFolders, and none on the way to a part.
/// Each folder is listed once, however many ways lead to it: by its own path rather than through a
/// mount, and through a mount rather than a link. Names that are not valid Unicode are reported as
/// problems. A film that is half of a photo (motionfilms.h) is passed over without a word.
/// Placeholders are counted and no more. `progress`, when given, is called now and then on this
/// thread with the number of pictures so far. Errors: NotFound or Permission when the root itself
/// cannot be listed, Cancelled. Thread-safe (no shared state).
Result<WalkResult> walk(const QString& root, const WalkOptions& options = {},
                        const CancelToken& cancel = {},
                        const std::function<void(std::int64_t files)>& progress = {});

/// The facts of one file, as walk() reports them.
Result<FileStat> statFile(const QString& path);

}  // namespace semblance
