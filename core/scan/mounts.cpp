#include "core/scan/mounts.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/stat.h>

#include "core/base/paths.h"
#endif

namespace semblance {

namespace {

bool holds(const QString& folder, const QString& path) {
    return path == folder ||
           path.startsWith(folder.endsWith(QLatin1Char('/')) ? folder : folder + QLatin1Char('/'));
}

quint64 deviceNumberOf([[maybe_unused]] const QString& path) {
#ifdef Q_OS_UNIX
    struct stat facts = {};
    return ::stat(toFsPath(path).c_str(), &facts) == 0 ? quint64(facts.st_dev) : 0;
#else
    return 0;
#endif
}

/// Where desktops and people mount what is plugged in: "/media/mia/Photos", "/mnt/nas".
bool isUsualMountPoint(const QString& folder) {
    const QStringList parts = folder.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const QString first = parts.value(0);
    if (first == QLatin1StringView("mnt"))
        return parts.size() <= 2;
    if (first == QLatin1StringView("media"))
        return parts.size() == 2 || parts.size() == 3;
    if (first == QLatin1StringView("Volumes"))
        return parts.size() == 2;
    return parts.size() == 4 && first == QLatin1StringView("run") &&
           parts[1] == QLatin1StringView("media");
}

}  // namespace

Mount mountOf(const QString& path, const std::vector<Mount>& mounts) {
    // A mount can be covered by one further up that came later; the device tells.
    const quint64 device = deviceNumberOf(path);
    const auto innermost = [&](bool sameDevice) {
        const Mount* best = nullptr;
        for (const Mount& mount : mounts) {
            if (holds(mount.path, path) && (!sameDevice || mount.deviceNumber == device) &&
                (!best || mount.path.size() >= best->path.size()))
                best = &mount;
        }
        return best;
    };
    const Mount* found = device != 0 ? innermost(true) : nullptr;
    if (!found)
        found = innermost(false);
    return found ? *found : Mount();
}

bool isEmptyMountPoint(const QString& folder) {
    const QString path = QFileInfo(folder).canonicalFilePath();
    if (path.isEmpty() ||
        !QDir(path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return false;
    if (!isUsualMountPoint(path) && !mountPointsToBe().contains(path))
        return false;
    const std::vector<Mount> mounts = currentMounts();
    return std::none_of(mounts.begin(), mounts.end(),
                        [&](const Mount& mount) { return mount.path == path; });
}

}  // namespace semblance
