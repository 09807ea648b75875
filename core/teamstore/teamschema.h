#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/teamstore/teamconnection.h"

/// The tables of a team library, all in the schema "semblance" of its database. Internal to the
/// room.
namespace semblance {

/// What tables with a row for each picture are cut into by its content key, so that Citus can lay
/// the parts on several machines. The vectors of a model, too.
inline constexpr int teamPartitions = 8;

/// The version that this program makes and works with.
int teamSchemaVersion();

/// Makes the tables, or brings those of an older version up to date. One at a time: others wait.
/// Errors: those of enterTeamLibrary(), Permission.
Status setUpTeamLibrary(TeamConnection& connection);

/// Checks that there is a library of this program's version, and names its tables without their
/// schema from now on. Errors: NotFound (no library, no pgvector, or an old server), Newer,
/// WrongUse when the library is older, Corrupt when the tables are another program's.
Status enterTeamLibrary(TeamConnection& connection);

}  // namespace semblance
