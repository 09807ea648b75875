#include "core/scan/volume.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "core/base/paths.h"
#include "core/scan/mounts.h"

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

/// Without what tells one file system from another of the same device.
QString plainIdOf(const Mount& mount) {
    if (mount.device.startsWith(QStringLiteral("/dev/"))) {
        const QString uuid = uuidOfDevice(mount.device);
        return uuid.isEmpty() ? mount.device : uuid;
    }
    const bool isNamed = mount.device.contains(QLatin1Char('/')) ||
                         mount.device.contains(QLatin1Char('\\')) ||
                         mount.device.contains(QLatin1Char(':'));
    return isNamed ? mount.device : mount.fileSystem + QLatin1Char(':') + mount.path;
}

/// Whether another file system may have the same plain id at another time: what is plugged in where
/// the system tells no UUID, and what lives in memory.
bool isReusedId(const QString& plainId) {
    return plainId.startsWith(QStringLiteral("/dev/")) ||
           plainId.startsWith(QStringLiteral("tmpfs:")) ||
           plainId.startsWith(QStringLiteral("ramfs:"));
}

/// A file system's UUID; a network share's or device's name; for file systems that live in memory,
/// which all have the same device, the place they are mounted at.
QString volumeIdOf(const Mount& mount) {
    const QString id = plainIdOf(mount);
    const quint64 number = isReusedId(id) ? fileSystemNumber(mount.path) : 0;
    return number == 0 ? id : id + QLatin1Char('#') + QString::number(number, 16);
}

/// Versions before noted the plain id.
bool isVolume(const Mount& mount, const QString& volumeId) {
    const QString plain = plainIdOf(mount);
    if (!volumeId.startsWith(plain))
        return false;
    return volumeId == plain || volumeId == volumeIdOf(mount);
}

QString joined(const QString& a, const QString& b) {
    if (a.isEmpty() || b.isEmpty())
        return a + b;
    return a.endsWith(QLatin1Char('/')) ? a + b : a + QLatin1Char('/') + b;
}

/// A file system in memory that was made anew where one was lost, and nothing is in it yet: it may
/// well be meant to be the same place.
bool isMadeAnew(const Mount& mount, const RootPlace& place) {
    const QString plain = plainIdOf(mount);
    return !plain.startsWith(QLatin1Char('/')) && isReusedId(plain) &&
           place.volumeId.startsWith(plain + QLatin1Char('#')) && QDir(place.path).isEmpty();
}

/// Where on the volume lies what is seen at `path`.
QString pathOnVolume(const Mount& mount, const QString& path) {
    const QString inside = QDir(mount.path).relativeFilePath(path);
    return joined(mount.shown, inside == QStringLiteral(".") ? QString() : inside);
}

/// Where `pathOnVolume` is seen through this mount; nothing when the mount shows another part.
std::optional<QString> pathThrough(const Mount& mount, const QString& pathOnVolume) {
    const QString& part = mount.shown;
    if (pathOnVolume == part)
        return mount.path;
    if (!part.isEmpty() && !pathOnVolume.startsWith(part + QLatin1Char('/')))
        return std::nullopt;
    return joined(mount.path, pathOnVolume.mid(part.isEmpty() ? 0 : part.size() + 1));
}

/// What lies at `path`, or, where nothing does, at the nearest folder above.
Mount mountAt(const QString& path, const std::vector<Mount>& mounts) {
    QFileInfo info(path);
    while (!info.exists() && !info.isRoot())
        info = QFileInfo(info.absolutePath());
    return mountOf(info.canonicalFilePath(), mounts);
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
    const Mount mount = mountOf(path, currentMounts());
    RootPlace place;
    place.volumeId = volumeIdOf(mount);
    place.volumeName = QStorageInfo(path).name();
    place.pathOnVolume = pathOnVolume(mount, path);
    place.path = path;
    return place;
}

RootPresence findRoot(const RootPlace& place) {
    const std::vector<Mount> mounts = currentMounts();
    const Mount before = mountAt(place.path, mounts);
    bool volumeSeen = isVolume(before, place.volumeId) || isMadeAnew(before, place);
#ifdef Q_OS_DARWIN
    // Devices get other numbers at every start; a mount point goes away with its volume.
    const bool isSameVolume = volumeSeen || place.volumeId.startsWith(QStringLiteral("/dev/"));
#else
    const bool isSameVolume = volumeSeen;
#endif
    // Where a part of the volume was mounted there may be another part of it now.
    const bool isSamePlace = isSameVolume && pathOnVolume(before, place.path) == place.pathOnVolume;
    if (isSamePlace && QFileInfo(place.path).isDir())
        return {RootState::Present, place.path};
    for (const Mount& mount : mounts) {
        if (!isVolume(mount, place.volumeId))
            continue;
        const auto path = pathThrough(mount, place.pathOnVolume);
        // Another file system may cover the place.
        if (!path || !isVolume(mountAt(*path, mounts), place.volumeId))
            continue;
        volumeSeen = true;
        if (QFileInfo(*path).isDir())
            return {RootState::Present, *path};
    }
    return {volumeSeen ? RootState::FolderMissing : RootState::VolumeAbsent, place.path};
}

bool answers(const RootPlace& place) {
    const RootPresence presence = findRoot(place);
    if (presence.state != RootState::Present || presence.path != place.path)
        return false;
    std::error_code error;
    const std::filesystem::directory_iterator listed(toFsPath(place.path), error);
    return !error;
}

}  // namespace semblance
