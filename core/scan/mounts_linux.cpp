#include <mntent.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>

#include <QFile>
#include <cstdio>
#include <memory>

#include "core/base/paths.h"
#include "core/scan/mounts.h"

namespace semblance {

namespace {

/// A field of mountinfo: blanks and the like are written \040.
QByteArray unescaped(const QByteArray& field) {
    QByteArray text;
    for (qsizetype i = 0; i < field.size(); ++i) {
        bool isOctal = false;
        const int code = field[i] == '\\' ? field.mid(i + 1, 3).toInt(&isOctal, 8) : 0;
        text.append(isOctal ? static_cast<char>(code) : field[i]);
        i += isOctal ? 3 : 0;
    }
    return text;
}

quint64 deviceNumberOf(const QByteArray& majorMinor) {
    const qsizetype colon = majorMinor.indexOf(':');
    return makedev(majorMinor.left(colon).toUInt(), majorMinor.mid(colon + 1).toUInt());
}

}  // namespace

std::vector<Mount> currentMounts() {
    std::vector<Mount> mounts;
    QFile table(QStringLiteral("/proc/self/mountinfo"));
    if (!table.open(QIODevice::ReadOnly))
        return mounts;
    // proc(5): 36 35 98:0 /part /mounted/at options tags... - ext4 /dev/sda1 options
    for (const QByteArray& line : table.readAll().split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        const qsizetype dash = fields.indexOf("-", 6);
        if (dash < 0 || fields.size() < dash + 3)
            continue;
        QString shown = QFile::decodeName(unescaped(fields[3]));
        while (shown.startsWith(QLatin1Char('/')))
            shown.remove(0, 1);
        mounts.push_back({QFile::decodeName(unescaped(fields[4])),
                          QFile::decodeName(unescaped(fields[dash + 2])),
                          QString::fromUtf8(fields[dash + 1]), shown, deviceNumberOf(fields[2])});
    }
    return mounts;
}

quint64 fileSystemNumber(const QString& path) {
    struct statvfs facts = {};
    return ::statvfs(toFsPath(path).c_str(), &facts) == 0 ? quint64(facts.f_fsid) : 0;
}

QStringList mountPointsToBe() {
    QStringList points;
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> table(::setmntent("/etc/fstab", "r"),
                                                                &::endmntent);
    while (const mntent* entry = table ? ::getmntent(table.get()) : nullptr)
        points.append(QFile::decodeName(entry->mnt_dir));
    return points;
}

}  // namespace semblance
