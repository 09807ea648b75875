#pragma once

namespace semblance {

/// Has the calling thread, and on Linux the threads it starts from now on, yield to others where
/// the processor or a disk is short: nice 10 and the last of the ordinary disk priorities there,
/// the systems' own words elsewhere. There is no way back.
void yieldToOthers();

}  // namespace semblance
