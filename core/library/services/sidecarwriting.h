#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/photomarks.h"
#include "core/base/result.h"
#include "core/catalogue/photolist.h"

/// The marks of pictures as XMP files beside them, on request only. Pictures are never written.
/// Blocking, and on disks that may hang: not on the GUI thread.
namespace semblance {

class Catalogue;
class Library;

/// What would be written where.
struct SidecarPlan {
    struct Target {
        QString picture;       ///< absolute
        QString sidecar;       ///< absolute; ends with ".xmp"
        bool exists = false;   ///< it is rewritten, with all that is in it
        PhotoMarks marks{};    ///< not empty
        QStringList keywords;  ///< the picture's own
    };

    std::vector<Target> targets;
    int unmarked = 0;        ///< pictures that have no marks: nothing is written
    int away = 0;            ///< pictures whose folder is not there now
    QStringList readOnly{};  ///< folders that cannot be written to; none of theirs is a target
};

/// Where a picture has a sidecar already, it is that one: "x.jpg.xmp" before "x.xmp" (sidecars.h).
/// Else "x.jpg.xmp", which digiKam and darktable write, and which belongs to no other picture. Of
/// two pictures that share one ("x.xmp" of x.jpg and x.cr2) the second gets its own.
/// Errors: those of the store.
Result<SidecarPlan> planSidecars(Catalogue& catalogue, const QList<PhotoItem>& pictures,
                                 const CancelToken& cancel);

struct WrittenSidecars {
    int written = 0;
    int backedUp = 0;   ///< of these, that there was one before: it is "x.jpg.xmp.bak" now
    int unchanged = 0;  ///< that said all of it already
    struct Left {
        QString sidecar;
        QString why;
    };
    std::vector<Left> left{};  ///< that could not be written, or not without losing something
    bool isCancelled = false;  ///< what was written until then stays
};

/// Writes what was planned, each beside the old one and then in its place. What another program
/// writes meanwhile is left alone. `progress` is told how many of all are done.
WrittenSidecars writeSidecars(const Library& library, const SidecarPlan& plan,
                              const CancelToken& cancel,
                              const std::function<void(qint64 done, qint64 all)>& progress = {});

}  // namespace semblance
