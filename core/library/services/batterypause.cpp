#include "core/library/services/batterypause.h"

#include <chrono>
#include <utility>

#include "core/library/services/indexingservice.h"

namespace semblance {

namespace {
constexpr std::chrono::seconds kLookEvery{10};
}

BatteryPause::BatteryPause(IndexingService& indexing, Read read, QObject* parent)
    : QObject(parent), m_indexing(indexing), m_read(std::move(read)) {
    m_timer.setInterval(kLookEvery);
    connect(&m_timer, &QTimer::timeout, this, &BatteryPause::look);
    connect(&indexing, &IndexingService::runningChanged, this, [this](bool isRunning) {
        if (!isRunning)
            return m_timer.stop();
        m_timer.start();
        look();
    });
}

BatteryPause::~BatteryPause() = default;

void BatteryPause::setChoice(BatteryChoice choice) {
    m_choice = choice;
    update();
}

void BatteryPause::goOn() {
    m_goesOn = true;
    update();
}

void BatteryPause::look() {
    m_worker.post([this] {
        const PowerState state = m_read();
        QMetaObject::invokeMethod(this, [this, state] {
            m_state = state;
            m_goesOn = m_goesOn && state.onBattery;
            update();
        });
    });
}

void BatteryPause::update() {
    const bool isLow = m_choice == BatteryChoice::Pause || m_state.percent < lowBattery;
    m_indexing.setPausedOnBattery(m_state.onBattery && isLow && m_choice != BatteryChoice::GoOn &&
                                  !m_goesOn);
}

}  // namespace semblance
