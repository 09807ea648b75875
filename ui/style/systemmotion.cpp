#include "ui/style/systemmotion.h"

#include <QTimer>

#if defined(Q_OS_WIN)
#include <windows.h>
#elif defined(Q_OS_MACOS)
#include <CoreFoundation/CoreFoundation.h>
#else
#include <QSettings>
#include <QStandardPaths>
#endif
#ifdef SEMBLANCE_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace semblance {
namespace {

#if defined(Q_OS_WIN)
bool isReducedNow() {
    BOOL moves = TRUE;
    return SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, &moves, 0) && !moves;
}
#elif defined(Q_OS_MACOS)
bool isReducedNow() {
    return CFPreferencesGetAppBooleanValue(CFSTR("reduceMotion"),
                                           CFSTR("com.apple.universalaccess"), nullptr);
}
#else
bool isReducedNow() {
    if (!qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains(u"KDE"))
        return false;
    const QString file =
        QStandardPaths::locate(QStandardPaths::GenericConfigLocation, QStringLiteral("kdeglobals"));
    const QSettings settings(file, QSettings::IniFormat);
    return !file.isEmpty() &&
           settings.value(QLatin1StringView("KDE/AnimationDurationFactor"), 1.0).toDouble() <= 0;
}
#endif

#ifdef SEMBLANCE_HAS_DBUS
constexpr QLatin1StringView portal{"org.freedesktop.portal.Desktop"};
constexpr QLatin1StringView portalPath{"/org/freedesktop/portal/desktop"};
constexpr QLatin1StringView portalSettings{"org.freedesktop.portal.Settings"};
#endif

}  // namespace

SystemMotion::SystemMotion(QObject* parent) : QObject(parent), m_isReduced(isReducedNow()) {
    // The first window need not wait for the bus.
    QTimer::singleShot(0, this, &SystemMotion::watchPortal);
}

void SystemMotion::setReduced(bool isReduced) {
    if (m_isReduced == isReduced)
        return;
    m_isReduced = isReduced;
    Q_EMIT changed();
}

#ifdef SEMBLANCE_HAS_DBUS
void SystemMotion::watchPortal() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(portal, portalPath, portalSettings, QStringLiteral("SettingChanged"), this,
                SLOT(askPortal()));
    askPortal();
}

void SystemMotion::askPortal() {
    QDBusMessage message =
        QDBusMessage::createMethodCall(portal, portalPath, portalSettings, QStringLiteral("Read"));
    message << QStringLiteral("org.gnome.desktop.interface") << QStringLiteral("enable-animations");
    // Where there is no portal, none is started for this.
    message.setAutoStartService(false);
    auto* watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (reply.isError())
            return;
        // Read() wraps its answer twice.
        QVariant value = reply.value().variant();
        if (value.canConvert<QDBusVariant>())
            value = value.value<QDBusVariant>().variant();
        if (value.typeId() == QMetaType::Bool)
            setReduced(!value.toBool());
    });
}
#else
void SystemMotion::watchPortal() {}

void SystemMotion::askPortal() {}
#endif

}  // namespace semblance
