#include <QTest>

#include "core/index/endpointscores.h"
#include "core/index/vectorsearch.h"
#include "tests/core/index/vectors.h"
#include "tests/testmain.h"

using namespace semblance;

class TestEndpointScores : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scanEqualsNaiveDots_data();
    void scanEqualsNaiveDots();
    void bestEqualsSearchingTheSum();
    void penaltiesEqualANaiveLook();
    void oneEndpointEqualsTheExactSearch();
    void candidatesScoreLikeAllRows_data();
    void candidatesScoreLikeAllRows();
    void emptyAndWrong();
};

void TestEndpointScores::scanEqualsNaiveDots_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("endpoints");
    for (int rows : {0, 1, 64, 1'030, 5'000}) {
        for (int endpoints : {1, 2, 5, 8, 9, 19})
            QTest::addRow("%d rows, %d endpoints", rows, endpoints) << rows << endpoints;
    }
}

void TestEndpointScores::scanEqualsNaiveDots() {
    QFETCH(int, rows);
    QFETCH(int, endpoints);
    constexpr int dimension = 40;
    std::mt19937 random(21);
    const auto count = static_cast<std::size_t>(rows);
    VectorMatrix matrix(dimension);
    QVERIFY(
        matrix.append(testing::countingKeys(count), testing::randomRows(random, count, dimension)));
    std::vector<std::vector<float>> vectors;
    for (int e = 0; e < endpoints; ++e)
        vectors.push_back(testing::unitVector(random, dimension));
    const MatrixSnapshot snapshot = matrix.snapshot();
    const auto scores = EndpointScores::scan(snapshot, vectors);
    QVERIFY(scores);
    QCOMPARE(scores->rows(), count);
    QCOMPARE(scores->endpoints(), vectors.size());
    for (std::size_t e = 0; e < vectors.size(); ++e) {
        QCOMPARE(scores->scores(e).size(), count);
        for (std::size_t row = 0; row < count; row += 7) {
            const double expected =
                testing::naiveDot(snapshot.vector(static_cast<Row>(row)), vectors[e]);
            QVERIFY(std::abs(scores->scores(e)[row] - expected) < 1e-6);
        }
    }
}

void TestEndpointScores::bestEqualsSearchingTheSum() {
    constexpr int dimension = 40;
    constexpr std::size_t rows = 40'000;  // several pieces of work
    std::mt19937 random(22);
    VectorMatrix matrix(dimension);
    QVERIFY(
        matrix.append(testing::countingKeys(rows), testing::randomRows(random, rows, dimension)));
    const MatrixSnapshot snapshot = matrix.snapshot();
    std::vector<std::vector<float>> endpoints;
    for (int e = 0; e < 4; ++e)
        endpoints.push_back(testing::unitVector(random, dimension));
    const auto scores = EndpointScores::scan(snapshot, endpoints);
    QVERIFY(scores);

    const std::vector<float> weights = {0.7f, 0.4f, -0.3f, 0};
    std::vector<float> sum(dimension);
    for (std::size_t e = 0; e < endpoints.size(); ++e) {
        for (std::size_t d = 0; d < sum.size(); ++d)
            sum[d] += weights[e] * endpoints[e][d];
    }
    RowFilter odd(rows);
    for (std::size_t row = 1; row < rows; row += 2)
        odd.set(static_cast<Row>(row), true);
    for (const RowFilter* filter : {static_cast<const RowFilter*>(nullptr), &std::as_const(odd)}) {
        const auto expected = testing::naiveRanking(snapshot, sum, filter);
        for (std::size_t k : {1, 50, 5'000, 100'000}) {
            const auto found = scores->best(weights, k, filter);
            QVERIFY(testing::sameRanking(snapshot, sum, found, expected, k));
            QVERIFY(scores->best(weights, k, filter) == found);
        }
    }
}

void TestEndpointScores::penaltiesEqualANaiveLook() {
    constexpr int dimension = 40;
    constexpr std::size_t rows = 20'100;
    std::mt19937 random(24);
    VectorMatrix matrix(dimension);
    QVERIFY(
        matrix.append(testing::countingKeys(rows), testing::randomRows(random, rows, dimension)));
    std::vector<std::vector<float>> endpoints;
    for (int e = 0; e < 3; ++e)
        endpoints.push_back(testing::unitVector(random, dimension));
    const auto scores = EndpointScores::scan(matrix.snapshot(), endpoints);
    QVERIFY(scores);
    const std::vector<float> weights = {1, 0, 0.2f};
    const std::vector<ScorePenalty> penalties = {{1, 0.05f, 2}, {2, -0.1f, 0.5f}};
    std::vector<Neighbour> expected;
    for (std::size_t row = 0; row < rows; ++row) {
        float score = scores->scores(0)[row] + 0.2f * scores->scores(2)[row];
        for (const ScorePenalty& penalty : penalties) {
            score -= penalty.factor *
                     std::max(0.0f, scores->scores(penalty.endpoint)[row] - penalty.above);
        }
        expected.push_back({static_cast<Row>(row), score});
    }
    const std::vector<float> combined = scores->combined(weights, penalties);
    QCOMPARE(combined.size(), rows);
    for (std::size_t row = 0; row < rows; ++row)
        QVERIFY(std::abs(combined[row] - expected[row].score) < 1e-6f);
    std::sort(expected.begin(), expected.end(), ranksBefore);
    const auto best = scores->best(weights, 500, nullptr, penalties);
    QCOMPARE(best.size(), std::size_t(500));
    for (std::size_t i = 0; i < best.size(); ++i) {
        QVERIFY(std::abs(best[i].score - expected[i].score) < 1e-6f);
        QCOMPARE(best[i].score, combined[best[i].row]);
    }
    QVERIFY(scores->combined(weights).size() == rows);
    QVERIFY(EndpointScores().combined({}).empty());
}

void TestEndpointScores::oneEndpointEqualsTheExactSearch() {
    std::mt19937 random(23);
    VectorMatrix matrix(96);
    QVERIFY(matrix.append(testing::countingKeys(9'000), testing::randomRows(random, 9'000, 96)));
    const std::vector<std::vector<float>> endpoints = {testing::unitVector(random, 96),
                                                       testing::unitVector(random, 96)};
    const auto scores = EndpointScores::scan(matrix.snapshot(), endpoints);
    QVERIFY(scores);
    const std::vector<float> weights = {1, 0};
    const auto exact = VectorSearch(matrix.snapshot()).nearest(endpoints[0], 200);
    QVERIFY(exact);
    QVERIFY(scores->best(weights, 200) == *exact);
}

void TestEndpointScores::candidatesScoreLikeAllRows_data() {
    QTest::addColumn<int>("oneOf");
    for (int oneOf : {1, 2, 7, 999, 5'000})
        QTest::addRow("one row of %d", oneOf) << oneOf;
}

void TestEndpointScores::candidatesScoreLikeAllRows() {
    QFETCH(int, oneOf);
    constexpr std::size_t rows = 4'500;
    constexpr int dimension = 72;
    std::mt19937 random(25);
    VectorMatrix matrix(dimension);
    QVERIFY(
        matrix.append(testing::countingKeys(rows), testing::randomRows(random, rows, dimension)));
    std::vector<std::vector<float>> endpoints;
    for (int e = 0; e < 10; ++e)
        endpoints.push_back(testing::unitVector(random, dimension));
    std::vector<Row> candidates;
    RowFilter isCandidate(rows), odd(rows), both(rows);
    for (Row row = 0; row < rows; ++row) {
        isCandidate.set(row, row % static_cast<unsigned>(oneOf) == 0);
        odd.set(row, row % 2 == 1);
        both.set(row, isCandidate.allows(row) && odd.allows(row));
        if (isCandidate.allows(row))
            candidates.push_back(row);
    }
    const auto all = EndpointScores::scan(matrix.snapshot(), endpoints);
    const auto some = EndpointScores::of(candidates, matrix.snapshot(), endpoints);
    QVERIFY(all);
    QVERIFY(some);
    QCOMPARE(some->rows(), candidates.size());
    const std::vector<float> weights = {0.5f, 0.25f, -0.125f, 0, 1, 0.1f, 0.2f, 0.3f, 0.4f, -1};
    for (std::size_t k : {1, 20, 10'000}) {
        QCOMPARE(some->best(weights, k), all->best(weights, k, &isCandidate));
        QCOMPARE(some->best(weights, k, &odd), all->best(weights, k, &both));
    }
}

void TestEndpointScores::emptyAndWrong() {
    const EndpointScores nothing;
    QCOMPARE(nothing.rows(), std::size_t{0});
    QVERIFY(nothing.best({}, 5).empty());
    const std::vector<std::vector<float>> endpoint = {std::vector<float>(16, 0.25f)};
    const auto noRows = EndpointScores::of({}, VectorMatrix(16).snapshot(), endpoint);
    QVERIFY(noRows);
    QVERIFY(noRows->best(std::vector<float>{1}, 5).empty());

    std::mt19937 random(24);
    VectorMatrix matrix(16);
    QVERIFY(matrix.append(testing::countingKeys(3), testing::randomRows(random, 3, 16)));
    const std::vector<std::vector<float>> short_ = {std::vector<float>(15)};
    const auto refused = EndpointScores::scan(matrix.snapshot(), short_);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Internal);

    const CancelToken cancel;
    cancel.cancel();
    const std::vector<std::vector<float>> fitting = {std::vector<float>(16, 0.25f)};
    const auto cancelled = EndpointScores::scan(matrix.snapshot(), fitting, cancel);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_APPLESS_TEST(TestEndpointScores)
#include "tst_endpointscores.moc"
