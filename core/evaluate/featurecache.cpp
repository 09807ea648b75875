#include "core/evaluate/featurecache.h"

#include <QDir>
#include <QFileInfo>
#include <span>

#include "core/base/hash.h"
#include "core/dataset/picturekey.h"
#include "core/evaluate/featurefile.h"

namespace semblance {

namespace {

QStringList namesOf(const std::vector<DatasetPicture>& pictures) {
    QStringList names;
    for (const DatasetPicture& picture : pictures)
        names << picture.name;
    return names;
}

}  // namespace

QString featureCachePath(const QString& dir, const QString& modelKey,
                         const std::vector<DatasetPicture>& pictures) {
    Xxh3 hash;
    const auto add = [&](const QByteArray& bytes) {
        hash.add(
            std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))));
    };
    add(modelKey.toUtf8());
    for (const DatasetPicture& picture : pictures)
        add('\n' + pictureKey(picture));
    return QDir(dir).filePath(QString::fromLatin1(hash.digest().toHex()) +
                              QStringLiteral(".safetensors"));
}

Rows readCachedRows(const QString& path, const std::vector<DatasetPicture>& pictures, int dim) {
    if (!QFileInfo::exists(path))
        return {};
    auto cached = readNamedRows(path);
    if (!cached || cached->rows.dim != dim || cached->names != namesOf(pictures))
        return {};
    return std::move(cached->rows);
}

Status writeCachedRows(const QString& path, const std::vector<DatasetPicture>& pictures,
                       const Rows& rows) {
    const QString dir = QFileInfo(path).path();
    if (!QDir().mkpath(dir)) {
        return fail(ErrorKind::Permission,
                    QStringLiteral("The cache folder %1 cannot be made.").arg(dir));
    }
    return writeGalleryFeatures(path, {namesOf(pictures), rows});
}

}  // namespace semblance
