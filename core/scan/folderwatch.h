#pragma once

#include <QString>
#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "core/base/cancel.h"
#include "core/base/filelisting.h"
#include "core/scan/folderchanges.h"
#include "core/scan/foldernews.h"

namespace semblance {

class FolderNotifier;

/// Notices where files come, go and change below roots. What it tells is a hint where to look: a
/// file may be as it was, and file systems of other computers tell nothing. Only pictures and the
/// files that say what is left out count. Thread-safe.
class FolderWatch {
public:
    /// How much of the roots it notices.
    struct Coverage {
        bool isLimited = false;   ///< the system lets no more folders be watched
        std::set<RootId> unsure;  ///< not every change is noticed there
        friend bool operator==(const Coverage&, const Coverage&) = default;
    };

    struct Options {
        /// On a thread of the watch's; must not wait for it.
        std::function<void(const FolderChanges&)> changed;
        /// The same, when coverage() has changed.
        std::function<void()> coverageChanged;

        FolderNews::Timing timing{};
        /// A file that was written so recently may not be complete.
        std::chrono::milliseconds young{2'000};
        /// Events are taken from the system so often.
        std::chrono::milliseconds pace{30};
        /// At most so many folders, as if the system let no more be watched.
        int mostFolders = std::numeric_limits<int>::max();
    };
    using MakeNotifier = std::unique_ptr<FolderNotifier> (*)();

    explicit FolderWatch(Options options);
    /// With another source of events; for tests.
    FolderWatch(Options options, MakeNotifier make);
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// For WalkOptions::entering of a walk of `root`, which lies at `rootPath`: watches each folder
    /// before it is listed, so that what happens after that is noticed. May be called when the
    /// watch is gone.
    std::function<void(const std::string& folder)> entering(RootId root, const QString& rootPath);

    /// Watches the root no longer.
    void forget(RootId root);

    /// Tells nothing any more from the return on: whoever listens may go before the watch does.
    void mute();

    /// A program has it open and writes to it: it is told of when that is done.
    bool isBeingWritten(RootId root, std::string_view file) const;

    /// Whether a file that could not be read was written so recently that it may not be complete.
    /// Then it is told of again in a while.
    bool mayBeUnfinished(RootId root, std::string_view file, const FileStat& now);

    Coverage coverage() const;

private:
    struct State;

    const std::shared_ptr<State> m_state;
    const CancelToken m_ending;
    std::thread m_teller;
};

}  // namespace semblance
