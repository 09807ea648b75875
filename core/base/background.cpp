#include "core/base/background.h"

#include <QtGlobal>

#if defined(Q_OS_LINUX)
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#elif defined(Q_OS_DARWIN)
#include <pthread.h>
#elif defined(Q_OS_WIN)
#include <windows.h>
#endif

namespace semblance {

#if defined(Q_OS_LINUX)
void yieldToOthers() {
    // Nice values are a thread's there, whatever POSIX says: setpriority(2).
    constexpr int kNice = 10;
    const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
    ::setpriority(PRIO_PROCESS, thread, kNice);
    // ioprio_set(2), which has no function of its own: who, which, class and level.
    constexpr int kWhoThread = 1;
    constexpr int kOrdinaryClass = 2;
    constexpr int kLastLevel = 7;
    ::syscall(SYS_ioprio_set, kWhoThread, thread, (kOrdinaryClass << 13) | kLastLevel);
}
#elif defined(Q_OS_DARWIN)
// Not verified yet, as is the next.
void yieldToOthers() {
    ::pthread_set_qos_class_self_np(QOS_CLASS_UTILITY, 0);
}
#elif defined(Q_OS_WIN)
void yieldToOthers() {
    SetThreadPriority(GetCurrentThread(), THREAD_PRIORITY_BELOW_NORMAL);
}
#else
void yieldToOthers() {}
#endif

}  // namespace semblance
