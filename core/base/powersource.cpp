#include "core/base/powersource.h"

#include <QDir>
#include <QFile>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace semblance {

namespace {
QByteArray fieldOf(const QString& supply, const char* name) {
    QFile file(supply + QLatin1Char('/') + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}
}  // namespace

PowerState readPowerFrom(const QString& folder) {
    const QDir dir(folder);
    bool isPlugged = false;
    bool isDischarging = false;
    int batteries = 0;
    int percents = 0;
    for (const QString& name : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString supply = dir.filePath(name);
        // That of a mouse or a headset says nothing of the computer.
        if (fieldOf(supply, "scope") == "Device")
            continue;
        if (fieldOf(supply, "type") != "Battery") {
            isPlugged = isPlugged || fieldOf(supply, "online") == "1";
            continue;
        }
        isDischarging = isDischarging || fieldOf(supply, "status") == "Discharging";
        bool isNumber = false;
        const int percent = fieldOf(supply, "capacity").toInt(&isNumber);
        batteries += isNumber ? 1 : 0;
        percents += isNumber ? qBound(0, percent, 100) : 0;
    }
    PowerState state;
    state.onBattery = isDischarging && !isPlugged;
    if (batteries > 0)
        state.percent = percents / batteries;
    return state;
}

#ifdef Q_OS_WIN
// Not verified yet.
PowerState readPower() {
    SYSTEM_POWER_STATUS status;
    if (!GetSystemPowerStatus(&status))
        return {};
    PowerState state;
    state.onBattery = status.ACLineStatus == 0;
    if (status.BatteryLifePercent <= 100)
        state.percent = status.BatteryLifePercent;
    return state;
}
#else
PowerState readPower() {
    return readPowerFrom(QStringLiteral("/sys/class/power_supply"));
}
#endif

}  // namespace semblance
