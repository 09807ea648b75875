#include "core/base/resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace semblance {

QString resourceDir(const QString& name) {
    const QDir program(QCoreApplication::applicationDirPath());
    const QString roots[] = {qEnvironmentVariable("SEMBLANCE_RESOURCES"),
                             program.filePath(QStringLiteral("../resources")),
                             program.filePath(QStringLiteral("../share/semblance")),
                             program.filePath(QStringLiteral("../../share/semblance")),
                             program.filePath(QStringLiteral("../Resources")),
                             program.filePath(QStringLiteral("../../../resources"))};
    for (const QString& root : roots) {
        if (root.isEmpty())
            continue;
        const QFileInfo dir(QDir(root).filePath(name));
        if (dir.isDir())
            return QDir::cleanPath(dir.absoluteFilePath());
    }
    return {};
}

}  // namespace semblance
