#include "core/base/modelfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include "core/base/resources.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelFolder)
};

bool holds(const QString& dir, const char* file) {
    return !dir.isEmpty() && QFileInfo(QDir(dir).filePath(QLatin1String(file))).isFile();
}

/// Hugging Face's folders have a config.json in our manifest's place.
bool holdsModel(const QString& dir) {
    return holds(dir, kManifestName) || holds(dir, "config.json");
}

bool isPlainName(const QString& name) {
    return !name.isEmpty() && !name.contains(QLatin1Char('/')) &&
           !name.contains(QLatin1Char('\\')) && !name.startsWith(QLatin1Char('.'));
}
}  // namespace

Result<ModelFolder> findModel(const QString& nameOrDir) {
    if (isPlainName(nameOrDir)) {
        const QString shipped = resourceDir(QStringLiteral("models/") + nameOrDir);
        if (holdsModel(shipped))
            return ModelFolder{shipped, nameOrDir};
    }
    if (holdsModel(nameOrDir)) {
        const QString dir = QDir(nameOrDir).absolutePath();
        return ModelFolder{dir, dir};
    }
    return fail(
        ErrorKind::NotFound,
        Text::tr("There is no model '%1': a model is a folder with a model.json or, from Hugging "
                 "Face, with a config.json; or the name mini.")
            .arg(nameOrDir));
}

}  // namespace semblance
