#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/catalogue/photogroups.h"
#include "core/catalogue/photolist.h"
#include "core/catalogue/rows.h"
#include "core/catalogue/snapshot.h"
#include "core/library/keeping.h"
#include "core/library/search/failedphotos.h"
#include "core/library/services/rowchanges.h"

namespace semblance {

class Library;

struct LibraryCounts {
    qint64 photos = 0;
    qint64 failed = 0;
};

/// Opens a library and tells the window what it shows of it, whenever that changes. Lives on the
/// GUI thread; all work runs elsewhere, answers come as signals on the GUI thread.
class LibraryService : public QObject {
    Q_OBJECT

public:
    explicit LibraryService(QObject* parent = nullptr);
    ~LibraryService() override;

    /// Opens or creates the library in the background: opened() or openFailed() follows.
    /// `model` is a model folder; empty takes the embedded one. One that another program writes to
    /// is opened for reading, and taken over as soon as that has ended.
    void open(const QString& libraryDir, const QString& model = {});

    /// The library behind the other services; null before opened().
    std::shared_ptr<Library> library() const;

    QString libraryDir() const;

    /// After openFailed() of a damaged library: when its last good backup was made; invalid when
    /// there is none.
    QDateTime lastGoodBackup() const;
    /// Repairs a library that could not be opened, in the background, and opens it: repaired() and
    /// opened(), or openFailed(), follow.
    void repair();

    /// Lets go of the library, runs `work` on the service's thread and `then` on the GUI thread,
    /// and opens it again: closing(), then opened() or openFailed(), follow. What others still do
    /// with it may go on while `work` begins. What `work` tells `tell` comes as closedProgress().
    /// `work` may outlive whoever asks; `then` is not called when `context` is gone.
    void closeWhile(std::function<void(const std::function<void(int)>& tell)> work,
                    QObject* context, std::function<void()> then);

    /// The photos that belong together with those of this content; nothing for most. Waits for
    /// nothing. groupsChanged() says when to ask again.
    std::optional<PhotoGroup> groupOf(ContentId content) const;
    /// Which contents belong together; null before opened(). As fresh as groupOf().
    ContentGroupsPtr groups() const;

    /// Asks what is known of a photo; factsReady() follows, unless it is gone.
    void requestFacts(FileId file);
    /// Looks at the library and its disks; signals follow where something changed.
    void refresh();
    /// Asks for the list of failed files; failedPhotosReady() follows.
    void requestFailedPhotos();
    /// Forgets a folder and its pictures (never touches the files). rootsChanged() follows.
    void removeRoot(RootId root);
    /// Asks for what scans look at; scanSettingsReady() follows.
    void requestScanSettings();
    /// For the scans to come; scanSettingsReady() follows.
    void setScanSettings(const ScanSettings& settings);

Q_SIGNALS:
    /// Whoever has the library lets go of it now, and breaks off what is under way.
    void closing();
    /// How far what runs on the closed library has come, 0..100.
    void closedProgress(int percent);
    void opened();
    void openFailed(const semblance::Error& error);
    void repaired(const semblance::LibraryHealth& health);
    void rootsChanged(const QList<semblance::RootInfo>& roots);
    /// `changes` lead to `photos` from the list told of before, at first from an empty one.
    void photosChanged(const semblance::PhotoListPtr& photos, const semblance::RowChanges& changes);
    void countsChanged(const semblance::LibraryCounts& counts);
    /// What a search finds may have changed.
    void searchableChanged();
    void groupsChanged();
    /// With the file's size in bytes.
    void factsReady(semblance::FileId file, const semblance::PhotoFacts& facts, qint64 bytes);
    /// The library can be written to now; told first when another program holds it.
    void writableChanged(bool isWritable);
    void scanSettingsReady(const semblance::ScanSettings& settings);
    void failedPhotosReady(const QList<semblance::FailedPhoto>& photos);
    /// Something went wrong outside any single request; shown as a message, never a modal dialog.
    void problem(const semblance::Error& error);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
