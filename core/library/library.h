#pragma once

#include <QString>
#include <atomic>
#include <memory>
#include <optional>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

class Catalogue;
class DecoderPool;
class GroupKeeper;
class ModelSession;
class ResultsBackground;
class TextKeeper;
struct ModelUse;

/// One open library with its children: what the services and the command line share. Its parts are
/// thread-safe and live as long as it does.
class Library {
public:
    enum class Access {
        Read,   ///< beside whoever writes; NotFound when there is no library
        Write,  ///< the one writer, made if it is not there; Busy when there is one already
    };

    /// Blocking: not on the GUI thread. `model` is a model folder or a name, NotFound when there is
    /// none; empty takes what the library was last indexed with, else "mini". A remembered model
    /// that is gone is reported by models(): the library itself still opens. With Access::Read and
    /// a model asked for, that model answers whatever it has.
    static Result<std::shared_ptr<Library>> open(const QString& dir, Access access,
                                                 const QString& model = {});
    /// Ends in well under a second, whatever is under way in the children.
    ~Library();
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;

    /// Absolute.
    const QString& dir() const { return m_dir; }

    Catalogue& catalogue() const { return *m_catalogue; }
    ModelSession& models() const { return *m_models; }
    DecoderPool& decoders() const { return *m_decoders; }
    GroupKeeper& groups() const { return *m_groups; }
    TextKeeper& texts() const { return *m_texts; }
    const std::shared_ptr<ResultsBackground>& background() const { return m_background; }

    /// Indexing takes at most so many cores from now on; 0: all there are. Does not wait.
    void setIndexingCores(int cores);
    /// Copies library.db when that is due (librarybackups.h) and this program writes to it: after a
    /// run, on its thread. One that fails costs nothing but itself, and is noted in the log.
    void backUpIfDue(const CancelToken& cancel) const;

private:
    explicit Library(QString dir);

    const QString m_dir;
    const std::shared_ptr<std::atomic<int>> m_cores = std::make_shared<std::atomic<int>>(0);
    std::unique_ptr<Catalogue> m_catalogue;
    std::unique_ptr<DecoderPool> m_decoders;
    std::unique_ptr<ModelSession> m_models;           // uses the catalogue
    std::unique_ptr<GroupKeeper> m_groups;            // uses both
    std::unique_ptr<TextKeeper> m_texts;              // uses catalogue and decoders
    std::shared_ptr<ResultsBackground> m_background;  // uses catalogue and models
};

/// For readModelEntries() and its like; nothing without a library.
std::optional<ModelUse> modelUseOf(const std::shared_ptr<Library>& library);

}  // namespace semblance
