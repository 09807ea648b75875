#pragma once

#include <QString>

#include "core/store/sqlite.h"

/// The file of an exported library: a database with the library's tables, as of the version it
/// names, and these beside them. Internal to the room.
namespace semblance::packagefile {

inline constexpr std::int32_t applicationId = 0x536d6278;  // "Smbx"
inline constexpr int version = 1;

/// `model` of a vector is the row number in package_model.
inline constexpr const char* tables = R"sql(
CREATE TABLE package_info (
    name TEXT PRIMARY KEY,
    value NOT NULL
) WITHOUT ROWID;
CREATE TABLE package_model (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    dim INTEGER NOT NULL,
    precision TEXT NOT NULL,
    device TEXT NOT NULL,
    source TEXT NOT NULL,
    used_ms INTEGER NOT NULL
);
CREATE TABLE package_vector (
    number INTEGER PRIMARY KEY,
    model INTEGER NOT NULL,
    key BLOB NOT NULL,
    half BLOB NOT NULL
);
CREATE TABLE package_thumbnail (
    number INTEGER PRIMARY KEY,
    key BLOB NOT NULL,
    side INTEGER NOT NULL,
    image BLOB NOT NULL
);
CREATE TABLE package_search (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL
);
CREATE TABLE package_collection (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE package_member (
    collection INTEGER NOT NULL,
    number INTEGER NOT NULL,
    key BLOB NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (collection, number)
) WITHOUT ROWID;
)sql";

/// Opens one that somebody may have made by hand: nothing in it is run. Errors: NotFound, BadInput
/// when it is none, Corrupt, Newer.
Result<SQLite::Database> open(const QString& path);

/// Which version of the library's tables it holds. Throws SQLite::Exception.
int libraryVersion(SQLite::Database& package);

/// Absolute paths in a saved search, a JSON text, as paths below a root and back: `from` is what
/// they begin with and `to` what comes in its place.
QString replacePathBeginnings(const QString& json, const QString& from, const QString& to);

/// What stands in a file for the path of a root.
QString rootMark(std::int64_t root);

}  // namespace semblance::packagefile
