#pragma once

#include <QElapsedTimer>
#include <QMap>
#include <QString>

#include "core/base/cancel.h"
#include "core/base/ratemeter.h"
#include "core/base/result.h"
#include "core/library/models/modelstore.h"

namespace semblance {

/// One import into a folder of models, step by step. Whoever uses it holds the folder's lock. What
/// it has put together vanishes with it until publish() has succeeded. Internal to the room.
class ModelImport {
public:
    /// `modelsDir` exists.
    ModelImport(QString modelsDir, ModelStore::Progress progress, CancelToken cancel);
    ~ModelImport();
    ModelImport(const ModelImport&) = delete;
    ModelImport& operator=(const ModelImport&) = delete;

    /// Looks at the source. A folder around a model stands for it (modelFolderIn). Errors:
    /// what is wrong with the model.
    Result<ModelReport> inspect(const QString& source);

    /// Copies its files, as a model of this name.
    Status copy(const QString& name);

    /// Runs the self-test on the copy; the source must still be what it was.
    Result<ModelReport> verify();

    /// Gives the copy its place; the path of the new folder.
    Result<QString> publish();

private:
    struct Stamp {
        qint64 size = 0;
        qint64 modifiedMs = 0;
        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    using Stamps = QMap<QString, Stamp>;  ///< by file name

    Stamps stamps() const;
    bool sourceChanged() const;
    Status writeRecord(const QString& targetDir) const;
    Status checkSpace() const;
    Status copyFile(const QString& name, const QString& targetDir);
    void tell(ModelImportProgress::Phase phase);
    void tellCopied(qint64 bytes);

    const QString m_modelsDir;
    const ModelStore::Progress m_progress;
    const CancelToken m_cancel;
    QString m_source;
    Stamps m_stamps;  ///< of the source, before it was looked at
    ModelReport m_report;
    QString m_staging;  ///< the folder around the copy
    ModelImportProgress m_now;
    QElapsedTimer m_clock;
    RateMeter m_rate;
    qint64 m_toldMs = 0;
};

}  // namespace semblance
