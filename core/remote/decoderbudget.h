#pragma once

#include <cstdint>

namespace semblance {

/// How many decoders there are, and what memory each may take for a picture. Internal to the room.
struct DecoderBudget {
    int decoders = 1;
    int shareMiB =
        0;  ///< of each beside the others: all shares together are no more than `aloneMiB`
    int aloneMiB = 0;  ///< of one that has all the memory to itself

    /// Whether one that is alone may take more.
    bool hasMore() const { return aloneMiB > shareMiB; }
};

/// For `wanted` decoders that may take `totalMiB` together: fewer of them where the shares would
/// become too small for the pictures of usual cameras. 0 stands for a quarter of the machine's
/// memory, but at least as much as any picture takes.
DecoderBudget decoderBudget(int wanted, std::int64_t totalMiB, std::int64_t physicalMiB);

}  // namespace semblance
