#pragma once

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusVariant>
#include <QList>
#include <QString>

namespace semblance::test {

/// Something on the screen as assistive technologies see it (AT-SPI): where it is on their bus.
struct AccessibleNode {
    QString service;
    QDBusObjectPath path;

    bool isValid() const { return !service.isEmpty(); }
};

inline QDBusArgument& operator<<(QDBusArgument& argument, const AccessibleNode& node) {
    argument.beginStructure();
    argument << node.service << node.path;
    argument.endStructure();
    return argument;
}

inline const QDBusArgument& operator>>(const QDBusArgument& argument, AccessibleNode& node) {
    argument.beginStructure();
    argument >> node.service >> node.path;
    argument.endStructure();
    return argument;
}

/// The bus of assistive technologies that belongs to a session's bus, asked as a screen reader asks
/// it. Nothing is returned by what does not answer.
class AccessibilityBus {
public:
    explicit AccessibilityBus(const QString& sessionAddress) {
        QDBusConnection session =
            QDBusConnection::connectToBus(sessionAddress, QStringLiteral("test session"));
        const QDBusMessage address = session.call(QDBusMessage::createMethodCall(
            QStringLiteral("org.a11y.Bus"), QStringLiteral("/org/a11y/bus"),
            QStringLiteral("org.a11y.Bus"), QStringLiteral("GetAddress")));
        m_bus = QDBusConnection::connectToBus(address.arguments().value(0).toString(),
                                              QStringLiteral("test accessibility"));
    }
    ~AccessibilityBus() {
        QDBusConnection::disconnectFromBus(QStringLiteral("test accessibility"));
        QDBusConnection::disconnectFromBus(QStringLiteral("test session"));
    }

    bool isConnected() const { return m_bus.isConnected(); }

    /// Whose children are the programs.
    static AccessibleNode root() {
        return {QStringLiteral("org.a11y.atspi.Registry"),
                QDBusObjectPath(QStringLiteral("/org/a11y/atspi/accessible/root"))};
    }

    QList<AccessibleNode> children(const AccessibleNode& node) const {
        const QVariant answer = call(node, "Accessible", QStringLiteral("GetChildren"));
        return qdbus_cast<QList<AccessibleNode>>(answer.value<QDBusArgument>());
    }
    QString name(const AccessibleNode& node) const { return property(node, "Name"); }
    QString description(const AccessibleNode& node) const { return property(node, "Description"); }
    QString role(const AccessibleNode& node) const {
        return call(node, "Accessible", QStringLiteral("GetRoleName")).toString();
    }
    bool setText(const AccessibleNode& node, const QString& text) const {
        return call(node, "EditableText", QStringLiteral("SetTextContents"), {text}).toBool();
    }

    /// The first one of that name and role below `node`, level by level; none where `node` is none.
    AccessibleNode find(const AccessibleNode& node, const QString& role,
                        const QString& wanted) const {
        QList<AccessibleNode> level{node};
        while (node.isValid() && !level.isEmpty()) {
            QList<AccessibleNode> next;
            for (const AccessibleNode& one : std::as_const(level)) {
                if (name(one) == wanted && this->role(one) == role)
                    return one;
                next += children(one);
            }
            level = next;
        }
        return {};
    }

private:
    QVariant call(const AccessibleNode& node, const char* interface, const QString& method,
                  const QVariantList& arguments = {}) const {
        QDBusMessage message = QDBusMessage::createMethodCall(
            node.service, node.path.path(),
            QStringLiteral("org.a11y.atspi.") + QLatin1StringView(interface), method);
        message.setArguments(arguments);
        return m_bus.call(message).arguments().value(0);
    }
    QString property(const AccessibleNode& node, const char* name) const {
        QDBusMessage message = QDBusMessage::createMethodCall(
            node.service, node.path.path(), QStringLiteral("org.freedesktop.DBus.Properties"),
            QStringLiteral("Get"));
        message << QStringLiteral("org.a11y.atspi.Accessible") << QString(QLatin1StringView(name));
        return m_bus.call(message).arguments().value(0).value<QDBusVariant>().variant().toString();
    }

    QDBusConnection m_bus{QString()};
};

}  // namespace semblance::test

Q_DECLARE_METATYPE(semblance::test::AccessibleNode)
