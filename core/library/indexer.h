#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/library/indexing.h"

namespace semblance {

class Library;
class PauseGate;

/// Is told of a run. Called on the indexing thread and on threads of the pipeline, one at a time.
class IndexingObserver {
public:
    virtual ~IndexingObserver() = default;
    /// Counts only; rate and time left are the observer's to compute.
    virtual void progressed(const IndexingProgress& progress) = 0;
    /// A file or folder that could not be read, as a sentence; the run goes on.
    virtual void failed(const QString& path, const QString& sentence) = 0;
};

/// Brings a library, opened for writing, up to date with its folders. Blocking; one run at a time.
class Indexer {
public:
    explicit Indexer(std::shared_ptr<Library> library);

    /// Adds a folder (or finds the root that already includes it). NotFound, Permission, BadInput.
    Result<RootId> addFolder(const QString& path);

    /// Scans the roots and indexes what is new or changed, and beyond them the folders that hold
    /// pictures without a vector of the library's model. What was done is kept whatever happens;
    /// Cancelled comes as a summary, not as an error. Errors: the engine or the decoders cannot
    /// work, the disk is full, the library is lost.
    Result<IndexingSummary> run(const std::vector<RootId>& roots, IndexingObserver& observer,
                                PauseGate& pause, const CancelToken& cancel);

    /// All roots of the library.
    Result<std::vector<RootId>> allRoots();

private:
    std::shared_ptr<Library> m_library;
};

}  // namespace semblance
