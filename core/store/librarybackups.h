#pragma once

#include <QDateTime>
#include <QString>
#include <optional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/store/librarypaths.h"

namespace semblance {

/// A copy of library.db as it was once.
struct LibraryBackup {
    QString path;
    QDateTime made;  ///< local time
};

/// The copies of library.db in the library's folder: a few that take turns, in backups/, and those
/// made before it was brought up to date by a newer version. Blocking; making one needs the
/// library's lock, for there is one who does.
class LibraryBackups {
public:
    static constexpr int kept = 3;

    explicit LibraryBackups(const LibraryPaths& paths);

    /// Newest first; nothing is said of what they hold.
    std::vector<LibraryBackup> list() const;

    /// The newest that is whole and that this version reads.
    std::optional<LibraryBackup> newestGood() const;

    /// Copies library.db while others read it and write to it, checks the copy, and lets go of the
    /// oldest. On any error the others stay as they are. Errors: Corrupt when library.db is
    /// damaged, NoSpace, Permission, Busy, Cancelled, NotFound without a library.
    Result<LibraryBackup> make(const CancelToken& cancel = {}) const;

    /// make(), when the last one is a day old and the library has changed since. True when one was
    /// made.
    Result<bool> makeIfDue(const QDateTime& now, const CancelToken& cancel = {}) const;

private:
    std::vector<LibraryBackup> rolling() const;
    Result<LibraryBackup> makeAt(const QDateTime& now, const CancelToken& cancel) const;

    const LibraryPaths m_paths;
};

/// Corrupt, with the way out, when library.db is gone or empty although there are backups of it, or
/// is empty although there are vectors: it must not be made anew as if nothing had been.
Status refuseLostLibrary(const LibraryPaths& paths);

}  // namespace semblance
