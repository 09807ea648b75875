#include "core/base/interruption.h"

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <utility>

#ifndef _WIN32
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#endif

namespace semblance {

namespace {

constexpr std::chrono::milliseconds kPatience{500};

/// Never destroyed: a thread may be about to end the process while it ends by itself.
struct State {
    const CancelToken cancel;
    std::mutex mutex;
    std::function<void()> words;
    int exitCode = 0;
};

State& state() {
    static auto* const state = new State;
    return *state;
}

void endInTime() {
    std::this_thread::sleep_for(kPatience);
    std::lock_guard lock(state().mutex);
    if (!state().words)
        return;
    state().words();
    std::fflush(stdout);
    std::_Exit(state().exitCode);
}

void onInterrupted() {
    // Before the cancel, whose callbacks may wait for what hangs.
    std::thread(endInTime).detach();
    state().cancel.cancel();
}

#ifdef _WIN32

// The C library calls handlers on a thread of its own and resets them to the default.
void onSignal(int) {
    onInterrupted();
}

void listen() {
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

#else

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};
std::array<volatile std::sig_atomic_t, kSignals.size()> taken;
int pipeEnd = -1;

/// A handler may do next to nothing: it wakes a thread. The next signal has its default effect.
extern "C" void onSignal(int) {
    const int error = errno;
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        if (taken[i])
            std::signal(kSignals[i], SIG_DFL);
    }
    [[maybe_unused]] const auto written = ::write(pipeEnd, "", 1);
    errno = error;
}

void waitForSignal(int pipe) {
    char byte = 0;
    ssize_t got = 0;
    do {
        got = ::read(pipe, &byte, 1);
    } while (got < 0 && errno == EINTR);
    if (got == 1)
        onInterrupted();
}

void listen() {
    int ends[2];
    if (::pipe(ends) != 0)
        return;
    for (const int end : ends)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    pipeEnd = ends[1];
    std::thread(waitForSignal, ends[0]).detach();
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
        struct sigaction action = {};
        ::sigaction(kSignals[i], nullptr, &action);
        if (action.sa_handler == SIG_IGN)
            continue;
        taken[i] = 1;
        action.sa_handler = onSignal;
        action.sa_flags = SA_RESTART;
        ::sigaction(kSignals[i], &action, nullptr);
    }
}

#endif

}  // namespace

const CancelToken& interrupted() {
    static std::once_flag once;
    std::call_once(once, listen);
    return state().cancel;
}

LastWords::LastWords(int exitCode, std::function<void()> words) {
    static_cast<void>(interrupted());
    std::lock_guard lock(state().mutex);
    state().words = std::move(words);
    state().exitCode = exitCode;
}

void LastWords::takeBack() {
    std::lock_guard lock(state().mutex);
    state().words = [] {};
}

LastWords::~LastWords() {
    std::lock_guard lock(state().mutex);
    state().words = nullptr;
}

}  // namespace semblance
