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

namespace semblance {

/// One thing the walk could not read; the rest went on. The sentence is for the user.
struct ScanProblem {
    QString path;
    QString sentence;
};

struct WalkOptions {
    QStringList skipFolders;   ///< absolute paths: other roots that lie inside this one
    bool hiddenFiles = false;  ///< also files and folders whose name begins with a dot
    bool videos = true;        ///< false: films count as of a kind that is not read
    /// Only these parts, by the rules that hold on the way to them. What is not there, or is left
    /// out, holds nothing. Empty: the whole root. tidied().
    FolderScopes only;
    /// Is told of each folder (relative to the root) before its list is read, on the walk's thread.
    std::function<void(const std::string& folder)> entering;
};

struct WalkResult {
    FileListing files;  ///< pictures by their extension, with their sidecars, sorted by path
    std::vector<ScanProblem> problems;
    /// Folders whose list is incomplete, relative to the root, UTF-8, "" for the root itself: what
    /// the library knows below them must not be taken for gone.
    std::vector<std::string> unreadFolders;
    std::int64_t folders = 0;
    /// Files of picture kinds that are not read (unreadkinds.h), by kind.
    QMap<QString, qint64> skipped;
};

/// Lists the pictures below `root` (absolute). Reads names and file facts only, opens no file but
/// the ignore files (ignorefile.h). Which names count is said by those and by ignorerules.h, which
/// of the other files are sidecars by sidecars.h. A link to a file is taken as that file; a link to
/// a folder is not followed, so loops cannot arise; other mounted file systems are entered, each
/// folder once. Names that are not valid Unicode are reported as problems. A film that is half of a
/// photo (motionfilms.h) is passed over without a word. `progress`, when given, is called now and
/// then on this thread with the number of pictures so far. Errors: NotFound or Permission when the
/// root itself cannot be listed, Cancelled. Thread-safe (no shared state).
Result<WalkResult> walk(const QString& root, const WalkOptions& options = {},
                        const CancelToken& cancel = {},
                        const std::function<void(std::int64_t files)>& progress = {});

/// The facts of one file, as walk() reports them.
Result<FileStat> statFile(const QString& path);

}  // namespace semblance
