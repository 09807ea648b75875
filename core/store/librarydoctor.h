#pragma once

#include <QString>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/store/libraryhealth.h"
#include "core/store/librarylock.h"
#include "core/store/librarypaths.h"

namespace semblance {

/// Looks at every byte of a library's databases and mends what is not as it should be. Photos are
/// never touched, and a damaged database is kept beside its successor. Blocking; made anew for each
/// examination.
class LibraryDoctor {
public:
    explicit LibraryDoctor(const LibraryPaths& paths, CancelToken cancel = {});

    /// Only says what it finds: beside whoever writes, though it then does not see all. NotFound
    /// without a library; Newer; Busy where an older library is to be brought up to date first.
    Result<LibraryHealth> look();

    /// Mends what it finds, with a backup of library.db first where rows go. Everything that is
    /// not the library's rows or vectors is simply removed: it is made again when it is needed.
    /// Errors: NotFound, Newer, NoSpace, Permission, Cancelled; what was mended before stays so.
    Result<LibraryHealth> mend(const LibraryLock& lock);

    /// Names the library's caches; empty before, or without a readable library.
    const QString& uuid() const { return m_uuid; }

private:
    Result<LibraryHealth> run();
    Status treatDatabase();
    Status treatRows();
    Status mendRows();
    Status treatVectors(const QString& path);
    Status treatVectorRows(const QString& path);
    Status mendDamagedVectors(const QString& path);
    Status treatThumbnails();
    void treatLeftovers();
    Status checkCancelled() const;
    void find(LibraryFault fault, const QString& file, std::int64_t count = 1) {
        if (count > 0)
            m_health.findings.push_back({fault, file, count});
    }
    bool mayBeLoose() const { return !m_health.isBusy && !m_isKept; }

    const LibraryPaths m_paths;
    const CancelToken m_cancel;
    bool m_mends = false;
    bool m_isReadable = false;  ///< library.db, by now
    bool m_isKept = false;      ///< what nothing holds may be held again: isKept()
    QString m_uuid;
    LibraryHealth m_health;
};

}  // namespace semblance
