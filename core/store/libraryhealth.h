#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <vector>

/// What is not as it should be in a library's folder, and what was made of it. Values.
namespace semblance {

enum class LibraryFault {
    DamagedDatabase,    ///< library.db cannot be read as a whole
    LostDatabase,       ///< library.db is gone, or empty, and there are backups or vectors
    DanglingRows,       ///< rows that name others which are not there
    ExpiredFiles,       ///< files that have been gone for longer than they are kept
    LooseContents,      ///< contents that no file holds
    OldRemovals,        ///< notes of rows that went long ago
    UnknownVectors,     ///< vectors of a model that the library does not know it has
    DamagedVectors,     ///< a vectors-*.db that cannot be read as a whole
    UnusableVectors,    ///< vectors of a wrong length or with numbers that are none
    LooseVectors,       ///< vectors of no content
    DamagedThumbnails,  ///< thumbnails.db
    LooseThumbnails,    ///< thumbnails of no content
    DamagedCache,       ///< a mapped file whose checksums fail
    Leftover            ///< a file that a program ended in the middle of
};

struct LibraryFinding {
    LibraryFault fault = LibraryFault::DamagedDatabase;
    QString file;            ///< where
    std::int64_t count = 1;  ///< how many rows or files
};

/// A damaged database that was replaced.
struct RestoredDatabase {
    enum class From {
        Itself,      ///< every row could be read
        Backup,      ///< an earlier state of it
        WhatIsLeft,  ///< as many rows as could be read
        Nothing      ///< not a row could be read and there is no backup: it begins anew
    };
    From from = From::Itself;
    QString path;
    QString aside;           ///< what the damaged file is called now; empty when there was none
    QDateTime backup;        ///< Backup: of when
    std::int64_t rows = 0;   ///< Itself, WhatIsLeft
    QStringList incomplete;  ///< WhatIsLeft: the tables that may lack rows
};

struct LibraryHealth {
    std::vector<LibraryFinding> findings;
    std::vector<RestoredDatabase> restored;
    QDateTime backup;  ///< of the newest good backup; invalid when there is none
    /// Another program writes to it: what only shows while nobody does was not looked for.
    bool isBusy = false;
};

}  // namespace semblance
