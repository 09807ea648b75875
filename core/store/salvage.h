#pragma once

#include <QStringList>
#include <cstdint>

#include "core/store/schema.h"
#include "core/store/sqlite.h"

/// What a damaged database still gives, read row by row. Internal to the room.
namespace semblance {

struct Salvaged {
    std::int64_t rows = 0;
    QStringList incomplete;  ///< tables of which rows may be missing, by name
    bool isWhole() const { return incomplete.isEmpty(); }
};

/// Reads the database at `from`, which is not changed, into a new one at `to`, of the version it
/// is of. A table is whole when it was read without an error and its indexes count no more rows.
/// Where the first page is lost, and with it the list of tables, that of a new database is taken in
/// its place. Corrupt when not one row came; Newer; NoSpace. Throws SQLite::Exception of `to`.
Result<Salvaged> salvageDatabase(const QString& from, const QString& to, const Schema& schema);

/// The tables of a database, but SQLite's own. Throws SQLite::Exception.
std::vector<std::string> tablesOf(SQLite::Database& database, const std::string& schemaName);
/// The columns of a table, in order. Throws SQLite::Exception.
std::vector<std::string> columnsOf(SQLite::Database& database, const std::string& schemaName,
                                   const std::string& table);

}  // namespace semblance
