#pragma once

namespace semblance {

/// From now on the kernel refuses every system call of this process that changes files, opens a
/// socket, starts a program or process, or reaches another process: with an error, never with a
/// death, so that libraries that try go on (seccomp). False, and nothing is changed, where the
/// kernel has no such filters. Needs PR_SET_NO_NEW_PRIVS. Binds all threads. Only on Linux.
bool refuseSystemCalls();

}  // namespace semblance
