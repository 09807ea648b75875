#include <QTest>
#include <atomic>
#include <thread>

#include "core/index/vectorsearch.h"
#include "tests/core/index/vectors.h"
#include "tests/testmain.h"

using namespace semblance;

class TestVectorMatrix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsAppended_data();
    void keepsWhatIsAppended();
    void snapshotsDoNotChange();
    void refusesDamagedRows();
    void findsTheLastRowOfAKey();
    void growsWhileItIsSearched();
};

void TestVectorMatrix::keepsWhatIsAppended_data() {
    QTest::addColumn<int>("dimension");
    for (int dimension : {1, 31, 32, 33, 100, 512})
        QTest::addRow("%d", dimension) << dimension;
}

void TestVectorMatrix::keepsWhatIsAppended() {
    QFETCH(int, dimension);
    std::mt19937 random(1);
    const auto width = static_cast<std::size_t>(dimension);
    constexpr std::size_t rows = 5'000;  // more than one block
    const std::vector<HalfBits> bits = testing::randomRows(random, rows, dimension);
    VectorMatrix matrix(dimension);
    const std::vector<std::uint64_t> keys = testing::countingKeys(rows);
    for (std::size_t from = 0; from < rows; from += 1'999) {
        const std::size_t count = std::min<std::size_t>(1'999, rows - from);
        QVERIFY(matrix.append(std::span(keys).subspan(from, count),
                              std::span(bits).subspan(from * width, count * width)));
    }
    const MatrixSnapshot snapshot = matrix.snapshot();
    QCOMPARE(snapshot.rows(), rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const auto row = static_cast<Row>(i);
        QCOMPARE(snapshot.key(row), keys[i]);
        const HalfBits* stored = snapshot.row(row);
        QCOMPARE(reinterpret_cast<std::uintptr_t>(stored) % 64, std::uintptr_t{0});
        QVERIFY(std::equal(stored, stored + width, bits.begin() + static_cast<long>(i * width)));
        QVERIFY(std::all_of(stored + width, stored + snapshot.stride(),
                            [](HalfBits padding) { return padding == 0; }));
    }
}

void TestVectorMatrix::snapshotsDoNotChange() {
    std::mt19937 random(2);
    VectorMatrix matrix(48);
    QVERIFY(matrix.append(testing::countingKeys(10), testing::randomRows(random, 10, 48)));
    const MatrixSnapshot before = matrix.snapshot();
    const HalfBits* place = before.row(9);
    const std::vector<float> vector = before.vector(9);
    QVERIFY(matrix.append(testing::countingKeys(9'000), testing::randomRows(random, 9'000, 48)));
    QCOMPARE(before.rows(), std::size_t{10});
    QCOMPARE(before.row(9), place);
    QCOMPARE(before.vector(9), vector);
    QCOMPARE(matrix.snapshot().rows(), std::size_t{9'010});
    QCOMPARE(matrix.snapshot().row(9), place);
}

void TestVectorMatrix::refusesDamagedRows() {
    std::mt19937 random(3);
    VectorMatrix matrix(32);
    std::vector<HalfBits> rows = testing::randomRows(random, 3, 32);
    const auto refused = [&](std::size_t keys) {
        const Status status = matrix.append(testing::countingKeys(keys), rows);
        return !status && status.error().kind == ErrorKind::BadInput &&
               !status.error().sentence.isEmpty();
    };
    QVERIFY(refused(2));
    QVERIFY(refused(4));
    const HalfBits infinity = 0x7C00, nan = 0xFE00;
    for (HalfBits damage : {infinity, nan}) {
        rows[70] = damage;
        QVERIFY(refused(3));
    }
    QCOMPARE(matrix.snapshot().rows(), std::size_t{0});
    QVERIFY(matrix.append({}, {}));
}

void TestVectorMatrix::findsTheLastRowOfAKey() {
    std::mt19937 random(4);
    VectorMatrix matrix(32);
    QVERIFY(matrix.append(testing::countingKeys(5'000), testing::randomRows(random, 5'000, 32)));
    QVERIFY(matrix.append(testing::countingKeys(2, 1'001), testing::randomRows(random, 2, 32)));
    const MatrixSnapshot snapshot = matrix.snapshot();
    QCOMPARE(snapshot.find(1'000), std::optional<Row>(0));
    QCOMPARE(snapshot.find(1'002), std::optional<Row>(5'001));
    QCOMPARE(snapshot.find(5'999), std::optional<Row>(4'999));
    QVERIFY(!snapshot.find(7));
    QVERIFY(!VectorMatrix(8).snapshot().find(7));
}

void TestVectorMatrix::growsWhileItIsSearched() {
    constexpr int dimension = 32;
    constexpr std::size_t batches = 60, batchRows = 200;
    VectorMatrix matrix(dimension);
    std::atomic<bool> finished = false;
    std::atomic<int> wrong = 0;
    const auto search = [&](unsigned seed) {
        std::mt19937 random(seed);
        std::size_t seen = 0;
        while (!finished) {
            const MatrixSnapshot snapshot = matrix.snapshot();
            const std::vector<float> query = testing::unitVector(random, dimension);
            const auto found = VectorSearch(snapshot).nearest(query, 5);
            const bool right = found &&
                               found->size() == std::min<std::size_t>(5, snapshot.rows()) &&
                               snapshot.rows() % batchRows == 0 && snapshot.rows() >= seen;
            for (std::size_t i = 0; right && i < found->size(); ++i) {
                if (snapshot.key((*found)[i].row) != 1'000 + (*found)[i].row)
                    ++wrong;
            }
            wrong += right ? 0 : 1;
            seen = snapshot.rows();
        }
    };
    std::thread first(search, 1), second(search, 2);
    std::mt19937 random(5);
    for (std::size_t batch = 0; batch < batches; ++batch) {
        const bool appended =
            matrix
                .append(testing::countingKeys(batchRows, 1'000 + batch * batchRows),
                        testing::randomRows(random, batchRows, dimension))
                .has_value();
        wrong += appended ? 0 : 1;
    }
    finished = true;
    first.join();
    second.join();
    QCOMPARE(wrong.load(), 0);
    QCOMPARE(matrix.snapshot().rows(), batches * batchRows);
}

SEMBLANCE_APPLESS_TEST(TestVectorMatrix)
#include "tst_vectormatrix.moc"
