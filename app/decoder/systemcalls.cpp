#include "app/decoder/systemcalls.h"

#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <unistd.h>

#include <cerrno>
#include <initializer_list>
#include <memory>

namespace semblance {

namespace {

// Calls that are newer than Debian 12's libseccomp; the numbers are those of every architecture.
constexpr int kFchmodat2 = 452;
constexpr int kSetxattrat = 463;
constexpr int kRemovexattrat = 466;
constexpr int kFileSetattr = 469;

/// Everything is allowed but what is refused here. A call that this architecture does not have is
/// left out by libseccomp.
class Filter {
public:
    Filter() : m_filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release) {
        check(m_filter ? 0 : -1);
        check(seccomp_attr_set(m_filter.get(), SCMP_FLTATR_CTL_TSYNC, 1));
        check(seccomp_attr_set(m_filter.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS));
    }

    void refuse(std::initializer_list<int> calls, int errnoValue = EACCES) {
        for (int call : calls)
            check(seccomp_rule_add(m_filter.get(), SCMP_ACT_ERRNO(errnoValue), call, 0));
    }

    void refuseWhen(int call, scmp_arg_cmp argument) {
        check(seccomp_rule_add(m_filter.get(), SCMP_ACT_ERRNO(EACCES), call, 1, argument));
    }

    bool load() { return m_isWhole && seccomp_load(m_filter.get()) == 0; }

private:
    void check(int result) { m_isWhole = m_isWhole && result == 0; }

    std::unique_ptr<void, decltype(&seccomp_release)> m_filter;
    bool m_isWhole = true;
};

void refuseChangingFiles(Filter& filter) {
    for (int flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC}) {
        const auto bit = scmp_datum_t(flag);
        filter.refuseWhen(SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, bit, bit));
        filter.refuseWhen(SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, bit, bit));
    }
    filter.refuse({SCMP_SYS(creat),
                   SCMP_SYS(truncate),
                   SCMP_SYS(ftruncate),
                   SCMP_SYS(fallocate),
                   SCMP_SYS(unlink),
                   SCMP_SYS(unlinkat),
                   SCMP_SYS(rmdir),
                   SCMP_SYS(rename),
                   SCMP_SYS(renameat),
                   SCMP_SYS(renameat2),
                   SCMP_SYS(mkdir),
                   SCMP_SYS(mkdirat),
                   SCMP_SYS(mknod),
                   SCMP_SYS(mknodat),
                   SCMP_SYS(link),
                   SCMP_SYS(linkat),
                   SCMP_SYS(symlink),
                   SCMP_SYS(symlinkat),
                   SCMP_SYS(chmod),
                   SCMP_SYS(fchmod),
                   SCMP_SYS(fchmodat),
                   SCMP_SYS(chown),
                   SCMP_SYS(fchown),
                   SCMP_SYS(lchown),
                   SCMP_SYS(fchownat),
                   SCMP_SYS(utime),
                   SCMP_SYS(utimes),
                   SCMP_SYS(futimesat),
                   SCMP_SYS(utimensat),
                   SCMP_SYS(setxattr),
                   SCMP_SYS(lsetxattr),
                   SCMP_SYS(fsetxattr),
                   SCMP_SYS(removexattr),
                   SCMP_SYS(lremovexattr),
                   SCMP_SYS(fremovexattr),
                   SCMP_SYS(mount),
                   SCMP_SYS(umount2),
                   kFchmodat2,
                   kSetxattrat,
                   kRemovexattrat,
                   kFileSetattr});
}

void refuseReachingOthers(Filter& filter) {
    filter.refuse({SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(execve), SCMP_SYS(execveat),
                   SCMP_SYS(fork), SCMP_SYS(vfork), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
                   SCMP_SYS(process_vm_writev), SCMP_SYS(kill), SCMP_SYS(tkill),
                   SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo),
                   SCMP_SYS(pidfd_send_signal), SCMP_SYS(pidfd_getfd)});
    // abort() signals its own thread.
    filter.refuseWhen(SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_NE, scmp_datum_t(getpid()), 0));
    // Threads, but no processes.
    filter.refuseWhen(SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
}

/// Wide doors into the kernel that no codec has a use for.
void refuseRareCalls(Filter& filter) {
    filter.refuse({SCMP_SYS(bpf), SCMP_SYS(userfaultfd), SCMP_SYS(perf_event_open),
                   SCMP_SYS(add_key), SCMP_SYS(keyctl), SCMP_SYS(request_key), SCMP_SYS(unshare),
                   SCMP_SYS(setns), SCMP_SYS(open_by_handle_at)});
    // Newer calls whose arguments a filter cannot see: libraries fall back to the old ones.
    filter.refuse({SCMP_SYS(clone3), SCMP_SYS(openat2), SCMP_SYS(io_uring_setup)}, ENOSYS);
}

}  // namespace

bool refuseSystemCalls() {
    Filter filter;
    refuseChangingFiles(filter);
    refuseReachingOthers(filter);
    refuseRareCalls(filter);
    return filter.load();
}

}  // namespace semblance
