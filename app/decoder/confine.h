#pragma once

#include <QStringList>

namespace semblance {

/// Gives up, for good and for every thread, whatever decoding does not need, so that a hostile
/// picture which takes over the process gets nothing: memory beyond `memoryMiB`, writing or
/// changing any file, sockets of every kind, other programs and processes. What Linux enforces is
/// listed in the result, one short text each ("no network"); elsewhere the list is empty. Call when
/// all plugins are loaded. Starting threads and reading files go on working.
QStringList confineProcess(int memoryMiB);

}  // namespace semblance
