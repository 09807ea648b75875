#pragma once

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/teamstore/teamaddress.h"

struct pg_conn;

namespace semblance {

/// Connects and introduces itself to a server; the connection belongs to the caller. Whatever does
/// not stay on this computer is encrypted from before the password is asked for. Errors: Busy where
/// nobody answers, Permission, NotFound, Cancelled. Internal to the room.
Result<pg_conn*> logIn(const TeamAddress& address, const CancelToken& cancel, int seconds);

}  // namespace semblance
