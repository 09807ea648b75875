#pragma once

#include <QString>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

#include "core/base/modelfolder.h"
#include "core/base/result.h"
#include "core/library/libraryview.h"
#include "core/remote/messages.h"
#include "core/store/librarypaths.h"
#include "core/store/rows.h"

namespace semblance {

class DecoderPool;
class Encoder;
class EngineClient;
class LibraryReader;
class StoreWriter;
class VectorSet;

/// One open library with its children: what the services and the command line share. Blocking;
/// every method may be called from any thread but the GUI's.
class Library {
public:
    enum class Access {
        Read,   ///< beside whoever writes; NotFound when there is no library
        Write,  ///< the one writer, made if it is not there; Busy when there is one already
    };

    /// `model` is a model folder or the name of a shipped one, NotFound when there is none; empty
    /// takes what the library was last indexed with, else "mini". A remembered model that is gone
    /// is reported by useModel(): the library itself still opens.
    static Result<std::shared_ptr<Library>> open(const QString& dir, Access access,
                                                 const QString& model = {});
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    const LibraryPaths& paths() const { return m_paths; }
    QString cacheDir() const { return m_cacheDir; }

    /// Null with Access::Read, until acquireWriter() succeeds.
    StoreWriter* writer() const;
    /// The writer; with Access::Read it becomes the one writer now, if nobody else is. Busy.
    Result<StoreWriter*> acquireWriter();
    Result<std::unique_ptr<LibraryReader>> openReader() const;

    /// Of useModel(). Stays the same while modelHeld() is.
    EngineClient& engine() const { return *m_engine; }
    DecoderPool& decoders() const { return *m_decoders; }

    /// The model that the library is indexed with from now on. Starts its engine if needed, then
    /// opens its vectors; later calls return at once.
    Result<ModelInfo> useModel();

    /// Makes another model, by name or folder, the one the library is indexed with. Waits for the
    /// end of an indexing run, which is the caller's to cancel. The vectors that are there are
    /// kept: changing back is done at once. Nothing is encoded here; whoever answered goes on
    /// answering until the new model has caught up (see answering()). Busy when another process is
    /// the writer; on any error everything is as it was.
    Result<ModelInfo> changeModel(const QString& nameOrDir);

    /// VectorModel::source of the model that the library is, or should be, indexed with.
    QString chosenModel() const;

    /// The hash of the model that answered last, or would; empty while no engine was needed yet.
    QString answeringHash() const;

    /// While this is held, changeModel() waits.
    std::unique_lock<std::mutex> modelHeld() { return std::unique_lock(m_modelMutex); }

    struct Answering {
        ModelInfo model;
        std::shared_ptr<Encoder> engine;
        LibraryViewPtr view;           ///< with this model's vectors
        std::optional<Error> problem;  ///< why it is not useModel() that answers: it cannot be had
    };
    /// The model that queries are answered with now: the one with vectors of more pictures, of
    /// useModel() and what the library was indexed with before; of equals, useModel(). So a library
    /// on its way to another model is searched whole by the former one until the new one has
    /// caught up, also after a restart. When the former model cannot be had any more (its folder is
    /// gone or holds another model now, as after an update of the shipped one), the new one answers
    /// over the pictures encoded so far: view->contentCount() - view->searchableCount() are still
    /// to come. When it is useModel() that cannot be had, the former model answers, with `problem`
    /// set. With Access::Read and a model asked for, that model answers whatever it has.
    /// Starts engines if needed. Ask again for each query: indexing changes the answer.
    Result<Answering> answering();

    /// Forgets a model's vectors and frees their space. WrongUse for one in use, NotFound.
    Status removeModel(const QString& modelHash);

    /// The library as of the last refresh(), with the vectors of answering() once that is known;
    /// never null.
    LibraryViewPtr view() const;

    /// Looks at the store again and makes a new view when something changed.
    Status refresh();

    /// Saves the vector cache when that is worth it.
    Status saveCaches();

private:
    /// A model that the library was indexed with before.
    struct Former;

    explicit Library(LibraryPaths paths);

    /// Finds the model asked for, or the one the library remembers.
    Status chooseModel(const QString& asked);
    Status chooseCacheDir();
    Status openWriter();
    Status openVectors(const ModelInfo& model);
    /// Looks for a model that was complete before the one with this hash.
    Status openFormer(const QString& modelHash);
    /// The model that answers in place of the library's own, if there is one.
    Status openSubstitute(const Error& reason);
    Status changeModelLocked(const ModelFolder& folder, std::shared_ptr<EngineClient> engine,
                             const ModelInfo& model);
    /// Whether another model answers although the library's own should; it is not tried again for
    /// every query.
    bool isSubstituted() const;
    std::shared_ptr<EngineClient> engineFor(const ModelFolder& folder) const;
    Status refreshLocked();
    const VectorSet* answeringVectors() const;
    Status makeView(const Generations& generations, std::vector<LibraryView::Root> roots);

    const LibraryPaths m_paths;
    QString m_cacheDir;
    std::unique_ptr<DecoderPool> m_decoders;
    std::mutex m_modelMutex;  // see modelHeld(); taken before m_refreshMutex

    mutable std::mutex m_refreshMutex;  // guards the members up to the blank line
    ModelFolder m_modelFolder;
    bool m_isExact = false;             // only the model asked for may answer
    std::optional<Error> m_modelError;  // the remembered model is gone
    std::optional<Error> m_ownError;    // why m_former answers although it is not the library's own
    std::shared_ptr<EngineClient> m_engine;
    std::unique_ptr<LibraryReader> m_reader;
    std::unique_ptr<VectorSet> m_vectors;
    std::optional<ModelInfo> m_model;
    std::unique_ptr<Former> m_former;          // while it knows more pictures than m_model
    const VectorSet* m_viewVectors = nullptr;  // that m_view was made with
    Generations m_viewGenerations;             // of the store when m_view was made, at the latest
    std::vector<LibraryView::Root> m_viewRoots;

    mutable std::mutex m_viewMutex;  // guards the members below
    LibraryViewPtr m_view;
    std::unique_ptr<StoreWriter> m_writer;
};

}  // namespace semblance
