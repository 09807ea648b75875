#pragma once

namespace semblance {

/// Has the calling thread, and the threads it starts from now on, yield to others where the
/// processor or a disk is short: nice 10 and the last of the ordinary disk priorities on Linux, the
/// systems' own words elsewhere. There is no way back.
void yieldToOthers();

}  // namespace semblance
