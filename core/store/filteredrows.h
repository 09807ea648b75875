#pragma once

#include <vector>

#include "core/base/photofilter.h"
#include "core/catalogue/rowreader.h"
#include "core/store/sqlite.h"

/// The files that a filter means, read from the library's tables. Internal to the room.
namespace semblance {

/// By file. Throws what SQLiteCpp throws; in a transaction of the caller's.
std::vector<MatchingFile> matchingFiles(SQLite::Database& database, const PhotoFilter& filter);

}  // namespace semblance
