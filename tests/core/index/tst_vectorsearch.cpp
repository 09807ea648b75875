#include <QTemporaryDir>
#include <QTest>
#include <limits>
#include <set>

#include "core/index/graphbuilder.h"
#include "core/index/vectorsearch.h"
#include "tests/core/index/photovectors.h"
#include "tests/core/index/vectors.h"
#include "tests/testmain.h"

using namespace semblance;

/// The exact search against the naive one, and the search along the graph against the exact one.
class TestVectorSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalsTheNaiveSearch_data();
    void equalsTheNaiveSearch();
    void tiesGoToTheLowerRow();
    void refusesOtherDimensionsAndNaN();
    void canBeCancelled();
    void filterHidesRowsPastItsEnd();
    void graphFindsWhatExactFinds_data();
    void graphFindsWhatExactFinds();
    void newRowsUnderAFilter();
    void neighboursOfARow();
    void scoresForTheSlider_data();
    void scoresForTheSlider();
    void scoresOfWhatAFilterKeeps();
    void quickestWay();

private:
    static constexpr int kDimension = 64;
    static constexpr std::size_t kRows = 6'000;

    QTemporaryDir m_dir;
    std::unique_ptr<VectorMatrix> m_matrix;
    std::shared_ptr<const NeighbourGraph> m_graph;
    testing::PhotoVectors m_vectors{kDimension};
};

/// How much of `right` is in `found`.
static double share(const std::vector<Neighbour>& found, const std::vector<Neighbour>& right) {
    if (right.empty())
        return 1;
    const auto hits = std::count_if(right.begin(), right.end(), [&](const Neighbour& neighbour) {
        return std::find(found.begin(), found.end(), neighbour) != found.end();
    });
    return static_cast<double>(hits) / static_cast<double>(right.size());
}

void TestVectorSearch::initTestCase() {
    m_matrix = std::make_unique<VectorMatrix>(kDimension);
    std::mt19937 random(50);
    for (std::uint64_t i = 0; i < kRows; ++i)
        QVERIFY(m_matrix->append({&i, 1}, testing::halfBits(m_vectors.photo(random))));
    const MatrixSnapshot snapshot = m_matrix->snapshot();
    const auto builder = GraphBuilder::create(snapshot);
    QVERIFY(builder);
    QVERIFY((*builder)->add(RowFilter(kRows, true), kRows));
    const QString path = m_dir.filePath(QStringLiteral("graph"));
    QVERIFY((*builder)->save(path, "id"));
    const auto graph = NeighbourGraph::open(path, snapshot, "id");
    QVERIFY(graph);
    m_graph = *graph;
}

void TestVectorSearch::equalsTheNaiveSearch_data() {
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

void TestVectorSearch::equalsTheNaiveSearch() {
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

    const VectorSearch search(matrix.snapshot());
    const std::vector<float> query = testing::unitVector(random, dimension);
    const auto expected = testing::naiveRanking(matrix.snapshot(), query, used);
    for (std::size_t k : {0, 1, 10, 500, 100'000}) {
        const auto found = search.nearest(query, k, used);
        QVERIFY(found);
        QVERIFY(testing::sameRanking(matrix.snapshot(), query, *found, expected, k));
        QVERIFY(*search.nearest(query, k, used) == *found);
        // The scores for one query are those of its only endpoint.
        const auto scores = search.scores({&query, 1}, {&query, 1}, k, used);
        QVERIFY(scores);
        QVERIFY(scores->best(std::vector<float>{1}, k, used) == *found);
    }
}

void TestVectorSearch::tiesGoToTheLowerRow() {
    std::mt19937 random(12);
    const std::vector<HalfBits> row = testing::randomRows(random, 1, 64);
    VectorMatrix matrix(64);
    std::vector<HalfBits> rows;
    for (int i = 0; i < 6'000; ++i)
        rows.insert(rows.end(), row.begin(), row.end());
    QVERIFY(matrix.append(testing::countingKeys(6'000), rows));
    const auto found = VectorSearch(matrix.snapshot()).nearest(matrix.snapshot().vector(0), 100);
    QVERIFY(found);
    for (std::size_t i = 0; i < 100; ++i)
        QCOMPARE((*found)[i].row, static_cast<Row>(i));
}

void TestVectorSearch::refusesOtherDimensionsAndNaN() {
    const std::vector<std::vector<float>> wrong = {
        std::vector<float>(7), std::vector<float>(),
        std::vector<float>(kDimension, std::numeric_limits<float>::quiet_NaN())};
    const std::vector<float> right(kDimension, 0.125f);
    for (const auto& graph : {std::shared_ptr<const NeighbourGraph>(), m_graph}) {
        const VectorSearch search(m_matrix->snapshot(), graph, SearchWay::Graph);
        for (const std::vector<float>& query : wrong) {
            const auto found = search.nearest(query, 1);
            QVERIFY(!found);
            QCOMPARE(found.error().kind, ErrorKind::Internal);
            QVERIFY(!search.scores({&query, 1}, {&right, 1}, 1));
            QVERIFY(!search.scores({&right, 1}, {&query, 1}, 1));
        }
    }
}

void TestVectorSearch::canBeCancelled() {
    const CancelToken cancel;
    cancel.cancel();
    std::mt19937 random(13);
    const std::vector<float> query = m_vectors.photo(random);
    for (const auto& graph : {std::shared_ptr<const NeighbourGraph>(), m_graph}) {
        const VectorSearch search(m_matrix->snapshot(), graph, SearchWay::Graph);
        const auto found = search.nearest(query, 5, nullptr, cancel);
        QVERIFY(!found);
        QCOMPARE(found.error().kind, ErrorKind::Cancelled);
        const auto scores = search.scores({&query, 1}, {&query, 1}, 5, nullptr, cancel);
        QVERIFY(!scores);
        QCOMPARE(scores.error().kind, ErrorKind::Cancelled);
    }
}

void TestVectorSearch::filterHidesRowsPastItsEnd() {
    std::mt19937 random(14);
    const std::vector<float> query = m_vectors.photo(random);
    const RowFilter shorter(70, true);
    // And one made for more rows than there are allows those that are there.
    const RowFilter longer(kRows + 100, true);
    for (const auto& graph : {std::shared_ptr<const NeighbourGraph>(), m_graph}) {
        const VectorSearch search(m_matrix->snapshot(), graph, SearchWay::Graph);
        const auto few = search.nearest(query, 300, &shorter);
        QVERIFY(few);
        QCOMPARE(few->size(), std::size_t{70});
        for (const Neighbour& neighbour : *few)
            QVERIFY(neighbour.row < 70);
        QCOMPARE(search.nearest(query, 2 * kRows, &longer)->size(), kRows);
        const auto scores = search.scores({&query, 1}, {&query, 1}, 300, &shorter);
        QVERIFY(scores);
        QVERIFY(scores->best(std::vector<float>{1}, 300, &shorter) == *few);
    }
}

void TestVectorSearch::graphFindsWhatExactFinds_data() {
    QTest::addColumn<int>("allowedOf");
    QTest::addColumn<int>("k");
    for (int allowedOf : {0, 1, 2, 10, 100, 1'000, 10'000}) {
        for (int k : {1, 50, 400, 10'000})
            QTest::addRow("1 of %d, best %d", allowedOf, k) << allowedOf << k;
    }
}

void TestVectorSearch::graphFindsWhatExactFinds() {
    QFETCH(int, allowedOf);
    QFETCH(int, k);
    RowFilter filter(kRows);
    std::mt19937 random(57);
    for (Row row = 0; allowedOf > 0 && row < kRows; ++row)
        filter.set(row, random() % static_cast<unsigned>(allowedOf) == 0);
    const RowFilter* used = allowedOf > 0 ? &filter : nullptr;
    const std::size_t allowed = used ? filter.count() : kRows;
    const VectorSearch exact(m_matrix->snapshot());
    const VectorSearch graph(m_matrix->snapshot(), m_graph, SearchWay::Graph);
    double sum = 0;
    constexpr int queries = 20;
    for (int i = 0; i < queries; ++i) {
        const std::vector<float> query =
            i % 2 == 0 ? m_vectors.photo(random) : m_vectors.sentence(random);
        const auto right = exact.nearest(query, static_cast<std::size_t>(k), used);
        const auto found = graph.nearest(query, static_cast<std::size_t>(k), used);
        QVERIFY(found);
        QCOMPARE(found->size(), std::min(static_cast<std::size_t>(k), allowed));
        QVERIFY(std::is_sorted(found->begin(), found->end(), ranksBefore));
        for (const Neighbour& neighbour : *found)
            QVERIFY(!used || used->allows(neighbour.row));
        sum += share(*found, *right);
    }
    QVERIFY2(sum / queries >= 0.99, qPrintable(QString::number(sum / queries)));
}

void TestVectorSearch::newRowsUnderAFilter() {
    VectorMatrix matrix(kDimension);
    std::mt19937 random(58);
    const auto append = [&](std::uint64_t rows) {
        for (std::uint64_t i = 0; i < rows; ++i)
            QVERIFY(matrix.append({&i, 1}, testing::halfBits(m_vectors.photo(random))));
    };
    append(700);
    const auto builder = GraphBuilder::create(matrix.snapshot());
    QVERIFY(builder);
    QVERIFY((*builder)->add(RowFilter(700, true), 700));
    const QString path = m_dir.filePath(QStringLiteral("older"));
    QVERIFY((*builder)->save(path, "id"));
    const auto older = NeighbourGraph::open(path, matrix.snapshot(), "id");
    QVERIFY(older);
    append(100);
    const VectorSearch search(matrix.snapshot(), *older, SearchWay::Graph);
    const VectorSearch exact(matrix.snapshot());
    RowFilter filter(800, true);
    for (Row row = 0; row < 800; row += 3)
        filter.set(row, false);
    for (Row row : {Row{1}, Row{700}, Row{703}, Row{799}}) {
        const std::vector<float> query = matrix.snapshot().vector(row);
        QCOMPARE(search.nearest(query, 3)->front().row, row);
        QVERIFY(share(*search.nearest(query, 20, &filter), *exact.nearest(query, 20, &filter)) >=
                0.95);
    }
}

void TestVectorSearch::neighboursOfARow() {
    const MatrixSnapshot snapshot = m_matrix->snapshot();
    const VectorSearch exact(snapshot);
    const VectorSearch graph(snapshot, m_graph, SearchWay::Graph);
    RowFilter filter(kRows, true);
    for (Row row = 0; row < kRows; row += 2)
        filter.set(row, false);
    double sum = 0;
    int asked = 0;
    for (Row row = 0; row < kRows; row += 101) {
        for (const RowFilter* used :
             {static_cast<const RowFilter*>(nullptr), &std::as_const(filter)}) {
            const auto right = exact.neighbours(row, 30, used);
            const auto found = graph.neighbours(row, 30, used);
            QVERIFY(right);
            QVERIFY(found);
            QCOMPARE(right->size(), std::size_t{30});
            QCOMPARE(found->size(), std::size_t{30});
            for (const auto& answer : {*right, *found}) {
                for (const Neighbour& neighbour : answer)
                    QVERIFY(neighbour.row != row && (!used || used->allows(neighbour.row)));
            }
            sum += share(*found, *right);
            ++asked;
        }
    }
    QVERIFY2(sum / asked >= 0.99, qPrintable(QString::number(sum / asked)));
}

void TestVectorSearch::scoresForTheSlider_data() {
    QTest::addColumn<int>("allowedOf");
    for (int allowedOf : {0, 1, 3, 50, 3'000})
        QTest::addRow("1 of %d", allowedOf) << allowedOf;
}

/// A picture and a sentence, asked for at five places of the slider and ranked at any.
void TestVectorSearch::scoresForTheSlider() {
    QFETCH(int, allowedOf);
    constexpr std::size_t depth = 100;
    std::mt19937 random(70);
    RowFilter filter(kRows);
    for (Row row = 0; allowedOf > 0 && row < kRows; ++row)
        filter.set(row, random() % static_cast<unsigned>(allowedOf) == 0);
    const RowFilter* used = allowedOf > 0 ? &filter : nullptr;
    const VectorSearch graph(m_matrix->snapshot(), m_graph, SearchWay::Graph);
    double sum = 0;
    int asked = 0;
    for (int i = 0; i < 5; ++i) {
        const std::vector<std::vector<float>> endpoints = {m_vectors.photo(random),
                                                           m_vectors.sentence(random)};
        std::vector<std::vector<float>> queries;
        for (float mix : {0.0f, 0.25f, 0.5f, 0.75f, 1.0f}) {
            std::vector<float>& query = queries.emplace_back(kDimension);
            for (std::size_t d = 0; d < query.size(); ++d)
                query[d] = (1 - mix) * endpoints[0][d] + mix * endpoints[1][d];
        }
        const auto all = EndpointScores::scan(m_matrix->snapshot(), endpoints);
        const auto some = graph.scores(endpoints, queries, depth, used);
        QVERIFY(all);
        QVERIFY(some);
        QVERIFY(some->rows() < kRows);
        for (float mix = 0; mix < 1.01f; mix += 0.125f) {
            const std::vector<float> weights = {1 - mix, mix};
            const auto right = all->best(weights, depth, used);
            const auto found = some->best(weights, depth, used);
            QCOMPARE(found.size(), right.size());
            sum += share(found, right);
            ++asked;
        }
    }
    QVERIFY2(sum / asked >= 0.99, qPrintable(QString::number(sum / asked)));
}

/// To the bit what a scan of everything says of them, however many it keeps.
void TestVectorSearch::scoresOfWhatAFilterKeeps() {
    std::mt19937 random(71);
    const VectorSearch search(m_matrix->snapshot());
    const std::vector<std::vector<float>> endpoints = {m_vectors.photo(random),
                                                       m_vectors.sentence(random)};
    const auto all = EndpointScores::scan(m_matrix->snapshot(), endpoints);
    QVERIFY(all);
    const std::vector<float> weights = {0.4f, 0.6f};
    for (const unsigned percent : {0u, 5u, 50u, 85u, 91u, 97u, 100u}) {
        RowFilter filter(kRows);
        for (Row row = 0; row < kRows; ++row)
            filter.set(row, random() % 100 < percent);
        const auto some = search.scores(endpoints, {}, 100, &filter);
        QVERIFY(some);
        QVERIFY(some->rows() == filter.count() || (percent > 85 && some->rows() == kRows));
        for (const std::size_t k : {std::size_t(1), std::size_t(100), kRows})
            QCOMPARE(some->best(weights, k, &filter), all->best(weights, k, &filter));
    }
}

void TestVectorSearch::quickestWay() {
    const MatrixSnapshot snapshot = m_matrix->snapshot();
    // So few rows are read faster.
    QVERIFY(!VectorSearch(snapshot, m_graph).usesGraph(50));
    QVERIFY(VectorSearch(snapshot, m_graph, SearchWay::Graph).usesGraph(50));
    QVERIFY(!VectorSearch(snapshot, m_graph, SearchWay::Exact).usesGraph(50));
    QVERIFY(!VectorSearch(snapshot, nullptr, SearchWay::Graph).usesGraph(50));
}

SEMBLANCE_APPLESS_TEST(TestVectorSearch)
#include "tst_vectorsearch.moc"
