#include "core/teamstore/teamlink.h"

#include "core/teamstore/teamschema.h"

namespace semblance {

Result<TeamConnection*> TeamLink::connection() {
    if (m_connection && m_connection->isAlive())
        return m_connection.get();
    m_connection.reset();
    SEMBLANCE_TRY_ASSIGN(auto connection, TeamConnection::open(m_address, m_cancel));
    SEMBLANCE_TRY(enterTeamLibrary(*connection));
    m_connection = std::move(connection);
    return m_connection.get();
}

}  // namespace semblance
