#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <cmath>
#include <cstring>
#include <optional>
#include <set>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "core/base/checkedfile.h"
#include "core/index/graphbuilder.h"
#include "core/index/graphfile.h"
#include "core/index/neighbourgraph.h"
#include "core/index/searchactivity.h"
#include "core/index/vectorsearch.h"
#include "tests/core/index/photovectors.h"
#include "tests/core/index/vectors.h"
#include "tests/testmain.h"

using namespace semblance;

using GraphPtr = std::shared_ptr<const NeighbourGraph>;

/// Building, growing, saving and opening the graph. What it finds is asked of VectorSearch.
class TestNeighbourGraph : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void savedGraphIsTheSame();
    void growsFromAFile();
    void partlyCovered();
    void refusesOtherRows();
    void everyDamageIsFound();
    void wrongLinksUnderARightChecksum_data();
    void wrongLinksUnderARightChecksum();
    void emptyTinyAndWrong();
    void copiesAreNotLinked();
    void manyCopiesHideNothing();
    void severalThreads();
    void progressAndCancel();
    void standsBackForSearches();
    void savingFails();

private:
    static constexpr int kDimension = 64;
    static constexpr std::size_t kRows = 3'000;

    QString path(const char* name = "graph") const {
        return m_dir.filePath(QString::fromLatin1(name));
    }
    static void append(VectorMatrix& matrix, std::size_t rows, unsigned seed) {
        const testing::PhotoVectors vectors(kDimension);
        std::mt19937 random(seed);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::uint64_t key = matrix.snapshot().rows();
            QVERIFY(matrix.append({&key, 1}, testing::halfBits(vectors.photo(random))));
        }
    }
    /// Adds all rows in one go, saves and opens.
    GraphPtr built(const MatrixSnapshot& snapshot, const GraphParameters& parameters = {},
                   const NeighbourGraph* from = nullptr) {
        const auto builder = GraphBuilder::create(snapshot, parameters, from);
        if (!builder || !(*builder)->add(RowFilter(snapshot.rows(), true), snapshot.rows()) ||
            !(*builder)->save(path(), "mini"))
            return nullptr;
        return NeighbourGraph::open(path(), snapshot, "mini").value_or(nullptr);
    }
    /// Of the 10 nearest rows to 100 queries, by scores: equal rows are as good as each other.
    static double recall(const MatrixSnapshot& snapshot, const GraphPtr& graph, unsigned seed);
    static QByteArray contents(const QString& file) {
        QFile opened(file);
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

    QTemporaryDir m_dir;
    std::unique_ptr<VectorMatrix> m_matrix;
    GraphPtr m_graph;
};

double TestNeighbourGraph::recall(const MatrixSnapshot& snapshot, const GraphPtr& graph,
                                  unsigned seed) {
    const testing::PhotoVectors vectors(kDimension);
    std::mt19937 random(seed);
    constexpr std::size_t queries = 100, k = 10;
    std::size_t hits = 0;
    for (std::size_t i = 0; i < queries; ++i) {
        const std::vector<float> query = vectors.photo(random);
        const auto right = VectorSearch(snapshot).nearest(query, k).value();
        const auto found =
            VectorSearch(snapshot, graph, SearchWay::Graph).nearest(query, k).value();
        for (const Neighbour& neighbour : found)
            hits += neighbour.score >= right.back().score;
    }
    return static_cast<double>(hits) / (queries * k);
}

void TestNeighbourGraph::initTestCase() {
    QVERIFY(m_dir.isValid());
    m_matrix = std::make_unique<VectorMatrix>(kDimension);
    append(*m_matrix, kRows, 50);
    m_graph = built(m_matrix->snapshot());
    QVERIFY(m_graph);
    QCOMPARE(m_graph->coveredCount(), kRows);
    const double reached = recall(m_matrix->snapshot(), m_graph, 55);
    QVERIFY2(reached >= 0.99, qPrintable(QString::number(reached)));
}

void TestNeighbourGraph::savedGraphIsTheSame() {
    // A builder that starts from a file and adds nothing writes that file.
    const QByteArray before = contents(path());
    const auto builder = GraphBuilder::create(m_matrix->snapshot(), {}, m_graph.get());
    QVERIFY(builder);
    QVERIFY((*builder)->save(path("gr\u00e4ph"), "mini"));
    QCOMPARE(contents(path("gr\u00e4ph")), before);
    QCOMPARE(static_cast<qsizetype>(m_graph->bytes()), before.size());
    // And building again on one thread gives it, too.
    QVERIFY(built(m_matrix->snapshot()));
    QCOMPARE(contents(path()), before);
}

void TestNeighbourGraph::growsFromAFile() {
    VectorMatrix matrix(kDimension);
    append(matrix, 1'000, 51);
    GraphPtr graph = built(matrix.snapshot());
    QVERIFY(graph);
    append(matrix, 1'500, 52);
    // The rows that are new since are found all the same,
    const MatrixSnapshot grown = matrix.snapshot();
    QVERIFY(recall(grown, graph, 56) >= 0.99);
    // and once the graph has them, too.
    graph = built(grown, {}, graph.get());
    QVERIFY(graph);
    QCOMPARE(graph->coveredCount(), std::size_t{2'500});
    const double reached = recall(grown, graph, 56);
    QVERIFY2(reached >= 0.99, qPrintable(QString::number(reached)));
}

void TestNeighbourGraph::partlyCovered() {
    const MatrixSnapshot snapshot = m_matrix->snapshot();
    RowFilter odd(kRows);
    for (Row row = 1; row < kRows; row += 2)
        odd.set(row, true);
    const auto builder = GraphBuilder::create(snapshot);
    QVERIFY(builder);
    QVERIFY((*builder)->add(odd, 400));
    QCOMPARE((*builder)->coveredCount(), std::size_t{400});
    QVERIFY((*builder)->add(odd, kRows));
    QCOMPARE((*builder)->coveredCount(), kRows / 2);
    QVERIFY((*builder)->save(path("odd"), "mini"));
    const auto graph = NeighbourGraph::open(path("odd"), snapshot, "mini");
    QVERIFY(graph);
    QVERIFY((*graph)->covered() == odd);
    QVERIFY(recall(snapshot, *graph, 57) >= 0.99);
    // What it does not cover is answered once.
    const auto found =
        VectorSearch(snapshot, *graph, SearchWay::Graph).nearest(snapshot.vector(8), 20);
    QVERIFY(found);
    QCOMPARE(found->front().row, Row{8});
    std::set<Row> rows;
    for (const Neighbour& neighbour : *found)
        rows.insert(neighbour.row);
    QCOMPARE(rows.size(), std::size_t{20});
}

void TestNeighbourGraph::refusesOtherRows() {
    const MatrixSnapshot snapshot = m_matrix->snapshot();
    QVERIFY(built(snapshot));
    VectorMatrix wider(kDimension + 1), shorter(kDimension), renamed(kDimension);
    append(shorter, kRows - 1, 50);
    for (Row row = 0; row < kRows; ++row) {
        const std::uint64_t key = row == kRows - 1 ? 7 : row;
        QVERIFY(renamed.append({&key, 1}, {snapshot.row(row), kDimension}));
    }
    for (const auto& refused : {NeighbourGraph::open(path(), snapshot, "maxi"),
                                NeighbourGraph::open(path(), wider.snapshot(), "mini"),
                                NeighbourGraph::open(path(), shorter.snapshot(), "mini"),
                                NeighbourGraph::open(path(), renamed.snapshot(), "mini")}) {
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Corrupt);
    }
    const auto missing = NeighbourGraph::open(path("none"), snapshot, "mini");
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);

    // A graph of another matrix is not used, whatever its keys.
    VectorMatrix twin(kDimension);
    append(twin, kRows, 50);
    QVERIFY(!m_graph->fits(twin.snapshot()));
    QVERIFY(m_graph->fits(snapshot));
    QVERIFY(!GraphBuilder::create(twin.snapshot(), {}, m_graph.get()));
    const VectorSearch search(twin.snapshot(), m_graph, SearchWay::Graph);
    QVERIFY(!search.usesGraph(10));
}

void TestNeighbourGraph::everyDamageIsFound() {
    VectorMatrix matrix(kDimension);
    append(matrix, 300, 53);
    QVERIFY(built(matrix.snapshot()));
    const QByteArray whole = contents(path());
    const QString damagedPath = path("damaged");
    const auto isCorrupt = [&](const QByteArray& bytes) {
        QFile file(damagedPath);
        const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        file.close();
        const auto opened = NeighbourGraph::open(damagedPath, matrix.snapshot(), "mini");
        return written && !opened && opened.error().kind == ErrorKind::Corrupt;
    };
    for (int tenth = 0; tenth < 10; ++tenth)
        QVERIFY(isCorrupt(whole.left(whole.size() * tenth / 10)));
    QVERIFY(isCorrupt(whole + 'x'));
    for (qsizetype at = 0; at < whole.size(); at += at < 160 ? 1 : 331) {
        QByteArray damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        QVERIFY(isCorrupt(damaged));
    }
    QVERIFY(!isCorrupt(whole));
}

void TestNeighbourGraph::wrongLinksUnderARightChecksum_data() {
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 8; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

/// A payload with a few words changed, signed as if it were right, is refused or harmless: every
/// search over it ends and answers with rows that are there. Best under the sanitizers.
void TestNeighbourGraph::wrongLinksUnderARightChecksum() {
    QFETCH(int, seed);
    VectorMatrix matrix(kDimension);
    append(matrix, 200, 54);
    for (Row row = 0; row < 20; ++row) {  // copies, so that there are some
        const std::uint64_t key = 900 + row;
        const MatrixSnapshot snapshot = matrix.snapshot();
        QVERIFY(matrix.append({&key, 1}, {snapshot.row(row % 4), kDimension}));
    }
    const MatrixSnapshot snapshot = matrix.snapshot();
    QVERIFY(built(snapshot, {.links = 4}));
    const auto file = openCheckedFile(path(), graphfile::format, "mini");
    QVERIFY(file);
    QVERIFY(file->fields[graphfile::Copies] > 0);
    std::mt19937 random(static_cast<unsigned>(seed));
    int refused = 0;
    for (int round = 0; round < 150; ++round) {
        std::vector<std::byte> payload(file->payload.begin(), file->payload.end());
        CheckedFields fields = file->fields;
        if (round % 5 == 0) {
            fields[random() % 6] = random() % 3 == 0 ? ~std::uint64_t{0} : random() % 1'000;
        } else {
            const std::size_t words = (payload.size() - graphfile::digestBytes) / 4;
            for (unsigned i = 0; i <= random() % 3; ++i) {
                const std::uint32_t word =
                    random() % 4 == 0 ? static_cast<std::uint32_t>(random()) : random() % 260;
                std::memcpy(&payload[graphfile::digestBytes + random() % words * 4], &word, 4);
            }
        }
        const auto writer = CheckedFileWriter::create(path("wrong"));
        QVERIFY(writer);
        QVERIFY((*writer)->write(payload));
        QVERIFY((*writer)->commit(graphfile::format, "mini", fields));
        const auto graph = NeighbourGraph::open(path("wrong"), snapshot, "mini");
        if (!graph) {
            QCOMPARE(graph.error().kind, ErrorKind::Corrupt);
            ++refused;
            continue;
        }
        const VectorSearch search(snapshot, *graph, SearchWay::Graph);
        for (Row row : {Row{0}, Row{77}, Row{219}}) {
            const auto found = search.nearest(snapshot.vector(row), 40);
            QVERIFY(found);
            QCOMPARE(found->size(), std::size_t{40});
            for (const Neighbour& neighbour : *found)
                QVERIFY(neighbour.row < snapshot.rows());
        }
        QVERIFY(GraphBuilder::create(snapshot, {}, graph->get()));
    }
    QVERIFY(refused > 20);
}

void TestNeighbourGraph::emptyTinyAndWrong() {
    const testing::PhotoVectors vectors(kDimension);
    std::mt19937 random(59);
    for (std::size_t rows : {0, 1, 2, 65}) {
        VectorMatrix matrix(kDimension);
        append(matrix, rows, 54);
        const GraphPtr graph = built(matrix.snapshot());
        QVERIFY(graph);
        QCOMPARE(graph->coveredCount(), rows);
        const VectorSearch search(matrix.snapshot(), graph, SearchWay::Graph);
        const auto found = search.nearest(vectors.photo(random), 100);
        QVERIFY(found);
        QCOMPARE(found->size(), rows);
        QVERIFY(!search.nearest(std::vector<float>(3), 1));
        QVERIFY(!search.nearest(std::vector<float>(kDimension, std::nanf("")), 1));
    }
    QVERIFY(!GraphBuilder::create(m_matrix->snapshot(), {.links = 1}));
    QVERIFY(!GraphBuilder::create(m_matrix->snapshot(), {.links = 100'000}));
    QVERIFY(!GraphBuilder::create(m_matrix->snapshot(), {.buildWidth = 0}));
}

void TestNeighbourGraph::copiesAreNotLinked() {
    VectorMatrix matrix(kDimension);
    append(matrix, 100, 58);
    const MatrixSnapshot first = matrix.snapshot();
    for (Row row : {Row{4}, Row{5}, Row{4}}) {
        const std::uint64_t key = 500;
        QVERIFY(matrix.append({&key, 1}, {first.row(row), kDimension}));
    }
    const MatrixSnapshot snapshot = matrix.snapshot();
    const GraphPtr graph = built(snapshot);
    QVERIFY(graph);
    QCOMPARE(graph->coveredCount(), std::size_t{103});
    QCOMPARE(graph->copies().size(), std::size_t{3});
    const VectorSearch search(snapshot, graph, SearchWay::Graph);
    const VectorSearch exact(snapshot);
    for (Row row : {Row{4}, Row{5}, Row{100}, Row{101}, Row{102}}) {
        QCOMPARE(*search.nearest(snapshot.vector(row), 12),
                 *exact.nearest(snapshot.vector(row), 12));
        QCOMPARE(*search.neighbours(row, 12), *exact.neighbours(row, 12));
        // One of a group may be answered without the others.
        RowFilter filter(snapshot.rows());
        filter.set(row, true);
        filter.set(50, true);
        const auto found = search.nearest(snapshot.vector(row), 5, &filter);
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{2});
        QCOMPARE(found->front().row, row);
    }
    // A graph that grows keeps them.
    append(matrix, 30, 61);
#ifdef __GLIBC__
    // What the builder does not fill is no zeros by luck.
    mallopt(M_PERTURB, 0x5a);
#endif
    const GraphPtr grown = built(matrix.snapshot(), {}, graph.get());
#ifdef __GLIBC__
    mallopt(M_PERTURB, 0);
#endif
    QVERIFY(grown);
    QVERIFY(std::equal(grown->copies().begin(), grown->copies().end(), graph->copies().begin(),
                       graph->copies().end()));
}

/// More equal and nearly equal rows than a row has links: a library has many copies, and many
/// blank pictures.
void TestNeighbourGraph::manyCopiesHideNothing() {
    VectorMatrix matrix(kDimension);
    append(matrix, 1'000, 62);
    const MatrixSnapshot first = matrix.snapshot();
    std::mt19937 random(63);
    for (std::uint64_t i = 0; i < 1'000; ++i) {
        QVERIFY(matrix.append({&i, 1}, {first.row(static_cast<Row>(i % 2)), kDimension}));
        std::vector<float> vector = first.vector(2);
        const std::vector<float> noise = testing::unitVector(random, kDimension);
        for (std::size_t d = 0; d < vector.size(); ++d)
            vector[d] = (vector[d] + 0.02f * noise[d]) / 1.0002f;
        QVERIFY(matrix.append({&i, 1}, testing::halfBits(vector)));
    }
    append(matrix, 1'000, 64);
    const GraphPtr graph = built(matrix.snapshot());
    QVERIFY(graph);
    QVERIFY(graph->copies().size() >= 1'000);
    const double reached = recall(matrix.snapshot(), graph, 65);
    QVERIFY2(reached >= 0.99, qPrintable(QString::number(reached)));
}

void TestNeighbourGraph::severalThreads() {
    const GraphPtr graph = built(m_matrix->snapshot(), {.threads = 3});
    QVERIFY(graph);
    QCOMPARE(graph->coveredCount(), kRows);
    const double reached = recall(m_matrix->snapshot(), graph, 66);
    QVERIFY2(reached >= 0.99, qPrintable(QString::number(reached)));
}

void TestNeighbourGraph::progressAndCancel() {
    const auto builder = GraphBuilder::create(m_matrix->snapshot());
    QVERIFY(builder);
    std::vector<std::size_t> reports;
    GraphWork work;
    work.progress = [&](std::size_t done, std::size_t all) {
        QCOMPARE(all, std::size_t{2'500});
        reports.push_back(done);
        if (done == 2'000)
            work.cancel.cancel();
    };
    const RowFilter wanted(kRows, true);
    const Status stopped = (*builder)->add(wanted, 2'500, work);
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
    QCOMPARE(reports, (std::vector<std::size_t>{1'000, 2'000}));
    QCOMPARE((*builder)->coveredCount(), std::size_t{2'000});
    // It goes on where it was.
    QVERIFY((*builder)->add(wanted, kRows));
    QVERIFY((*builder)->save(path("stopped"), "mini"));
    const auto graph = NeighbourGraph::open(path("stopped"), m_matrix->snapshot(), "mini");
    QVERIFY(graph);
    QVERIFY(recall(m_matrix->snapshot(), *graph, 67) >= 0.99);

    const CancelToken cancel;
    cancel.cancel();
    QCOMPARE((*builder)->save(path("never"), "mini", cancel).error().kind, ErrorKind::Cancelled);
    QVERIFY(!QFile::exists(path("never")));
}

void TestNeighbourGraph::standsBackForSearches() {
    const MatrixSnapshot snapshot = m_matrix->snapshot();
    const RowFilter some = [] {
        RowFilter filter(kRows);
        for (Row row = 0; row < 100; ++row)
            filter.set(row, true);
        return filter;
    }();
    SearchActivity searches(std::chrono::hours(1));
    GraphWork work;
    work.searches = &searches;
    for (const bool cancels : {false, true}) {
        const auto builder = GraphBuilder::create(snapshot);
        QVERIFY(builder);
        Status added;
        std::atomic<bool> isOver = false;
        std::optional<SearchActivity::Scope> search(searches);
        std::thread building([&] {
            added = (*builder)->add(some, kRows, work);
            isOver = true;
        });
        while (searches.waiting() == 0 && !isOver)
            std::this_thread::yield();
        const bool waited = !isOver;
        if (cancels)
            work.cancel.cancel();
        else
            search.reset();
        building.join();
        QVERIFY(waited);
        QCOMPARE((*builder)->coveredCount(), std::size_t{cancels ? 0u : 100u});
        QCOMPARE(added.has_value(), !cancels);
    }
    // Searches without end slow it down, but it comes to its end.
    SearchActivity endless(std::chrono::milliseconds(0));
    const SearchActivity::Scope search(endless);
    work.cancel = CancelToken();
    work.searches = &endless;
    const auto builder = GraphBuilder::create(snapshot);
    QVERIFY(builder);
    QVERIFY((*builder)->add(some, kRows, work));
}

void TestNeighbourGraph::savingFails() {
    const auto builder = GraphBuilder::create(m_matrix->snapshot());
    QVERIFY(builder);
    QVERIFY(!(*builder)->save(path("no/such/folder/graph"), "mini"));
}

SEMBLANCE_APPLESS_TEST(TestNeighbourGraph)
#include "tst_neighbourgraph.moc"
