#pragma once

#include <memory>

#include "core/teamstore/teamconnection.h"

namespace semblance {

/// A connection to a team library that is made anew when it was lost. Not thread-safe. Internal to
/// the room.
class TeamLink {
public:
    TeamLink(TeamAddress address, CancelToken cancel)
        : m_address(std::move(address)), m_cancel(std::move(cancel)) {}

    /// Connected, and in the library. Errors: those of TeamConnection::open() and
    /// enterTeamLibrary().
    Result<TeamConnection*> connection();

private:
    const TeamAddress m_address;
    const CancelToken m_cancel;
    std::unique_ptr<TeamConnection> m_connection;
};

}  // namespace semblance
