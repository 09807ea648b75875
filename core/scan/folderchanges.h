#pragma once

#include <map>
#include <set>

#include "core/base/folderscope.h"
#include "core/base/ids.h"

namespace semblance {

/// Where files came, went or changed.
struct FolderChanges {
    std::map<RootId, FolderScopes> parts;
    std::set<RootId> whole;  ///< nobody knows where: all of the root is to be looked at

    bool isEmpty() const { return parts.empty() && whole.empty(); }
    void add(const FolderChanges& more);
};

}  // namespace semblance
