#pragma once

#include <QString>
#include <QtGlobal>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/filelisting.h"
#include "core/base/folderscope.h"
#include "core/library/indexing/indexpipeline.h"

namespace semblance {

struct ChangeSet;

/// What is to be done in one root. Internal to the wing.
struct RootPlan {
    RootId id;
    QString path;
    FolderScopes only{};  ///< as of WalkOptions
    FileListing found;
    std::vector<std::string> unread;          ///< WalkResult's
    std::vector<std::uint32_t> toRead{};      ///< indices into found
    std::vector<std::uint32_t> toDescribe{};  ///< others, of which only the facts are to be read
    std::vector<std::uint32_t> toAnnotate{};  ///< others, of which only the sidecars are
    std::vector<bool> hasNewSidecars{};       ///< by index; empty: none has
    qint64 left = 0;                          ///< of these, for the disk went; guarded by the run

    /// Takes over whose sidecars changed; what is read anyway is known by now. Returns how many of
    /// toAnnotate have moved.
    qint64 takeSidecars(const ChangeSet& changes);

    IndexPipeline::Work workOf(std::uint32_t index) const;
};

}  // namespace semblance
