#pragma once

#include <QString>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/rows.h"
#include "core/teamstore/teamaddress.h"

namespace semblance {

/// What an administrator asks of a team library.
struct TeamStatus {
    QString uuid;
    QString server;    ///< PostgreSQL's version
    QString pgvector;  ///< its version
    bool isEncrypted = false;
    int schemaVersion = 0;
    std::int64_t bytes = 0;     ///< of the whole database
    std::int64_t visitors = 0;  ///< connections to it, this one included
    StoreCounts counts;
    std::vector<StoredModel> models;  ///< the last used first
};

/// Errors of both: WrongUse for a library of an older version, NotFound where there is no library,
/// no pgvector, no such database or too old a server, Newer, Permission, Corrupt where the tables
/// are another program's, and Busy where the server does not answer.
Result<TeamStatus> teamStatus(const TeamAddress& address);

/// Makes a team library in a database, or brings one up to date; one of this version stays as it
/// is.
Status initTeamLibrary(const TeamAddress& address);

}  // namespace semblance
