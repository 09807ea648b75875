#include "core/base/modelfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "core/base/currentfolder.h"
#include "core/base/resources.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelFolder)
};

bool holds(const QString& dir, const char* file) {
    return !dir.isEmpty() && QFileInfo(QDir(dir).filePath(QLatin1String(file))).isFile();
}

bool isPlainName(const QString& name) {
    return !name.isEmpty() && !name.contains(QLatin1Char('/')) &&
           !name.contains(QLatin1Char('\\')) && !name.startsWith(QLatin1Char('.'));
}
}  // namespace

QString importedModelsDir() {
    const QString forced = qEnvironmentVariable("SEMBLANCE_MODELS");
    if (!forced.isEmpty())
        return QDir(forced).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/semblance/models");
}

bool holdsModel(const QString& dir) {
    return holds(dir, kManifestName) || holds(dir, "config.json");
}

Result<ModelFolder> findModel(const QString& nameOrDir) {
    if (isPlainName(nameOrDir)) {
        const QString shipped = resourceDir(QStringLiteral("models/") + nameOrDir);
        if (holdsModel(shipped))
            return ModelFolder{shipped, nameOrDir};
        const QString imported = QDir(importedModelsDir()).filePath(nameOrDir);
        if (holdsModel(imported))
            return ModelFolder{imported, nameOrDir};
    }
    SEMBLANCE_TRY_ASSIGN(const QString asked, absolutePath(nameOrDir));
    if (holdsModel(asked)) {
        const QString dir = QDir(asked).absolutePath();
        return ModelFolder{dir, dir};
    }
    return fail(
        ErrorKind::NotFound,
        Text::tr("There is no model '%1': a model is a folder with a model.json or, from Hugging "
                 "Face, with a config.json; or the name of a known one.")
            .arg(nameOrDir));
}

}  // namespace semblance
