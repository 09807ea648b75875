#pragma once

#include <QMap>
#include <QString>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/filelisting.h"
#include "core/base/folderscope.h"
#include "core/base/result.h"
#include "core/catalogue/rows.h"
#include "core/scan/volume.h"
#include "core/scan/walk.h"

namespace semblance {

class FolderWatch;
class RowWriter;
struct FolderChanges;

/// The files of a root as a scan found them.
struct ListedRoot {
    RootId id;
    RootPlace place;  ///< where it is now
    FileListing files;
    std::vector<std::string> unread;  ///< WalkResult's
    FolderScopes only{};              ///< as of WalkOptions
};

/// Lists roots for a run. A file system mounted below a root, or reached from it by a link that is
/// followed, becomes a root of its own as soon as pictures are found there: when it is gone they
/// are away, not deleted. Belongs to one thread; disks that hang hold up nobody but it, and a
/// cancel ends that.
class RootLister {
public:
    struct Wishes {
        bool videos = true;                    ///< as of WalkOptions
        FolderWatch* watch = nullptr;          ///< is told what is listed; may be null
        const FolderChanges* scope = nullptr;  ///< which parts of roots; null: all
    };
    /// The writer and what is wished outlive it. `roots` are all of the library.
    RootLister(RowWriter& writer, std::vector<RootLocation> roots, ScanSettings settings,
               const Wishes& wishes, CancelToken cancel);

    struct Listing {
        std::vector<ListedRoot> roots;  ///< itself, and those that it was found to hold
        std::vector<ScanProblem> problems;
        QMap<QString, qint64> skipped;  ///< WalkResult's, as the others
        std::int64_t links = 0;
        std::int64_t placeholders = 0;
    };
    /// Nothing is listed of a root whose disk is away, and of one that was listed before.
    /// `progress` is told where the root is and how many pictures were found so far.
    /// Errors: those of the writer, Cancelled.
    Result<Listing> list(
        const RootLocation& root,
        const std::function<void(const QString& path, std::int64_t files)>& progress);

private:
    Result<RootPlace> noteWhereItIs(const RootLocation& root, const RootPresence& presence);
    bool isOther(const RootLocation& root, const RootPresence& presence) const;
    bool isGivenToOthers(const RootPlace& place, const QString& path) const;
    WalkOptions optionsFor(RootId root, const QString& path) const;
    void narrow(RootId root, WalkOptions& options) const;
    static std::vector<std::string> passedOver(const WalkOptions& options, const QString& path);
    Status takePlaces(ListedRoot listed, const std::vector<std::string>& places, Listing& result);
    bool isPlaceOfItsOwn(const RootPlace& place, const RootPlace& outer,
                         const QString& folder) const;

    RowWriter& m_writer;
    std::vector<RootLocation> m_roots;
    const ScanSettings m_settings;
    const Wishes m_wishes;
    const CancelToken m_cancel;
    std::vector<RootId> m_listed;
};

}  // namespace semblance
