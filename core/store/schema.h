#pragma once

#include <cstdint>
#include <span>

#include "core/store/sqlite.h"

/// The tables of each kind of database. Internal to the room.
namespace semblance {

/// A kind of database: who it belongs to and the steps that build it. Step i leads from version i
/// to i + 1. Steps are only ever appended, never changed.
struct Schema {
    std::int32_t applicationId = 0;
    std::span<const char* const> steps;
};

extern const Schema librarySchema;
extern const Schema vectorsSchema;
extern const Schema thumbnailsSchema;
extern const Schema likenessesSchema;
extern const Schema textsSchema;

enum class SchemaState {
    Empty,  ///< no database yet
    Older,  ///< some steps are missing
    Current,
    Newer,    ///< made by a later version of the program
    Foreign,  ///< not ours
};

/// Throws SQLite::Exception (a file that is no database at all).
SchemaState schemaState(SQLite::Database& database, const Schema& schema);

/// Runs the missing steps, each in its own transaction. An existing older database is first copied
/// to `path`.v<version>.bak when `backup` is set. Errors: Newer, Corrupt for a foreign file.
/// Throws SQLite::Exception.
Status bringUpToDate(SQLite::Database& database, const Schema& schema, const QString& path,
                     bool backup);

/// Runs the missing steps up to a version. Throws SQLite::Exception.
void runSteps(SQLite::Database& database, const Schema& schema, int version);

/// The refusal for a state that cannot be used: Newer or Corrupt.
Error schemaError(SchemaState state, const QString& path);

}  // namespace semblance
