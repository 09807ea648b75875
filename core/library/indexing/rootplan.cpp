#include "core/library/indexing/rootplan.h"

#include <algorithm>

#include "core/scan/changeset.h"

namespace semblance {

qint64 RootPlan::takeSidecars(const ChangeSet& changes) {
    if (changes.sidecars.empty())
        return 0;
    hasNewSidecars.resize(found.size());
    for (const std::uint32_t index : changes.sidecars)
        hasNewSidecars[index] = true;
    std::vector<bool> isRead(found.size());
    for (const auto* list : {&toRead, &toDescribe}) {
        for (const std::uint32_t index : *list)
            isRead[index] = true;
    }
    std::copy_if(changes.sidecars.begin(), changes.sidecars.end(), std::back_inserter(toAnnotate),
                 [&](std::uint32_t index) { return !isRead[index]; });
    return std::count_if(
        changes.moved.begin(), changes.moved.end(), [&](const ChangeSet::Pair& pair) {
            return std::binary_search(toAnnotate.begin(), toAnnotate.end(), pair.found);
        });
}

IndexPipeline::Work RootPlan::workOf(std::uint32_t index) const {
    IndexPipeline::Work work;
    work.root = id;
    work.rootPath = path;
    work.path = found.pathString(index);
    work.stat = found[index].stat;
    if (!hasNewSidecars.empty() && hasNewSidecars[index])
        work.sidecars = IndexPipeline::Sidecars{found.sidecarPaths(index), found[index].sidecars};
    return work;
}

}  // namespace semblance
