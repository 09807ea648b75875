#pragma once

#include <functional>
#include <thread>

#include "core/base/cancel.h"
#include "core/teamstore/teamaddress.h"

namespace semblance {

/// Hears, on a thread and a connection of its own, when somebody commits to a team library. While
/// the server is away it tries again and again; `told` is called after that, too, since nobody
/// knows what was missed.
class TeamListener {
public:
    /// `told` is called on the listener's thread and takes no time.
    TeamListener(TeamAddress address, std::function<void()> told);
    ~TeamListener();
    TeamListener(const TeamListener&) = delete;
    TeamListener& operator=(const TeamListener&) = delete;

private:
    void run();
    Status listen();

    const TeamAddress m_address;
    const std::function<void()> m_told;
    const CancelToken m_ending;
    std::thread m_thread;
};

}  // namespace semblance
