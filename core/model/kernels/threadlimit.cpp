#include "core/model/kernels/threadlimit.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

namespace semblance {

namespace {
std::atomic<unsigned> begun{0};
std::atomic<int> active{0};

void use(int threads) {
    if (at::get_num_threads() != threads)
        at::set_num_threads(threads);
}

int prepared() {
    ThreadLimit::prepareThread();
    return at::get_num_threads();
}
}  // namespace

ThreadLimit::ThreadLimit(int threads) : m_before(prepared()) {
    ++active;
    ++begun;
    use(threads);
}

ThreadLimit::~ThreadLimit() {
    use(m_before);
    --active;
}

void ThreadLimit::prepareThread() {
    thread_local bool isPrepared = false;
    if (std::exchange(isPrepared, true))
        return;
    const unsigned before = begun;
    const bool wasActive = active > 0;
    // libtorch sets the thread up here.
    static_cast<void>(at::get_num_threads());
    if (wasActive || begun != before)
        use(static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
}

}  // namespace semblance
