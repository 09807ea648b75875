#pragma once

#include <QString>

namespace semblance {

/// From now on a crash of this process (of memory, of arithmetic, abort()) leaves a note before the
/// process ends by the same signal: a child's goes through the pipe that its parent gave it, for it
/// may write no files, any other's becomes a file in `dir` (crashnotes.h). The handler uses nothing
/// but what was made ready here. Once, early in main(), after the application's name and version
/// were set. Does nothing on Windows, or under a sanitizer, which reports by itself.
void noteCrashes(const QString& dir);

/// Where noteCrashes() put it; empty before. Children get a pipe from then on.
QString crashNotesTaken();

/// The environment's variable that tells a child the number of its pipe; empty: leave no note.
inline constexpr char kCrashPipeVariable[] = "SEMBLANCE_CRASH_PIPE";
/// The number.
inline constexpr int kCrashPipe = 3;

}  // namespace semblance
