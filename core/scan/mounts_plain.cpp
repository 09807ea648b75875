#include <QStorageInfo>

#include "core/scan/mounts.h"

#ifdef Q_OS_UNIX
#include <sys/statvfs.h>

#include "core/base/paths.h"
#endif

namespace semblance {

std::vector<Mount> currentMounts() {
    std::vector<Mount> mounts;
    const QList<QStorageInfo> volumes = QStorageInfo::mountedVolumes();
    for (const QStorageInfo& volume : volumes) {
        if (!volume.isReady())
            continue;
        QString shown = QString::fromUtf8(volume.subvolume());
        while (shown.startsWith(QLatin1Char('/')))
            shown.remove(0, 1);
        mounts.push_back({volume.rootPath(), QString::fromUtf8(volume.device()),
                          QString::fromUtf8(volume.fileSystemType()), shown, 0});
    }
    return mounts;
}

quint64 fileSystemNumber([[maybe_unused]] const QString& path) {
#ifdef Q_OS_UNIX
    struct statvfs facts = {};
    return ::statvfs(toFsPath(path).c_str(), &facts) == 0 ? quint64(facts.f_fsid) : 0;
#else
    return 0;
#endif
}

QStringList mountPointsToBe() {
    return {};
}

}  // namespace semblance
