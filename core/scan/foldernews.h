#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/scan/folderchanges.h"

namespace semblance {

/// Gathers what a system tells of watched folders until it is worth telling: a while after the last
/// event, or since the first. A file that is being written is told of when it is closed, or was
/// left alone for long. The clock is the caller's. For one thread.
class FolderNews {
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;

    struct Timing {
        std::chrono::milliseconds quiet{500};   ///< after the last event
        std::chrono::milliseconds most{2'000};  ///< after the first
        /// Until a new file counts of which nothing follows: a link, or one that was written
        /// without a name and then given one.
        std::chrono::milliseconds made{300};
        /// Until one counts that could not be read, for it may not have been complete.
        std::chrono::milliseconds doubtful{2'000};
        std::chrono::milliseconds open{
            10'000};  ///< until one counts that is written and not closed
        /// More changed parts than this are a change of the whole root.
        std::size_t mostParts = 1'000;
    };

    explicit FolderNews(const Timing& timing) : m_timing(timing) {}

    void partChanged(RootId root, FolderScope part, Time now);
    void rootChanged(RootId root, Time now);

    /// Files, relative to the root.
    void fileMade(RootId root, const std::string& file, Time now);
    void fileWritten(RootId root, const std::string& file, Time now);
    void fileDoubtful(RootId root, const std::string& file, Time now);
    /// It is as it is to be, or gone.
    void fileDone(RootId root, const std::string& file, Time now);

    bool isBeingWritten(RootId root, const std::string& file) const;

    /// A root that is not watched any more.
    void forget(RootId root);

    /// When take() will have something; Time::max() while there is nothing.
    Time due() const;
    /// Empty before due().
    FolderChanges take(Time now);

private:
    void note(Time now);
    void await(RootId root, const std::string& file, Time until);

    const Timing m_timing;
    std::map<RootId, std::set<std::pair<std::string, bool>>> m_parts;
    std::set<RootId> m_whole;
    Time m_first = Time::max();  ///< of what is to be told
    Time m_last = Time::max();
    std::map<RootId, std::unordered_map<std::string, Time>> m_open;  ///< files, until when
    Time m_nextOpen = Time::max();  ///< no later than the first of them
};

}  // namespace semblance
