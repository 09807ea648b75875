#pragma once

#include <QString>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/library/indexing/addedfolder.h"
#include "core/library/indexing/indexing.h"

namespace semblance {

class Catalogue;
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
    /// All outlive the indexer.
    Indexer(Catalogue& catalogue, ModelSession& models, PictureDecoder& decoder);

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

    /// All roots of the library.
    Result<std::vector<RootId>> allRoots();

private:
    Catalogue& m_catalogue;
    ModelSession& m_models;
    PictureDecoder& m_decoder;
};

}  // namespace semblance
