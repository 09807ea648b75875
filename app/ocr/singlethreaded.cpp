#include "app/ocr/singlethreaded.h"

#include <QByteArray>
#include <QtGlobal>

#include "core/base/currentfolder.h"

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace semblance {

void computeOnOneThread(char** argv) {
    constexpr auto kVariable = "OMP_THREAD_LIMIT";
    if (qEnvironmentVariable(kVariable) == QLatin1StringView("1"))
        return;
    qputenv(kVariable, QByteArrayLiteral("1"));
#ifdef Q_OS_LINUX
    // libgomp reads it while it is loaded. Returns only when it fails; then this process goes on,
    // merely slower.
    returnToDeletedFolder();
    ::execv("/proc/self/exe", argv);
#else
    Q_UNUSED(argv)
#endif
}

}  // namespace semblance
