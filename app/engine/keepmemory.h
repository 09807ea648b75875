#pragma once

namespace semblance {

/// Makes the allocator keep freed memory for the next network layer or training step instead of
/// giving it back to the system, which hands it out again page by page, zeroed. What is kept is
/// bounded: at most 256 MiB free at the end of the heap. Only glibc needs this; elsewhere it does
/// nothing. Call in main before any thread allocates.
void keepFreedMemory();

}  // namespace semblance
