#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <functional>

#include "core/base/result.h"

class QMimeData;
class QObject;

namespace semblance {

/// What stands at a path.
struct PathFacts {
    enum class Kind {
        File,
        Folder,
        Missing,
        Unanswered,  ///< its disk did not answer in time
    };

    QString path;
    Kind kind = Kind::Unanswered;
    qint64 bytes = 0;  ///< of a file
};

/// Looks at the disk on another thread; `then` hears of all paths in their order, on this thread,
/// while `context` is there.
void lookAt(const QStringList& paths, QObject* context,
            std::function<void(const QList<PathFacts>&)> then);

/// The same for one path.
void lookAt(const QString& path, QObject* context, std::function<void(const PathFacts&)> then);

/// Says that a disk did not answer.
Error unanswered(const QString& path);

/// Of the files and folders that are dragged or copied; nothing is looked at.
QStringList localPaths(const QMimeData& data);

/// The folders among what was dropped, found as lookAt() does; a sentence when there is none.
void takeFolders(const QMimeData& data, QObject* context,
                 std::function<void(const Result<QStringList>&)> then);

}  // namespace semblance
