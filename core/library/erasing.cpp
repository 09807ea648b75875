#include "core/library/erasing.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "core/base/modelfolder.h"
#include "core/base/paths.h"
#include "core/store/librarylock.h"
#include "core/store/libraryreader.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Erasing)
};

QString settingsDir() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/semblance");
}

/// A link is deleted as a link: what it leads to is not ours.
bool deleteWhole(const QString& path) {
    const QFileInfo info(path);
    // One part may lie in another, where a system keeps all in one folder.
    if (!info.exists() && !info.isSymLink())
        return true;
    return info.isDir() && !info.isSymLink() ? QDir(path).removeRecursively() : QFile::remove(path);
}

Status deleteAll(const QStringList& paths) {
    QStringList left;
    for (const QString& path : paths) {
        if (!deleteWhole(path))
            left += QDir::toNativeSeparators(path);
    }
    if (left.isEmpty())
        return {};
    return fail(ErrorKind::Permission,
                Text::tr("These could not be deleted: %1").arg(left.join(QStringLiteral(", "))));
}

void removeIfEmpty(const QString& dir) {
    const QString name = QFileInfo(dir).fileName();
    QFileInfo(dir).dir().rmdir(name);
}

/// Where caches of a library on a network drive lie; empty where it has none, or cannot be read.
QString cacheElsewhere(const LibraryPaths& paths) {
    const auto reader = LibraryReader::open(paths);
    if (!reader)
        return {};
    const QString cache = defaultCacheDir() + QLatin1Char('/') + (*reader)->uuid();
    return QFileInfo(cache).isDir() ? cache : QString();
}
}  // namespace

QStringList partsOfLibrary(const QString& libraryDir) {
    const LibraryPaths paths(libraryDir);
    QStringList parts;
    const QStringList files{QStringLiteral("library.*"), QStringLiteral("desk.*"),
                            QStringLiteral("vectors-*.db*")};
    const QDir dir(paths.dir);
    for (const QString& name : dir.entryList(files, QDir::Files | QDir::System | QDir::Hidden))
        parts += dir.filePath(name);
    for (const QString& name :
         {QStringLiteral("cache"), QStringLiteral("backups"), QStringLiteral("kept")}) {
        if (QFileInfo(dir.filePath(name)).isDir())
            parts += dir.filePath(name);
    }
    return parts;
}

Status eraseLibrary(const QString& libraryDir) {
    const LibraryPaths paths(libraryDir);
    if (!QFileInfo::exists(paths.database))
        return fail(ErrorKind::NotFound, Text::tr("There is no library in the folder %1.")
                                             .arg(QDir::toNativeSeparators(paths.dir)));
    QStringList parts;
    {
        SEMBLANCE_TRY_ASSIGN(const auto lock, LibraryLock::acquire(paths));
        const QString cache = cacheElsewhere(paths);
        if (!cache.isEmpty())
            parts += cache;
        parts += partsOfLibrary(paths.dir);
        parts.removeAll(paths.lock);
        SEMBLANCE_TRY(deleteAll(parts));
    }
    // Some systems delete no file that is held.
    SEMBLANCE_TRY(deleteAll(partsOfLibrary(paths.dir)));
    removeIfEmpty(paths.dir);
    return {};
}

QStringList partsOfUser() {
    QStringList parts;
    for (const QString& dir : {importedModelsDir(), defaultCacheDir(), settingsDir()}) {
        if (QFileInfo(dir).isDir())
            parts += dir;
    }
    return parts;
}

Status eraseUserParts() {
    SEMBLANCE_TRY(deleteAll(partsOfUser()));
    removeIfEmpty(QFileInfo(defaultLibraryDir()).path());
    return {};
}

}  // namespace semblance
