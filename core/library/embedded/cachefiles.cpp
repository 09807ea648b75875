#include "core/library/embedded/cachefiles.h"

#include <QDir>
#include <QList>
#include <algorithm>
#include <utility>

namespace semblance {

CacheFiles::CacheFiles(QString dir, QString stem, QString suffix)
    : m_dir(std::move(dir)), m_stem(std::move(stem)), m_suffix(std::move(suffix)) {}

QList<CacheFiles::Found> CacheFiles::found() const {
    QList<Found> files;
    const QDir dir(m_dir);
    const QString tail = QLatin1Char('.') + m_suffix;
    const QStringList names =
        dir.entryList({m_stem + QLatin1Char('*') + tail}, QDir::Files | QDir::Hidden);
    for (const QString& name : names) {
        const QString middle = name.mid(m_stem.size(), name.size() - m_stem.size() - tail.size());
        bool isNumber = false;
        const qint64 number = middle.mid(1).toLongLong(&isNumber);
        // Versions before 0.2 wrote no number.
        if (middle.isEmpty() || (middle.startsWith(QLatin1Char('.')) && isNumber))
            files.append({dir.filePath(name), number});
    }
    std::sort(files.begin(), files.end(),
              [](const Found& a, const Found& b) { return a.number > b.number; });
    return files;
}

QString CacheFiles::newest() const {
    const QList<Found> files = found();
    return files.isEmpty() ? QString() : files.first().path;
}

QString CacheFiles::next() const {
    const QList<Found> files = found();
    const qint64 number = files.isEmpty() ? 1 : files.first().number + 1;
    return QDir(m_dir).filePath(QStringLiteral("%1.%2.%3").arg(m_stem).arg(number).arg(m_suffix));
}

void CacheFiles::removeAllBut(const QString& file) const {
    for (const Found& other : found()) {
        if (other.path != file)
            QFile::remove(other.path);
    }
}

}  // namespace semblance
