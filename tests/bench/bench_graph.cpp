#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <ctime>
#include <functional>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <thread>

#include "core/index/graphkeeper.h"
#include "core/index/searchactivity.h"
#include "core/index/vectorcache.h"
#include "core/index/vectorsearch.h"
#include "tests/bench/spread.h"
#include "tests/core/index/photovectors.h"
#include "tests/core/index/vectors.h"

using namespace semblance;
using semblance::test::Spread;
using semblance::testing::PhotoVectors;

/// The neighbour graph over 1,000,000 photos' vectors (SEMBLANCE_BENCH_VECTORS: so many), used as a
/// library uses it, against the exact scan of the same vectors in one run: how many of the best 50
/// it finds, time, building, memory, and what building costs the queries meanwhile.
///
/// SEMBLANCE_BENCH_KEEP=FOLDER keeps the vectors and the graph there for another run, and the
/// vectors, the queries and their exact answers as plain numbers for graph_peers.py.
///
/// Without `nice`: the graph's thread sets its own priority, which must stay below the queries'.
namespace {
constexpr int kDim = 512;
constexpr std::size_t kBest = 50;
constexpr int kQueries = 200;
constexpr unsigned kSeed = 1;

std::size_t vectorCount() {
    const int asked = qEnvironmentVariableIntValue("SEMBLANCE_BENCH_VECTORS");
    return asked > 0 ? static_cast<std::size_t>(asked) : 1'000'000;
}

double millisecondsOf(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Bytes of this process' memory, by a field of a file in /proc/self; in smaps of the mappings of
/// files with this ending. 0 where there is no such thing.
double memory(const char* file, const QByteArray& field, const QByteArray& ending = {}) {
    QFile proc(QStringLiteral("/proc/self/") + QLatin1StringView(file));
    if (!proc.open(QIODevice::ReadOnly))
        return 0;
    double bytes = 0;
    bool counts = ending.isEmpty();
    for (const QByteArray& line : proc.readAll().split('\n')) {
        const QByteArrayList words = line.simplified().split(' ');
        if (!ending.isEmpty() && words.size() > 2 && !words[0].endsWith(':'))
            counts = line.endsWith(ending);
        else if (counts && words.size() > 1 && words[0] == field + ':')
            bytes += words[1].toDouble() * 1024;
    }
    return bytes;
}

/// Where a thread can be held for a while.
class Gate {
public:
    /// Of the thread: returns at once, or when the gate is opened.
    void pass() {
        std::unique_lock lock(m_mutex);
        m_held = true;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_shut; });
        m_held = false;
    }
    void setShut(bool shut) {
        std::lock_guard lock(m_mutex);
        m_shut = shut;
        m_changed.notify_all();
    }
    /// Returns when the thread stands at the gate, or passes it and `isEnough`.
    void wait(const std::function<bool()>& isEnough) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return (m_shut && m_held) || isEnough(); });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_shut = false;
    bool m_held = false;
};

bool writeNumbers(const QString& path, const void* numbers, std::size_t bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) &&
           file.write(static_cast<const char*>(numbers), qint64(bytes)) == qint64(bytes);
}

double shareFound(const std::vector<Neighbour>& found, std::span<const Neighbour> wanted) {
    std::vector<Row> rows;
    for (const Neighbour& neighbour : found)
        rows.push_back(neighbour.row);
    std::sort(rows.begin(), rows.end());
    const auto isFound = [&](const Neighbour& neighbour) {
        return std::binary_search(rows.begin(), rows.end(), neighbour.row);
    };
    return double(std::count_if(wanted.begin(), wanted.end(), isFound)) / double(wanted.size());
}
}  // namespace

class BenchGraph : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void building();
    void memoryUse();
    void queries_data();
    void queries();
    void neighbours();
    void widths();
    void slider();

private:
    double query(const VectorSearch& search, std::span<const float> vector,
                 std::vector<Neighbour>* found = nullptr) const;
    VectorSearch search(SearchWay way) const {
        return VectorSearch(*m_snapshot, way == SearchWay::Exact ? nullptr : m_keeper->graph(),
                            way);
    }
    void keepNumbers() const;

    const QTemporaryDir m_scratch;
    QString m_folder;
    bool m_isKept = false;
    std::optional<PhotoVectors> m_vectors;
    std::optional<MatrixSnapshot> m_snapshot;
    RowFilter m_all;
    std::mt19937 m_random{kSeed + 1};
    std::vector<std::vector<float>> m_photos;  ///< near the data, but not of it
    std::vector<std::vector<float>> m_sentences;
    std::vector<std::vector<Neighbour>> m_exact;  ///< answers of m_photos
    const std::shared_ptr<SearchActivity> m_searches = std::make_shared<SearchActivity>();
    Gate m_gate;  // the keeper's thread passes it
    std::unique_ptr<GraphKeeper> m_keeper;
};

void BenchGraph::initTestCase() {
    m_folder = qEnvironmentVariable("SEMBLANCE_BENCH_KEEP", m_scratch.path());
    m_isKept = m_folder != m_scratch.path();
    QVERIFY(QDir().mkpath(m_folder));
    const std::size_t count = vectorCount();
    // About 50 photos around each theme.
    m_vectors.emplace(kDim, std::max<std::size_t>(1, count / 50));
    const QString path = m_folder + QStringLiteral("/vectors.cache");
    const QByteArray model = "bench " + QByteArray::number(qulonglong(count));
    auto cache = openVectorCache(path, kDim, model);
    if (!cache) {
        auto writer = VectorCacheWriter::create(path, {kDim, model, 1});
        QVERIFY(writer);
        std::mt19937 random(kSeed);
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY((*writer)->add(i, testing::halfBits(m_vectors->photo(random))));
        QVERIFY((*writer)->commit());
        cache = openVectorCache(path, kDim, model);
    }
    QVERIFY(cache);
    m_snapshot = cache->matrix->snapshot();
    QCOMPARE(m_snapshot->rows(), count);
    m_all = RowFilter(count, true);
    for (int i = 0; i < kQueries; ++i) {
        m_photos.push_back(m_vectors->photo(m_random));
        m_sentences.push_back(m_vectors->sentence(m_random));
    }
    const VectorSearch exact = search(SearchWay::Exact);
    m_exact.resize(kQueries);
    for (std::size_t i = 0; i < kQueries; ++i)
        query(exact, m_photos[i], &m_exact[i]);
    if (m_isKept)
        keepNumbers();
    std::printf("%zu x %d fp16, %u threads\n", count, kDim, std::thread::hardware_concurrency());
}

void BenchGraph::keepNumbers() const {
    const MatrixSnapshot::Segment all = m_snapshot->segmentAt(0);
    QCOMPARE(all.count, m_snapshot->rows());
    QCOMPARE(m_snapshot->stride(), std::size_t(kDim));
    QVERIFY(writeNumbers(m_folder + QStringLiteral("/vectors.f16"), all.rows,
                         all.count * kDim * sizeof(HalfBits)));
    std::vector<float> queries;
    std::vector<std::uint32_t> answers;
    for (const std::vector<float>& photo : m_photos)
        queries.insert(queries.end(), photo.begin(), photo.end());
    for (const std::vector<Neighbour>& exact : m_exact) {
        for (const Neighbour& neighbour : exact)
            answers.push_back(neighbour.row);
    }
    QVERIFY(writeNumbers(m_folder + QStringLiteral("/queries.f32"), queries.data(),
                         queries.size() * sizeof(float)));
    QVERIFY(writeNumbers(m_folder + QStringLiteral("/exact.u32"), answers.data(),
                         answers.size() * sizeof(std::uint32_t)));
}

double BenchGraph::query(const VectorSearch& search, std::span<const float> vector,
                         std::vector<Neighbour>* found) const {
    Result<std::vector<Neighbour>> nearest;
    const double time = millisecondsOf([&] {
        const SearchActivity::Scope searching(*m_searches);
        nearest = search.nearest(vector, kBest, &m_all);
    });
    if (!nearest || nearest->size() != kBest)
        qFatal("no answer");
    if (found)
        *found = std::move(*nearest);
    return time;
}

/// As VectorSet builds it. Forty times on the way the same queries are timed while the graph grows
/// and while its thread is held, so that both meet the same graph and the same neighbours on the
/// machine.
void BenchGraph::building() {
    constexpr std::size_t rounds = 40;
    constexpr std::size_t queriesARound = 25;
    GraphKeeper::Options options;
    options.searches = m_searches;
    options.changed = [this] { m_gate.pass(); };
    const double before = memory("status", "RssAnon");
    QElapsedTimer timer;
    timer.start();
    m_keeper = std::make_unique<GraphKeeper>(GraphFiles(m_folder, QStringLiteral("graph"), "bench"),
                                             std::move(options));
    m_keeper->follow(*m_snapshot, m_all);
    m_gate.wait([&] { return m_keeper->state().wanted > 0; });
    if (!m_keeper->state().isWorking)
        QSKIP("The graph is there from an earlier run.");

    double heldMs = 0;
    double most = 0;
    std::vector<double> busy[2], idle[2];  // exact, along the graph
    std::size_t at = 0;
    for (std::size_t round = 1;; ++round) {
        const std::size_t next = round * m_snapshot->rows() / (rounds + 1);
        m_gate.wait([&] {
            const GraphKeeper::State state = m_keeper->state();
            return !state.isWorking || state.covered >= next;
        });
        most = std::max(most, memory("status", "RssAnon") - before);
        if (!m_keeper->state().isWorking)
            break;
        if (round > rounds)
            continue;
        const VectorSearch now = search(SearchWay::Quickest);
        const std::size_t way = now.usesGraph(kBest, &m_all) ? 1 : 0;
        const auto times = [&] {
            std::vector<double> all;
            for (std::size_t i = 0; i < queriesARound; ++i)
                all.push_back(query(now, m_photos[(at + i) % kQueries]));
            return all;
        };
        const std::vector<double> beside = times();
        m_gate.setShut(true);
        m_gate.wait([&] { return !m_keeper->state().isWorking; });
        std::vector<double> alone;
        heldMs += millisecondsOf([&] { alone = times(); });
        m_gate.setShut(false);
        busy[way].insert(busy[way].end(), beside.begin(), beside.end());
        idle[way].insert(idle[way].end(), alone.begin(), alone.end());
        at += queriesARound;
    }
    const GraphKeeper::State state = m_keeper->state();
    QVERIFY2(!state.problem, state.problem ? qPrintable(state.problem->sentence) : "");
    QCOMPARE(state.covered, m_snapshot->rows());
    const auto bytes = double(m_keeper->graph()->bytes());
    std::printf(
        "built on one thread in %.0f s, queries beside it included; graph of %.1f MB = %.0f bytes "
        "a vector; memory of its own while building up to %.1f MB = %.2f times the graph\n",
        (double(timer.elapsed()) - heldMs) / 1000, bytes / 1e6, bytes / double(m_snapshot->rows()),
        most / 1e6, most / bytes);
    const char* const names[] = {"exact", "along the graph"};
    for (std::size_t way : {0, 1}) {
        if (busy[way].empty())
            continue;
        const Spread beside(busy[way]), alone(idle[way]);
        std::printf(
            "query while the graph is built, %s (%zu): median %.2f ms, p95 %.2f ms; builder held: "
            "%.2f ms, %.2f ms; p95 ratio %.2f (to reach: 1.5)\n",
            names[way], busy[way].size(), beside.median, beside.p95, alone.median, alone.p95,
            beside.p95 / alone.p95);
    }
    std::fflush(stdout);
}

void BenchGraph::memoryUse() {
    const double before = memory("status", "RssAnon");
    Result<std::shared_ptr<const NeighbourGraph>> graph;
    const GraphFiles files(m_folder, QStringLiteral("graph"), "bench");
    m_keeper.reset();  // and with it the first mapping
    const double opening = millisecondsOf([&] { graph = files.open(*m_snapshot); });
    QVERIFY(graph);
    const double own = memory("status", "RssAnon") - before;
    const VectorSearch along(*m_snapshot, *graph, SearchWay::Graph);
    for (const std::vector<float>& photo : m_photos)
        query(along, photo);
    std::printf(
        "graph of %.1f MB opened and checked in %.0f ms; memory of its own %.1f MB, mapped from "
        "its file %.1f MB, of which changed %.1f MB\n",
        double((*graph)->bytes()) / 1e6, opening, own / 1e6, memory("smaps", "Rss", ".hnsw") / 1e6,
        memory("smaps", "Private_Dirty", ".hnsw") / 1e6);
    GraphKeeper::Options options;
    options.searches = m_searches;
    m_keeper = std::make_unique<GraphKeeper>(files, std::move(options));
    m_keeper->follow(*m_snapshot, m_all);
    QTRY_VERIFY_WITH_TIMEOUT(m_keeper->graph(), 60'000);
}

void BenchGraph::queries_data() {
    QTest::addColumn<bool>("isSentence");
    QTest::newRow("photos") << false;
    QTest::newRow("sentences") << true;
}

void BenchGraph::queries() {
    QFETCH(bool, isSentence);
    const std::vector<std::vector<float>>& vectors = isSentence ? m_sentences : m_photos;
    const VectorSearch exact = search(SearchWay::Exact);
    const bool isQuickest = search(SearchWay::Quickest).usesGraph(kBest, &m_all);
    const VectorSearch along = search(isQuickest ? SearchWay::Quickest : SearchWay::Graph);
    for (std::size_t i = 0; i < 5; ++i)
        query(exact, vectors[i]), query(along, vectors[i]);
    std::vector<double> exactTimes, graphTimes, recalls;
    for (const std::vector<float>& vector : vectors) {
        std::vector<Neighbour> wanted, found;
        exactTimes.push_back(query(exact, vector, &wanted));
        graphTimes.push_back(query(along, vector, &found));
        recalls.push_back(shareFound(found, wanted));
    }
    const double recall =
        std::accumulate(recalls.begin(), recalls.end(), 0.0) / double(recalls.size());
    const Spread scan(exactTimes), graph(graphTimes);
    std::printf(
        "%s%s: recall@%zu %.4f, the worst of %d %.2f (to reach: 0.99); query along the graph "
        "median "
        "%.2f ms, p95 %.2f ms; exact scan %.2f ms, %.2f ms; ratio of medians %.3f, of p95 %.3f "
        "(to reach: 0.2)\n",
        QTest::currentDataTag(),
        isQuickest ? "" : " (the graph is taken only where it is asked for)", kBest, recall,
        kQueries, *std::min_element(recalls.begin(), recalls.end()), graph.median, graph.p95,
        scan.median, scan.p95, graph.median / scan.median, graph.p95 / scan.p95);
    std::fflush(stdout);
}

/// Pictures of the library itself: what near-duplicates and "more like this" ask.
void BenchGraph::neighbours() {
    constexpr std::size_t best = 10;
    const VectorSearch exact = search(SearchWay::Exact);
    const VectorSearch along = search(SearchWay::Quickest);
    std::mt19937 random(kSeed + 2);
    std::vector<double> exactTimes, graphTimes;
    double recall = 0;
    for (int i = 0; i < kQueries; ++i) {
        const Row row = Row(random() % m_snapshot->rows());
        Result<std::vector<Neighbour>> wanted, found;
        exactTimes.push_back(millisecondsOf([&] { wanted = exact.neighbours(row, best, &m_all); }));
        graphTimes.push_back(millisecondsOf([&] { found = along.neighbours(row, best, &m_all); }));
        QVERIFY(wanted && found);
        recall += shareFound(*found, *wanted) / kQueries;
    }
    const Spread scan(exactTimes), graph(graphTimes);
    std::printf(
        "neighbours of a picture: recall@%zu %.4f; median %.3f ms, p95 %.3f ms; exact %.2f ms, "
        "%.2f ms; ratio of medians %.3f\n",
        best, recall, graph.median, graph.p95, scan.median, scan.p95, graph.median / scan.median);
    std::fflush(stdout);
}

/// For graph_peers.py: recall and processor time, which a busy machine changes less, by the rows
/// that a walk keeps. More answers make it keep more.
void BenchGraph::widths() {
    const VectorSearch along = search(SearchWay::Graph);
    for (const std::size_t answers :
         {kBest, std::size_t(200), std::size_t(300), std::size_t(400)}) {
        double best = 1e9;
        double recall = 0;
        for (int round = 0; round < 5; ++round) {
            std::vector<std::vector<Neighbour>> found;
            const std::clock_t begin = std::clock();
            for (const std::vector<float>& photo : m_photos)
                found.push_back(*along.nearest(photo, answers, &m_all));
            best = std::min(best, double(std::clock() - begin) / CLOCKS_PER_SEC / kQueries);
            recall = 0;
            for (std::size_t i = 0; i < kQueries; ++i) {
                found[i].resize(kBest);
                recall += shareFound(found[i], m_exact[i]) / kQueries;
            }
        }
        std::printf("ours, %zu answers: recall@%zu %.4f, %.3f ms of processor time a query\n",
                    answers, kBest, recall, best * 1000);
    }
    std::fflush(stdout);
}

/// A picture and a sentence with the slider between: candidates of five mixes, ranked at nine.
void BenchGraph::slider() {
    constexpr std::size_t questions = 50;
    const auto weightsAt = [](std::span<const std::vector<float>> ends, double mix) {
        const double angle = std::acos(testing::naiveDot(ends[0], ends[1]));
        return std::vector<float>{float(std::sin((1 - mix) * angle) / std::sin(angle)),
                                  float(std::sin(mix * angle) / std::sin(angle))};
    };
    const VectorSearch exact = search(SearchWay::Exact);
    const bool isQuickest = search(SearchWay::Quickest).usesGraph(kBest, &m_all, 5);
    const VectorSearch along = search(isQuickest ? SearchWay::Quickest : SearchWay::Graph);
    std::vector<double> exactTimes, graphTimes;
    double recall = 0;
    double worst = 1;
    for (std::size_t i = 0; i < questions; ++i) {
        const std::vector<std::vector<float>> ends{m_photos[i], m_sentences[i]};
        std::vector<std::vector<float>> probes;
        for (const double mix : {0.0, 0.25, 0.5, 0.75, 1.0}) {
            const std::vector<float> weights = weightsAt(ends, mix);
            probes.emplace_back(kDim);
            for (std::size_t n = 0; n < kDim; ++n)
                probes.back()[n] = weights[0] * ends[0][n] + weights[1] * ends[1][n];
        }
        Result<EndpointScores> all, some;
        exactTimes.push_back(
            millisecondsOf([&] { all = exact.scores(ends, probes, kBest, &m_all); }));
        graphTimes.push_back(
            millisecondsOf([&] { some = along.scores(ends, probes, kBest, &m_all); }));
        QVERIFY(all && some);
        for (int step = 0; step <= 8; ++step) {
            const std::vector<float> weights = weightsAt(ends, step / 8.0);
            const double found =
                shareFound(some->best(weights, kBest, &m_all), all->best(weights, kBest, &m_all));
            recall += found / (9 * questions);
            worst = std::min(worst, found);
        }
    }
    const Spread scan(exactTimes), graph(graphTimes);
    std::printf(
        "slider between a photo and a sentence%s: recall@%zu over nine mixes %.4f, the worst "
        "%.2f; prepared along the graph in median %.2f ms, p95 %.2f ms; exact %.2f ms, %.2f ms; "
        "ratio of medians %.3f, of p95 %.3f\n",
        isQuickest ? "" : " (so few vectors are scanned, unless the graph is asked for)", kBest,
        recall, worst, graph.median, graph.p95, scan.median, scan.p95, graph.median / scan.median,
        graph.p95 / scan.p95);
}

int main(int argc, char** argv) {
    // A million vectors take longer than Qt Test lets a function.
    qputenv("QTEST_FUNCTION_TIMEOUT", "36000000");
    const QCoreApplication application(argc, argv);
    BenchGraph bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_graph.moc"
