#pragma once

#include <QString>

namespace semblance {

/// Where a root lies, in terms that survive a disk being mounted elsewhere. Paths use '/' and carry
/// no '/' at their end.
struct RootPlace {
    QString volumeId;      ///< the file system's UUID, or the best stable name there is
    QString volumeName;    ///< as a person calls the disk; may be empty
    QString pathOnVolume;  ///< from the volume's mount point, without leading '/'; may be empty
    QString path;          ///< absolute and canonical, as last seen

    friend bool operator==(const RootPlace&, const RootPlace&) = default;
};

}  // namespace semblance
