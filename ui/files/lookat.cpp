#include "ui/files/lookat.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <algorithm>

#include "ui/files/aside.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Files)
};

constexpr std::chrono::seconds patience{5};

QString nameOf(const QString& path) {
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

PathFacts factsOf(const QString& path) {
    const QFileInfo info(path);
    if (info.isDir())
        return {path, PathFacts::Kind::Folder, 0};
    if (info.isFile())
        return {path, PathFacts::Kind::File, info.size()};
    return {path, PathFacts::Kind::Missing, 0};
}

}  // namespace

void lookAt(const QStringList& paths, QObject* context,
            std::function<void(const QList<PathFacts>&)> then) {
    const auto look = [paths] {
        QList<PathFacts> facts;
        for (const QString& path : paths)
            facts.append(factsOf(path));
        return facts;
    };
    runAside(context, patience, look,
             [paths, then = std::move(then)](std::optional<QList<PathFacts>> facts) {
                 if (!facts) {
                     facts.emplace();
                     for (const QString& path : paths)
                         facts->append({path, PathFacts::Kind::Unanswered, 0});
                 }
                 then(*facts);
             });
}

void lookAt(const QString& path, QObject* context, std::function<void(const PathFacts&)> then) {
    lookAt(QStringList{path}, context,
           [then = std::move(then)](const QList<PathFacts>& facts) { then(facts.first()); });
}

Error unanswered(const QString& path) {
    return {ErrorKind::NotFound,
            Text::tr("The disk with “%1” does not answer. Check that it is connected, then try "
                     "again.")
                .arg(nameOf(path)),
            path};
}

QStringList localPaths(const QMimeData& data) {
    QStringList paths;
    for (const QUrl& url : data.urls()) {
        // Without the '/' that some put at a folder's end.
        if (const QString path = url.adjusted(QUrl::StripTrailingSlash).toLocalFile();
            !path.isEmpty())
            paths.append(path);
    }
    return paths;
}

void takeFolders(const QMimeData& data, QObject* context,
                 std::function<void(const Result<QStringList>&)> then) {
    const auto take = [then = std::move(then)](const QList<PathFacts>& facts) {
        QStringList folders;
        for (const PathFacts& path : facts) {
            if (path.kind == PathFacts::Kind::Folder)
                folders.append(path.path);
        }
        const auto silent = std::find_if(facts.begin(), facts.end(), [](const PathFacts& path) {
            return path.kind == PathFacts::Kind::Unanswered;
        });
        if (!folders.isEmpty())
            then(folders);
        else if (silent != facts.end())
            then(fail(unanswered(silent->path)));
        else
            then(fail(ErrorKind::BadInput,
                      Text::tr("There is no folder in what was dropped. Drop the folder that "
                               "holds the files.")));
    };
    lookAt(localPaths(data), context, take);
}

}  // namespace semblance
