#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <condition_variable>
#include <mutex>

#include "core/index/graphkeeper.h"
#include "core/index/searchactivity.h"
#include "core/index/vectorsearch.h"
#include "tests/core/index/photovectors.h"
#include "tests/core/index/vectors.h"
#include "tests/testmain.h"

using namespace semblance;

/// The graph's life: built, followed, saved, opened, mended.
class TestGraphKeeper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void decidesByNumbers_data();
    void decidesByNumbers();
    void buildsSavesAndOpens();
    void followsAdditions();
    void rebuildsWhenManyAreDead();
    void rebuildsWhatIsDamaged();
    void startsAgainWithAnotherMatrix();
    void smallLibrariesHaveNone();
    void closesAtOnce();
    void saysWhyThereIsNone();
    void keepsOneFile();

private:
    static constexpr int kDimension = 32;

    /// A keeper, and waiting for it.
    class Kept {
    public:
        explicit Kept(const QString& folder, std::size_t leastRows = 100)
            : keeper(GraphFiles(folder, QStringLiteral("graph-mini"), "mini"),
                     {.parameters = {},
                      .leastRows = leastRows,
                      .searches = nullptr,
                      .changed = [this] { noteChange(); }}) {}

        /// Follows and waits until nothing more is to be done.
        GraphKeeper::State follow(const MatrixSnapshot& snapshot, const RowFilter& wanted) {
            std::unique_lock lock(m_mutex);
            m_settled = false;
            lock.unlock();
            keeper.follow(snapshot, wanted);
            lock.lock();
            m_changed.wait(lock, [this] { return m_settled; });
            return keeper.state();
        }
        GraphKeeper::State followAll(const MatrixSnapshot& snapshot) {
            return follow(snapshot, RowFilter(snapshot.rows(), true));
        }

    private:
        void noteChange() {
            const bool settled = !keeper.state().isWorking;
            std::lock_guard lock(m_mutex);
            m_settled = settled;
            m_changed.notify_all();
        }

        std::mutex m_mutex;
        std::condition_variable m_changed;
        bool m_settled = false;

    public:
        GraphKeeper keeper;
    };

    void append(VectorMatrix& matrix, std::size_t rows) {
        const testing::PhotoVectors vectors(kDimension);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::uint64_t key = matrix.snapshot().rows();
            QVERIFY(matrix.append({&key, 1}, testing::halfBits(vectors.photo(m_random))));
        }
    }
    QStringList files() const { return QDir(m_dir->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::mt19937 m_random;
};

void TestGraphKeeper::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_random.seed(1);
}

void TestGraphKeeper::decidesByNumbers_data() {
    QTest::addColumn<GraphCounts>("counts");
    QTest::addColumn<GraphStep>("step");
    const auto add = [](const char* name, GraphCounts counts, GraphStep step) {
        QTest::newRow(name) << counts << step;
    };
    add("nothing there", {0, 0, 0, 100}, GraphStep::Nothing);
    add("nothing there, no least", {0, 0, 0, 0}, GraphStep::Nothing);
    add("too few", {99, 0, 0, 100}, GraphStep::Nothing);
    add("enough", {100, 0, 0, 100}, GraphStep::Rebuild);
    add("in step", {10'000, 10'000, 10'000, 100}, GraphStep::Nothing);
    add("a few new", {10'500, 10'000, 10'000, 100}, GraphStep::Nothing);
    add("new ones", {10'600, 10'000, 10'000, 100}, GraphStep::Extend);
    add("a twentieth new", {1'000'000, 950'000, 950'000, 100}, GraphStep::Nothing);
    add("more than that", {1'000'000, 949'999, 949'999, 100}, GraphStep::Extend);
    add("a quarter dead", {7'500, 10'000, 7'500, 100}, GraphStep::Nothing);
    add("more than that dead", {7'499, 10'000, 7'499, 100}, GraphStep::Rebuild);
    add("all dead", {0, 10'000, 0, 100}, GraphStep::Rebuild);
    add("kept although few", {90, 95, 90, 100}, GraphStep::Nothing);
}

void TestGraphKeeper::decidesByNumbers() {
    QFETCH(GraphCounts, counts);
    QFETCH(GraphStep, step);
    QVERIFY(nextStep(counts) == step);
}

void TestGraphKeeper::buildsSavesAndOpens() {
    VectorMatrix matrix(kDimension);
    append(matrix, 1'200);
    const MatrixSnapshot snapshot = matrix.snapshot();
    {
        Kept kept(m_dir->path());
        QVERIFY(!kept.keeper.graph());
        const auto state = kept.followAll(snapshot);
        QVERIFY(!state.problem);
        QCOMPARE(state.covered, std::size_t{1'200});
        QCOMPARE(state.wanted, std::size_t{1'200});
        const auto graph = kept.keeper.graph();
        QVERIFY(graph);
        QCOMPARE(graph->coveredCount(), std::size_t{1'200});
        QVERIFY(VectorSearch(snapshot, graph, SearchWay::Graph).usesGraph(10));
    }
    // The file is used the next time, as it is.
    const QString file = m_dir->filePath(files().value(0));
    const auto written = QFileInfo(file).lastModified();
    Kept again(m_dir->path());
    const auto state = again.followAll(snapshot);
    QCOMPARE(state.covered, std::size_t{1'200});
    QVERIFY(again.keeper.graph());
    QCOMPARE(QFileInfo(file).lastModified(), written);
    QCOMPARE(files().size(), 1);
}

void TestGraphKeeper::followsAdditions() {
    VectorMatrix matrix(kDimension);
    append(matrix, 1'000);
    Kept kept(m_dir->path());
    kept.followAll(matrix.snapshot());
    const auto first = kept.keeper.graph();
    append(matrix, 400);
    kept.followAll(matrix.snapshot());
    QCOMPARE(kept.keeper.graph(), first);  // few are read one by one
    append(matrix, 200);
    kept.followAll(matrix.snapshot());
    const auto second = kept.keeper.graph();
    QCOMPARE(second->coveredCount(), std::size_t{1'600});
    // The older one can still be searched by who holds it.
    const auto found = VectorSearch(matrix.snapshot(), first, SearchWay::Graph)
                           .nearest(matrix.snapshot().vector(1'599), 1);
    QVERIFY(found);
    QCOMPARE(found->front().row, Row{1'599});
}

void TestGraphKeeper::rebuildsWhenManyAreDead() {
    VectorMatrix matrix(kDimension);
    append(matrix, 2'000);
    Kept kept(m_dir->path());
    RowFilter wanted(2'000, true);
    kept.follow(matrix.snapshot(), wanted);
    for (Row row = 0; row < 500; ++row)
        wanted.set(row, false);
    kept.follow(matrix.snapshot(), wanted);
    QCOMPARE(kept.keeper.graph()->coveredCount(), std::size_t{2'000});
    wanted.set(500, false);
    kept.follow(matrix.snapshot(), wanted);
    QCOMPARE(kept.keeper.graph()->coveredCount(), std::size_t{1'499});
    QVERIFY(!kept.keeper.graph()->covered().allows(3));

    // What comes back is answered at once, and linked again when it is much.
    wanted.set(3, true);
    const auto found = VectorSearch(matrix.snapshot(), kept.keeper.graph(), SearchWay::Graph)
                           .nearest(matrix.snapshot().vector(3), 1, &wanted);
    QCOMPARE(found->front().row, Row{3});
    kept.follow(matrix.snapshot(), RowFilter(2'000, true));
    QCOMPARE(kept.keeper.graph()->coveredCount(), std::size_t{2'000});
}

void TestGraphKeeper::rebuildsWhatIsDamaged() {
    VectorMatrix matrix(kDimension);
    append(matrix, 800);
    {
        Kept kept(m_dir->path());
        kept.followAll(matrix.snapshot());
    }
    QFile file(m_dir->filePath(files().value(0)));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2) && file.write("damage") == 6);
    file.close();
    Kept kept(m_dir->path());
    const auto state = kept.followAll(matrix.snapshot());
    QVERIFY(!state.problem);
    QVERIFY(kept.keeper.graph());
    QCOMPARE(files().size(), 1);
    QVERIFY(
        GraphFiles(m_dir->path(), QStringLiteral("graph-mini"), "mini").open(matrix.snapshot()));
}

void TestGraphKeeper::startsAgainWithAnotherMatrix() {
    VectorMatrix first(kDimension), second(kDimension);
    append(first, 900);
    append(second, 700);
    Kept kept(m_dir->path());
    kept.followAll(first.snapshot());
    kept.followAll(second.snapshot());
    const auto graph = kept.keeper.graph();
    QVERIFY(graph);
    QVERIFY(graph->fits(second.snapshot()));
    QVERIFY(!graph->fits(first.snapshot()));
    QCOMPARE(graph->coveredCount(), std::size_t{700});

    // The same rows in another matrix, after a restart of the library say: the file is still good.
    VectorMatrix twin(kDimension);
    const MatrixSnapshot snapshot = second.snapshot();
    for (Row row = 0; row < snapshot.rows(); ++row) {
        const std::uint64_t key = snapshot.key(row);
        QVERIFY(twin.append({&key, 1}, {snapshot.row(row), kDimension}));
    }
    const QStringList before = files();
    kept.followAll(twin.snapshot());
    QVERIFY(kept.keeper.graph()->fits(twin.snapshot()));
    QCOMPARE(files(), before);
}

void TestGraphKeeper::smallLibrariesHaveNone() {
    VectorMatrix matrix(kDimension);
    append(matrix, 99);
    Kept kept(m_dir->path());
    const auto state = kept.followAll(matrix.snapshot());
    QVERIFY(!kept.keeper.graph());
    QVERIFY(!state.problem);
    QCOMPARE(state.covered, std::size_t{0});
    QCOMPARE(state.wanted, std::size_t{99});
    QVERIFY(files().isEmpty());
    kept.followAll(VectorMatrix(kDimension).snapshot());
    QVERIFY(!kept.keeper.graph());
}

void TestGraphKeeper::closesAtOnce() {
    // Destroyed while it builds, with a search that never ends: nothing half done stays.
    VectorMatrix matrix(kDimension);
    append(matrix, 3'000);
    const auto searches = std::make_shared<SearchActivity>();
    const SearchActivity::Scope endless(*searches);
    std::mutex mutex;
    std::condition_variable begun;
    bool isWorking = false;
    {
        GraphKeeper* seen = nullptr;
        GraphKeeper keeper(
            GraphFiles(m_dir->path(), QStringLiteral("graph-mini"), "mini"),
            {.parameters = {}, .leastRows = 100, .searches = searches, .changed = [&] {
                 std::lock_guard lock(mutex);
                 isWorking = isWorking || (seen && seen->state().isWorking);
                 begun.notify_all();
             }});
        std::unique_lock lock(mutex);
        seen = &keeper;
        keeper.follow(matrix.snapshot(), RowFilter(3'000, true));
        begun.wait(lock, [&] { return isWorking; });
    }
    QVERIFY(files().isEmpty());
}

void TestGraphKeeper::saysWhyThereIsNone() {
    VectorMatrix matrix(kDimension);
    append(matrix, 600);
    Kept kept(m_dir->filePath(QStringLiteral("no/such/folder")));
    const auto state = kept.followAll(matrix.snapshot());
    QVERIFY(state.problem);
    QVERIFY(!state.problem->sentence.isEmpty());
    QVERIFY(!kept.keeper.graph());
    // A little more does not make it build all over again; much more does.
    append(matrix, 10);
    QVERIFY(kept.followAll(matrix.snapshot()).problem);
    QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("no/such/folder")));
    append(matrix, 10);
    kept.followAll(matrix.snapshot());
    QVERIFY(!kept.keeper.graph());
    append(matrix, 150);
    QVERIFY(!kept.followAll(matrix.snapshot()).problem);
    QVERIFY(kept.keeper.graph());
}

void TestGraphKeeper::keepsOneFile() {
    VectorMatrix matrix(kDimension);
    append(matrix, 700);
    for (const char* other : {"graph-mini-3.hnsw.part", "graph-mini-x.hnsw", "graph-maxi-9.hnsw"}) {
        QFile file(m_dir->filePath(QString::fromLatin1(other)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    Kept kept(m_dir->path());
    for (int i = 0; i < 3; ++i) {
        kept.followAll(matrix.snapshot());
        append(matrix, 600);
    }
    QCOMPARE(files().size(), 4);
    QVERIFY(files().contains(QStringLiteral("graph-maxi-9.hnsw")));
}

SEMBLANCE_APPLESS_TEST(TestGraphKeeper)
#include "tst_graphkeeper.moc"
