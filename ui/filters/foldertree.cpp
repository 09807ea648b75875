#include "ui/filters/foldertree.h"

#include <QStringList>
#include <algorithm>
#include <map>

namespace semblance {

namespace {
struct Folder {
    qint64 own = 0;
    qint64 all = 0;
    int children = 0;
};

/// Empty of what lies in no folder.
QString parentOf(const QString& path) {
    const qsizetype end = path.lastIndexOf(u'/');
    return end > 0 ? path.left(end) : QString();
}
}  // namespace

std::vector<FolderNode> folderTree(const std::vector<Facets::Value>& folders) {
    std::map<QStringList, Folder> all;  // by parts: a folder comes before what lies in it
    const auto partsOf = [](const QString& path) { return path.split(u'/'); };
    for (const Facets::Value& value : folders) {
        Folder& folder = all[partsOf(value.name)];
        folder.own += value.photos;
        folder.all += value.photos;
    }
    // Deeper ones first, so that each is whole when it is added to the one above.
    std::vector<QStringList> paths;
    for (const Facets::Value& value : folders) {
        QString path = value.name;
        while (!path.isEmpty()) {
            paths.push_back(partsOf(path));
            path = parentOf(path);
        }
    }
    std::sort(paths.begin(), paths.end(), [](const QStringList& a, const QStringList& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    for (const QStringList& path : paths) {
        const qint64 photos = all[path].all;
        if (path.size() < 2 || path.first(path.size() - 1).join(u'/').isEmpty())
            continue;
        Folder& above = all[path.first(path.size() - 1)];
        above.all += photos;
        ++above.children;
    }
    std::vector<FolderNode> nodes;
    std::vector<int> open;  // the nodes that may still get children
    for (const auto& [parts, folder] : all) {
        if (folder.own == 0 && folder.children < 2)
            continue;
        const QString path = parts.join(u'/');
        while (!open.empty() &&
               !path.startsWith(nodes[static_cast<std::size_t>(open.back())].path + u'/'))
            open.pop_back();
        FolderNode node{path, path, folder.all, open.empty() ? -1 : open.back()};
        if (!open.empty())
            node.name = path.sliced(nodes[static_cast<std::size_t>(open.back())].path.size() + 1);
        else if (const qsizetype end = path.lastIndexOf(u'/'); end >= 0 && end + 1 < path.size())
            node.name = path.sliced(end + 1);
        open.push_back(static_cast<int>(nodes.size()));
        nodes.push_back(node);
    }
    return nodes;
}

}  // namespace semblance
