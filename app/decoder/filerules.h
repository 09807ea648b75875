#pragma once

namespace semblance {

/// From now on this process opens files and lists folders of the operating system only, and only to
/// read (Landlock). False, and nothing is changed, where the kernel has no Landlock (before 5.13,
/// or switched off) or other threads run already, which it would not bind. Needs
/// PR_SET_NO_NEW_PRIVS. Only on Linux.
bool openOnlyTheSystemsFiles();

}  // namespace semblance
