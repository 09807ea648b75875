#include <QCryptographicHash>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "core/base/workerthread.h"
#include "tests/testmain.h"

using namespace semblance;

class TestWorkerThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsTasksInOrder();
    void callWaitsForItsTask();
    void theDestructorDropsWhatHasNotBegun();
    void droppedTasksAreDestroyedOnTheWorker();
    void droppedTasksMayPost();
};

namespace {

/// A worker with a task at hand; what a test posts comes behind it.
struct Occupied {
    Occupied() {
        // An event loop looks at its end only between the events that were there at once.
        worker->post([this] {
            firstBegun.set_value();
            allPosted.get_future().wait();
        });
        firstBegun.get_future().wait();
        worker->post([this] {
            atHand();
            begun.set_value();
            mayEnd.get_future().wait();
        });
    }

    /// Destroys the worker, and lets the task at hand end meanwhile.
    void destroy() {
        allPosted.set_value();
        begun.get_future().wait();
        std::promise<void> destroying;
        std::thread owner([&] {
            destroying.set_value();
            worker.reset();
        });
        destroying.get_future().wait();
        mayEnd.set_value();
        owner.join();
    }

    std::function<void()> atHand = [] {};
    std::promise<void> firstBegun;
    std::promise<void> allPosted;
    std::promise<void> begun;
    std::promise<void> mayEnd;
    std::unique_ptr<WorkerThread> worker = std::make_unique<WorkerThread>(QStringLiteral("tested"));
};

/// Tells on which thread it was destroyed.
struct Witness {
    explicit Witness(std::thread::id& told) : thread(told) {}
    ~Witness() { thread = std::this_thread::get_id(); }
    std::thread::id& thread;
};

}  // namespace

void TestWorkerThread::runsTasksInOrder() {
    std::vector<int> ran;
    WorkerThread worker(QStringLiteral("tested"));
    for (int i = 0; i < 100; ++i)
        worker.post([&ran, i] { ran.push_back(i); });
    std::size_t count = 0;
    worker.call([&] { count = ran.size(); });
    QCOMPARE(count, std::size_t(100));
    QVERIFY(std::is_sorted(ran.begin(), ran.end()));
}

void TestWorkerThread::callWaitsForItsTask() {
    WorkerThread worker(QStringLiteral("tested"));
    std::thread::id thread;
    worker.call([&] { thread = std::this_thread::get_id(); });
    QVERIFY(thread != std::thread::id());
    QVERIFY(thread != std::this_thread::get_id());
}

void TestWorkerThread::theDestructorDropsWhatHasNotBegun() {
    // Long enough, all together, for a thread to get to the destructor on any machine.
    constexpr int kTasks = 50'000;
    Occupied occupied;
    std::atomic<int> ran{0};
    const auto shared = std::make_shared<QByteArray>(1 << 15, 'x');
    for (int i = 0; i < kTasks; ++i) {
        occupied.worker->post([&ran, shared] {
            QCryptographicHash::hash(*shared, QCryptographicHash::Sha1);
            ++ran;
        });
    }
    occupied.destroy();
    QVERIFY2(ran < kTasks, "the whole queue was run");
    QCOMPARE(shared.use_count(), 1);
}

void TestWorkerThread::droppedTasksAreDestroyedOnTheWorker() {
    Occupied occupied;
    std::thread::id worker;
    std::thread::id early;
    std::thread::id late;
    occupied.atHand = [&] {
        worker = std::this_thread::get_id();
        occupied.worker->post([witness = std::make_shared<Witness>(late)] {});
    };
    occupied.worker->post([witness = std::make_shared<Witness>(early)] {});
    occupied.destroy();
    QVERIFY(early == worker);
    QVERIFY(late == worker);
}

void TestWorkerThread::droppedTasksMayPost() {
    struct Poster {
        ~Poster() {
            worker->post([] {});
            posted = true;
        }
        WorkerThread* worker;
        bool& posted;
    };
    Occupied occupied;
    bool posted = false;
    occupied.worker->post(
        [poster = std::shared_ptr<Poster>(new Poster{occupied.worker.get(), posted})] {});
    occupied.destroy();
    QVERIFY(posted);
}

SEMBLANCE_TEST(TestWorkerThread)
#include "tst_workerthread.moc"
