#include <QTest>
#include <limits>

#include "core/index/exactindex.h"
#include "tests/core/index/vectors.h"

using namespace semblance;

class TestExactIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTheNaiveSearch_data();
    void equalsTheNaiveSearch();
    void tiesGoToTheLowerRow();
    void refusesOtherDimensionsAndNaN();
    void canBeCancelled();
    void filterHidesRowsPastItsEnd();
};

void TestExactIndex::equalsTheNaiveSearch_data() {
    QTest::addColumn<int>("dimension");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("allowedOf");  // one row in so many is allowed; 0 = no filter
    for (int dimension : {7, 64, 100}) {
        for (int rows : {0, 1, 63, 64, 65, 1'023, 1'025, 10'000}) {
            for (int allowedOf : {0, 1, 3, 700})
                QTest::addRow("%d x %d, 1 of %d", rows, dimension, allowedOf)
                    << dimension << rows << allowedOf;
        }
    }
}

void TestExactIndex::equalsTheNaiveSearch() {
    QFETCH(int, dimension);
    QFETCH(int, rows);
    QFETCH(int, allowedOf);
    std::mt19937 random(11);
    const auto count = static_cast<std::size_t>(rows);
    VectorMatrix matrix(dimension);
    QVERIFY(
        matrix.append(testing::countingKeys(count), testing::randomRows(random, count, dimension)));
    RowFilter filter(count);
    for (std::size_t row = 0; allowedOf > 0 && row < count; ++row)
        filter.set(static_cast<Row>(row), random() % static_cast<unsigned>(allowedOf) == 0);
    const RowFilter* used = allowedOf > 0 ? &filter : nullptr;

    const ExactIndex index(matrix.snapshot());
    QCOMPARE(index.rows(), count);
    QCOMPARE(index.dimension(), dimension);
    const std::vector<float> query = testing::unitVector(random, dimension);
    const auto expected = testing::naiveRanking(matrix.snapshot(), query, used);
    for (std::size_t k : {0, 1, 10, 500, 100'000}) {
        const auto found = index.nearest(query, k, used);
        QVERIFY(found);
        QVERIFY(testing::sameRanking(matrix.snapshot(), query, *found, expected, k));
        QVERIFY(*index.nearest(query, k, used) == *found);
    }
}

void TestExactIndex::tiesGoToTheLowerRow() {
    std::mt19937 random(12);
    const std::vector<HalfBits> row = testing::randomRows(random, 1, 64);
    VectorMatrix matrix(64);
    std::vector<HalfBits> rows;
    for (int i = 0; i < 6'000; ++i)
        rows.insert(rows.end(), row.begin(), row.end());
    QVERIFY(matrix.append(testing::countingKeys(6'000), rows));
    const auto found = ExactIndex(matrix.snapshot()).nearest(matrix.snapshot().vector(0), 100);
    QVERIFY(found);
    for (std::size_t i = 0; i < 100; ++i)
        QCOMPARE((*found)[i].row, static_cast<Row>(i));
}

void TestExactIndex::refusesOtherDimensionsAndNaN() {
    const ExactIndex index(VectorMatrix(8).snapshot());
    for (const std::vector<float>& query :
         {std::vector<float>(7), std::vector<float>(),
          std::vector<float>(8, std::numeric_limits<float>::quiet_NaN())}) {
        const auto found = index.nearest(query, 1);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Internal);
    }
}

void TestExactIndex::canBeCancelled() {
    std::mt19937 random(13);
    VectorMatrix matrix(32);
    QVERIFY(matrix.append(testing::countingKeys(5'000), testing::randomRows(random, 5'000, 32)));
    const CancelToken cancel;
    cancel.cancel();
    const auto found =
        ExactIndex(matrix.snapshot()).nearest(testing::unitVector(random, 32), 5, nullptr, cancel);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Cancelled);
}

void TestExactIndex::filterHidesRowsPastItsEnd() {
    std::mt19937 random(14);
    VectorMatrix matrix(32);
    QVERIFY(matrix.append(testing::countingKeys(300), testing::randomRows(random, 300, 32)));
    const RowFilter filter(70, true);
    const auto found =
        ExactIndex(matrix.snapshot()).nearest(testing::unitVector(random, 32), 300, &filter);
    QVERIFY(found);
    QCOMPARE(found->size(), std::size_t{70});
    for (const Neighbour& neighbour : *found)
        QVERIFY(neighbour.row < 70);
}

QTEST_APPLESS_MAIN(TestExactIndex)
#include "tst_exactindex.moc"
