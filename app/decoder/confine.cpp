#include "app/decoder/confine.h"

#include <QCoreApplication>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <vector>

#include "app/decoder/sanitized.h"
#endif

namespace semblance {

#ifdef Q_OS_LINUX

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Confinement)
};

bool limit(decltype(RLIMIT_AS) resource, rlim_t value) {
    const rlimit both{value, value};
    return setrlimit(resource, &both) == 0;
}

#if defined(__x86_64__) || defined(__aarch64__)
#if defined(__x86_64__)
constexpr quint32 kArchitecture = AUDIT_ARCH_X86_64;
#else
constexpr quint32 kArchitecture = AUDIT_ARCH_AARCH64;
#endif

/// A seccomp filter, written as rules that are tried one after another. Both architectures are
/// little-endian: an argument's low half comes first.
class SystemCallFilter {
public:
    SystemCallFilter() {
        load(offsetof(seccomp_data, arch));
        add(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0);
        add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
        load(offsetof(seccomp_data, nr));
#if defined(__x86_64__)
        // The x32 numbers would be a way around all rules below.
        constexpr quint32 x32Bit = 0x40000000;
        add(BPF_JMP | BPF_JGE | BPF_K, x32Bit, 0, 1);
        add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
#endif
    }

    void refuse(std::initializer_list<long> calls, int errnoValue = EACCES) {
        for (long call : calls) {
            add(BPF_JMP | BPF_JEQ | BPF_K, quint32(call), 0, 1);
            add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | quint32(errnoValue));
        }
    }

    /// Refuses `call` when its argument has any of `bits` set.
    void refuseWith(long call, int argument, quint32 bits) {
        check(call, argument, BPF_JSET, bits, 0);
    }
    /// Refuses `call` unless its argument has one of `bits` set.
    void refuseWithout(long call, int argument, quint32 bits) {
        check(call, argument, BPF_JSET, bits, 1);
    }

    /// Refuses `call` unless its argument is `value`.
    void refuseUnless(long call, int argument, quint32 value) {
        check(call, argument, BPF_JEQ, value, 1);
    }

    bool install() {
        add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
        const sock_fprog program{static_cast<unsigned short>(m_code.size()), m_code.data()};
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
            return false;
        return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) ==
               0;
    }

private:
    void add(int code, quint32 value, int ifTrue = 0, int ifFalse = 0) {
        m_code.push_back({static_cast<unsigned short>(code), static_cast<unsigned char>(ifTrue),
                          static_cast<unsigned char>(ifFalse), value});
    }
    void load(size_t offset) {
        add(BPF_LD | BPF_W | BPF_ABS, quint32(offset));
    }

    void check(long call, int argument, int comparison, quint32 value, int skipWhenTrue) {
        add(BPF_JMP | BPF_JEQ | BPF_K, quint32(call), 0, 4);
        load(offsetof(seccomp_data, args) + size_t(argument) * sizeof(quint64));
        add(BPF_JMP | comparison | BPF_K, value, skipWhenTrue, 1 - skipWhenTrue);
        add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES);
        load(offsetof(seccomp_data, nr));
    }

    std::vector<sock_filter> m_code;
};

void refuseChangingFiles(SystemCallFilter& filter) {
    constexpr quint32 writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
    filter.refuseWith(SYS_openat, 2, writing);
    filter.refuse({SYS_truncate,  SYS_ftruncate,   SYS_fallocate,    SYS_unlinkat,
                   SYS_renameat2, SYS_mkdirat,     SYS_mknodat,      SYS_linkat,
                   SYS_symlinkat, SYS_fchmod,      SYS_fchmodat,     SYS_fchown,
                   SYS_fchownat,  SYS_utimensat,   SYS_setxattr,     SYS_lsetxattr,
                   SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr,
                   SYS_mount,     SYS_umount2});
    constexpr long fchmodat2 = 452;
    filter.refuse({fchmodat2});
#if defined(__NR_renameat)
    filter.refuse({SYS_renameat});
#endif
#if defined(__x86_64__)
    filter.refuseWith(SYS_open, 1, writing);
    filter.refuse({SYS_creat, SYS_unlink, SYS_rmdir, SYS_rename, SYS_mkdir, SYS_mknod, SYS_link,
                   SYS_symlink, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes,
                   SYS_futimesat});
#endif
}

bool filterSystemCalls() {
    SystemCallFilter filter;
    refuseChangingFiles(filter);
    filter.refuse({SYS_socket, SYS_socketpair});
    filter.refuse({SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv,
                   SYS_process_vm_writev, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo,
                   SYS_rt_tgsigqueueinfo});
    constexpr long pidfdSendSignal = 424;
    filter.refuse({pidfdSendSignal});
    // abort() signals its own thread.
    filter.refuseUnless(SYS_tgkill, 0, quint32(getpid()));
    // Threads, but no processes.
    filter.refuseWithout(SYS_clone, 0, CLONE_THREAD);
#if defined(__x86_64__)
    filter.refuse({SYS_fork, SYS_vfork});
#endif
    // Newer calls whose arguments a filter cannot see: libraries fall back to the old ones.
    constexpr long clone3 = 435;
    constexpr long openat2 = 437;
    constexpr long ioUringSetup = 425;
    filter.refuse({clone3, openat2, ioUringSetup}, ENOSYS);
    return filter.install();
}
#else
bool filterSystemCalls() {
    return false;
}
#endif

}  // namespace

QStringList confineProcess(int memoryMiB) {
    QStringList confined;
    limit(RLIMIT_CORE, 0);
    constexpr rlim_t openFiles = 64;
    limit(RLIMIT_NOFILE, openFiles);
    if (!kSanitized && limit(RLIMIT_AS, rlim_t(memoryMiB) << 20))
        confined << Text::tr("at most %1 MiB of memory").arg(memoryMiB);
    std::signal(SIGXFSZ, SIG_IGN);
    const bool writesNothing = limit(RLIMIT_FSIZE, 0);
    if (filterSystemCalls()) {
        if (writesNothing)
            confined << Text::tr("no changes to files");
        confined << Text::tr("no network") << Text::tr("no other programs");
    }
    return confined;
}

#else

QStringList confineProcess(int) {
    return {};
}

#endif

}  // namespace semblance
