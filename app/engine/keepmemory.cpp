#include "app/engine/keepmemory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace semblance {

void keepFreedMemory() {
#ifdef __GLIBC__
    constexpr int kMebibyte = 1024 * 1024;
    // The largest that glibc takes on 64 bits; blocks below it come from the heap and return there.
    mallopt(M_MMAP_THRESHOLD, 32 * kMebibyte);
    mallopt(M_TRIM_THRESHOLD, 256 * kMebibyte);
#endif
}

}  // namespace semblance
