#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/library/indexing/indexing.h"
#include "core/library/indexing/recognition.h"

namespace semblance {

class FolderWatch;
class Library;
struct FolderChanges;

/// A folder that was to be added, and the root that it looks like.
struct PlaceQuestion {
    QString folder;
    Recognition found;  ///< its newPath is the folder, or lies in it
};

/// Brings the library up to date with its folders, in the background. Lives on the GUI thread.
/// Runs asked for while one is under way are appended to it.
class IndexingService : public QObject {
    Q_OBJECT

public:
    explicit IndexingService(QObject* parent = nullptr);
    /// Stops at the next file; what was done is kept and the next start goes on from there.
    ~IndexingService() override;

    void setLibrary(std::shared_ptr<Library> library);

    /// What watches the folders that runs list from now on; null: nothing does.
    void setWatch(std::shared_ptr<FolderWatch> watch);
    /// Runs take at most so many cores, from now on; 0: all there are.
    void setCores(int cores);
    /// Whether runs that begin from now on index films, too; they do. Any thread.
    void setVideos(bool wanted);

    /// Adds a folder and indexes it. problem() follows when it cannot be added; recognised() when
    /// it looks like a root that is away: it is not added then until one of the next two is called.
    void addFolder(const QString& path);
    /// Adds it whatever it looks like.
    void addAsNew(const QString& path);
    /// Takes it for the root at a new place, then looks for what differs. Nothing is encoded again.
    void usePlace(const semblance::PlaceQuestion& question);
    /// Looks for changes in every folder.
    void rescanAll();
    void rescan(RootId root);
    /// Encodes what lacks a vector of the library's model, and looks no further.
    void encodeWaiting();

    /// Takes up what a watch noticed. Like reconcile() it is not asked for by anybody: it shows no
    /// progress while there is little of it.
    void follow(const FolderChanges& changes);
    /// Looks for changes in every folder; a watch may have missed some.
    void reconcile();

    void pause();
    void resume();
    /// A pause beside the user's.
    void setPausedOnBattery(bool paused);
    /// Ends the run at the next file, paused or not; what was done is kept.
    void cancel();

    /// Ends the runs as cancel() does, but keeps in mind what was asked for, now and from now on,
    /// until resumeRuns() asks for it again: the library's model can be changed in between. A pause
    /// stays. Each suspendRuns() needs its resumeRuns().
    void suspendRuns();
    void resumeRuns();

    bool isRunning() const;
    bool isPaused() const;

Q_SIGNALS:
    void progressChanged(const semblance::IndexingProgress& progress);
    void runningChanged(bool isRunning);
    void finished(const semblance::IndexingSummary& summary);
    void problem(const semblance::Error& error);
    void recognised(const semblance::PlaceQuestion& question);
    /// Something about a folder that was added, as a sentence; after finished().
    void noted(const QString& sentence);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace semblance
