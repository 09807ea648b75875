#include "core/teamstore/teamadmin.h"

#include "core/teamstore/teamreader.h"
#include "core/teamstore/teamschema.h"

namespace semblance {

Result<TeamStatus> teamStatus(const TeamAddress& address) {
    const CancelToken cancel;
    TeamStatus status;
    SEMBLANCE_TRY_ASSIGN(const auto reader, TeamReader::open(address, cancel));
    status.uuid = reader->uuid();
    status.schemaVersion = teamSchemaVersion();
    SEMBLANCE_TRY_ASSIGN(status.counts, reader->counts());
    SEMBLANCE_TRY_ASSIGN(status.models, reader->models());
    SEMBLANCE_TRY_ASSIGN(const auto connection, TeamConnection::open(address, cancel));
    status.isEncrypted = connection->isEncrypted();
    SEMBLANCE_TRY(connection->forEach(
        "SELECT current_setting('server_version'),"
        " (SELECT extversion::text FROM pg_extension WHERE extname = 'vector'),"
        " pg_database_size(current_database()),"
        " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())",
        {}, [&](const TeamRow& row) {
            status.server = row.text(0);
            status.pgvector = row.text(1);
            status.bytes = row.number(2);
            status.visitors = row.number(3);
            return true;
        }));
    return status;
}

Status initTeamLibrary(const TeamAddress& address) {
    SEMBLANCE_TRY_ASSIGN(const auto connection, TeamConnection::open(address, CancelToken()));
    return setUpTeamLibrary(*connection);
}

}  // namespace semblance
