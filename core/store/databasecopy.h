#pragma once

#include <functional>

#include "core/base/cancel.h"
#include "core/store/sqlite.h"

/// Whole databases copied, checked and put in their places. Internal to the room.
namespace semblance {

struct CopyOptions {
    CancelToken cancel;
    std::function<void(std::int64_t done, std::int64_t all)> progress;  ///< pages
};

/// Copies a database, page by page and with rests, as it is at one moment: who writes to it
/// meanwhile neither waits nor is waited for (without WAL a copy that others disturb begins anew, a
/// few times: Busy then). The copy has no log beside it. Throws SQLite::Exception.
Status copyPages(SQLite::Database& source, SQLite::Database& copy, const CopyOptions& options);

/// The same into a file that is there whole and checked, or not at all. Replaces what is there.
/// Corrupt when the copy, and so the source, is damaged. Throws SQLite::Exception.
Status copyDatabase(SQLite::Database& source, const QString& target, const CopyOptions& options);

/// Gives a whole file its name in one step, replacing what had it.
Status renameFile(const QString& from, const QString& to);

/// A connection to read a database with, also where nobody may write. Throws SQLite::Exception.
SQLite::Database openReadable(const QString& path);

}  // namespace semblance
