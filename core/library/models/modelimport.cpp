#include "core/library/models/modelimport.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStorageInfo>
#include <QTemporaryDir>

#include "core/base/modelfolder.h"
#include "core/library/models/modelinspection.h"
#include "core/library/models/modelnames.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::ModelImport)
};

constexpr qint64 kBlock = 1 << 20;
constexpr qint64 kTellEveryMs = 100;

QString shown(const QString& path) {
    return QDir::toNativeSeparators(path);
}

QString megabytes(qint64 bytes) {
    return QString::number(double(bytes) / 1e6, 'f', 1);
}

/// A model.json notes dates beside its hashes, and trusts a part that has both size and date.
void keepDate(const QFile& from, const QString& copy) {
    QFile file(copy);
    if (file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        file.setFileTime(from.fileTime(QFileDevice::FileModificationTime),
                         QFileDevice::FileModificationTime);
}

Error notWritten(const QString& path, const QString& detail) {
    return {ErrorKind::NoSpace,
            Text::tr("%1 cannot be written. Is the disk full, or the folder protected?")
                .arg(shown(path)),
            detail};
}

}  // namespace

ModelImport::ModelImport(QString modelsDir, ModelStore::Progress progress, CancelToken cancel)
    : m_modelsDir(std::move(modelsDir)),
      m_progress(std::move(progress)),
      m_cancel(std::move(cancel)) {
    m_clock.start();
}

ModelImport::~ModelImport() {
    if (!m_staging.isEmpty())
        QDir(m_staging).removeRecursively();
}

Result<ModelReport> ModelImport::inspect(const QString& source) {
    m_source = QDir(source).absolutePath();
    if (!QFileInfo(m_source).isDir())
        return fail(ErrorKind::NotFound, Text::tr("There is no folder %1.").arg(shown(m_source)));
    m_source = modelFolderIn(m_source);
    if (!holdsModel(m_source)) {
        return fail(ErrorKind::NotFound,
                    Text::tr("%1 holds no model: it has neither a config.json or "
                             "open_clip_config.json, as models from Hugging Face have, nor a "
                             "model.json. Choose the folder with the model's files, and get all of "
                             "them.")
                        .arg(shown(m_source)));
    }
    tell(ModelImportProgress::Phase::Inspecting);
    m_stamps = stamps();
    SEMBLANCE_TRY_ASSIGN(const ModelFinding found, inspectModel(m_source, false, m_cancel));
    if (!found.problem.isEmpty())
        return fail(ErrorKind::Corrupt, found.problem);
    if (!found.report.partsDir.isEmpty()) {
        return fail(ErrorKind::BadInput,
                    Text::tr("The model in %1 has its weights in another folder, %2. Put them "
                             "together first.")
                        .arg(shown(m_source), shown(found.report.partsDir)));
    }
    m_report = found.report;
    return m_report;
}

Status ModelImport::copy(const QString& name) {
    SEMBLANCE_TRY(checkSpace());
    QTemporaryDir staging(QDir(m_modelsDir).filePath(QLatin1String(kStagingPrefix)));
    if (!staging.isValid())
        return fail(notWritten(m_modelsDir, staging.errorString()));
    staging.setAutoRemove(false);
    m_staging = staging.path();
    const QString target = QDir(m_staging).filePath(name);
    if (!QDir().mkdir(target))
        return fail(notWritten(target, {}));
    m_now.name = name;
    m_now.bytesTotal = m_report.bytes;
    tell(ModelImportProgress::Phase::Copying);
    for (const QString& file : m_report.files)
        SEMBLANCE_TRY(copyFile(file, target));
    return writeRecord(target);
}

Status ModelImport::writeRecord(const QString& targetDir) const {
    const QJsonObject record{
        {QLatin1String(kRecordSource), m_source},
        {QLatin1String(kRecordHash), m_report.hash},
        {QLatin1String(kRecordCompositionHash), m_report.compositionHash},
        {QStringLiteral("imported"), QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
    };
    QSaveFile file(QDir(targetDir).filePath(QLatin1String(kRecordName)));
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(record).toJson()) >= 0 &&
        file.commit())
        return {};
    return fail(notWritten(file.fileName(), file.errorString()));
}

Result<ModelReport> ModelImport::verify() {
    tell(ModelImportProgress::Phase::Checking);
    const QString copy = QDir(m_staging).filePath(m_now.name);
    SEMBLANCE_TRY_ASSIGN(const ModelFinding found, inspectModel(copy, true, m_cancel));
    forgetFinding(copy);
    const bool differs = !found.problem.isEmpty() || found.report.hash != m_report.hash ||
                         found.report.compositionHash != m_report.compositionHash;
    if (sourceChanged() || (differs && found.problem.isEmpty())) {
        return fail(ErrorKind::BadInput,
                    Text::tr("The files in %1 changed while they were copied. Wait until they are "
                             "complete, then import the folder again.")
                        .arg(shown(m_source)));
    }
    if (differs)
        return fail(ErrorKind::Corrupt, found.problem);
    return found.report;
}

Result<QString> ModelImport::publish() {
    if (m_cancel.isCancelled())
        return fail(cancelledError());
    const QString copy = QDir(m_staging).filePath(m_now.name);
    const QString place = QDir(m_modelsDir).filePath(m_now.name);
    if (!QDir().rename(copy, place))
        return fail(notWritten(place, {}));
    // The engine notes the files' hashes by their place: the next start need not read them all.
    static_cast<void>(inspectModel(place, false, {}));
    return place;
}

ModelImport::Stamps ModelImport::stamps() const {
    Stamps result;
    const QFileInfoList files = QDir(m_source).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo& file : files)
        result[file.fileName()] = {file.size(), file.lastModified().toMSecsSinceEpoch()};
    return result;
}

bool ModelImport::sourceChanged() const {
    const Stamps now = stamps();
    for (const QString& file : m_report.files) {
        if (!now.contains(file) || now.value(file) != m_stamps.value(file))
            return true;
    }
    return false;
}

Status ModelImport::checkSpace() const {
    const qint64 free = QStorageInfo(m_modelsDir).bytesAvailable();
    if (free < 0 || free > m_report.bytes)
        return {};
    return fail(ErrorKind::NoSpace,
                Text::tr("The model needs %1 MB, but only %2 MB are free where models are kept "
                         "(%3). Free some space and import it again.")
                    .arg(megabytes(m_report.bytes), megabytes(free), shown(m_modelsDir)));
}

Status ModelImport::copyFile(const QString& name, const QString& targetDir) {
    QFile from(QDir(m_source).filePath(name));
    if (!from.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Permission,
                    Text::tr("The model's file %1 cannot be read.").arg(shown(from.fileName())),
                    from.errorString());
    }
    // Written out to the disk at its commit: what becomes visible must survive a power cut.
    QSaveFile to(QDir(targetDir).filePath(name));
    if (!to.open(QIODevice::WriteOnly))
        return fail(notWritten(to.fileName(), to.errorString()));
    QByteArray block(kBlock, Qt::Uninitialized);
    for (;;) {
        if (m_cancel.isCancelled())
            return fail(cancelledError());
        const qint64 bytes = from.read(block.data(), kBlock);
        if (bytes < 0) {
            return fail(ErrorKind::BadInput,
                        Text::tr("The model's file %1 cannot be read.").arg(shown(from.fileName())),
                        from.errorString());
        }
        if (bytes == 0)
            break;
        if (to.write(block.constData(), bytes) != bytes)
            return fail(notWritten(to.fileName(), to.errorString()));
        tellCopied(bytes);
    }
    if (!to.commit())
        return fail(notWritten(to.fileName(), to.errorString()));
    keepDate(from, to.fileName());
    return {};
}

void ModelImport::tell(ModelImportProgress::Phase phase) {
    m_now.phase = phase;
    if (m_progress)
        m_progress(m_now);
}

void ModelImport::tellCopied(qint64 bytes) {
    m_now.bytesDone += bytes;
    const qint64 now = m_clock.elapsed();
    if (now - m_toldMs < kTellEveryMs && m_now.bytesDone != m_now.bytesTotal)
        return;
    m_toldMs = now;
    m_now.bytesPerSecond = m_rate.rate(now, m_now.bytesDone);
    if (m_now.bytesPerSecond > 0)
        m_now.secondsLeft = double(m_now.bytesTotal - m_now.bytesDone) / m_now.bytesPerSecond;
    tell(ModelImportProgress::Phase::Copying);
}

}  // namespace semblance
