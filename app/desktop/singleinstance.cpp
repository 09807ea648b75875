#include "app/desktop/singleinstance.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QTimer>

namespace semblance {
namespace {

constexpr int connectMs = 200;
constexpr int answerMs = 2000;
constexpr qint64 longestMessage = 64 << 10;

// Socket names are short on every system: a hash of user and library stands for both.
QString socketName(const QString& libraryDir) {
    QString place = QFileInfo(libraryDir).canonicalFilePath();
    if (place.isEmpty())
        place = QDir::cleanPath(libraryDir);
    const QByteArray key = (QDir::homePath() + u'\n' + place).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
    return QStringLiteral("semblance-") + QString::fromLatin1(hash.toHex().first(20));
}

}  // namespace

SingleInstance::SingleInstance(const QString& libraryDir, QObject* parent)
    : QObject(parent), m_name(socketName(libraryDir)), m_server(this) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::take);
}

bool SingleInstance::handOver(const QString& folder) {
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(connectMs))
        return false;
    QByteArray message;
    QDataStream stream(&message, QIODevice::WriteOnly);
    stream << folder;
    socket.write(message);
    // The answer proves that the other one is alive and not just a socket left behind.
    return socket.waitForBytesWritten(answerMs) && socket.waitForReadyRead(answerMs);
}

void SingleInstance::listen() {
    if (m_server.listen(m_name))
        return;
    // Nobody answered handOver(): the socket is a crashed program's.
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
}

void SingleInstance::take() {
    QLocalSocket* socket = m_server.nextPendingConnection();
    if (!socket)
        return;
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
        if (socket->bytesAvailable() > longestMessage) {
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
        if (folder.isEmpty() || QFileInfo(folder).isDir())
            Q_EMIT requested(folder);
    });
}

}  // namespace semblance
