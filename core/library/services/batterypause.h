#pragma once

#include <QObject>
#include <QTimer>
#include <functional>

#include "core/base/powersource.h"
#include "core/base/workerthread.h"

namespace semblance {

class IndexingService;

/// What indexing does while the computer runs on its battery.
enum class BatteryChoice {
    PauseWhenLow,  ///< goes on until the charge is below lowBattery
    Pause,
    GoOn,
};

/// Percent.
inline constexpr int lowBattery = 50;

/// Pauses indexing on battery. Lives on the GUI thread; asks the system on another, and only while
/// something is indexed.
class BatteryPause : public QObject {
    Q_OBJECT

public:
    using Read = std::function<PowerState()>;

    explicit BatteryPause(IndexingService& indexing, Read read = readPower,
                          QObject* parent = nullptr);
    ~BatteryPause() override;

    void setChoice(BatteryChoice choice);

    /// The user wants it all the same, until the computer has been plugged in again.
    void goOn();

    /// Asks now; for tests.
    void look();

private:
    void update();

    IndexingService& m_indexing;
    const Read m_read;
    BatteryChoice m_choice = BatteryChoice::PauseWhenLow;
    PowerState m_state;
    bool m_goesOn = false;
    QTimer m_timer;
    WorkerThread m_worker{QStringLiteral("power")};
};

}  // namespace semblance
