#pragma once

#include <QString>
#include <QStringList>

#include "core/base/result.h"

namespace semblance {

/// The files of one library. Plain values; making one touches no disk.
struct LibraryPaths {
    explicit LibraryPaths(const QString& libraryDir);

    QString dir;       ///< absolute
    QString database;  ///< library.db: the truth
    QString desk;      ///< desk.db: history, saved searches and collections
    QString lock;      ///< held by the one writer
    QString backups;   ///< folder of earlier states of library.db

    /// The vectors of one model; `modelHash` as in VectorModel.
    QString vectors(const QString& modelHash) const;

    /// The vectors' databases that are there, whatever model they are of.
    QStringList allVectors() const;

    /// The folder for everything that can be made again (thumbnails, mapped vectors): cache/ in
    /// the library, or, when the library lies on a network drive, a local folder named by the
    /// library's uuid. Made if missing. Errors: Permission, NoSpace.
    Result<QString> cacheDir(const QString& libraryUuid) const;
};

}  // namespace semblance
