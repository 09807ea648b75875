#pragma once

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>
#endif

#include <QFile>
#include <QString>
#include <QTemporaryDir>

namespace semblance::test {

/// A mounted folder whose file system answers nothing, as a network drive whose server is gone:
/// every look into it hangs until release() or the end.
class HangingFolder {
public:
#ifdef Q_OS_LINUX
    HangingFolder() {
        m_server = ::open("/dev/fuse", O_RDWR | O_CLOEXEC);
        if (m_server < 0 || !m_place.isValid())
            return;
        const QByteArray options =
            "fd=" + QByteArray::number(m_server) + ",rootmode=40000,user_id=0,group_id=0";
        m_hangs = ::mount("hanging", QFile::encodeName(m_place.path()).constData(), "fuse",
                          MS_NOSUID | MS_NODEV, options.constData()) == 0;
    }
    ~HangingFolder() {
        release();
    }
    void release() {
        if (m_server >= 0)
            ::close(m_server);
        m_server = -1;
        // A program that is just being started may still hold a copy of it.
        if (m_hangs)
            ::umount2(QFile::encodeName(m_place.path()).constData(), MNT_FORCE | MNT_DETACH);
    }
#else
    HangingFolder() = default;
    ~HangingFolder() = default;
    void release() {}
#endif
    HangingFolder(const HangingFolder&) = delete;
    HangingFolder& operator=(const HangingFolder&) = delete;

    /// False where this cannot be set up: it takes root's rights.
    bool hangs() const {
        return m_hangs;
    }
    QString path() const {
        return m_place.path();
    }

private:
    QTemporaryDir m_place;
    bool m_hangs = false;
#ifdef Q_OS_LINUX
    int m_server = -1;
#endif
};

}  // namespace semblance::test
