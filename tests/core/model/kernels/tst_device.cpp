#include <c10/core/Device.h>
#include <c10/util/Exception.h>

#include <QTest>
#include <new>
#include <stdexcept>
#include <vector>

#include "core/model/kernels/device.h"
#include "tests/testmain.h"

using namespace semblance;

class DeviceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void names();
    void theWishCounts();
    void withoutAWishTheFastest();
    void whatIsMissingFallsBackWithASentence();
    void theProcessorIsAlwaysHere();
    void batchesFitIntoMemory_data();
    void batchesFitIntoMemory();
    void knowsWhenMemoryRanOut();
    void worksOffInBatches();
    void halvesWhenMemoryRunsOut();
    void oneItemThatDoesNotFitIsAnError();
    void otherExceptionsPass();
    void theFirstErrorEndsTheWork();
};

namespace {

constexpr DevicesHere kNothing{};
constexpr DevicesHere kCuda{true, false};
constexpr DevicesHere kMps{false, true};

struct Step {
    int first;
    int some;
    bool operator==(const Step&) const = default;
};

}  // namespace

void DeviceTest::names() {
    for (const DeviceKind kind : {DeviceKind::Cpu, DeviceKind::Cuda, DeviceKind::Mps}) {
        const auto read = readDevice(toString(kind));
        QVERIFY(read && *read == kind);
    }
    const auto any = readDevice(QStringLiteral("auto"));
    QVERIFY(any && !any->has_value());
    for (const QString& wrong : {QStringLiteral("gpu"), QString(), QStringLiteral("CUDA:1")}) {
        const auto read = readDevice(wrong);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::WrongUse);
        QVERIFY(read.error().sentence.contains(QStringLiteral("auto, cpu, cuda or mps")));
    }
}

void DeviceTest::theWishCounts() {
    for (const DevicesHere& here : {kNothing, kCuda, kMps}) {
        const DeviceChoice choice = chooseDevice(DeviceKind::Cpu, here);
        QVERIFY(choice.kind == DeviceKind::Cpu && choice.notice.isEmpty());
    }
    QVERIFY(chooseDevice(DeviceKind::Cuda, kCuda).kind == DeviceKind::Cuda);
    QVERIFY(chooseDevice(DeviceKind::Mps, kMps).kind == DeviceKind::Mps);
    QVERIFY(chooseDevice(DeviceKind::Mps, {true, true}).kind == DeviceKind::Mps);
}

void DeviceTest::withoutAWishTheFastest() {
    QVERIFY(chooseDevice({}, kNothing).kind == DeviceKind::Cpu);
    QVERIFY(chooseDevice({}, kCuda).kind == DeviceKind::Cuda);
    QVERIFY(chooseDevice({}, kMps).kind == DeviceKind::Mps);
    QVERIFY(chooseDevice({}, {true, true}).kind == DeviceKind::Cuda);
    QVERIFY(chooseDevice({}, kNothing).notice.isEmpty());
}

void DeviceTest::whatIsMissingFallsBackWithASentence() {
    const DeviceChoice cuda = chooseDevice(DeviceKind::Cuda, kMps);
    QVERIFY(cuda.kind == DeviceKind::Cpu);
    QVERIFY(cuda.notice.contains(QStringLiteral("CUDA")));
    const DeviceChoice mps = chooseDevice(DeviceKind::Mps, kCuda);
    QVERIFY(mps.kind == DeviceKind::Cpu);
    QVERIFY(mps.notice.contains(QStringLiteral("Metal")));
}

void DeviceTest::theProcessorIsAlwaysHere() {
    QVERIFY(torchDevice(DeviceKind::Cpu).is_cpu());
    QVERIFY(torchDevice(DeviceKind::Cuda).is_cuda());
    QVERIFY(torchDevice(DeviceKind::Mps).is_mps());
    QVERIFY(!freeMemory(DeviceKind::Cpu));
    const DeviceChoice choice = chooseDevice(DeviceKind::Cpu);
    QVERIFY(choice.kind == DeviceKind::Cpu && choice.notice.isEmpty());
}

void DeviceTest::batchesFitIntoMemory_data() {
    QTest::addColumn<qint64>("free");
    QTest::addColumn<qint64>("each");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("batch");
    QTest::newRow("plenty") << (qint64(1) << 40) << qint64(10) << 64 << 64;
    QTest::newRow("half of it") << qint64(200) << qint64(10) << 64 << 8;
    QTest::newRow("not a picture") << qint64(5) << qint64(10) << 64 << 1;
    QTest::newRow("nothing") << qint64(0) << qint64(10) << 64 << 1;
    QTest::newRow("free items") << qint64(1000) << qint64(0) << 64 << 64;
    QTest::newRow("no power of two") << qint64(1000) << qint64(1) << 48 << 32;
    QTest::newRow("most is one") << qint64(1000) << qint64(1) << 1 << 1;
}

void DeviceTest::batchesFitIntoMemory() {
    QFETCH(qint64, free);
    QFETCH(qint64, each);
    QFETCH(int, most);
    QFETCH(int, batch);
    QCOMPARE(batchFitting(free, each, most), batch);
}

void DeviceTest::knowsWhenMemoryRanOut() {
    QVERIFY(isOutOfMemory(std::bad_alloc()));
    QVERIFY(isOutOfMemory(c10::OutOfMemoryError({}, "CUDA")));
    QVERIFY(isOutOfMemory(std::runtime_error("MPS backend out of memory (MPS allocated: 1 GB)")));
    QVERIFY(isOutOfMemory(std::runtime_error(
        "[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory: you tried")));
    QVERIFY(isOutOfMemory(std::runtime_error("CUBLAS_STATUS_ALLOC_FAILED when calling")));
    QVERIFY(!isOutOfMemory(std::runtime_error("mat1 and mat2 shapes cannot be multiplied")));
}

void DeviceTest::worksOffInBatches() {
    std::atomic<int> batch = 4;
    std::vector<Step> steps;
    const auto note = [&](int first, int some) -> Status {
        steps.push_back({first, some});
        return {};
    };
    QVERIFY(inBatches(0, batch, note));
    QVERIFY(steps.empty());
    QVERIFY(inBatches(9, batch, note));
    QVERIFY((steps == std::vector<Step>{{0, 4}, {4, 4}, {8, 1}}));
    QCOMPARE(batch.load(), 4);

    batch = 0;
    steps.clear();
    QVERIFY(inBatches(2, batch, note));
    QVERIFY((steps == std::vector<Step>{{0, 1}, {1, 1}}));
}

void DeviceTest::halvesWhenMemoryRunsOut() {
    std::atomic<int> batch = 16;
    std::vector<Step> done;
    int failed = 0;
    const auto step = [&](int first, int some) -> Status {
        // From the fifth item on there is room for 3 at once.
        if (some > (first < 5 ? 5 : 3)) {
            ++failed;
            throw c10::OutOfMemoryError({}, "no room");
        }
        done.push_back({first, some});
        return {};
    };
    QVERIFY(inBatches(11, batch, step));
    // 11 -> 5, then 5 -> 2.
    QVERIFY((done == std::vector<Step>{{0, 5}, {5, 2}, {7, 2}, {9, 2}}));
    QCOMPARE(failed, 2);
    QCOMPARE(batch.load(), 2);
}

void DeviceTest::oneItemThatDoesNotFitIsAnError() {
    std::atomic<int> batch = 4;
    int calls = 0;
    const auto step = [&](int, int) -> Status {
        ++calls;
        throw std::bad_alloc();
    };
    QVERIFY_THROWS_EXCEPTION(std::bad_alloc, static_cast<void>(inBatches(4, batch, step)));
    QCOMPARE(calls, 3);
    QCOMPARE(batch.load(), 1);
}

void DeviceTest::otherExceptionsPass() {
    std::atomic<int> batch = 4;
    const auto step = [](int, int) -> Status { throw std::runtime_error("shape"); };
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(inBatches(4, batch, step)), std::runtime_error);
    QCOMPARE(batch.load(), 4);
}

void DeviceTest::theFirstErrorEndsTheWork() {
    std::atomic<int> batch = 2;
    int calls = 0;
    const auto step = [&](int, int) -> Status {
        ++calls;
        return calls == 2 ? Status(fail(cancelledError())) : Status();
    };
    const Status status = inBatches(8, batch, step);
    QVERIFY(!status && status.error().kind == cancelledError().kind);
    QCOMPARE(calls, 2);
}

SEMBLANCE_TEST(DeviceTest)
#include "tst_device.moc"
