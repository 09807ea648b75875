#include "core/scan/volume.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>
#include <optional>

#include "core/base/paths.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Volume)
};

#ifdef Q_OS_LINUX
/// The UUID of a block device's file system, as udev publishes it.
QString uuidOfDevice(const QString& device) {
    const QString real = QFileInfo(device).canonicalFilePath();
    const QDir byUuid(QStringLiteral("/dev/disk/by-uuid"));
    for (const QFileInfo& link : byUuid.entryInfoList(QDir::System | QDir::Files)) {
        if (!real.isEmpty() && link.canonicalFilePath() == real)
            return link.fileName();
    }
    return {};
}
#else
QString uuidOfDevice(const QString&) {
    return {};
}
#endif

/// A file system's UUID; a network share's or device's name; for file systems that live in memory,
/// which all have the same device, the place they are mounted at.
QString volumeIdOf(const QStorageInfo& volume) {
    const QString device = QString::fromUtf8(volume.device());
    if (device.startsWith(QStringLiteral("/dev/"))) {
        const QString uuid = uuidOfDevice(device);
        return uuid.isEmpty() ? device : uuid;
    }
    const bool isNamed = device.contains(QLatin1Char('/')) || device.contains(QLatin1Char('\\')) ||
                         device.contains(QLatin1Char(':'));
    if (isNamed)
        return device;
    return QString::fromUtf8(volume.fileSystemType()) + QLatin1Char(':') + volume.rootPath();
}

/// What the mount point shows of the file system: "" for all of it, "@home" for a subvolume.
QString shownPart(const QStorageInfo& volume) {
    QString part = QString::fromUtf8(volume.subvolume());
    while (part.startsWith(QLatin1Char('/')))
        part.remove(0, 1);
    return part;
}

QString joined(const QString& a, const QString& b) {
    if (a.isEmpty() || b.isEmpty())
        return a + b;
    return a.endsWith(QLatin1Char('/')) ? a + b : a + QLatin1Char('/') + b;
}

/// Where `pathOnVolume` is seen through this mount; nothing when the mount shows another part.
std::optional<QString> pathThrough(const QStorageInfo& volume, const QString& pathOnVolume) {
    const QString part = shownPart(volume);
    if (pathOnVolume == part)
        return volume.rootPath();
    if (!part.isEmpty() && !pathOnVolume.startsWith(part + QLatin1Char('/')))
        return std::nullopt;
    return joined(volume.rootPath(), pathOnVolume.mid(part.isEmpty() ? 0 : part.size() + 1));
}

QStorageInfo volumeAt(const QString& path) {
    QFileInfo info(path);
    while (!info.exists() && !info.isRoot())
        info = QFileInfo(info.absolutePath());
    return QStorageInfo(info.absoluteFilePath());
}

}  // namespace

Result<RootPlace> locateRoot(const QString& folder) {
    const QFileInfo info(folder);
    if (!info.exists())
        return fail(ErrorKind::NotFound,
                    Text::tr("The folder %1 is not there. Check its name and that its disk is "
                             "plugged in.")
                        .arg(QDir::toNativeSeparators(folder)));
    if (!info.isDir())
        return fail(ErrorKind::BadInput,
                    Text::tr("%1 is not a folder. Choose the folder that holds it.")
                        .arg(QDir::toNativeSeparators(folder)));
    const QString path = info.canonicalFilePath();
    if (path.isEmpty() || !info.isReadable() || !info.isExecutable())
        return fail(ErrorKind::Permission,
                    Text::tr("You may not read the folder %1. Check its permissions.")
                        .arg(QDir::toNativeSeparators(folder)));
    const QStorageInfo volume(path);
    const QString inside = QDir(volume.rootPath()).relativeFilePath(path);
    RootPlace place;
    place.volumeId = volumeIdOf(volume);
    place.volumeName = volume.name();
    place.pathOnVolume =
        joined(shownPart(volume), inside == QStringLiteral(".") ? QString() : inside);
    place.path = path;
    return place;
}

RootPresence findRoot(const RootPlace& place) {
    const QStorageInfo before = volumeAt(place.path);
    bool volumeSeen = volumeIdOf(before) == place.volumeId;
#ifdef Q_OS_DARWIN
    // Devices get other numbers at every start; a mount point goes away with its volume.
    const bool isSamePlace = volumeSeen || place.volumeId.startsWith(QStringLiteral("/dev/"));
#else
    const bool isSamePlace = volumeSeen;
#endif
    if (isSamePlace && QFileInfo(place.path).isDir())
        return {RootState::Present, place.path};
    const QList<QStorageInfo> volumes = QStorageInfo::mountedVolumes();
    for (const QStorageInfo& volume : volumes) {
        if (!volume.isReady() || volumeIdOf(volume) != place.volumeId)
            continue;
        const auto path = pathThrough(volume, place.pathOnVolume);
        if (!path)
            continue;
        volumeSeen = true;
        if (QFileInfo(*path).isDir())
            return {RootState::Present, *path};
    }
    return {volumeSeen ? RootState::FolderMissing : RootState::VolumeAbsent, place.path};
}

}  // namespace semblance
