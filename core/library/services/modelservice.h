#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <memory>

#include "core/base/result.h"
#include "core/library/models/modelentries.h"

namespace semblance {

class IndexingService;
class Library;

/// The models for the window: list, import, check, remove, choose. Lives on the GUI thread; all
/// work runs elsewhere, answers come as signals on the GUI thread. Every change of what is listed
/// is followed by modelsChanged().
class ModelService : public QObject {
    Q_OBJECT

public:
    explicit ModelService(QObject* parent = nullptr);
    /// Cancels an import and waits for its end.
    ~ModelService() override;

    /// The open library; null for none. refresh() follows by itself.
    void setLibrary(std::shared_ptr<Library> library);
    /// Encodes the library anew after choose(). Must live as long as this.
    void setIndexing(IndexingService* indexing);

    /// Reads the list again; models that nobody has looked at yet are looked at one by one.
    void refresh();

    /// Pictures of the open library, encoded or not; with the last modelsChanged().
    qint64 libraryPictures() const;

    /// Imports a folder: importProgressed(), then one of imported() and importFailed(). A second
    /// one waits for the first. `name` empty: the model's own.
    void importFolder(const QString& dir, const QString& name = {});
    /// Ends the import under way and those that wait; importFailed() follows for each with an error
    /// of kind Cancelled.
    void cancelImport();
    bool isImporting() const;

    /// Runs the self-test; checked() follows. After the imports that wait.
    void check(const QString& name);
    bool isChecking(const QString& name) const;

    /// Makes this the library's model: chosen() follows, the pictures are encoded in the background
    /// (IndexingService tells how far), and the former model answers until the new one has caught
    /// up. What it knew from before it still knows. `name` as in KnownModel::name. While no library
    /// is open, choiceWaits() follows, and the next one to be opened gets the model.
    void choose(const QString& name);

    /// Frees the model's vectors in the open library and, for an imported model, deletes its files:
    /// removed() follows. Refused with a sentence for a shipped model, and for one that is chosen
    /// or answers. Other libraries keep their vectors.
    void remove(const QString& name);

    /// Frees the vectors only; forgotten() follows. Refused as in remove(), shipped ones may be
    /// forgotten.
    void forget(const QString& name);

Q_SIGNALS:
    /// Shipped ones first, then imported ones by name, then folders.
    void modelsChanged(const QList<semblance::ModelEntry>& models);

    /// At most ten times a second.
    void importProgressed(const semblance::ModelImportProgress& progress);
    /// `wasThere`: the same model was known before under this name; nothing was copied.
    void imported(const QString& name, bool wasThere);
    void importFailed(const QString& dir, const semblance::Error& error);

    void checkStarted(const QString& name);
    /// The result is in the list.
    void checked(const QString& name);

    void chosen(const QString& name);
    void choiceWaits(const QString& name);
    void removed(const QString& name);
    void forgotten(const QString& name, qint64 bytesFreed);

    /// What was asked for could not be done; for the window's message line.
    void problem(const semblance::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
