#pragma once

namespace semblance {

/// Makes idle threads of libtorch's pools sleep instead of spin: two spinning pools, one per lane,
/// slow small work down up to 300 times. libgomp reads OMP_WAIT_POLICY while it is loaded, before
/// main, so a process started without it sets it and replaces itself by itself. The programs that
/// start the engine set it, so that only a hand-typed command pays for loading libtorch twice.
/// Call first thing in main.
void usePassiveWaiting(char** argv);

}  // namespace semblance
