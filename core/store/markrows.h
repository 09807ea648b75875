#pragma once

#include <vector>

#include "core/catalogue/rows.h"
#include "core/store/sqlite.h"

/// What the user said of pictures, by content key. Internal to the room.
namespace semblance {

/// Throws SQLite::Exception.
PhotoMarks readMarks(SQLite::Database& database, ContentId content);

/// Replaces all marks of each; a content that is not there any more is passed over. Belongs to the
/// writer's thread, inside a transaction.
void writeMarks(SQLite::Database& database, const std::vector<MarkedContent>& marked);

}  // namespace semblance
