#include "core/base/cachenote.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include "core/base/json.h"
#include "core/base/paths.h"

namespace semblance {

namespace {
constexpr qint64 kLargest = 4 << 20;
}  // namespace

CacheNote::CacheNote(const QString& kind, const QString& about) {
    const QByteArray key =
        QCryptographicHash::hash(about.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    m_path = QDir(defaultCacheDir())
                 .filePath(QStringLiteral("%1/%2.json").arg(kind, QLatin1StringView(key)));
}

QJsonObject CacheNote::read() const {
    if (!QFileInfo::exists(m_path))
        return {};
    return readJsonObject(m_path, kLargest).value_or(QJsonObject());
}

void CacheNote::write(const QJsonObject& note) const {
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(note).toJson()) >= 0)
        file.commit();
}

void CacheNote::remove() const {
    QFile::remove(m_path);
}

}  // namespace semblance
