#pragma once

#include <QtGlobal>

/// What libpq's socket says of itself. Internal to the room.
namespace semblance {

/// Waits until the socket can be read from, or, asked for, written to; false after `ms`.
bool waitForSocket(int socket, bool alsoToWrite, int ms);

/// Bytes that have arrived and are not taken yet.
qint64 bytesWaiting(int socket);

}  // namespace semblance
