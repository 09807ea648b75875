#include "core/library/keptpictures.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSet>
#include <algorithm>
#include <span>

#include "core/base/hash.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::KeptPictures)
};

const QRegularExpression& keptName() {
    static const QRegularExpression name(
        QRegularExpression::anchoredPattern(QStringLiteral("[0-9a-f]{32}\\.[a-z0-9]{1,8}")));
    return name;
}

/// Ours alone, whatever else somebody put there; the longest unused first.
QFileInfoList keptFiles(const QString& dir) {
    QFileInfoList files =
        QDir(dir).entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Time | QDir::Reversed);
    files.removeIf(
        [](const QFileInfo& file) { return !keptName().match(file.fileName()).hasMatch(); });
    return files;
}

qint64 bytesOf(const QFileInfoList& files) {
    qint64 bytes = 0;
    for (const QFileInfo& file : files)
        bytes += file.size();
    return bytes;
}

// One that cannot be renewed is merely forgotten earlier.
void renew(const QString& path, const QDateTime& now) {
    QFile file(path);
    if (file.open(QIODevice::ReadWrite))
        static_cast<void>(file.setFileTime(now, QFileDevice::FileModificationTime));
}

Error notWritten(const QString& dir, const QString& detail) {
    return {ErrorKind::NoSpace,
            Text::tr("The picture could not be kept in the library's folder %1. Make room there.")
                .arg(QDir::toNativeSeparators(dir)),
            detail};
}
}  // namespace

KeptPictures::KeptPictures(const QString& libraryDir)
    : m_dir(libraryDir + QStringLiteral("/kept")) {}

bool KeptPictures::isKept(const QString& path) {
    const QFileInfo file(path);
    return keptName().match(file.fileName()).hasMatch() &&
           file.path().endsWith(QLatin1StringView("/kept"));
}

Result<QString> KeptPictures::keep(const QByteArray& bytes, const QString& extension) const {
    const QByteArray hash =
        xxh3(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
    const QString name = QString::fromLatin1(hash.toHex()) + u'.' + extension.toLower();
    const QString path = m_dir + u'/' + name;
    if (QFileInfo(path).size() == bytes.size() && !bytes.isEmpty()) {
        renew(path, QDateTime::currentDateTime());
        return path;
    }
    if (bytesOf(keptFiles(m_dir)) + bytes.size() >= mostBytes)
        return fail(notWritten(m_dir, QStringLiteral("the folder is full")));
    if (!QDir().mkpath(m_dir))
        return fail(notWritten(m_dir, QStringLiteral("the folder cannot be made")));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(notWritten(m_dir, file.errorString()));
    return path;
}

int KeptPictures::clean(const QStringList& referred, const QDateTime& now) const {
    const QDateTime oldest = now.addDays(-daysUnused);
    const QSet<QString> used(referred.begin(), referred.end());
    QFileInfoList unused;
    qint64 bytes = 0;
    for (const QFileInfo& file : keptFiles(m_dir)) {
        bytes += file.size();
        if (used.contains(file.filePath()))
            renew(file.filePath(), now);
        else
            unused.append(file);
    }
    int removed = 0;
    for (const QFileInfo& file : unused) {
        if (file.lastModified() >= oldest && bytes <= mostBytes / 2)
            continue;
        if (!QFile::remove(file.filePath()))
            continue;
        bytes -= file.size();
        ++removed;
    }
    return removed;
}

}  // namespace semblance
