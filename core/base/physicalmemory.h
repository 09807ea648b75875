#pragma once

#include <cstdint>

namespace semblance {

/// The machine's memory in MiB; 0 where it is not known.
std::int64_t physicalMemoryMiB();

}  // namespace semblance
