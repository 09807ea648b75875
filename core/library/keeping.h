#pragma once

#include <QDateTime>
#include <QString>
#include <chrono>
#include <utility>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/store/libraryexport.h"
#include "core/store/libraryhealth.h"
#include "core/store/librarymerge.h"

/// What keeps a library safe, on a folder that need not be open: examination and repair, and the
/// whole of it as one file. Blocking, seconds to minutes: not on the GUI thread.
namespace semblance {

enum class Treatment {
    Look,  ///< only says what is found; beside whoever writes
    Mend   ///< Busy while another program writes to the library
};

/// LibraryDoctor and the caches.
Result<LibraryHealth> treatLibrary(const QString& libraryDir, Treatment treatment,
                                   const CancelToken& cancel = {});

/// When the newest good backup of the library was made; invalid when there is none. Reads it.
QDateTime lastGoodBackup(const QString& libraryDir);

struct ExportRequest {
    QString libraryDir;
    QString file;
    bool withThumbnails = false;
    KeepingProgress progress;
    CancelToken cancel;
};
Result<ExportedLibrary> exportLibraryFile(const ExportRequest& request);

struct MergeRequest {
    QString libraryDir;  ///< made if it is not there
    QString file;
    /// A folder as the file calls it, and the folder that it is here. NotFound when that is none.
    std::vector<std::pair<QString, QString>> folders;
    bool intoEmpty = false;                 ///< WrongUse when the library has pictures already
    std::chrono::milliseconds patience{0};  ///< for whoever writes to the library
    KeepingProgress progress;
    CancelToken cancel;
};
/// Busy when another program still writes to the library after that.
Result<MergedLibrary> mergeLibraryFile(const MergeRequest& request);

}  // namespace semblance
