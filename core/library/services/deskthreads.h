#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "core/base/workerthread.h"
#include "core/catalogue/catalogue.h"
#include "core/catalogue/desk.h"

namespace semblance {

class Library;

/// What the desk's services share: a thread that alone holds the database, so that changes are made
/// in order, and one that looks things up in the library. Internal to the services.
class DeskThreads {
public:
    /// Of the library, on the reading thread; parts that could not be opened are null.
    struct Sources {
        SnapshotPtr snapshot;
        RowReader* rows = nullptr;
        Thumbnails* thumbnails = nullptr;
    };

    enum class OnFailure {
        Tell,
        Log,  ///< for what nobody asked for
    };

    /// `failed` is called on the writing thread.
    explicit DeskThreads(std::function<void(const Error&)> failed);
    /// Makes what was asked for before; looks nothing up any more.
    ~DeskThreads();

    /// Null: none, and nobody here keeps the one before.
    void setLibrary(std::shared_ptr<Library> library);

    /// Runs `work` on the writing thread, with the desk of the library; not without one.
    void write(OnFailure onFailure, std::function<Status(Desk& desk)> work);
    /// Opens the desk on the writing thread, then runs `work` there with what came of it.
    void open(const QString& libraryDir,
              std::function<void(Desk* desk, const QString& notice)> work);
    /// Runs `work` on the reading thread. False, and not at all, without a library.
    bool read(std::function<void(const Sources& sources)> work);

private:
    Sources sourcesOf(const std::shared_ptr<Library>& library);
    /// Of the reading thread.
    void letGo();

    const std::function<void(const Error&)> m_failed;
    std::shared_ptr<Library> m_library;  // of the GUI thread

    std::unique_ptr<Desk> m_desk;       // writing thread
    std::optional<Error> m_openError;   // writing thread
    std::shared_ptr<Library> m_opened;  // reading thread, as what follows
    std::unique_ptr<RowReader> m_rows;
    std::unique_ptr<Thumbnails> m_thumbnails;

    WorkerThread m_reader{QStringLiteral("desk reader")};  // both use everything above
    WorkerThread m_writer{QStringLiteral("desk")};
};

}  // namespace semblance
