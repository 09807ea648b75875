#include "core/media/pixels/zeroedmemory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace semblance {

#ifdef __GLIBC__

// glibc fills with the complement of this byte.
ZeroedMemory::ZeroedMemory() {
    ::mallopt(M_PERTURB, 0xff);
}

ZeroedMemory::~ZeroedMemory() {
    ::mallopt(M_PERTURB, 0);
}

#else

ZeroedMemory::ZeroedMemory() = default;
ZeroedMemory::~ZeroedMemory() = default;

#endif

}  // namespace semblance
