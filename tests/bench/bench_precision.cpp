#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/randn.h>
#include <c10/core/InferenceMode.h>

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <limits>

#include "core/model/files/safetensorswriter.h"
#include "core/model/kernels/int8linear.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/hfweights.h"
#include "core/model/networks/transformer.h"

using namespace semblance;

/// Towers of ViT-B/32's, ViT-L/14's and CLIP's text shape with random weights, in every precision,
/// in turns on one thread, by processor time.
class PrecisionBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void towers_data();
    void towers();
};

namespace {

/// As HfWeights finds them; made of matrices of the usual spread, so that activations stay sane.
Result<HfWeights> randomWeights(const QString& path, const HfConfig::Tower& tower) {
    std::vector<NamedTensor> tensors;
    const auto add = [&](const QString& name, const at::Tensor& tensor) {
        tensors.push_back({name, tensor});
    };
    for (int i = 0; i < tower.layers; ++i) {
        const auto linear = [&](const char* part, std::int64_t out, std::int64_t in) {
            const QString name = QStringLiteral("layers.%1.%2").arg(i).arg(QLatin1String(part));
            add(name + QStringLiteral(".weight"), at::randn({out, in}) / std::sqrt(double(in)));
            add(name + QStringLiteral(".bias"), at::randn({out}) * 0.02);
        };
        const auto norm = [&](const char* part) {
            const QString name = QStringLiteral("layers.%1.%2").arg(i).arg(QLatin1String(part));
            add(name + QStringLiteral(".weight"), at::randn({tower.width}) * 0.1 + 1);
            add(name + QStringLiteral(".bias"), at::randn({tower.width}) * 0.1);
        };
        for (const char* part :
             {"self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.out_proj"})
            linear(part, tower.width, tower.width);
        linear("mlp.fc1", tower.hidden, tower.width);
        linear("mlp.fc2", tower.width, tower.hidden);
        norm("layer_norm1");
        norm("layer_norm2");
    }
    SEMBLANCE_TRY(writeSafetensors(path, {packWeights(tensors, Packing::Exact), {}}));
    ModelManifest manifest;
    manifest.dir = QFileInfo(path).path();
    manifest.parts.push_back({QStringLiteral("weights"), QFileInfo(path).fileName(), 0, {}, 0});
    return HfWeights::open(manifest, HfConfig::Layout::Transformers);
}

double processorSeconds(const std::function<void()>& work) {
    const std::clock_t begin = std::clock();
    work();
    return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

void PrecisionBench::towers_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("ofLayers");
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("batch");
    QTest::newRow("ViT-B/32") << 768 << 12 << 12 << 50 << 4;
    // A quarter of its layers, for memory's sake; all are alike.
    QTest::newRow("ViT-L/14") << 1024 << 6 << 24 << 257 << 4;
    QTest::newRow("CLIP text, one sentence") << 512 << 12 << 12 << 10 << 1;
}

void PrecisionBench::towers() {
    QFETCH(int, width);
    QFETCH(int, layers);
    QFETCH(int, ofLayers);
    QFETCH(int, tokens);
    QFETCH(int, batch);
    at::set_num_threads(1);
    const c10::InferenceMode inference;
    const QTemporaryDir dir;
    HfConfig::Tower shape;
    shape.width = width;
    shape.hidden = 4 * width;
    shape.layers = layers;
    shape.heads = width / 64;
    auto weights = randomWeights(dir.filePath(QStringLiteral("weights.safetensors")), shape);
    QVERIFY(weights);

    struct Tower {
        Precision precision;
        Transformer transformer;
        double best = std::numeric_limits<double>::max();
        at::Tensor result{};
    };
    std::vector<Tower> towers;
    for (const Precision precision : {Precision::Fp32, Precision::Bf16, Precision::Int8}) {
        Tower tower{precision, Transformer::read(*weights, QStringLiteral("layers"), shape)};
        LinearConversion conversion(precision);
        tower.transformer.setPrecision(conversion, tokens);
        towers.push_back(std::move(tower));
    }
    const at::Tensor x = at::randn({batch, tokens, width});
    for (int round = 0; round < 8; ++round) {
        for (Tower& tower : towers) {
            const double seconds =
                processorSeconds([&] { tower.result = tower.transformer(x, false); });
            tower.best = std::min(tower.best, seconds);
        }
    }
    for (const Tower& tower : towers) {
        const double each = tower.best / batch * ofLayers / layers;
        const double close =
            at::cosine_similarity(tower.result, towers.front().result, -1).min().item<double>();
        std::printf("%s, %s%s: %.2f a second, %.2f times fp32, least cosine %.5f\n",
                    QTest::currentDataTag(), qPrintable(toString(tower.precision)),
                    tower.precision == Precision::Bf16 && bestPrecision() != Precision::Bf16
                        ? " (emulated here)"
                        : "",
                    1 / each, towers.front().best / tower.best, close);
    }
    std::printf("bytes are multiplied natively here: %s\n", Int8Linear::isNative() ? "yes" : "no");
}

QTEST_GUILESS_MAIN(PrecisionBench)
#include "bench_precision.moc"
