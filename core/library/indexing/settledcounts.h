#pragma once

#include <QtGlobal>

#include "core/base/filelisting.h"

namespace semblance {

struct ChangeSet;

/// Pictures of a scan that are not to be read.
struct SettledCounts {
    qint64 unchanged = 0;  ///< in the library already
    qint64 failed = 0;     ///< known to be broken and not changed since
    friend bool operator==(const SettledCounts&, const SettledCounts&) = default;
};

/// True when the picture cannot be decoded and is tried again only after a change.
bool isBroken(FileState state);

/// Counts what `changes` leaves alone of the files found: unchanged and returned ones. Known files
/// below unread folders were not found and are not counted. Pure; listings as in compareListings.
SettledCounts countSettled(const FileListing& known, const FileListing& found,
                           const ChangeSet& changes);

}  // namespace semblance
