#include <QTest>
#include <atomic>
#include <future>

#include "core/base/timelimit.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

class TimeLimitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesTheValue();
    void leavesWhatHangs();
    void cancelEndsTheWait();
    void hangingCallsHoldUpNobody();
};

void TimeLimitTest::givesTheValue() {
    for (int i = 0; i < 100; ++i)
        QCOMPARE(runWithin(1min, {}, [i] { return i; }), std::optional<int>(i));
}

void TimeLimitTest::leavesWhatHangs() {
    const auto release = std::make_shared<std::promise<void>>();
    const auto ended = std::make_shared<std::promise<void>>();
    const auto nothing = runWithin(20ms, {}, [release, ended] {
        release->get_future().wait();
        ended->set_value();
        return 1;
    });
    QVERIFY(!nothing);
    release->set_value();
    ended->get_future().wait();
}

void TimeLimitTest::cancelEndsTheWait() {
    const CancelToken cancel;
    const auto release = std::make_shared<std::promise<void>>();
    const auto nothing = runWithin(1h, cancel, [release, cancel] {
        cancel.cancel();
        release->get_future().wait();
        return 1;
    });
    QVERIFY(!nothing);
    release->set_value();
}

void TimeLimitTest::hangingCallsHoldUpNobody() {
    const auto release = std::make_shared<std::promise<void>>();
    const std::shared_future<void> released = release->get_future().share();
    for (int i = 0; i < 8; ++i)
        QVERIFY(!runWithin(1ms, {}, [released] {
            released.wait();
            return 1;
        }));
    QCOMPARE(runWithin(1min, {}, [] { return 2; }), std::optional<int>(2));
    release->set_value();
}

SEMBLANCE_TEST(TimeLimitTest)
#include "tst_timelimit.moc"
