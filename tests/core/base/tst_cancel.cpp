#include <QTest>
#include <atomic>
#include <future>
#include <memory>
#include <thread>

#include "core/base/cancel.h"
#include "tests/testmain.h"

using namespace semblance;

class CancelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copiesShareOneState();
    void callsBackOnceOnTheCancellingThread();
    void callsBackAtOnceWhenCancelledBefore();
    void takenBackCallbacksAreNotCalled();
    void destructorWaitsForARunningCallback();
    void mayTakeItselfBack();
    void wakesAWaiter();
    void readyWinsOverCancelled();
    void everyWaiterWakes();
};

void CancelTest::copiesShareOneState() {
    const CancelToken token;
    const CancelToken copy = token;
    QVERIFY(!copy.isCancelled());
    token.cancel();
    QVERIFY(copy.isCancelled());
    QVERIFY(!CancelToken().isCancelled());
}

void CancelTest::callsBackOnceOnTheCancellingThread() {
    const CancelToken token;
    int calls = 0;
    std::thread::id thread;
    const CancelCallback callback(token, [&] {
        ++calls;
        thread = std::this_thread::get_id();
    });
    std::thread other([&] {
        token.cancel();
        token.cancel();
    });
    const std::thread::id otherId = other.get_id();
    other.join();
    QCOMPARE(calls, 1);
    QVERIFY(thread == otherId);
}

void CancelTest::callsBackAtOnceWhenCancelledBefore() {
    const CancelToken token;
    token.cancel();
    bool called = false;
    const CancelCallback callback(token, [&] { called = true; });
    QVERIFY(called);
}

void CancelTest::takenBackCallbacksAreNotCalled() {
    const CancelToken token;
    bool called = false;
    {
        const CancelCallback callback(token, [&] { called = true; });
    }
    token.cancel();
    QVERIFY(!called);
}

void CancelTest::destructorWaitsForARunningCallback() {
    const CancelToken token;
    std::promise<void> entered;
    std::promise<void> mayEnd;
    std::atomic<bool> ended{false};
    auto callback = std::make_unique<CancelCallback>(token, [&] {
        entered.set_value();
        mayEnd.get_future().wait();
        ended = true;
    });
    std::thread canceller([&] { token.cancel(); });
    entered.get_future().wait();
    std::thread destroyer([&] {
        callback.reset();
        QVERIFY(ended);
    });
    mayEnd.set_value();
    destroyer.join();
    canceller.join();
}

void CancelTest::mayTakeItselfBack() {
    const CancelToken token;
    bool called = false;
    std::unique_ptr<CancelCallback> callback;
    callback = std::make_unique<CancelCallback>(token, [&] {
        called = true;
        // Its function object goes with it: nothing captured may be used from here on.
        callback.reset();
    });
    token.cancel();
    QVERIFY(called);
}

void CancelTest::wakesAWaiter() {
    const CancelToken token;
    std::mutex mutex;
    std::condition_variable condition;
    std::promise<void> waiting;
    std::thread waiter([&] {
        std::unique_lock lock(mutex);
        bool told = false;
        const bool ready = waitUnlessCancelled(condition, lock, token, [&] {
            if (!std::exchange(told, true))
                waiting.set_value();
            return false;
        });
        QVERIFY(!ready);
        QVERIFY(lock.owns_lock());
    });
    waiting.get_future().wait();
    token.cancel();
    waiter.join();
}

void CancelTest::readyWinsOverCancelled() {
    const CancelToken token;
    token.cancel();
    std::mutex mutex;
    std::condition_variable condition;
    std::unique_lock lock(mutex);
    QVERIFY(waitUnlessCancelled(condition, lock, token, [] { return true; }));
    QVERIFY(!waitUnlessCancelled(condition, lock, token, [] { return false; }));
}

void CancelTest::everyWaiterWakes() {
    for (int round = 0; round < 200; ++round) {
        const CancelToken token;
        std::mutex mutex;
        std::condition_variable condition;
        std::vector<std::thread> waiters;
        for (int i = 0; i < 4; ++i) {
            waiters.emplace_back([&] {
                std::unique_lock lock(mutex);
                waitUnlessCancelled(condition, lock, token, [] { return false; });
            });
        }
        token.cancel();
        for (std::thread& waiter : waiters)
            waiter.join();
    }
}

SEMBLANCE_TEST(CancelTest)
#include "tst_cancel.moc"
