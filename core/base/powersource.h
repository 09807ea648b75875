#pragma once

#include <QString>

namespace semblance {

/// What the computer runs on.
struct PowerState {
    bool onBattery = false;  ///< and not charging
    int percent = 100;       ///< of its batteries' charge, together; 100 where nobody says

    friend bool operator==(const PowerState&, const PowerState&) = default;
};

/// Asks the system, which may take some 10 ms. Mains where it does not tell.
PowerState readPower();

/// As Linux tells it: from the files of a folder like /sys/class/power_supply (the kernel's
/// Documentation/ABI/testing/sysfs-class-power).
PowerState readPowerFrom(const QString& folder);

}  // namespace semblance
