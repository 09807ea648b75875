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

    /// True when useModel() takes the library to another model than it was last indexed with: every
    /// folder must be indexed again to be found.
    bool changesModel() const { return m_changesModel; }

    /// Null with Access::Read, until acquireWriter() succeeds.
    StoreWriter* writer() const;
    /// The writer; with Access::Read it becomes the one writer now, if nobody else is. Busy.
    Result<StoreWriter*> acquireWriter();
    Result<std::unique_ptr<LibraryReader>> openReader() const;

    EngineClient& engine() const { return *m_engine; }
    DecoderPool& decoders() const { return *m_decoders; }

    /// Starts the engine if needed, then opens the model's vectors. Later calls return at once.
    Result<ModelInfo> useModel();

    /// The library as of the last refresh(); never null.
    LibraryViewPtr view() const;

    /// Looks at the store again and makes a new view when something changed.
    Status refresh();

    /// Saves the vector cache when that is worth it.
    Status saveCaches();

private:
    explicit Library(LibraryPaths paths);

    /// Finds the model asked for, or the one the library remembers.
    Status chooseModel(const QString& asked);
    Status chooseCacheDir();
    Status openWriter();
    Status openVectors(const ModelInfo& model);
    Status refreshLocked();

    const LibraryPaths m_paths;
    QString m_cacheDir;
    ModelFolder m_modelFolder;
    bool m_changesModel = false;
    std::optional<Error> m_modelError;  // the remembered model is gone
    std::unique_ptr<EngineClient> m_engine;
    std::unique_ptr<DecoderPool> m_decoders;

    std::mutex m_refreshMutex;  // guards the members up to the blank line
    std::unique_ptr<LibraryReader> m_reader;
    std::unique_ptr<VectorSet> m_vectors;
    std::optional<ModelInfo> m_model;
    Generations m_viewGenerations;  // of the store when m_view was made, at the latest
    std::vector<LibraryView::Root> m_viewRoots;

    mutable std::mutex m_viewMutex;  // guards the members below
    LibraryViewPtr m_view;
    std::unique_ptr<StoreWriter> m_writer;
};

}  // namespace semblance
