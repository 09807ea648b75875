#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

#include "core/scan/mountwatch.h"

namespace semblance {

struct MountWatch::State {
    // proc(5): poll() reports POLLPRI and POLLERR when the table has changed.
    const int mounts = ::open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
    const int wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);

    ~State() {
        ::close(mounts);
        ::close(wake);
    }

    void signal() const {
        const std::uint64_t one = 1;
        // Full means woken already.
        [[maybe_unused]] const ssize_t written = ::write(wake, &one, sizeof one);
    }
};

MountWatch::MountWatch() : m_state(std::make_unique<State>()) {}
MountWatch::~MountWatch() = default;

bool MountWatch::wait(std::chrono::steady_clock::time_point deadline, const CancelToken& cancel) {
    const CancelCallback callback(cancel, [this] { m_state->signal(); });
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        // A closed descriptor is passed over: its number is negative.
        pollfd watched[] = {{m_state->mounts, POLLPRI, 0}, {m_state->wake, POLLIN, 0}};
        const int ready =
            ::poll(watched, std::size(watched),
                   static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3600'000)));
        if (cancel.isCancelled())
            return false;
        if (ready > 0) {
            std::uint64_t count = 0;
            [[maybe_unused]] const ssize_t got = ::read(m_state->wake, &count, sizeof count);
            return true;
        }
        if (std::chrono::steady_clock::now() >= deadline)
            return false;
    }
}

void MountWatch::wake() {
    m_state->signal();
}

}  // namespace semblance
