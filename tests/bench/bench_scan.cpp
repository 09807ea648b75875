#include <hwy/aligned_allocator.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <thread>

#include "core/index/endpointscores.h"
#include "core/index/kernels.h"
#include "core/index/vectorcache.h"
#include "core/index/vectorsearch.h"
#include "core/query/resultsend.h"
#include "tests/core/index/vectors.h"

using namespace semblance;

/// Vector search at full size. Prints one line per figure.
class BenchScan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scanAgainstReadBandwidth();
    void queryAt100000();
    void sliderStep_data();
    void sliderStep();
    void endsAndNegatives_data();
    void endsAndNegatives();
    void someOfTheRows();
    void openCache();

private:
    struct Times {
        double best = 0, median = 0, p95 = 0;  ///< milliseconds
    };

    static Times timesOf(std::vector<double> all) {
        std::sort(all.begin(), all.end());
        return {all.front(), all[all.size() / 2], all[all.size() * 95 / 100]};
    }

    /// After one round to warm up.
    static Times measure(int rounds, const std::function<void()>& work) {
        work();
        std::vector<double> all;
        for (int i = 0; i < rounds; ++i) {
            QElapsedTimer timer;
            timer.start();
            work();
            all.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        return timesOf(std::move(all));
    }

    /// Rows of plausible size that need no time to make: the speed does not depend on the numbers.
    static VectorMatrix matrixOf(std::size_t rows, int dimension) {
        const std::size_t count = rows * matrixStride(dimension);
        auto values = std::make_shared<hwy::AlignedFreeUniquePtr<HalfBits[]>>(
            hwy::AllocateAligned<HalfBits>(count));
        auto keys = std::make_shared<std::vector<std::uint64_t>>(testing::countingKeys(rows));
        std::uint64_t state = 1;
        std::generate_n(values->get(), count, [&] {
            state = state * 6364136223846793005u + 1442695040888963407u;
            // Sign and fraction at random, size 1/32 to 1/16.
            return static_cast<HalfBits>((state >> 48 & 0x83FF) | 0x2800);
        });
        MatrixBase base;
        base.keys = *keys;
        base.rows = values->get();
        base.owner = std::make_shared<std::pair<decltype(values), decltype(keys)>>(values, keys);
        return VectorMatrix(dimension, std::move(base));
    }

    /// Reads the same bytes on all cores and does nothing with them but add.
    static void readAll(const MatrixSnapshot& matrix) {
        const auto* words = reinterpret_cast<const std::uint64_t*>(matrix.row(0));
        const std::size_t count =
            matrix.rows() * matrix.stride() * sizeof(HalfBits) / sizeof(std::uint64_t);
        const std::size_t threads = std::thread::hardware_concurrency();
        std::vector<std::thread> readers;
        for (std::size_t t = 0; t < threads; ++t) {
            readers.emplace_back([=] {
                constexpr std::size_t lanes = 32;
                std::uint64_t sums[lanes] = {};
                const std::size_t end = (t + 1) * count / threads;
                for (std::size_t i = t * count / threads; i + lanes <= end; i += lanes) {
                    for (std::size_t lane = 0; lane < lanes; ++lane)
                        sums[lane] += words[i + lane];
                }
                volatile std::uint64_t sink = std::accumulate(sums, sums + lanes, std::uint64_t{0});
                (void)sink;
            });
        }
        for (std::thread& reader : readers)
            reader.join();
    }

    /// Times `work` and reading the matrix in turn, so that a busy machine slows both alike.
    static std::pair<Times, Times> besideReading(int rounds, const MatrixSnapshot& matrix,
                                                 const std::function<void()>& work) {
        std::vector<double> own, reading;
        for (int i = 0; i < rounds; ++i) {
            own.push_back(measure(1, work).best);
            reading.push_back(measure(1, [&] { readAll(matrix); }).best);
        }
        return {timesOf(std::move(own)), timesOf(std::move(reading))};
    }
};

void BenchScan::scanAgainstReadBandwidth() {
    constexpr int dimension = 512;
    const VectorMatrix matrix = matrixOf(400'000, dimension);
    const MatrixSnapshot snapshot = matrix.snapshot();
    const double gigabytes = static_cast<double>(snapshot.rows() * dimension * 2) / 1e9;
    std::mt19937 random(1);
    std::vector<std::vector<float>> endpoints;
    for (std::size_t i = 0; i < kernels::mostQueries; ++i)
        endpoints.push_back(testing::unitVector(random, dimension));

    const VectorSearch index(snapshot);
    const auto [scan, reading] =
        besideReading(15, snapshot, [&] { QVERIFY(index.nearest(endpoints[0], 50)); });
    std::printf(
        "scan 400000 x 512 fp16, %s, %u threads: %.1f ms = %.1f GB/s (median %.1f ms); "
        "reading alone %.1f ms = %.1f GB/s; ratio %.2f (goal 0.70)\n",
        kernels::targetName(), std::thread::hardware_concurrency(), scan.best,
        gigabytes / scan.best * 1e3, scan.median, reading.best, gigabytes / reading.best * 1e3,
        reading.best / scan.best);
    for (std::size_t count : {1, 2, 3, 4, 6, 8}) {
        const auto some = std::span(endpoints).first(count);
        const auto [several, alone] =
            besideReading(5, snapshot, [&] { QVERIFY(EndpointScores::scan(snapshot, some)); });
        std::printf(
            "endpoint scores 400000 x 512, %zu endpoints: %.1f ms; reading alone %.1f ms; "
            "ratio %.2f\n",
            count, several.best, alone.best, alone.best / several.best);
    }
}

void BenchScan::queryAt100000() {
    constexpr int dimension = 512;
    const VectorMatrix matrix = matrixOf(100'000, dimension);
    const VectorSearch index(matrix.snapshot());
    std::mt19937 random(2);
    const auto [query, reading] = besideReading(100, matrix.snapshot(), [&] {
        QVERIFY(index.nearest(testing::unitVector(random, dimension), 50));
    });
    std::printf(
        "query 100000 x 512, 50 results: median %.2f ms, p95 %.2f ms; reading alone %.2f ms; "
        "ratio %.2f\n",
        query.median, query.p95, reading.median, reading.median / query.median);
}

void BenchScan::sliderStep_data() {
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("endpoints");
    QTest::addColumn<double>("goal");
    QTest::newRow("100,000, 3 endpoints") << 100'000 << 3 << 1.3;
    QTest::newRow("1,000,000, 3 endpoints") << 1'000'000 << 3 << 6.2;
    QTest::newRow("1,000,000, 8 endpoints") << 1'000'000 << 8 << 16.0;
}

void BenchScan::sliderStep() {
    QFETCH(int, rows);
    QFETCH(int, endpoints);
    QFETCH(double, goal);
    constexpr int dimension = 32;  // a step does not depend on it
    const VectorMatrix matrix = matrixOf(static_cast<std::size_t>(rows), dimension);
    std::mt19937 random(3);
    std::vector<std::vector<float>> vectors;
    for (int i = 0; i < endpoints; ++i)
        vectors.push_back(testing::unitVector(random, dimension));
    const auto scores = EndpointScores::scan(matrix.snapshot(), vectors);
    QVERIFY(scores);
    std::vector<float> weights(vectors.size(), 0.3f);
    RowFilter filter(matrix.snapshot().rows(), true);
    for (Row row = 0; row < filter.rows(); row += 3)
        filter.set(row, false);
    for (const RowFilter* used : {static_cast<const RowFilter*>(nullptr), &std::as_const(filter)}) {
        for (std::size_t k : {50, 1'000}) {
            float mix = 0;
            const Times step = measure(100, [&] {
                mix = mix < 1 ? mix + 0.01f : 0;
                weights[0] = 1 - mix;
                weights[1] = mix;
                QCOMPARE(scores->best(weights, k, used).size(), k);
            });
            std::printf(
                "slider step %d rows, %d endpoints, best %zu%s: median %.2f ms, p95 %.2f ms; "
                "goal %.1f ms; ratio %.2f\n",
                rows, endpoints, k, used ? ", filtered" : "", step.median, step.p95, goal,
                goal / step.median);
        }
    }
}

void BenchScan::endsAndNegatives_data() {
    QTest::addColumn<int>("rows");
    QTest::newRow("100,000") << 100'000;
    QTest::newRow("1,000,000") << 1'000'000;
}

/// What a search costs beside itself: the line where results end, and a negative.
void BenchScan::endsAndNegatives() {
    QFETCH(int, rows);
    constexpr int dimension = 512;
    constexpr std::size_t sampled = 2048;
    constexpr std::size_t captions = 254;
    const VectorMatrix matrix = matrixOf(static_cast<std::size_t>(rows), dimension);
    const MatrixSnapshot snapshot = matrix.snapshot();
    std::mt19937 random(4);
    std::vector<std::vector<float>> endpoints;
    for (int i = 0; i < 4; ++i)
        endpoints.push_back(testing::unitVector(random, dimension));
    std::vector<std::vector<float>> sentences;
    for (std::size_t i = 0; i < captions; ++i)
        sentences.push_back(testing::unitVector(random, dimension));
    std::vector<Row> sample;
    for (std::size_t i = 0; i < sampled; ++i)
        sample.push_back(static_cast<Row>(i * snapshot.rows() / sampled));
    const auto three = std::span(endpoints).first(3);
    const std::vector<float> weights = {0.5f, 0.3f, 0.2f};
    const std::vector<float> withNegative = {0.5f, 0.3f, 0.2f, 0};
    const std::vector<ScorePenalty> penalties = {{3, 0.01f, 2}};
    const auto background = EndpointScores::of(sample, snapshot, three);
    const auto all = EndpointScores::scan(snapshot, endpoints);
    QVERIFY(background && all);

    const Times search = measure(20, [&] {
        const auto scores = EndpointScores::scan(snapshot, three);
        QVERIFY(scores && scores->best(weights, 50).size() == 50);
    });
    const Times sampling =
        measure(20, [&] { QVERIFY(EndpointScores::of(sample, snapshot, three)); });
    const Times line = measure(50, [&] {
        const ScoreSpread spread = spreadOf(background->combined(weights));
        QVERIFY(spread.width > 0 && likenessTo(sentences, endpoints[0]) > 0);
    });
    const Times negative = measure(20, [&] {
        const auto scores = EndpointScores::scan(snapshot, endpoints);
        QVERIFY(scores && scores->best(withNegative, 50, nullptr, penalties).size() == 50);
    });
    const Times plainStep = measure(50, [&] { QCOMPARE(all->best(withNegative, 50).size(), 50u); });
    const Times negativeStep =
        measure(50, [&] { QCOMPARE(all->best(withNegative, 50, nullptr, penalties).size(), 50u); });
    std::printf(
        "ends %d x 512: search of 3 endpoints %.2f ms; its sample %.2f ms, line %.2f ms: ratio "
        "%.3f; with a negative %.2f ms: ratio %.2f; slider step %.2f ms, with it %.2f ms: ratio "
        "%.2f\n",
        rows, search.median, sampling.median, line.median,
        (search.median + sampling.median + line.median) / search.median, negative.median,
        negative.median / search.median, plainStep.median, negativeStep.median,
        negativeStep.median / plainStep.median);
}

/// From which share of the rows on it is quicker to score all of them.
void BenchScan::someOfTheRows() {
    constexpr int dimension = 512;
    constexpr int rounds = 15;
    const VectorMatrix matrix = matrixOf(100'000, dimension);
    const MatrixSnapshot snapshot = matrix.snapshot();
    std::mt19937 random(5);
    std::vector<std::vector<float>> endpoints;
    for (int i = 0; i < 3; ++i)
        endpoints.push_back(testing::unitVector(random, dimension));
    for (const bool areTogether : {true, false}) {
        for (const int percent : {95, 80, 65, 50, 35, 25, 5}) {
            std::vector<Row> rows;
            for (Row row = 0; row < snapshot.rows(); ++row) {
                const auto share = areTogether ? row / 1000 : random() % 100;
                if (share < unsigned(percent))
                    rows.push_back(row);
            }
            // In turn, so that a busy machine slows both alike.
            std::vector<double> all, some;
            for (int i = 0; i < rounds; ++i) {
                all.push_back(
                    measure(1, [&] { QVERIFY(EndpointScores::scan(snapshot, endpoints)); }).best);
                some.push_back(measure(1, [&] {
                                   QVERIFY(EndpointScores::of(rows, snapshot, endpoints));
                               }).best);
            }
            const Times whole = timesOf(std::move(all));
            const Times part = timesOf(std::move(some));
            std::printf(
                "%d %% of 100000 x 512, %s, 3 endpoints: best %.2f ms (all: %.2f, ratio %.2f), "
                "median %.2f ms (all: %.2f, ratio %.2f)\n",
                percent, areTogether ? "together" : "scattered", part.best, whole.best,
                part.best / whole.best, part.median, whole.median, part.median / whole.median);
        }
    }
}

void BenchScan::openCache() {
    constexpr int dimension = 512;
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("vectors.cache"));
    const VectorMatrix matrix = matrixOf(100'000, dimension);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(saveVectorCache(path, {dimension, "bench", 1}, matrix.snapshot()));
    const auto written = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const auto [opened, reading] = besideReading(
        9, matrix.snapshot(), [&] { QVERIFY(openVectorCache(path, dimension, "bench")); });
    std::printf(
        "vector cache 100000 x 512: written %.0f ms, opened and checked %.1f ms on one "
        "thread; reading alone on all %.1f ms; ratio %.2f\n",
        written, opened.median, reading.median, reading.median / opened.median);
}

QTEST_APPLESS_MAIN(BenchScan)
#include "bench_scan.moc"
