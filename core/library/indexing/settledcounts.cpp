#include "core/library/indexing/settledcounts.h"

#include <vector>

#include "core/scan/changeset.h"

namespace semblance {

bool isBroken(FileState state) {
    return state == FileState::Failed || state == FileState::Quarantined;
}

SettledCounts countSettled(const FileListing& known, const FileListing& found,
                           const ChangeSet& changes) {
    std::vector<bool> touched(found.size());
    for (const std::uint32_t index : changes.added)
        touched[index] = true;
    for (const auto* pairs :
         {&changes.changed, &changes.moved, &changes.doubtful, &changes.retry}) {
        for (const ChangeSet::Pair& pair : *pairs)
            touched[pair.found] = true;
    }
    SettledCounts counts;
    std::size_t k = 0;
    for (std::size_t f = 0; f < found.size(); ++f) {
        if (touched[f])
            continue;
        // Settled files have a known one at the same path; both listings are sorted.
        while (k < known.size() && known.path(k) < found.path(f))
            ++k;
        const bool broken = k < known.size() && isBroken(known[k].state);
        ++(broken ? counts.failed : counts.unchanged);
    }
    return counts;
}

}  // namespace semblance
