#pragma once

#include <QMetaType>
#include <QString>
#include <functional>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/ids.h"
#include "core/base/result.h"

namespace semblance {

class Catalogue;

/// A root of the library whose pictures lie in another folder, too.
struct Recognition {
    RootId root;
    QString oldPath;     ///< where the root was last seen
    QString newPath;     ///< the folder that is like it: the one looked at, or one inside it
    qint64 matched = 0;  ///< files of the root that are there
    qint64 known = 0;    ///< files of the root

    friend bool operator==(const Recognition&, const Recognition&) = default;
};

/// Whether a folder looks like a root that is away (its folder renamed, its disk's backup restored,
/// its share named otherwise): more than half of the files are there with the same size, and of a
/// few of them the content keys agree. The best of several. Looks at nothing when every root is
/// where it was, or the folder lies in one. `progress` is told how many pictures were seen.
/// Blocking, but for disks that hang. Errors: those of reading the library and the folder,
/// Cancelled.
Result<std::optional<Recognition>> recogniseFolder(
    const Catalogue& catalogue, const QString& folder, const CancelToken& cancel,
    const std::function<void(std::int64_t files)>& progress = {});

/// The same for one root, which may be where it was, and whatever share of it is there.
Result<Recognition> compareWithRoot(const Catalogue& catalogue, RootId root, const QString& folder,
                                    const CancelToken& cancel);

/// Takes a folder for a root at a new place: files keep their numbers and vectors. The next scan
/// looks for what differs. Returns the root that has them now. Errors: NotFound, Permission and
/// BadInput for the folder, and those of RowWriter::relocateRoot().
Result<RootId> relocate(Catalogue& catalogue, RootId root, const QString& folder);

}  // namespace semblance

Q_DECLARE_METATYPE(semblance::Recognition)
