#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <functional>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/remote/modelreport.h"

namespace semblance {

/// A model that can be named: one that came with the program, or one the user imported.
struct KnownModel {
    enum class Origin { Shipped, Imported };
    enum class State {
        Unchecked,  ///< nobody has looked at these files yet: `report` holds no more than a name
        Good,       ///< it loads; with a self-test (report.wasTested()) it also computed well
        Broken,     ///< it cannot be used; `problem` says why
    };

    QString name;  ///< what --model and findModel() take; unique whatever its letters' case
    QString dir;   ///< absolute
    Origin origin = Origin::Shipped;
    State state = State::Unchecked;
    QString problem;       ///< a sentence, when Broken
    QString importedFrom;  ///< the folder it was copied from; empty for a shipped one
    ModelReport report;
};

/// How far an import is.
struct ModelImportProgress {
    enum class Phase {
        Inspecting,  ///< reads the source; no counts
        Copying,     ///< the counts below
        Checking,    ///< the self-test of the copy; no counts
    };
    Phase phase = Phase::Inspecting;
    QString name;  ///< of the model to be; empty until it is known
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
    double bytesPerSecond = 0;  ///< over the last seconds; 0: not known yet
    double secondsLeft = -1;    ///< of copying; < 0: not known yet
};

/// The models known to this user: those shipped, and those in importedModelsDir(). An imported
/// model is a folder of its own there, complete whenever it can be seen: it is put together and
/// tested beside its place and then renamed. Blocking; not on the GUI thread. Thread-safe, also
/// among processes: one import or removal at a time, a second is Busy.
class ModelStore {
public:
    ModelStore();
    /// `importedDir` instead of importedModelsDir().
    explicit ModelStore(QString importedDir);

    /// Where imported models lie. It need not exist yet.
    QString dir() const { return m_dir; }

    /// Shipped ones first, then by name. Reads small files only: what was found out about a model
    /// before (and holds as long as its files keep size and date) is told, the rest is Unchecked.
    QList<KnownModel> list() const;

    /// NotFound with a sentence when there is none of this name.
    Result<KnownModel> find(const QString& name) const;

    /// Looks at the model again, with the self-test, and notes what came out. A model that cannot
    /// be used comes back as Broken; an error means that nothing could be found out (no such model,
    /// no engine, Cancelled).
    Result<KnownModel> check(const QString& name, const CancelToken& cancel = {});

    /// Like check(), but without self-test, and only for a model that is Unchecked.
    Result<KnownModel> look(const QString& name, const CancelToken& cancel = {});

    using Progress = std::function<void(const ModelImportProgress&)>;

    struct Imported {
        KnownModel model;
        bool wasThere = false;  ///< the same model is known already; nothing was changed
    };
    /// Copies what the model in `source` needs (links are followed; pickles are not copied, nor is
    /// anything the model does not use), tests the copy and makes it visible. The source is only
    /// read. `name` empty: the model's own, made unique; else it must be free (WrongUse).
    /// Errors beside those of the model itself: NoSpace, Busy, Cancelled, and BadInput when the
    /// source changed meanwhile. All leave nothing behind; after a crash the next import, removal
    /// or sweep() clears the remains.
    Result<Imported> importFolder(const QString& source, const QString& name,
                                  const Progress& progress, const CancelToken& cancel);

    /// Deletes an imported model's files; programs that have it open keep it until they end.
    /// WrongUse for a shipped one, NotFound.
    Status remove(const QString& name);

    /// Clears what a crash left behind. Does nothing while another process imports.
    void sweep() const;

private:
    const QString m_dir;
};

}  // namespace semblance

Q_DECLARE_METATYPE(semblance::KnownModel)
Q_DECLARE_METATYPE(semblance::ModelImportProgress)
