#include "core/store/librarypaths.h"

#include <QCoreApplication>
#include <QDir>
#include <system_error>

#include "core/base/paths.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryPaths)
};
}  // namespace

LibraryPaths::LibraryPaths(const QString& libraryDir)
    : dir(QDir::cleanPath(QDir(libraryDir).absolutePath())),
      database(dir + QStringLiteral("/library.db")),
      desk(dir + QStringLiteral("/desk.db")),
      lock(dir + QStringLiteral("/library.lock")),
      backups(dir + QStringLiteral("/backups")) {}

QString LibraryPaths::vectors(const QString& modelHash) const {
    return dir + QStringLiteral("/vectors-%1.db").arg(modelHash.left(16));
}

QStringList LibraryPaths::allVectors() const {
    QStringList paths;
    for (const QString& name : QDir(dir).entryList({QStringLiteral("vectors-*.db")}, QDir::Files))
        paths.append(dir + QLatin1Char('/') + name);
    return paths;
}

Result<QString> LibraryPaths::cacheDir(const QString& libraryUuid) const {
    const QString folder = isOnLocalDisk(dir) ? dir + QStringLiteral("/cache")
                                              : defaultCacheDir() + QLatin1Char('/') + libraryUuid;
    std::error_code error;
    std::filesystem::create_directories(toFsPath(folder), error);
    if (error)
        return fail(systemError(error.default_error_condition().value(),
                                Text::tr("The folder %1 for previews and search data cannot be "
                                         "made. Check its permissions and the free space.")
                                    .arg(folder)));
    return folder;
}

}  // namespace semblance
