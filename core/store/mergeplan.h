#pragma once

#include "core/store/librarymerge.h"
#include "core/store/sqlite.h"

/// Which rows of an exported library are to come, before any comes. Internal to the room.
namespace semblance {

/// Copies the library's tables of a package into a database of the present version at `part`.
Status unpackLibrary(SQLite::Database& package, const QString& packagePath, const QString& part);

/// Gives the folders of `part` their places in the library, each change committed by itself, and
/// notes them in temp.root_map (old, new, prefix, moved) of `library`, which has `part` attached as
/// "x". `libraryPath` is not open for writing otherwise. Throws SQLite::Exception.
Status planRoots(SQLite::Database& library, const QString& libraryPath,
                 const std::vector<FolderHere>& folders);

/// Makes temp.file_plan (source, root, path, moved), one row for each file to come, and
/// temp.content_plan (source, key, target, held): what each content is called here, its row here if
/// it has one, and whether a file to come holds it. Throws SQLite::Exception.
void planRows(SQLite::Database& library);

/// Columns of a table that both databases have, without those named. Throws SQLite::Exception.
std::vector<std::string> sharedColumns(SQLite::Database& library, const std::string& table,
                                       const std::vector<std::string>& without);

}  // namespace semblance
