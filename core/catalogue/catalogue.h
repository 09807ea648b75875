#pragma once

#include <memory>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/catalogue/changes.h"
#include "core/catalogue/likenesses.h"
#include "core/catalogue/rowreader.h"
#include "core/catalogue/rowwriter.h"
#include "core/catalogue/snapshot.h"
#include "core/catalogue/texts.h"
#include "core/catalogue/thumbnails.h"

namespace semblance {

/// A library's rows, facts and vectors, whatever keeps them. Above this door nobody knows of
/// databases and cache files. Thread-safe; only snapshot(), writer() and refreshLater() may be
/// called on the GUI thread.
class Catalogue {
public:
    virtual ~Catalogue() = default;

    /// The library as of the last publication; never null. Waits for nothing.
    virtual SnapshotPtr snapshot() const = 0;

    /// What is published, in order. Nothing is published when nothing changed.
    virtual Changes& changes() = 0;

    /// Returns when all that was committed before the call is in snapshot(). Errors: those of
    /// reading, Cancelled; snapshot() stays as it was.
    virtual Status refresh(const CancelToken& cancel = {}) = 0;
    /// The same without waiting.
    virtual void refreshLater() = 0;

    virtual Result<std::unique_ptr<RowReader>> openReader() const = 0;

    /// Null while another program writes, or nobody does yet: see acquireWriter().
    virtual RowWriter* writer() const = 0;
    /// The writer, which stays the same once it is there. Busy when another program writes,
    /// Permission.
    virtual Result<RowWriter*> acquireWriter() = 0;

    /// Opens a model's vectors for searching, so that snapshots have a scorer for it from the
    /// return on. Damaged vectors are set aside where this program writes: Corrupt otherwise.
    virtual Status openVectors(const VectorModel& model) = 0;
    /// Lets go of them again; scorers handed out stay valid.
    virtual void closeVectors(const QString& modelHash) = 0;

    /// Forgets a model's vectors and frees their space. WrongUse for one that is open or the
    /// writer's, NotFound, and the errors of acquireWriter().
    virtual Status removeModel(const QString& modelHash) = 0;

    virtual Result<std::unique_ptr<Thumbnails>> openThumbnails() const = 0;

    virtual Result<std::unique_ptr<Likenesses>> openLikenesses() const = 0;
    /// The groups of what snapshots hold from now on; never null. Published without waiting.
    virtual void setGroups(ContentGroupsPtr groups) = 0;

    virtual Result<std::unique_ptr<Texts>> openTexts() const = 0;
    /// What is written in the pictures that snapshots hold from now on. Published without waiting.
    virtual void setWritten(WrittenWordsPtr words) = 0;

    /// A folder on a disk of this computer for what can be made again; empty: there is none.
    virtual QString cacheDir() const = 0;

    /// An indexing run has ended: tidies up behind it and saves what makes the next start fast.
    virtual Status settle() = 0;
};

}  // namespace semblance
