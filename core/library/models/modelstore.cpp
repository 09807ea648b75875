#include "core/library/models/modelstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QLockFile>
#include <QUuid>
#include <algorithm>
#include <memory>

#include "core/base/json.h"
#include "core/base/modelfolder.h"
#include "core/base/resources.h"
#include "core/library/models/modelimport.h"
#include "core/library/models/modelinspection.h"
#include "core/library/models/modelnames.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelStore)
};

constexpr int kLockPatienceMs = 500;

QJsonObject recordOf(const QString& dir) {
    return readJsonObject(QDir(dir).filePath(QLatin1String(kRecordName)), 1 << 20)
        .value_or(QJsonObject());
}

KnownModel known(const QString& dir, const QString& name, KnownModel::Origin origin) {
    KnownModel model;
    model.name = name;
    model.dir = dir;
    model.origin = origin;
    model.report.name = name;
    if (origin == KnownModel::Origin::Imported)
        model.importedFrom = recordOf(dir)[QLatin1String(kRecordSource)].toString();
    return model;
}

void tell(KnownModel& model, const ModelFinding& finding) {
    model.problem = finding.problem;
    model.state = finding.problem.isEmpty() ? KnownModel::State::Good : KnownModel::State::Broken;
    if (finding.problem.isEmpty())
        model.report = finding.report;
}

/// Every folder of `dir` that is not hidden, by name.
QList<KnownModel> modelsIn(const QString& dir, KnownModel::Origin origin) {
    QList<KnownModel> models;
    if (dir.isEmpty())
        return models;
    const QStringList names = QDir(dir).entryList(
        QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::IgnoreCase | QDir::LocaleAware);
    for (const QString& name : names) {
        const QString path = QDir(dir).filePath(name);
        const bool isShipped = origin == KnownModel::Origin::Shipped;
        if (isShipped ? !holdsModel(path) : name.startsWith(QLatin1Char('.')))
            continue;
        models.append(known(path, name, origin));
    }
    return models;
}

/// An imported model must be what was imported.
ModelFinding compared(const KnownModel& model, ModelFinding finding) {
    const QJsonObject record = recordOf(model.dir);
    const bool same = record.isEmpty() || !finding.problem.isEmpty() ||
                      (record[QLatin1String(kRecordHash)].toString() == finding.report.hash &&
                       record[QLatin1String(kRecordCompositionHash)].toString() ==
                           finding.report.compositionHash);
    if (!same) {
        finding.problem = Text::tr(
            "The files of this model are not what was imported any more: damaged or replaced. "
            "Remove it, and import it again.");
    }
    return finding;
}

bool isSame(const ModelReport& a, const ModelReport& b) {
    return a.hash == b.hash && a.compositionHash == b.compositionHash;
}

/// The right to change the folder of imported models; makes the folder. A process that died holds
/// nothing.
Result<std::unique_ptr<QLockFile>> lockFolder(const QString& dir) {
    if (!QDir().mkpath(dir)) {
        return fail(ErrorKind::Permission,
                    Text::tr("The folder for models, %1, cannot be made. Check its permissions.")
                        .arg(QDir::toNativeSeparators(dir)));
    }
    auto lock = std::make_unique<QLockFile>(QDir(dir).filePath(QLatin1String(kLockName)));
    lock->setStaleLockTime(0);
    // Another process that merely sweeps is done in a moment.
    if (lock->tryLock(kLockPatienceMs))
        return lock;
    if (lock->error() == QLockFile::LockFailedError) {
        return fail(ErrorKind::Busy,
                    Text::tr("A model is being imported or removed already. Try again when that is "
                             "done."));
    }
    return fail(ErrorKind::Permission,
                Text::tr("The folder for models, %1, cannot be written to. Is the disk full, or "
                         "the folder protected?")
                    .arg(QDir::toNativeSeparators(dir)));
}

/// Of a folder that is a link, the link alone goes: what it leads to is not ours.
void removeTree(const QString& path) {
    if (QFileInfo(path).isSymLink())
        QFile::remove(path);
    else
        QDir(path).removeRecursively();
}

void clearRemains(const QString& dir) {
    const QStringList remains = QDir(dir).entryList(
        {QLatin1String(kStagingPrefix) + u'*', QLatin1String(kRemovingPrefix) + u'*'},
        QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString& name : remains)
        removeTree(QDir(dir).filePath(name));
}

}  // namespace

ModelStore::ModelStore() : ModelStore(importedModelsDir()) {}
ModelStore::ModelStore(QString importedDir) : m_dir(std::move(importedDir)) {}

QList<KnownModel> ModelStore::list() const {
    QList<KnownModel> models =
        modelsIn(resourceDir(QStringLiteral("models")), KnownModel::Origin::Shipped);
    models += modelsIn(m_dir, KnownModel::Origin::Imported);
    for (KnownModel& model : models) {
        if (!holdsModel(model.dir)) {
            tell(model,
                 {Text::tr("The files of this model are gone. Remove it, and import it again "
                           "if you need it."),
                  {}});
        } else if (const auto finding = notedFinding(model.dir)) {
            tell(model, *finding);
        }
    }
    return models;
}

Result<KnownModel> ModelStore::find(const QString& name) const {
    const QList<KnownModel> models = list();
    const auto it = std::find_if(models.begin(), models.end(),
                                 [&](const KnownModel& model) { return model.name == name; });
    if (it != models.end())
        return *it;
    QStringList names;
    for (const KnownModel& model : models)
        names << model.name;
    return fail(ErrorKind::NotFound, Text::tr("There is no model '%1'. There are: %2.")
                                         .arg(name, names.join(QStringLiteral(", "))));
}

Result<KnownModel> ModelStore::check(const QString& name, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(KnownModel model, find(name));
    if (!holdsModel(model.dir))
        return model;
    SEMBLANCE_TRY_ASSIGN(ModelFinding finding, inspectModel(model.dir, true, cancel));
    finding = compared(model, std::move(finding));
    noteFinding(model.dir, finding);
    tell(model, finding);
    return model;
}

Result<KnownModel> ModelStore::look(const QString& name, const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(KnownModel model, find(name));
    if (model.state != KnownModel::State::Unchecked)
        return model;
    SEMBLANCE_TRY_ASSIGN(ModelFinding finding, inspectModel(model.dir, false, cancel));
    finding = compared(model, std::move(finding));
    noteFinding(model.dir, finding);
    tell(model, finding);
    return model;
}

Result<ModelStore::Imported> ModelStore::importFolder(const QString& source, const QString& name,
                                                      const Progress& progress,
                                                      const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto lock, lockFolder(m_dir));
    clearRemains(m_dir);
    QStringList taken;
    for (const KnownModel& model : list())
        taken << model.name;
    if (!name.isEmpty())
        SEMBLANCE_TRY(checkModelName(name, taken));

    ModelImport work(m_dir, progress, cancel);
    SEMBLANCE_TRY_ASSIGN(const ModelReport found, work.inspect(source));
    for (const QString& other : taken) {
        const Result<KnownModel> model = look(other, cancel);
        if (model && model->state == KnownModel::State::Good && isSame(model->report, found))
            return Imported{*model, true};
    }
    const QString as = name.isEmpty() ? freeModelName(usableModelName(found.name), taken) : name;
    SEMBLANCE_TRY(work.copy(as));
    SEMBLANCE_TRY_ASSIGN(const ModelReport report, work.verify());
    SEMBLANCE_TRY_ASSIGN(const QString place, work.publish());
    noteFinding(place, {{}, report});
    KnownModel model = known(place, as, KnownModel::Origin::Imported);
    tell(model, {{}, report});
    return Imported{model, false};
}

Status ModelStore::remove(const QString& name) {
    SEMBLANCE_TRY_ASSIGN(const KnownModel model, find(name));
    if (model.origin == KnownModel::Origin::Shipped) {
        return fail(
            ErrorKind::WrongUse,
            Text::tr("The model '%1' comes with the program and cannot be removed.").arg(name));
    }
    SEMBLANCE_TRY_ASSIGN(const auto lock, lockFolder(m_dir));
    clearRemains(m_dir);
    // Gone at once, whole: a kill while files are deleted leaves no half model.
    const QString aside = QDir(m_dir).filePath(QLatin1String(kRemovingPrefix) +
                                               QUuid::createUuid().toString(QUuid::WithoutBraces));
    if (!QDir().rename(model.dir, aside)) {
        return fail(ErrorKind::Busy,
                    Text::tr("The model '%1' cannot be removed now. Close other programs that use "
                             "it, then try again.")
                        .arg(name));
    }
    forgetFinding(model.dir);
    // What cannot be deleted now is hidden and goes with the next sweep.
    removeTree(aside);
    return {};
}

void ModelStore::sweep() const {
    if (!QDir(m_dir).exists())
        return;
    if (const auto lock = lockFolder(m_dir))
        clearRemains(m_dir);
}

}  // namespace semblance
