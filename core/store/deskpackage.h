#pragma once

#include <functional>

#include "core/base/result.h"
#include "core/catalogue/desk.h"
#include "core/store/librarypaths.h"
#include "core/store/sqlite.h"

/// What a person keeps beside the pictures, in the file of an exported library: saved searches and
/// collections. The history stays at home. Internal to the room.
namespace semblance::deskpackage {

/// A path, or a query that names some, as it is in the file, or here.
using Translate = std::function<QString(const QString&)>;

/// Writes them into a package that has its tables. `portableQuery` as for saved searches;
/// `portablePath` may give an empty one, by which the picture is still known. A desk that cannot be
/// read stays out: the library is worth exporting without it. Throws SQLite::Exception.
void pack(const LibraryPaths& paths, SQLite::Database& package, const Translate& portableQuery,
          const Translate& portablePath);

struct Merged {
    int searches = 0;     ///< that were not there
    int renamed = 0;      ///< of these, whose name another search has
    int collections = 0;  ///< that were not there, or have pictures now that they had not
};

/// Puts them on the desk: a search whose name another one has gets a number, a collection of the
/// same name gets the pictures it has not. Doing it again changes nothing. `keyHere` tells the key
/// that a content has in this library. A package of an older version has none. Errors: those of the
/// desk. Throws SQLite::Exception of the package's.
Result<Merged> unpack(SQLite::Database& package, Desk& desk, const Translate& queryHere,
                      const Translate& pathHere,
                      const std::function<QByteArray(const QByteArray&)>& keyHere);

}  // namespace semblance::deskpackage
