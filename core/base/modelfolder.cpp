#include "core/base/modelfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
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

/// models--<owner>--<name> of the download cache: the revision that refs/main names, else the only
/// one there is.
QString snapshotOf(const QString& dir) {
    const QDir snapshots(QDir(dir).filePath(QStringLiteral("snapshots")));
    const QStringList revisions = snapshots.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QFile main(QDir(dir).filePath(QStringLiteral("refs/main")));
    if (main.open(QIODevice::ReadOnly)) {
        const QString revision = QString::fromUtf8(main.read(200)).trimmed();
        if (revisions.contains(revision))
            return snapshots.filePath(revision);
    }
    return revisions.size() == 1 ? snapshots.filePath(revisions.first()) : dir;
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
    return holds(dir, kManifestName) || holds(dir, "config.json") ||
           holds(dir, "open_clip_config.json");
}

QString modelFolderIn(const QString& dir) {
    const QString found = holdsModel(dir) ? dir : snapshotOf(dir);
    const QString inner = QDir(found).filePath(QLatin1String(kSentenceTransformersClip));
    return !holdsModel(found) && holdsModel(inner) ? inner : found;
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
    const QString there = modelFolderIn(asked);
    if (holdsModel(there)) {
        const QString dir = QDir(there).absolutePath();
        return ModelFolder{dir, dir};
    }
    return fail(
        ErrorKind::NotFound,
        Text::tr("There is no model '%1': a model is a folder with a model.json or, from Hugging "
                 "Face, with a config.json or open_clip_config.json; or the name of a known one.")
            .arg(nameOrDir));
}

}  // namespace semblance
