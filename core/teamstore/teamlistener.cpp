#include "core/teamstore/teamlistener.h"

#include <QLoggingCategory>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "core/teamstore/teamlink.h"

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logListener, "semblance.teamstore.listener")

constexpr int kLookMs = 200;
constexpr std::chrono::milliseconds kFirstPause{500};
constexpr std::chrono::milliseconds kLongestPause{30'000};
}  // namespace

TeamListener::TeamListener(TeamAddress address, std::function<void()> told)
    : m_address(std::move(address)), m_told(std::move(told)), m_thread([this] { run(); }) {}

TeamListener::~TeamListener() {
    m_ending.cancel();
    m_thread.join();
}

Status TeamListener::listen() {
    TeamLink link(m_address, m_ending);
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, link.connection());
    SEMBLANCE_TRY(connection->run("LISTEN semblance"));
    m_told();
    while (!m_ending.isCancelled()) {
        SEMBLANCE_TRY_ASSIGN(const bool isTold, connection->waitForNotice(kLookMs));
        if (isTold)
            m_told();
    }
    return {};
}

void TeamListener::run() {
    auto pause = kFirstPause;
    while (!m_ending.isCancelled()) {
        const auto begin = std::chrono::steady_clock::now();
        if (const Status heard = listen(); !heard && !m_ending.isCancelled())
            qCWarning(logListener) << heard.error().sentence << heard.error().detail;
        const bool wasThere = std::chrono::steady_clock::now() - begin > kLongestPause;
        pause = wasThere ? kFirstPause : std::min(pause * 2, kLongestPause);
        std::mutex mutex;
        std::condition_variable wake;
        std::unique_lock lock(mutex);
        waitUnlessCancelled(
            wake, lock, m_ending, [] { return false; }, std::chrono::steady_clock::now() + pause);
    }
}

}  // namespace semblance
