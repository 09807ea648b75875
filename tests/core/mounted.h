#pragma once

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/mount.h>
#endif

#include <QDir>
#include <QFile>
#include <QString>

namespace semblance::test {

/// Something mounted on a folder, which is made, until unmount() or the end.
class Mounted {
public:
    /// A new, empty file system in memory.
    static Mounted memory(const QString& folder) {
        return Mounted(folder, QStringLiteral("tmpfs"), QString());
    }
    /// Another folder once more.
    static Mounted bind(const QString& source, const QString& folder) {
        return Mounted(folder, QString(), source);
    }
    ~Mounted() { unmount(); }
    Mounted(const Mounted&) = delete;
    Mounted& operator=(const Mounted&) = delete;

    /// False where this cannot be set up: it takes root's rights.
    bool isThere() const { return m_isThere; }

    /// As if the disk was pulled out: also while files of it are open.
    void unmount() {
#ifdef Q_OS_LINUX
        if (m_isThere)
            ::umount2(QFile::encodeName(m_folder).constData(), MNT_DETACH);
#endif
        m_isThere = false;
    }

private:
    Mounted(const QString& folder, [[maybe_unused]] const QString& type,
            [[maybe_unused]] const QString& source)
        : m_folder(folder) {
        QDir().mkpath(folder);
#ifdef Q_OS_LINUX
        const QByteArray where = QFile::encodeName(folder);
        m_isThere = type.isEmpty() ? ::mount(QFile::encodeName(source).constData(),
                                             where.constData(), nullptr, MS_BIND, nullptr) == 0
                                   : ::mount("tmpfs", where.constData(),
                                             type.toLatin1().constData(), 0, "size=8m") == 0;
#endif
    }

    const QString m_folder;
    bool m_isThere = false;
};

}  // namespace semblance::test
