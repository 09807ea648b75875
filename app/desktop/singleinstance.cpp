#include "app/desktop/singleinstance.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "core/base/filelock.h"

namespace semblance {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 2s;
/// Between two attempts while the other one is neither gone nor listening.
constexpr auto kRetry = 50ms;
constexpr qint64 kLongestMessage = 64 << 10;

/// The folder without links; of one that does not exist yet, the part of it that does.
QString placeOf(const QString& dir) {
    QString existing = QDir::cleanPath(QDir().absoluteFilePath(dir));
    QString rest;
    for (;;) {
        const QFileInfo info(existing);
        const QString canonical = info.canonicalFilePath();
        if (!canonical.isEmpty())
            return QDir::cleanPath(canonical + rest);
        const QString above = info.path();
        if (above == existing)
            return existing + rest;
        rest = u'/' + info.fileName() + rest;
        existing = above;
    }
}

/// Names of sockets are short on every system, so a hash stands for the library.
QString nameOf(const QString& libraryDir) {
    const QByteArray hash =
        QCryptographicHash::hash(placeOf(libraryDir).toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("semblance-") + QString::fromLatin1(hash.toHex().first(20));
}

QString inRuntimeFolder(const QString& name) {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation)).filePath(name);
}

QString socketNameOf(const QString& libraryDir) {
#ifdef Q_OS_WIN
    return nameOf(libraryDir);  // named pipes lie in no folder
#else
    return inRuntimeFolder(nameOf(libraryDir));
#endif
}

}  // namespace

SingleInstance::SingleInstance(const QString& libraryDir, QObject* parent)
    : QObject(parent),
      m_lockPath(inRuntimeFolder(nameOf(libraryDir) + QStringLiteral(".lock"))),
      m_socketName(socketNameOf(libraryDir)),
      m_server(this) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::take);
    for (QTimer* timer : {&m_retry, &m_limit})
        timer->setSingleShot(true);
    setPatience(kPatience);
    connect(&m_retry, &QTimer::timeout, this, &SingleInstance::ask);
    connect(&m_limit, &QTimer::timeout, this, &SingleInstance::unanswered);
}

SingleInstance::~SingleInstance() = default;

void SingleInstance::start(const QString& folder) {
    m_folder = folder;
    m_limit.start();
    m_retry.start(0ms);
}

void SingleInstance::giveUp() {
    m_retry.stop();
    m_limit.stop();
    dropSocket();
}

/// It may be on the stack: its signals lead here.
void SingleInstance::dropSocket() {
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket.release()->deleteLater();
}

void SingleInstance::ask() {
    Result<std::unique_ptr<FileLock>> lock = FileLock::acquire(m_lockPath);
    // Where no lock can be made, two windows are better than none.
    if (lock || lock.error().kind != ErrorKind::Busy) {
        m_lock = lock ? std::move(*lock) : nullptr;
        return becomeFirst();
    }
    dropSocket();
    m_socket = std::make_unique<QLocalSocket>();
    QLocalSocket* const socket = m_socket.get();
    connect(socket, &QLocalSocket::connected, this, [this, socket] {
        QByteArray message;
        QDataStream stream(&message, QIODevice::WriteOnly);
        stream << m_folder;
        socket->write(message);
    });
    // The answer proves that the other one is alive and not just holding its lock.
    connect(socket, &QLocalSocket::readyRead, this, [this] {
        giveUp();
        Q_EMIT handedOver();
    });
    const auto retry = [this] { m_retry.start(kRetry); };
    connect(socket, &QLocalSocket::errorOccurred, this, retry);
    connect(socket, &QLocalSocket::disconnected, this, retry);
    socket->connectToServer(m_socketName);
}

void SingleInstance::becomeFirst() {
    giveUp();
    // Whoever listened here held the lock before and is gone.
    if (m_lock)
        QLocalServer::removeServer(m_socketName);
    m_server.listen(m_socketName);
    Q_EMIT isFirst();
}

void SingleInstance::take() {
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        // It may all be there already.
        if (socket->bytesAvailable() > 0)
            read(socket);
    }
}

void SingleInstance::read(QLocalSocket* socket) {
    if (socket->bytesAvailable() > kLongestMessage) {
        socket->abort();
        return;
    }
    QDataStream stream(socket);
    stream.startTransaction();
    QString folder;
    stream >> folder;
    if (!stream.commitTransaction())
        return;
    socket->write("ok");
    socket->disconnectFromServer();
    if (folder.isEmpty() || QFileInfo::exists(folder))
        Q_EMIT requested(folder);
}

}  // namespace semblance
