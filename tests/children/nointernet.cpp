// Runs a program that is killed, and all its children with it, when it opens an internet socket:
//
//   nointernet PROGRAM ARGUMENTS...
//
// and, for the test of the filter itself, opens one socket: nointernet --open inet|inet6|unix

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>

namespace {

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#endif

constexpr unsigned kCallNumber = offsetof(seccomp_data, nr);
constexpr unsigned kCallArchitecture = offsetof(seccomp_data, arch);
// The lower half of the first argument, on little-endian machines.
constexpr unsigned kFirstArgument = offsetof(seccomp_data, args);
constexpr unsigned kX32Calls = 0x40000000;

constexpr sock_filter load(unsigned offset) {
    return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset);
}
constexpr sock_filter jumpIfEqual(unsigned value, unsigned char yes, unsigned char no) {
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no);
}
constexpr sock_filter jumpIfAtLeast(unsigned value, unsigned char yes, unsigned char no) {
    return BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, value, yes, no);
}
constexpr sock_filter answer(unsigned action) {
    return BPF_STMT(BPF_RET | BPF_K, action);
}

/// socket(AF_INET or AF_INET6) kills the process; so does a call by another architecture's numbers,
/// which would go past the filter. io_uring can make sockets too and is said not to be there.
bool installFilter() {
    std::array program{
        load(kCallArchitecture),
        jumpIfEqual(kArchitecture, 1, 0),
        answer(SECCOMP_RET_KILL_PROCESS),
        load(kCallNumber),
        jumpIfAtLeast(kX32Calls, 6, 0),
        jumpIfEqual(__NR_io_uring_setup, 6, 0),
        jumpIfEqual(__NR_socket, 0, 3),
        load(kFirstArgument),
        jumpIfEqual(AF_INET, 2, 0),
        jumpIfEqual(AF_INET6, 1, 0),
        answer(SECCOMP_RET_ALLOW),
        answer(SECCOMP_RET_KILL_PROCESS),
        answer(SECCOMP_RET_ERRNO | ENOSYS),
    };
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

int openSocket(const char* family) {
    const int domain = std::strcmp(family, "inet") == 0    ? AF_INET
                       : std::strcmp(family, "inet6") == 0 ? AF_INET6
                                                           : AF_UNIX;
    return ::socket(domain, SOCK_STREAM, 0) >= 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--open") == 0)
        return openSocket(argv[2]);
    if (argc < 2 || !installFilter()) {
        std::perror("nointernet");
        return 125;
    }
    ::execv(argv[1], argv + 1);
    std::perror(argv[1]);
    return 126;
}
