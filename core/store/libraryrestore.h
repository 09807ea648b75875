#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/store/libraryhealth.h"
#include "core/store/librarypaths.h"
#include "core/store/sqlite.h"

/// A damaged database replaced by the best that can be had. Internal to the room; whoever calls
/// holds the library's lock.
namespace semblance {

/// Makes library.db anew: from its own rows when all can be read, else from the newest good backup,
/// else, or when that knows fewer pictures, from the rows that can be read. The damaged file, with
/// its log, is kept beside it under a dated name. Killed anywhere it can be run again. Errors:
/// NoSpace, Permission.
Result<RestoredDatabase> restoreLibraryDatabase(const LibraryPaths& paths);

/// The same with a model's vectors, of which there are no backups. `hash` and `dim` are the
/// library's word for a file that lost its own.
Result<RestoredDatabase> restoreVectorDatabase(const QString& path, const QString& hash, int dim);

/// Ends a replacement that was broken off when everything was ready.
Status finishReplacing(const QString& path);

/// Removes rows that name others which are not there, or their names. How many. Throws
/// SQLite::Exception.
std::int64_t mendReferences(SQLite::Database& database);

/// How long rows and vectors that nothing holds are kept after a restoration: until then files are
/// read again and may turn out to hold them. Throws SQLite::Exception.
void noteKept(SQLite::Database& database);
bool isKept(SQLite::Database& database);

}  // namespace semblance
