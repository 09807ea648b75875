#include "core/teamstore/serversocket.h"

#if defined(Q_OS_WIN)
#include <winsock2.h>
#else
#include <poll.h>
#include <sys/ioctl.h>
#endif

namespace semblance {

#if defined(Q_OS_WIN)
bool waitForSocket(int socket, bool alsoToWrite, int ms) {
    WSAPOLLFD entry{static_cast<SOCKET>(socket),
                    static_cast<SHORT>(POLLIN | (alsoToWrite ? POLLOUT : 0)), 0};
    return WSAPoll(&entry, 1, ms) > 0;
}

qint64 bytesWaiting(int socket) {
    u_long bytes = 0;
    return ioctlsocket(static_cast<SOCKET>(socket), FIONREAD, &bytes) == 0 ? bytes : 0;
}
#else
bool waitForSocket(int socket, bool alsoToWrite, int ms) {
    pollfd entry{socket, static_cast<short>(POLLIN | (alsoToWrite ? POLLOUT : 0)), 0};
    return poll(&entry, 1, ms) > 0;
}

qint64 bytesWaiting(int socket) {
    int bytes = 0;
    return ioctl(socket, FIONREAD, &bytes) == 0 ? bytes : 0;
}
#endif

}  // namespace semblance
