#include "core/base/lowpriority.h"

#include <QThread>
#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#endif

namespace semblance {

void lowerThreadPriority() {
#ifdef Q_OS_LINUX
    // A thread's own there. Not the lowest: indexing may keep every core busy for hours.
    constexpr int background = 10;
    setpriority(PRIO_PROCESS, 0, background);
#else
    QThread::currentThread()->setPriority(QThread::LowestPriority);
#endif
}

}  // namespace semblance
