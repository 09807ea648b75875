#pragma once

#include <QStringList>

namespace semblance {

/// Gives up, for good, whatever decoding does not need, so that a hostile picture which takes over
/// the process gets nothing: more than `memoryMiB` beyond what it has now, opening any file but
/// those of the system (libraries, time zones, fonts, the user's own fonts too), writing or
/// changing any file, sockets of every kind, other programs and processes. Files that are open, or
/// are handed over, can be read. What Linux enforces is listed in the result, one short text each
/// ("no network"); an older kernel enforces less, and elsewhere the list is empty. Call when all
/// plugins are loaded and before any thread is started.
QStringList confineProcess(int memoryMiB);

}  // namespace semblance
