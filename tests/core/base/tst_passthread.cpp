#include <QTest>
#include <atomic>
#include <condition_variable>
#include <mutex>

#include "core/base/passthread.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

namespace {
Status awaitCancel(const CancelToken& cancel) {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    waitUnlessCancelled(never, lock, cancel, [] { return false; });
    return fail(cancelledError());
}

CancelToken cancelled() {
    const CancelToken token;
    token.cancel();
    return token;
}
}  // namespace

class PassThreadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstPassNeedsNoAsking();
    void whoeverWaitsHasNoPause();
    void whatComesTogetherIsOnePass();
    void tellsHowThePassEnded();
    void makesNoneWhileHeld();
    void aPassBrokenOffIsMadeAgain();
    void theEndBreaksOff();
};

void PassThreadTest::theFirstPassNeedsNoAsking() {
    std::atomic<int> made{0};
    const PassThread passes(0ms, [&](const CancelToken&) -> Status {
        ++made;
        return {};
    });
    QTRY_COMPARE_WITH_TIMEOUT(made.load(), 1, 60'000);
}

void PassThreadTest::whoeverWaitsHasNoPause() {
    std::atomic<int> made{0};
    PassThread passes(24h, [&](const CancelToken&) -> Status {
        ++made;
        return {};
    });
    QVERIFY(passes.finish({}));
    QCOMPARE(made.load(), 1);
    passes.ask();  // waits, and the end does not wait for it
}

void PassThreadTest::whatComesTogetherIsOnePass() {
    std::atomic<int> made{0};
    PassThread passes(24h, [&](const CancelToken&) -> Status {
        ++made;
        return {};
    });
    for (int i = 0; i < 100; ++i)
        passes.ask();
    QVERIFY(passes.finish({}));
    QCOMPARE(made.load(), 1);
    QVERIFY(passes.finish({}));
    QCOMPARE(made.load(), 2);
}

void PassThreadTest::tellsHowThePassEnded() {
    std::atomic<bool> fails{true};
    PassThread passes(0ms, [&](const CancelToken&) -> Status {
        if (fails)
            return fail(ErrorKind::Permission, QStringLiteral("No."));
        return {};
    });
    const Status failed = passes.finish({});
    QVERIFY(!failed);
    QCOMPARE(failed.error().sentence, QStringLiteral("No."));
    fails = false;
    QVERIFY(passes.finish({}));
}

void PassThreadTest::makesNoneWhileHeld() {
    std::atomic<int> made{0};
    PassThread passes(0ms, [&](const CancelToken&) -> Status {
        ++made;
        return {};
    });
    QVERIFY(passes.finish({}));
    const int before = made;
    auto one = passes.hold();
    auto other = passes.hold();
    passes.ask();
    one.reset();
    const Status finished = passes.finish(cancelled());
    QVERIFY(!finished);
    QVERIFY(finished.error().kind == ErrorKind::Cancelled);
    QCOMPARE(made.load(), before);
    other.reset();
    QVERIFY(passes.finish({}));
    QVERIFY(made > before);
}

void PassThreadTest::aPassBrokenOffIsMadeAgain() {
    std::atomic<int> begun{0};
    PassThread passes(0ms, [&](const CancelToken& cancel) -> Status {
        return ++begun < 3 ? awaitCancel(cancel) : Status();
    });
    QTRY_COMPARE_WITH_TIMEOUT(begun.load(), 1, 60'000);
    passes.askAnew();
    QTRY_COMPARE_WITH_TIMEOUT(begun.load(), 2, 60'000);
    passes.hold().reset();
    QTRY_COMPARE_WITH_TIMEOUT(begun.load(), 3, 60'000);
    QVERIFY(passes.finish({}));
}

void PassThreadTest::theEndBreaksOff() {
    std::atomic<bool> isUnderWay{false};
    std::atomic<bool> ended{false};
    {
        const PassThread passes(0ms, [&](const CancelToken& cancel) {
            isUnderWay = true;
            Status status = awaitCancel(cancel);
            ended = true;
            return status;
        });
        QTRY_VERIFY_WITH_TIMEOUT(isUnderWay, 60'000);
    }
    QVERIFY(ended);
}

SEMBLANCE_TEST(PassThreadTest)
#include "tst_passthread.moc"
