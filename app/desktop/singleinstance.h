#pragma once

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QString>
#include <QTimer>
#include <chrono>
#include <memory>

namespace semblance {

class FileLock;

/// One window a library for each user. Whoever holds a lock in the user's runtime folder is it, and
/// listens on a local socket (never a network one) beside the lock; whoever starts later hands its
/// folder over and ends. A crash leaves no lock, and a socket left behind is removed by nobody but
/// the next holder. The library's own lock is another one: it belongs to whoever writes, which may
/// be the command line.
///
/// Nothing here waits: what happens is told by signals, never from within start().
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    /// Paths that lead to one folder by different links name one library, also before it exists.
    explicit SingleInstance(const QString& libraryDir, QObject* parent = nullptr);
    ~SingleInstance() override;

    /// After so long without an answer unanswered() is said.
    void setPatience(std::chrono::milliseconds patience) { m_limit.setInterval(patience); }

    /// Finds out who is the library's window, and hands `folder` (or a picture) over if it is
    /// another one.
    void start(const QString& folder);
    /// Stops asking: no more signals of start().
    void giveUp();

Q_SIGNALS:
    /// This program is the window. It listens from now on, if listening is possible at all.
    void isFirst();
    /// Another window took the folder: this program is not needed.
    void handedOver();
    /// Another one is there, but busy, hanging, starting or just closing. It is still asked: one of
    /// the other two may follow.
    void unanswered();

    /// Another start asked for this window; `folder` may be empty.
    void requested(const QString& folder);

private:
    void ask();
    void dropSocket();
    void becomeFirst();
    void take();
    void read(QLocalSocket* socket);

    const QString m_lockPath;
    const QString m_socketName;
    std::unique_ptr<FileLock> m_lock;
    QLocalServer m_server;
    std::unique_ptr<QLocalSocket> m_socket;
    QString m_folder;
    QTimer m_retry;
    QTimer m_limit;
};

}  // namespace semblance
