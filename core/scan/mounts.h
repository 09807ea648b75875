#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <vector>

namespace semblance {

/// A file system as it is mounted.
struct Mount {
    QString path;              ///< where, without '/' at its end but for "/"
    QString device;            ///< "/dev/sdb1", "server:/share", "tmpfs"
    QString fileSystem;        ///< "ext4"
    QString shown;             ///< what of it is seen there: "" for all, "@home" for a part
    quint64 deviceNumber = 0;  ///< st_dev of what lies on it; 0 where it is not known
};

/// What is mounted now, later mounts behind those that they cover. On Linux no file system is
/// touched, elsewhere those that hang hang this.
std::vector<Mount> currentMounts();

/// The mount that what lies at `path` (absolute, links resolved) is on: of those at one place the
/// last. A path of nothing is judged by its text.
Mount mountOf(const QString& path, const std::vector<Mount>& mounts);

/// A number that the file system at `path` was given when it was made, or that its device has; 0
/// where there is none. May hang.
quint64 fileSystemNumber(const QString& path);

/// Where file systems are to be mounted at the system's start or when they are plugged in, as its
/// table says; nothing where there is no such table.
QStringList mountPointsToBe();

/// Whether `folder` is a place for a disk that is not there: empty, nothing mounted on it, and
/// either listed in the table of mounts to be made at the start or where systems mount what is
/// plugged in. May hang.
bool isEmptyMountPoint(const QString& folder);

}  // namespace semblance
