#include "app/engine/passivewaiting.h"

#include <QByteArray>
#include <QtGlobal>

#include "core/base/currentfolder.h"

#ifdef Q_OS_LINUX
#include <unistd.h>
#endif

namespace semblance {

void usePassiveWaiting(char** argv) {
#ifdef Q_OS_LINUX
    constexpr auto kVariable = "OMP_WAIT_POLICY";
    if (qEnvironmentVariableIsSet(kVariable))
        return;
    qputenv(kVariable, QByteArrayLiteral("passive"));
    returnToDeletedFolder();
    // Returns only when it fails; then this process goes on, merely slower.
    ::execv("/proc/self/exe", argv);
#else
    Q_UNUSED(argv)
#endif
}

}  // namespace semblance
