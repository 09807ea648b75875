#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

namespace semblance {

/// One window per library: the first start listens on a local socket (never a network one), a later
/// start hands its folder over and ends.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const QString& libraryDir, QObject* parent = nullptr);

    /// True when a window for this library is already there and took the message.
    bool handOver(const QString& folder);
    /// Listens for later starts. A server that cannot be made costs only this convenience.
    void listen();

Q_SIGNALS:
    /// Another start asked for the window; `folder` may be empty.
    void requested(const QString& folder);

private:
    void take();

    QString m_name;
    QLocalServer m_server;
};

}  // namespace semblance
