#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/randn.h>
#include <c10/core/InferenceMode.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <thread>

#include "app/engine/keepmemory.h"
#include "core/model/composition/dualencoder.h"
#include "core/model/files/manifest.h"
#include "core/model/files/safetensors.h"
#include "core/model/networks/efficientnetlite.h"
#include "tests/core/model/composition/composingmodel.h"

using namespace semblance;

/// What the engine costs, each number beside what the machine gives in the same run.
class EngineBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void loading();
    void tower_data();
    void tower();
    void pictures();
    void sentences();
    void sentencesWhilePicturesRun();
    void composedQueries();

private:
    const QString m_dir = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
    std::unique_ptr<DualEncoder> m_encoder;
};

namespace {

constexpr int kSide = 260;
// Multiply-adds of one picture through the tower, from its table of layers.
constexpr double kTowerFlops = 2 * 0.858e9;

double secondsOf(const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e9;
}

/// The best of a few rounds: what the code costs when nobody else wants the processor.
double bestSeconds(int rounds, const std::function<void()>& work) {
    double best = 1e9;
    for (int i = 0; i < rounds; ++i)
        best = std::min(best, secondsOf(work));
    return best;
}

/// Plain matrix products, GFLOP/s.
double matmulRate(at::ScalarType type) {
    const c10::InferenceMode inference;
    constexpr int kSize = 1024;
    const at::Tensor a = at::randn({kSize, kSize}).to(type);
    const at::Tensor b = at::randn({kSize, kSize}).to(type);
    at::mm(a, b);
    return 2.0 * kSize * kSize * kSize / bestSeconds(5, [&] { at::mm(a, b); }) / 1e9;
}

Result<EfficientNetLite> loadTower(const QString& dir, Precision precision) {
    SEMBLANCE_TRY_ASSIGN(const auto weights,
                         SafetensorsFile::open(dir + QStringLiteral("/image.safetensors")));
    SEMBLANCE_TRY_ASSIGN(auto tower, EfficientNetLite::load(weights));
    tower.setPrecision(precision);
    return tower;
}

at::Tensor towerInput(int batch) {
    return at::randn({batch, 3, kSide, kSide}).contiguous(at::MemoryFormat::ChannelsLast);
}

std::vector<std::uint8_t> noise(int count) {
    std::vector<std::uint8_t> pixels(std::size_t(count) * kSide * kSide * 3);
    std::uint32_t state = 1;
    for (auto& pixel : pixels) {
        state = state * 1664525u + 1013904223u;
        pixel = std::uint8_t(state >> 24);
    }
    return pixels;
}

struct Spread {
    double median;
    double p95;
};
Spread millisecondsOf(int rounds, const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i)
        times.push_back(1000 * secondsOf(work));
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[times.size() * 95 / 100]};
}

}  // namespace

void EngineBench::initTestCase() {
    keepFreedMemory();  // as the engine does
    DualEncoder::Options options;
    options.precision = Precision::Fp32;
    auto encoder = DualEncoder::load(m_dir, options);
    QVERIFY(encoder);
    m_encoder = std::move(*encoder);
    std::printf("%d threads; best precision here: %s\n", at::get_num_threads(),
                qPrintable(toString(bestPrecision())));
}

void EngineBench::loading() {
    const auto manifest = ModelManifest::read(m_dir);
    QVERIFY(manifest);
    const double verifying = bestSeconds(5, [&] { QVERIFY(manifest->verifyParts()); });
    const double all = bestSeconds(5, [&] { QVERIFY(DualEncoder::load(m_dir)); });
    std::printf("load: %.0f ms, of which SHA-256 of all parts %.0f ms\n", 1000 * all,
                1000 * verifying);
}

void EngineBench::tower_data() {
    QTest::addColumn<bool>("bf16");
    QTest::addColumn<int>("batch");
    QTest::newRow("fp32 1") << false << 1;
    QTest::newRow("fp32 4") << false << 4;
    QTest::newRow("fp32 8") << false << 8;
    QTest::newRow("fp32 16") << false << 16;
    QTest::newRow("bf16 8") << true << 8;
}

void EngineBench::tower() {
    QFETCH(bool, bf16);
    QFETCH(int, batch);
    const c10::InferenceMode inference;
    const auto network = loadTower(m_dir, bf16 ? Precision::Bf16 : Precision::Fp32);
    QVERIFY(network);
    const at::Tensor input = towerInput(batch);
    network->grid(input);
    const double rate = batch / bestSeconds(8, [&] { network->grid(input); });
    const double plain = matmulRate(bf16 ? at::kBFloat16 : at::kFloat);
    std::printf(
        "tower alone, %s, batch %2d: %.1f pictures/s = %.0f GFLOP/s; plain matrix products "
        "%.0f GFLOP/s (%.0f %%)\n",
        bf16 ? "bf16" : "fp32", batch, rate, rate * kTowerFlops / 1e9, plain,
        100 * rate * kTowerFlops / 1e9 / plain);
}

void EngineBench::pictures() {
    const c10::InferenceMode inference;
    const auto network = loadTower(m_dir, Precision::Fp32);
    QVERIFY(network);
    const at::Tensor input = towerInput(4);
    const auto pixels = noise(4);
    double tower = 1e9;
    double all = 1e9;
    // In turns, so that a busy moment of the machine hits both.
    for (int round = 0; round < 10; ++round) {
        tower = std::min(tower, secondsOf([&] { network->grid(input); }));
        all = std::min(all, secondsOf([&] { QVERIFY(m_encoder->encodeImages(pixels, 4, kSide)); }));
    }
    std::printf("pictures -> vectors, fp32, batch 4: %.1f pictures/s; tower alone %.1f (%.0f %%)\n",
                4 / all, 4 / tower, 100 * tower / all);
}

void EngineBench::sentences() {
    const QStringList sentence{QStringLiteral("a small brown dog jumps over a fence")};
    m_encoder->encodeTexts(sentence);
    const Spread spread = millisecondsOf(100, [&] { QVERIFY(m_encoder->encodeTexts(sentence)); });
    // Ten tokens use every weight of tower and head once: 25 MB to be read from memory.
    const c10::InferenceMode inference;
    const at::Tensor matrix = at::randn({512, 25'000'000 / 4 / 512});
    const at::Tensor tokens = at::randn({10, 512});
    at::mm(tokens, matrix);
    const Spread plain = millisecondsOf(50, [&] { at::mm(tokens, matrix); });
    std::printf(
        "one sentence, warm: median %.2f ms, p95 %.2f ms; one product with as many weights "
        "%.2f ms\n",
        spread.median, spread.p95, plain.median);
}

void EngineBench::sentencesWhilePicturesRun() {
    const auto pixels = noise(8);
    std::atomic<bool> stop = false;
    std::atomic<int> encoded = 0;
    std::thread busy([&] {
        while (!stop) {
            if (m_encoder->encodeImages(pixels, 8, kSide))
                encoded += 8;
        }
    });
    const QStringList sentence{QStringLiteral("a small brown dog jumps over a fence")};
    QElapsedTimer timer;
    timer.start();
    const Spread spread = millisecondsOf(100, [&] { QVERIFY(m_encoder->encodeTexts(sentence)); });
    const double seconds = double(timer.elapsed()) / 1000;
    stop = true;
    busy.join();
    std::printf(
        "one sentence while pictures run: median %.2f ms, p95 %.2f ms (pictures meanwhile: "
        "%.1f/s)\n",
        spread.median, spread.p95, encoded / seconds);
}

void EngineBench::composedQueries() {
    const QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("composing"));
    QVERIFY(test::writeComposingModel(folder, 1));
    const auto loaded = DualEncoder::load(folder);
    QVERIFY(loaded);
    const DualEncoder& encoder = **loaded;
    const auto pixels = noise(1);
    const QString modification = QStringLiteral("is dark red and has long sleeves");
    // As the query request does: the sentence alone, too, for the slider's other end.
    const auto compose = [&](const std::vector<float>& word) {
        const DualEncoder::Composition composition{word, modification};
        QVERIFY(encoder.encodeTexts({modification}));
        QVERIFY(encoder.encodeComposed(std::span(&composition, 1)));
    };
    Spread known{};
    Spread unknown{};
    std::thread([&] {
        at::set_num_threads(1);
        const auto reference = encoder.encodeReferences(pixels, 1, kSide);
        QVERIFY(reference);
        compose(reference->words);
        known = millisecondsOf(100, [&] { compose(reference->words); });
        unknown = millisecondsOf(50, [&] {
            const auto fresh = encoder.encodeReferences(pixels, 1, kSide);
            QVERIFY(fresh);
            compose(fresh->words);
        });
    }).join();
    std::printf(
        "composed query, warm, one core: median %.2f ms, p95 %.2f ms; with a new picture (%s) "
        "median %.2f ms, p95 %.2f ms\n",
        known.median, known.p95, qPrintable(toString(encoder.info().precision)), unknown.median,
        unknown.p95);
}

QTEST_GUILESS_MAIN(EngineBench)
#include "bench_engine.moc"
