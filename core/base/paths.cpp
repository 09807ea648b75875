#include "core/base/paths.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QStandardPaths>
#include <QStorageInfo>

namespace semblance {

std::filesystem::path toFsPath(const QString& path) {
#ifdef Q_OS_WIN
    return std::filesystem::path(path.toStdWString());
#else
    return std::filesystem::path(QFile::encodeName(path).toStdString());
#endif
}

QString fromFsPath(const std::filesystem::path& path) {
#ifdef Q_OS_WIN
    return QString::fromStdWString(path.generic_wstring());
#else
    return QFile::decodeName(QByteArray::fromStdString(path.native()));
#endif
}

QString defaultLibraryDir() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/semblance/library");
}

QString defaultCacheDir() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
           QStringLiteral("/semblance");
}

bool isOnLocalDisk(const QString& path) {
#ifdef Q_OS_WIN
    // A share's file system calls itself NTFS there.
    if (QDir::fromNativeSeparators(path).startsWith(QStringLiteral("//")))
        return false;
#endif
    QFileInfo info(path);
    while (!info.exists() && !info.isRoot())
        info = QFileInfo(info.absolutePath());
    const QByteArray type = QStorageInfo(info.absoluteFilePath()).fileSystemType().toLower();
    static const QSet<QByteArray> local{
        "ext2",    "ext3",   "ext4",     "xfs",     "btrfs", "f2fs",    "zfs",       "bcachefs",
        "jfs",     "nilfs2", "reiserfs", "tmpfs",   "ramfs", "overlay", "overlayfs", "ecryptfs",
        "vfat",    "msdos",  "exfat",    "fat",     "fat32", "ntfs",    "ntfs3",     "refs",
        "fuseblk", "apfs",   "hfs",      "hfsplus", "ufs",   "ffs"};
    return local.contains(type);
}

QString siblingProgram(const QString& name) {
#ifdef Q_OS_WIN
    const QString file = name + QStringLiteral(".exe");
#else
    const QString& file = name;
#endif
    const QString forced = qEnvironmentVariable("SEMBLANCE_BIN_DIR");
    const QDir dir(forced.isEmpty() ? QCoreApplication::applicationDirPath() : forced);
    for (const QString& place : {file, QStringLiteral("../libexec/semblance/") + file}) {
        const QString path = QDir::cleanPath(dir.filePath(place));
        if (QFileInfo(path).isExecutable())
            return path;
    }
    return {};
}

}  // namespace semblance
