#include "app/decoder/confine.h"

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "app/decoder/filerules.h"
#include "app/decoder/systemcalls.h"
#include "core/base/sanitized.h"
#endif

namespace semblance {

#ifdef Q_OS_LINUX

namespace {
bool limit(decltype(RLIMIT_AS) resource, rlim_t value) {
    const rlimit both{value, value};
    return setrlimit(resource, &both) == 0;
}
/// Of the program itself, mostly its libraries' code, which all decoders share.
rlim_t addressesInUse() {
    std::FILE* file = std::fopen("/proc/self/statm", "r");
    if (!file)
        return 0;
    unsigned long long pages = 0;
    const int read = std::fscanf(file, "%llu", &pages);
    std::fclose(file);
    return read == 1 ? rlim_t(pages) * rlim_t(sysconf(_SC_PAGESIZE)) : 0;
}
}  // namespace

QStringList confineProcess(int memoryMiB) {
    QStringList confined;
    limit(RLIMIT_CORE, 0);
    constexpr rlim_t openFiles = 64;
    limit(RLIMIT_NOFILE, openFiles);
    if (!kSanitized && limit(RLIMIT_AS, addressesInUse() + (rlim_t(memoryMiB) << 20)))
        confined << QStringLiteral("at most %1 MiB of memory").arg(memoryMiB);
    std::signal(SIGXFSZ, SIG_IGN);
    const bool writesNothing = limit(RLIMIT_FSIZE, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return confined;
    if (openOnlyTheSystemsFiles())
        confined << QStringLiteral("no files but those handed over");
    if (refuseSystemCalls()) {
        if (writesNothing)
            confined << QStringLiteral("no changes to files");
        confined << QStringLiteral("no network") << QStringLiteral("no other programs");
    }
    return confined;
}

#else

QStringList confineProcess(int) {
    return {};
}

#endif

}  // namespace semblance
