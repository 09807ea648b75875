#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/library/services/batterypause.h"
#include "core/library/services/indexingservice.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
constexpr int kPatienceMs = 60'000;
}

/// When indexing pauses, from files as Linux shows them.
class BatteryPauseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatTheKernelSays_data();
    void readsWhatTheKernelSays();
    void pausesWhenLow();
    void choices();
    void theUserGoesOnAnyway();
    void theUsersPauseIsAnother();

private:
    using Fields = QMap<QString, QString>;

    void supply(const QString& name, const Fields& fields) const {
        const QDir folder(m_dir->filePath(name));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        for (auto field = fields.begin(); field != fields.end(); ++field) {
            QFile file(folder.filePath(field.key()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(field.value().toUtf8() + '\n');
        }
    }
    void battery(const QString& status, int percent) const {
        supply(QStringLiteral("BAT0"), {{QStringLiteral("type"), QStringLiteral("Battery")},
                                        {QStringLiteral("status"), status},
                                        {QStringLiteral("capacity"), QString::number(percent)}});
    }
    void mains(bool isOnline) const {
        supply(QStringLiteral("AC"),
               {{QStringLiteral("type"), QStringLiteral("Mains")},
                {QStringLiteral("online"), isOnline ? QStringLiteral("1") : QStringLiteral("0")}});
    }
    void unplugged(int percent) const {
        mains(false);
        battery(QStringLiteral("Discharging"), percent);
    }
    BatteryPause::Read reading() const {
        return [path = m_dir->path()] { return readPowerFrom(path); };
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void BatteryPauseTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
}

void BatteryPauseTest::readsWhatTheKernelSays_data() {
    QTest::addColumn<QString>("status");
    QTest::addColumn<bool>("isPlugged");
    QTest::addColumn<bool>("onBattery");
    QTest::newRow("unplugged") << QStringLiteral("Discharging") << false << true;
    QTest::newRow("charging") << QStringLiteral("Charging") << true << false;
    QTest::newRow("full") << QStringLiteral("Full") << true << false;
    QTest::newRow("held below full") << QStringLiteral("Not charging") << true << false;
    // More is drawn than the plug gives.
    QTest::newRow("weak plug") << QStringLiteral("Discharging") << true << false;
    QTest::newRow("unknown") << QStringLiteral("Unknown") << false << false;
}

void BatteryPauseTest::readsWhatTheKernelSays() {
    QFETCH(QString, status);
    QFETCH(bool, isPlugged);
    QFETCH(bool, onBattery);
    QCOMPARE(readPowerFrom(m_dir->path()), PowerState());
    QCOMPARE(readPowerFrom(m_dir->filePath(QStringLiteral("nowhere"))), PowerState());
    // That of a mouse.
    supply(QStringLiteral("hidpp_battery_0"),
           {{QStringLiteral("type"), QStringLiteral("Battery")},
            {QStringLiteral("scope"), QStringLiteral("Device")},
            {QStringLiteral("status"), QStringLiteral("Discharging")},
            {QStringLiteral("capacity"), QStringLiteral("5")}});
    QCOMPARE(readPowerFrom(m_dir->path()), PowerState());
    battery(status, 40);
    mains(isPlugged);
    QCOMPARE(readPowerFrom(m_dir->path()), (PowerState{onBattery, 40}));
    supply(QStringLiteral("BAT1"), {{QStringLiteral("type"), QStringLiteral("Battery")},
                                    {QStringLiteral("status"), QStringLiteral("Full")},
                                    {QStringLiteral("capacity"), QStringLiteral("100")}});
    QCOMPARE(readPowerFrom(m_dir->path()), (PowerState{onBattery, 70}));
}

void BatteryPauseTest::pausesWhenLow() {
    IndexingService indexing;
    BatteryPause pause(indexing, reading());
    unplugged(80);
    pause.look();
    unplugged(lowBattery - 1);
    pause.look();
    QTRY_VERIFY_WITH_TIMEOUT(indexing.isPaused(), kPatienceMs);
    battery(QStringLiteral("Charging"), lowBattery - 1);
    mains(true);
    pause.look();
    QTRY_VERIFY_WITH_TIMEOUT(!indexing.isPaused(), kPatienceMs);
}

void BatteryPauseTest::choices() {
    IndexingService indexing;
    BatteryPause pause(indexing, reading());
    QSignalSpy progress(&indexing, &IndexingService::progressChanged);
    unplugged(90);
    pause.setChoice(BatteryChoice::Pause);
    pause.look();
    QTRY_VERIFY_WITH_TIMEOUT(indexing.isPaused(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!progress.isEmpty(), kPatienceMs);
    QVERIFY(progress.last().at(0).value<IndexingProgress>().onBattery);
    pause.setChoice(BatteryChoice::PauseWhenLow);
    QVERIFY(!indexing.isPaused());
    pause.setChoice(BatteryChoice::Pause);
    QVERIFY(indexing.isPaused());
    pause.setChoice(BatteryChoice::GoOn);
    QVERIFY(!indexing.isPaused());
}

void BatteryPauseTest::theUserGoesOnAnyway() {
    IndexingService indexing;
    // One after the other, as they are asked for.
    QList<PowerState> states{{true, 10}, {true, 9}, {false, 9}, {true, 9}};
    BatteryPause pause(indexing, [&] { return states.takeFirst(); });
    QSignalSpy progress(&indexing, &IndexingService::progressChanged);
    pause.look();
    QTRY_VERIFY_WITH_TIMEOUT(indexing.isPaused(), kPatienceMs);
    pause.goOn();
    QVERIFY(!indexing.isPaused());
    for (int i = 0; i < 3; ++i)
        pause.look();
    QTRY_VERIFY_WITH_TIMEOUT(indexing.isPaused(), kPatienceMs);
    // It paused, went on, and paused again: not before it had been plugged in.
    QTRY_COMPARE_WITH_TIMEOUT(progress.size(), 3, kPatienceMs);
    QVERIFY(states.isEmpty());
}

void BatteryPauseTest::theUsersPauseIsAnother() {
    IndexingService indexing;
    BatteryPause pause(indexing, reading());
    unplugged(10);
    pause.look();
    QTRY_VERIFY_WITH_TIMEOUT(indexing.isPaused(), kPatienceMs);
    indexing.pause();
    pause.goOn();
    QVERIFY(indexing.isPaused());
    indexing.resume();
    QVERIFY(!indexing.isPaused());
}

SEMBLANCE_TEST(BatteryPauseTest)
#include "tst_batterypause.moc"
