#include "app/cli/fileplaces.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace semblance {

QStringList namesOf(const QString& path) {
    const QFileInfo file(path);
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    QStringList names;
    if (!folder.isEmpty())
        names.append(QDir(folder).filePath(file.fileName()));
    names.append({file.canonicalFilePath(), QDir::cleanPath(path)});
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

std::vector<std::pair<RootId, QString>> placesOf(const QString& path,
                                                 const std::vector<RootLocation>& roots) {
    std::vector<std::pair<RootId, QString>> places;
    for (const RootLocation& root : roots) {
        const QString& folder = root.place.path;
        const QString prefix = folder.endsWith(u'/') ? folder : folder + u'/';
        if (path.startsWith(prefix))
            places.emplace_back(root.id, path.mid(prefix.size()));
    }
    std::sort(places.begin(), places.end(),
              [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    return places;
}

}  // namespace semblance
