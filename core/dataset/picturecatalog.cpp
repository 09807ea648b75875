#include "core/dataset/picturecatalog.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <numeric>

namespace semblance {

QString canonicalPictureName(const QString& name) {
    QString plain = name.mid(name.lastIndexOf(u'/') + 1);
    for (const char* suffix : {".jpg", ".jpeg", ".png"}) {
        if (plain.endsWith(QLatin1StringView(suffix), Qt::CaseInsensitive)) {
            plain.chop(static_cast<qsizetype>(qstrlen(suffix)));
            break;
        }
    }
    const bool isNumber = !plain.isEmpty() && std::all_of(plain.begin(), plain.end(), [](QChar c) {
        return c >= u'0' && c <= u'9';
    });
    if (isNumber) {
        qsizetype zeros = 0;
        while (zeros + 1 < plain.size() && plain[zeros] == u'0')
            ++zeros;
        plain.remove(0, zeros);
    }
    return plain;
}

PictureIndex PictureCatalog::add(DatasetPicture picture) {
    const auto next = static_cast<PictureIndex>(m_pictures.size());
    const QString key = canonicalPictureName(picture.name);
    const auto known = m_byName.constFind(key);
    if (known != m_byName.constEnd())
        return *known;
    m_byName.insert(key, next);
    m_pictures.push_back(std::move(picture));
    return next;
}

std::optional<PictureIndex> PictureCatalog::find(const QString& name) const {
    const auto known = m_byName.constFind(canonicalPictureName(name));
    if (known == m_byName.constEnd())
        return std::nullopt;
    return *known;
}

Result<PictureIndex> PictureCatalog::find(const QString& name, const AnnotationEntry& entry) const {
    const auto index = find(name);
    if (!index)
        return entry.refuse(QStringLiteral("the picture %1 is not in the gallery").arg(name));
    return *index;
}

std::vector<PictureIndex> PictureCatalog::all() const {
    std::vector<PictureIndex> indices(m_pictures.size());
    std::iota(indices.begin(), indices.end(), 0);
    return indices;
}

std::vector<PictureIndex> sortedUnique(std::vector<PictureIndex> pictures) {
    std::sort(pictures.begin(), pictures.end());
    pictures.erase(std::unique(pictures.begin(), pictures.end()), pictures.end());
    return pictures;
}

QString pictureFolder(const QString& dir, const QStringList& folders) {
    for (const QString& folder : folders) {
        const QString path = QDir(dir).filePath(folder);
        if (QFileInfo(path).isDir())
            return path;
    }
    return dir;
}

QString picturePath(const QString& folder, const QString& name, const QStringList& suffixes) {
    const QDir dir(folder);
    for (const QString& suffix : suffixes) {
        const QString path = dir.filePath(name + suffix);
        if (QFileInfo::exists(path))
            return path;
    }
    return dir.filePath(name + suffixes.first());
}

}  // namespace semblance
