#pragma once

#include <QString>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/library/indexing/addedfolder.h"
#include "core/library/indexing/indexing.h"
#include "core/scan/folderchanges.h"

namespace semblance {

class Catalogue;
class FolderWatch;
class ModelSession;
class PauseGate;
class PictureDecoder;

/// Is told of a run. Called on the indexing thread and on threads of the pipeline, one at a time.
class IndexingObserver {
public:
    virtual ~IndexingObserver() = default;
    /// Counts only; rate and time left are the observer's to compute.
    virtual void progressed(const IndexingProgress& progress) = 0;
    /// A file or folder that could not be read, as a sentence; the run goes on.
    virtual void failed(const QString& path, const QString& sentence) = 0;
};

/// Brings a library up to date with its folders. Blocking; one run at a time.
class Indexer {
public:
    /// All outlive the indexer. `watch`, where there is one, watches what a run lists, and what is
    /// still being written is left to a later run.
    Indexer(Catalogue& catalogue, ModelSession& models, PictureDecoder& decoder,
            FolderWatch* watch = nullptr);

    /// Whether films are indexed, too; they are. Those that were before count as gone when not.
    void setVideos(bool wanted) { m_videos = wanted; }

    /// addToLibrary() for this library.
    Result<AddedFolder> addFolder(const QString& path);

    /// Scans the roots and indexes what is new or changed, and beyond them the folders that hold
    /// pictures without a vector of the library's model. File systems mounted below a root become
    /// roots of their own (rootlister.h). Of a root whose disk goes meanwhile the rest is left.
    /// What was done is kept whatever happens; Cancelled comes as a summary, not as an error.
    /// Errors: the engine or the decoders cannot work, the disk is full, the library is lost,
    /// another program writes to it.
    Result<IndexingSummary> run(const std::vector<RootId>& roots, IndexingObserver& observer,
                                PauseGate& pause, const CancelToken& cancel);

    /// The same for what a watch noticed, and no more: quick, however large the library is.
    Result<IndexingSummary> follow(const FolderChanges& changes, IndexingObserver& observer,
                                   PauseGate& pause, const CancelToken& cancel);

    /// All roots of the library.
    Result<std::vector<RootId>> allRoots();

private:
    enum class Depth { Whole, Hints };
    Result<IndexingSummary> run(const FolderChanges& scope, Depth depth, IndexingObserver& observer,
                                PauseGate& pause, const CancelToken& cancel);

    Catalogue& m_catalogue;
    ModelSession& m_models;
    PictureDecoder& m_decoder;
    FolderWatch* const m_watch;
    bool m_videos = true;
};

}  // namespace semblance
