#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <c10/core/InferenceMode.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

#include "app/engine/keepmemory.h"
#include "core/model/composition/modelloader.h"
#include "core/model/files/hfconfig.h"
#include "core/model/files/manifest.h"
#include "core/model/networks/layers.h"

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
    void cleanupTestCase();

private:
    void compare(const char* part, int batch, int rounds, const std::function<void()>& work,
                 const std::function<void()>& products);
    /// Empty, or why they are not there.
    QString startPeers(const QString& name);
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

/// A network's matrices as they are in the file, taken before the network packs them.
struct Matrices {
    std::vector<at::Tensor> layers;
    at::Tensor patch;  ///< undefined for sentences

    template <class Network>
    static Matrices of(Network& network) {
        Matrices all;
        network.visitParameters([&](const QString& name, at::Tensor& tensor) {
            if (name == QLatin1String("patch.weight"))
                all.patch = tensor;
            else if (name.startsWith(QLatin1String("layers.")) && tensor.dim() == 2)
                all.layers.push_back(tensor);
        });
        return all;
    }
};

/// The network's matrix products run alone, by at::linear and at::bmm: every layer's linears, the
/// patch embedding's and both products of the attention.
class MatrixProducts {
public:
    MatrixProducts(const Matrices& matrices, const HfConfig::Tower& tower, std::int64_t batch,
                   std::int64_t tokens, std::int64_t cells)
        : m_layers(tower.layers) {
        for (const at::Tensor& weight : matrices.layers)
            add(weight, batch * tokens);
        if (matrices.patch.defined())
            add(matrices.patch, batch * cells);
        const std::int64_t heads = batch * tower.heads;
        m_queries = at::randn({heads, tokens, tower.width / tower.heads});
        m_keys = at::randn({heads, tower.width / tower.heads, tokens});
    }

    void operator()() const {
        for (const auto& [input, weight] : m_products)
            at::linear(input, weight);
        for (int i = 0; i < m_layers; ++i)
            at::bmm(at::bmm(m_queries, m_keys), m_queries);
    }

private:
    void add(const at::Tensor& weight, std::int64_t rows) {
        m_products.emplace_back(at::randn({rows, weight.size(1)}), weight);
    }

    std::vector<std::pair<at::Tensor, at::Tensor>> m_products;
    at::Tensor m_queries;
    at::Tensor m_keys;
    int m_layers;
};

/// Of processor time with one thread, which a busy machine changes little; else by the clock.
double secondsOf(int threads, int rounds, const std::function<void()>& work) {
    QElapsedTimer timer;
    timer.start();
    const std::clock_t begin = std::clock();
    for (int i = 0; i < rounds; ++i)
        work();
    return threads == 1 ? double(std::clock() - begin) / CLOCKS_PER_SEC / rounds
                        : double(timer.nsecsElapsed()) / 1e9 / rounds;
}

}  // namespace

void PeersBench::initTestCase() {
    keepFreedMemory();  // as the engine does
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

void PeersBench::cleanupTestCase() {
    m_python.closeWriteChannel();
    m_python.waitForFinished(-1);
}

QString PeersBench::startPeers(const QString& name) {
    const QString dir = QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/bench/");
    cleanupTestCase();
    m_python.start(QStringLiteral("sh"),
                   {dir + QStringLiteral("peers.sh"), dir + QStringLiteral("peers.py"), m_folder,
                    name, QString::number(m_threads)});
    constexpr int kExporting = 1'200'000;
    while (!m_python.canReadLine()) {
        if (!m_python.waitForReadyRead(kExporting))
            return QString::fromUtf8(m_python.readAllStandardError());
    }
    const QByteArray said = m_python.readLine();
    return said == "ready\n" ? QString() : QString::fromUtf8(said);
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

void PeersBench::compare(const char* part, int batch, int rounds, const std::function<void()>& work,
                         const std::function<void()>& products) {
    const auto theirs = [&](const char* peer) {
        return peerSeconds(QStringLiteral("%1 %2 %3 %4")
                               .arg(QLatin1String(peer), QLatin1String(part))
                               .arg(batch)
                               .arg(rounds));
    };
    std::vector<double> ours, torch, onnx, plain, overTorch, overOnnx, overPlain;
    for (int round = -1; round < kRounds; ++round) {
        const double a = secondsOf(m_threads, rounds, work);
        const double b = theirs("torch");
        const double c = theirs("onnx");
        const double d = secondsOf(m_threads, rounds, products);
        if (round < 0)
            continue;
        ours.push_back(a), torch.push_back(b), onnx.push_back(c), plain.push_back(d);
        overTorch.push_back(b / a), overOnnx.push_back(c / a), overPlain.push_back(d / a);
    }
    std::printf(
        "%s %-5s batch %2d, %d thread(s), fp32: ours %.2f/s, transformers %.2f/s (ratio %.2f), "
        "ONNX Runtime %.2f/s (ratio %.2f), matrix products alone %.2f/s (%.0f %%)\n",
        QTest::currentDataTag(), part, batch, m_threads, batch / median(ours),
        batch / median(torch), median(overTorch), batch / median(onnx), median(overOnnx),
        batch / median(plain), 100 * median(overPlain));
    std::fflush(stdout);
}

void PeersBench::speed() {
    QFETCH(QString, name);
    const QString problem = startPeers(name);
    if (!problem.isEmpty())
        QSKIP(qPrintable(problem));
    const c10::InferenceMode inference;
    const auto manifest = ModelManifest::read(QDir(m_folder).filePath(name));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    const auto config = HfConfig::read(QDir(manifest->dir).filePath(QStringLiteral("config.json")));
    const auto networks = loadDualNetworks(*manifest);
    QVERIFY(config && networks);
    const ImageNetwork& image = *networks->image;
    const TextNetwork& text = *networks->text;
    const Matrices imageMatrices = Matrices::of(*networks->image);
    const Matrices textMatrices = Matrices::of(*networks->text);
    LinearConversion conversion(Precision::Fp32);
    networks->image->setPrecision(conversion);
    networks->text->setPrecision(conversion);

    const std::int64_t cells = std::int64_t{config->cellsASide()} * config->cellsASide();
    for (const int batch : {1, 4}) {
        const at::Tensor pixels =
            at::randint(256, {batch, config->side, config->side, 3}, at::kByte);
        compare(
            "image", batch, cells > 100 ? 1 : 4,
            [&] { image.embed(image.raw(image.patches(pixels)), image.sideFeatures(pixels)); },
            MatrixProducts(imageMatrices, config->image, batch, image.cells(), cells));
    }
    const bool clip = manifest->family == QLatin1String("clip");
    const std::int64_t tokens = clip ? kClipTokens : kSiglipTokens;
    for (const int batch : {1, 32}) {
        const at::Tensor ids = at::full({batch, tokens}, 10, at::kLong);
        const at::Tensor lengths = at::full({batch}, tokens, at::kLong);
        compare(
            "text", batch, batch > 1 ? 1 : 10,
            [&] { text.embed(text.raw(text.tokenRows(ids), lengths)); },
            MatrixProducts(textMatrices, config->text, batch, tokens, 0));
    }
}

int main(int argc, char** argv) {
    // A big model on a busy machine takes longer than Qt Test waits by itself.
    qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    const QCoreApplication application(argc, argv);
    PeersBench bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_peers.moc"
