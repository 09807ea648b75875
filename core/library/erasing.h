#pragma once

#include <QString>
#include <QStringList>

#include "core/base/result.h"

/// Deleting what Semblance keeps. Blocking, on any thread. Photos, sidecars and whatever else a
/// user put there are not touched: only files of the names that Semblance gives, and folders that
/// are empty then.
namespace semblance {

/// What eraseLibrary() deletes of the folder: paths of files and folders that are there.
QStringList partsOfLibrary(const QString& libraryDir);

/// Deletes the library. NotFound when the folder holds none, Busy while another program writes to
/// it, Permission when something could not be deleted.
Status eraseLibrary(const QString& libraryDir);

/// What Semblance keeps for this user beside libraries: imported models, caches, settings, crash
/// notes.
QStringList partsOfUser();

/// Deletes these. Permission when something could not be deleted.
Status eraseUserParts();

}  // namespace semblance
