#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <c10/core/InferenceMode.h>

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

#include "core/model/hfconfig.h"
#include "core/model/manifest.h"
#include "core/model/modelloader.h"

using namespace semblance;

/// Pictures and sentences a second through CLIP's and SigLIP's networks, in turns with transformers
/// on PyTorch and ONNX Runtime on the same checkpoint (random weights of real shape), and with the
/// matrix products of the model run alone. In turns and by processor time, so that a busy machine
/// hits all alike; by the clock with more than one thread.
///
///   SEMBLANCE_BENCH_MODELS=clip-vit-b32,clip-vit-l14 SEMBLANCE_BENCH_THREADS=1 bench_peers
///
/// The models' names are those of tests/parity/checkpoints.py. SEMBLANCE_BENCH_FOLDER keeps the
/// checkpoints and their exports for another run. Needs tests/parity/setup.sh.
class PeersBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void speed_data();
    void speed();

private:
    void startPeers(const QString& name);
    double peerSeconds(const QString& line);

    QTemporaryDir m_scratch;
    QString m_folder;
    int m_threads = 1;
    QProcess m_python;
};

namespace {

constexpr int kRounds = 7;
// As in peers.py.
constexpr int kClipTokens = 12;
constexpr int kSiglipTokens = 64;

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// What one network's matrix products cost: every layer's linears, the patch embedding's and both
/// products of the attention, with the model's own weights, so that memory is read as it would be.
class MatrixProducts {
public:
    template <class Network>
    MatrixProducts(Network& network, const HfConfig::Tower& tower, std::int64_t batch,
                   std::int64_t tokens, std::int64_t cells) {
        network.visitParameters([&](const QString& name, at::Tensor& tensor) {
            const bool layer = name.startsWith(QLatin1String("layers."));
            const bool patch = name == QLatin1String("patch.weight");
            if (tensor.dim() != 2 || !(layer || patch))
                return;
            m_weights.push_back(tensor);
            m_inputs.push_back(inputOf(batch * (patch ? cells : tokens), tensor.size(1)));
        });
        const std::int64_t heads = batch * tower.heads;
        m_queries = at::randn({heads, tokens, tower.width / tower.heads});
        m_keys = at::randn({heads, tower.width / tower.heads, tokens});
        m_layers = tower.layers;
    }

    void operator()() const {
        for (std::size_t i = 0; i < m_weights.size(); ++i)
            at::linear(m_inputs[i], m_weights[i]);
        for (int i = 0; i < m_layers; ++i)
            at::bmm(at::bmm(m_queries, m_keys), m_queries);
    }

private:
    at::Tensor inputOf(std::int64_t rows, std::int64_t width) const {
        for (const at::Tensor& input : m_inputs) {
            if (input.size(0) == rows && input.size(1) == width)
                return input;
        }
        return at::randn({rows, width});
    }

    std::vector<at::Tensor> m_weights;
    std::vector<at::Tensor> m_inputs;
    at::Tensor m_queries;
    at::Tensor m_keys;
    int m_layers = 0;
};

}  // namespace

void PeersBench::initTestCase() {
    m_folder = qEnvironmentVariable("SEMBLANCE_BENCH_FOLDER", m_scratch.path());
    m_threads = std::max(1, qEnvironmentVariableIntValue("SEMBLANCE_BENCH_THREADS"));
    at::set_num_threads(m_threads);
}

void PeersBench::speed_data() {
    QTest::addColumn<QString>("name");
    const QString names =
        qEnvironmentVariable("SEMBLANCE_BENCH_MODELS", QStringLiteral("clip-vit-b32"));
    for (const QString& name : names.split(u','))
        QTest::newRow(qPrintable(name)) << name;
}

void PeersBench::startPeers(const QString& name) {
    const QString dir = QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/bench/");
    m_python.closeWriteChannel();
    m_python.waitForFinished();
    m_python.start(QStringLiteral("sh"),
                   {dir + QStringLiteral("peers.sh"), dir + QStringLiteral("peers.py"), m_folder,
                    name, QString::number(m_threads)});
    constexpr int kExporting = 1'200'000;
    while (!m_python.canReadLine()) {
        if (!m_python.waitForReadyRead(kExporting))
            QSKIP(m_python.readAllStandardError().constData());
    }
    QCOMPARE(m_python.readLine(), QByteArray("ready\n"));
}

double PeersBench::peerSeconds(const QString& line) {
    m_python.write(line.toUtf8() + '\n');
    constexpr int kPatience = 600'000;
    while (!m_python.canReadLine()) {
        if (!m_python.waitForReadyRead(kPatience))
            qFatal("Python does not answer.");
    }
    return m_python.readLine().trimmed().toDouble();
}

void PeersBench::speed() {
    QFETCH(QString, name);
    startPeers(name);
    const c10::InferenceMode inference;
    const auto manifest = ModelManifest::read(QDir(m_folder).filePath(name));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    const auto config = HfConfig::read(QDir(manifest->dir).filePath(QStringLiteral("config.json")));
    const auto networks = loadDualNetworks(*manifest, Precision::Fp32);
    QVERIFY(config && networks);
    const ImageNetwork& image = *networks->image;
    const TextNetwork& text = *networks->text;
    const bool clip = manifest->family == QLatin1String("clip");

    const auto seconds = [&](const std::function<void()>& work, int rounds) {
        QElapsedTimer timer;
        timer.start();
        const std::clock_t begin = std::clock();
        for (int i = 0; i < rounds; ++i)
            work();
        return m_threads == 1 ? double(std::clock() - begin) / CLOCKS_PER_SEC / rounds
                              : double(timer.nsecsElapsed()) / 1e9 / rounds;
    };
    const auto compare = [&](const char* part, int batch, int rounds,
                             const std::function<void()>& work, const MatrixProducts& products) {
        const QString line = QStringLiteral("%1 %2 %3 %4");
        std::vector<double> ours, torch, onnx, plain, overTorch, overOnnx, overPlain;
        for (int round = -1; round < kRounds; ++round) {
            const double a = seconds(work, rounds);
            const double b = peerSeconds(
                line.arg(QStringLiteral("torch"), QLatin1String(part)).arg(batch).arg(rounds));
            const double c = peerSeconds(
                line.arg(QStringLiteral("onnx"), QLatin1String(part)).arg(batch).arg(rounds));
            const double d = seconds(products, rounds);
            if (round < 0)
                continue;
            ours.push_back(a), torch.push_back(b), onnx.push_back(c), plain.push_back(d);
            overTorch.push_back(b / a), overOnnx.push_back(c / a), overPlain.push_back(d / a);
        }
        std::printf(
            "%s %-5s batch %d, %d thread(s), fp32: ours %.2f/s, transformers %.2f/s (ratio %.2f), "
            "ONNX Runtime %.2f/s (ratio %.2f), matrix products alone %.2f/s (%.0f %%)\n",
            qPrintable(name), part, batch, m_threads, batch / median(ours), batch / median(torch),
            median(overTorch), batch / median(onnx), median(overOnnx), batch / median(plain),
            100 * median(overPlain));
        std::fflush(stdout);
    };

    const std::int64_t cells = std::int64_t{config->cellsASide()} * config->cellsASide();
    for (const int batch : {1, 4}) {
        const at::Tensor pixels =
            at::randint(256, {batch, config->side, config->side, 3}, at::kByte);
        const MatrixProducts products(*networks->image, config->image, batch,
                                      cells + (clip ? 1 : 0), cells);
        compare(
            "image", batch, cells > 100 ? 1 : 4,
            [&] { image.embed(image.raw(image.patches(pixels)), image.sideFeatures(pixels)); },
            products);
    }
    const std::int64_t tokens = clip ? kClipTokens : kSiglipTokens;
    for (const int batch : {1, 32}) {
        const at::Tensor ids = at::full({batch, tokens}, 10, at::kLong);
        const at::Tensor lengths = at::full({batch}, tokens, at::kLong);
        const MatrixProducts products(*networks->text, config->text, batch, tokens, 0);
        compare(
            "text", batch, batch > 1 ? 1 : 10,
            [&] { text.embed(text.raw(text.tokenRows(ids), lengths)); }, products);
    }
}

QTEST_GUILESS_MAIN(PeersBench)
#include "bench_peers.moc"
