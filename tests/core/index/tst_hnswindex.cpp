#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <set>

#include "core/index/exactindex.h"
#include "core/index/hnswindex.h"
#include "tests/core/index/vectors.h"

using namespace semblance;

class TestHnswIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void recallAgainstExact();
    void rowsNewerThanTheGraphAreFound();
    void filteredSearchIsExact();
    void savedAndLoaded();
    void everyDamageIsFound();
    void emptyTinyAndWrong();
    void buildOnSeveralThreadsAndProgress();
    void canBeCancelled();

private:
    static constexpr int kDimension = 64;
    static constexpr std::size_t kRows = 3'000;
    static constexpr HnswParameters kReproducible{.threads = 1};

    /// Like embeddings of photos: a few hundred themes with pictures scattered around them.
    static std::vector<float> clustered(std::mt19937& random) {
        std::mt19937 theme(static_cast<unsigned>(random() % 200));
        std::vector<float> vector = testing::unitVector(theme, kDimension);
        const std::vector<float> noise = testing::unitVector(random, kDimension);
        for (std::size_t i = 0; i < vector.size(); ++i)
            vector[i] = (vector[i] + 0.6f * noise[i]) / 1.1661904f;
        return vector;
    }
    static void appendClustered(VectorMatrix& matrix, std::size_t rows, unsigned seed) {
        std::mt19937 random(seed);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::uint64_t key = i;
            QVERIFY(matrix.append({&key, 1}, testing::halfBits(clustered(random))));
        }
    }
    static double recall(const VectorIndex& index, const VectorIndex& exact) {
        std::mt19937 random(55);
        constexpr std::size_t queries = 50, k = 10;
        std::size_t hits = 0;
        for (std::size_t i = 0; i < queries; ++i) {
            const std::vector<float> query = clustered(random);
            const std::vector<Neighbour> right = exact.nearest(query, k).value();
            const std::vector<Neighbour> found = index.nearest(query, k).value();
            hits += static_cast<std::size_t>(
                std::count_if(found.begin(), found.end(), [&](const Neighbour& neighbour) {
                    return std::find(right.begin(), right.end(), neighbour) != right.end();
                }));
        }
        return static_cast<double>(hits) / (queries * k);
    }

    std::unique_ptr<VectorMatrix> m_matrix;
    std::shared_ptr<const HnswGraph> m_graph;
};

void TestHnswIndex::initTestCase() {
    m_matrix = std::make_unique<VectorMatrix>(kDimension);
    appendClustered(*m_matrix, kRows, 50);
    const auto graph = HnswGraph::build(m_matrix->snapshot(), kReproducible);
    QVERIFY(graph);
    m_graph = *graph;
    QCOMPARE(m_graph->rows(), kRows);
}

void TestHnswIndex::recallAgainstExact() {
    const ExactIndex exact(m_matrix->snapshot());
    const HnswIndex index(m_graph, m_matrix->snapshot());
    const double reached = recall(index, exact);
    QVERIFY2(reached >= 0.95, qPrintable(QString::number(reached)));

    // Scores are those of the exact search, bit for bit, in the same order.
    std::mt19937 random(56);
    const std::vector<float> query = clustered(random);
    const auto found = index.nearest(query, 10);
    QVERIFY(found);
    QVERIFY(std::is_sorted(found->begin(), found->end(), ranksBefore));
    const auto all = exact.nearest(query, kRows);
    for (const Neighbour& neighbour : *found)
        QVERIFY(std::find(all->begin(), all->end(), neighbour) != all->end());
}

void TestHnswIndex::rowsNewerThanTheGraphAreFound() {
    VectorMatrix matrix(kDimension);
    appendClustered(matrix, 1'000, 51);
    const auto graph = HnswGraph::build(matrix.snapshot(), kReproducible);
    QVERIFY(graph);
    appendClustered(matrix, 333, 52);
    const HnswIndex index(*graph, matrix.snapshot());
    QCOMPARE(index.rows(), std::size_t{1'333});
    for (Row row : {Row{1'000}, Row{1'023}, Row{1'024}, Row{1'332}}) {
        const auto found = index.nearest(matrix.snapshot().vector(row), 1);
        QVERIFY(found);
        QCOMPARE(found->front().row, row);
    }
    // No row is answered twice.
    const auto found = index.nearest(matrix.snapshot().vector(1'000), 20);
    std::set<Row> rows;
    for (const Neighbour& neighbour : *found)
        rows.insert(neighbour.row);
    QCOMPARE(rows.size(), std::size_t{20});
}

void TestHnswIndex::filteredSearchIsExact() {
    RowFilter filter(kRows);
    for (Row row = 0; row < kRows; row += 97)
        filter.set(row, true);
    std::mt19937 random(57);
    const std::vector<float> query = clustered(random);
    QVERIFY(*HnswIndex(m_graph, m_matrix->snapshot()).nearest(query, 20, &filter) ==
            *ExactIndex(m_matrix->snapshot()).nearest(query, 20, &filter));
}

void TestHnswIndex::savedAndLoaded() {
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("gr\u00e4ph.hnsw"));
    QVERIFY(m_graph->save(path, "mini 7"));
    const auto loaded = HnswGraph::load(path, m_matrix->snapshot(), "mini 7");
    QVERIFY(loaded);
    const HnswIndex before(m_graph, m_matrix->snapshot());
    const HnswIndex after(*loaded, m_matrix->snapshot());
    std::mt19937 random(58);
    for (int i = 0; i < 20; ++i) {
        const std::vector<float> query = clustered(random);
        QVERIFY(*before.nearest(query, 10) == *after.nearest(query, 10));
    }

    VectorMatrix wider(kDimension + 1), shorter(kDimension);
    for (const auto& refused : {HnswGraph::load(path, m_matrix->snapshot(), "mini 8"),
                                HnswGraph::load(path, wider.snapshot(), "mini 7"),
                                HnswGraph::load(path, shorter.snapshot(), "mini 7")}) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Corrupt);
    }
    const auto missing = HnswGraph::load(path + QStringLiteral("x"), m_matrix->snapshot(), "");
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QVERIFY(!m_graph->save(dir.filePath(QStringLiteral("no/such/folder/graph")), ""));
}

void TestHnswIndex::everyDamageIsFound() {
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("graph"));
    VectorMatrix matrix(kDimension);
    appendClustered(matrix, 300, 53);
    const auto graph = HnswGraph::build(matrix.snapshot(), kReproducible);
    QVERIFY(graph);
    QVERIFY((*graph)->save(path, "id"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    file.close();
    const auto isCorrupt = [&](const QByteArray& bytes) {
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        file.close();
        const auto loaded = HnswGraph::load(path, matrix.snapshot(), "id");
        return written && !loaded && loaded.error().kind == ErrorKind::Corrupt;
    };
    for (int tenth = 0; tenth < 10; ++tenth)
        QVERIFY(isCorrupt(whole.left(whole.size() * tenth / 10)));
    for (qsizetype at = 0; at < whole.size(); at += at < 128 ? 1 : 331) {
        QByteArray damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        QVERIFY(isCorrupt(damaged));
    }
    QVERIFY(!isCorrupt(whole));
}

void TestHnswIndex::emptyTinyAndWrong() {
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("graph"));
    for (std::size_t rows : {0, 1, 2}) {
        VectorMatrix matrix(kDimension);
        appendClustered(matrix, rows, 54);
        const auto graph = HnswGraph::build(matrix.snapshot());
        QVERIFY(graph);
        QVERIFY((*graph)->save(path, "id"));
        const auto loaded = HnswGraph::load(path, matrix.snapshot(), "id");
        QVERIFY(loaded);
        std::mt19937 random(59);
        const auto candidates = (*loaded)->candidates(clustered(random), 10);
        QVERIFY(candidates);
        QCOMPARE(candidates->size(), rows);
        const auto found = HnswIndex(*loaded, matrix.snapshot()).nearest(clustered(random), 10);
        QVERIFY(found);
        QCOMPARE(found->size(), rows);
    }
    QVERIFY(!HnswIndex(m_graph, m_matrix->snapshot()).nearest(std::vector<float>(3), 1));
    QVERIFY(!HnswGraph::build(m_matrix->snapshot(), {.links = 1}));
    QVERIFY(!HnswGraph::build(m_matrix->snapshot(), {.buildWidth = 0}));
}

void TestHnswIndex::buildOnSeveralThreadsAndProgress() {
#if defined(__SANITIZE_THREAD__)
    QSKIP("hnswlib's parallel insertion reads its entry point without a lock, by design.");
#endif
    VectorMatrix matrix(kDimension);
    appendClustered(matrix, 1'500, 60);
    std::vector<std::size_t> reports;
    const auto graph = HnswGraph::build(matrix.snapshot(), {.threads = 3}, {},
                                        [&](std::size_t done, std::size_t all) {
                                            QCOMPARE(all, std::size_t{1'500});
                                            reports.push_back(done);
                                        });
    QVERIFY(graph);
    std::sort(reports.begin(), reports.end());
    QCOMPARE(reports, (std::vector<std::size_t>{1'000, 1'500}));
    const ExactIndex exact(matrix.snapshot());
    QVERIFY(recall(HnswIndex(*graph, matrix.snapshot()), exact) >= 0.95);
}

void TestHnswIndex::canBeCancelled() {
    const CancelToken cancel;
    cancel.cancel();
    const auto graph = HnswGraph::build(m_matrix->snapshot(), {}, cancel);
    QVERIFY(!graph);
    QCOMPARE(graph.error().kind, ErrorKind::Cancelled);
}

QTEST_APPLESS_MAIN(TestHnswIndex)
#include "tst_hnswindex.moc"
