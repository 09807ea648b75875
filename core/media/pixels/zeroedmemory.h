#pragma once

namespace semblance {

/// While it lives, what a C library allocates begins as zeros, so that pixels which a damaged file
/// leaves out are black and not what the memory held before: for libraries that do not see to it
/// themselves. Works with glibc; elsewhere it does nothing. Of the whole process.
class ZeroedMemory {
public:
    ZeroedMemory();
    ~ZeroedMemory();
    ZeroedMemory(const ZeroedMemory&) = delete;
    ZeroedMemory& operator=(const ZeroedMemory&) = delete;
};

}  // namespace semblance
