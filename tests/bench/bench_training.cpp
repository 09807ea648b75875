#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/full.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <cstdio>
#include <numeric>

#include "app/engine/keepmemory.h"
#include "core/model/composition/mapping.h"
#include "core/model/composition/modelloader.h"
#include "core/model/composition/prompts.h"
#include "core/model/composition/tuning.h"
#include "core/model/files/manifest.h"
#include "core/train/adamw.h"
#include "core/train/banktargets.h"
#include "core/train/losses.h"
#include "core/train/parameters.h"
#include "core/train/softteacher.h"

using namespace semblance;

namespace {

// As in trainingstep.py.
constexpr int kMapBatch = 576;
constexpr int kMapTokens = 5;
constexpr int kComposeBatch = 160;
constexpr int kComposeTokens = 10;
constexpr int kBank = 10000;
constexpr int kPositives = 40;
constexpr int kWordPlace = 3;
constexpr double kScale = 30.0;

at::Tensor unit(std::int64_t rows, std::int64_t width) {
    const at::Tensor x = at::randn({rows, width});
    return x / at::linalg_vector_norm(x, 2, {1}, true);
}

TokenBatch prompts(int batch, int tokens) {
    TokenBatch prompt;
    prompt.ids = at::full({batch, tokens}, 7, at::kLong);
    prompt.lengths = at::full({batch}, tokens, at::kLong);
    prompt.lengths.slice(0, 0, batch, 3) -= 1;
    prompt.places = at::full({batch, 1}, kWordPlace, at::kLong);
    prompt.words = 1;
    return prompt;
}

/// What both stages' steps do around their loss.
class Stage {
public:
    virtual ~Stage() = default;

    void step() {
        clearGradients(m_parameters);
        loss().backward();
        clipGradients(m_parameters, 1.0);
        m_optimiser->step(1.0);
    }

protected:
    virtual at::Tensor loss() = 0;

    void train(TrainedParameters parameters) {
        m_parameters = std::move(parameters);
        AdamWConfig config;
        config.rate = 3e-4;
        m_optimiser = std::make_unique<AdamW>(m_parameters, config);
    }

private:
    TrainedParameters m_parameters;
    std::unique_ptr<AdamW> m_optimiser;
};

class MapStage final : public Stage {
public:
    explicit MapStage(DualNetworks& networks)
        : m_text(*networks.text), m_prompts(prompts(kMapBatch, kMapTokens)) {
        m_mapping = *MappingNetwork::create(MappingConfig(), *networks.image, m_text, 1);
        TrainedParameters parameters;
        m_mapping->visitParameters([&](const QString& name, at::Tensor& tensor) {
            tensor = makeLeaf(tensor);
            parameters.push_back(trained(name, tensor));
        });
        train(std::move(parameters));
        m_raw = at::rand({kMapBatch, networks.image->rawWidth()});
        m_side = at::randn({kMapBatch, networks.image->sideWidth()});
        m_patches = at::rand({kMapBatch, networks.image->cells(), networks.image->patchWidth()});
        const at::Tensor common = unit(kMapBatch, 512) + 0.5 * unit(1, 512);
        m_texts = common / at::linalg_vector_norm(common, 2, {1}, true);
        m_pictures = unit(kMapBatch, 512);
        m_scale = at::full({1}, kScale);
    }

private:
    at::Tensor loss() override {
        const at::Tensor words = m_mapping->forward(m_raw, m_side, m_patches, true);
        const at::Tensor e = embedBatch(m_text, m_prompts, words);
        const SoftTextAlignment config;
        return symmetricInfoNce(e, m_pictures, m_scale, {}) +
               softTextAlignmentLoss(e, m_texts, softTeacher(m_texts, {}, {}, config),
                                     config.studentTemperature);
    }

    const TextNetwork& m_text;
    TokenBatch m_prompts;
    std::unique_ptr<MappingNetwork> m_mapping;
    at::Tensor m_raw, m_side, m_patches, m_texts, m_pictures, m_scale;
};

class ComposeStage final : public Stage {
public:
    explicit ComposeStage(DualNetworks& networks)
        : m_prompts(prompts(kComposeBatch, kComposeTokens)), m_targets(kBank) {
        m_tuning = *TextTuning::create(TuningConfig(), *networks.text, 1);
        TrainedParameters parameters;
        m_tuning->visitParameters([&](const QString& name, at::Tensor& tensor) {
            parameters.push_back(trained(name, tensor));
        });
        train(std::move(parameters));
        m_words = at::randn({kComposeBatch, 1, networks.text->tokenWidth()});
        m_bank = unit(kBank, 512);
        m_scale = at::full({1}, kScale);
        for (int i = 0; i < kComposeBatch; ++i) {
            std::vector<int> positives(kPositives);
            std::iota(positives.begin(), positives.end(), 50 * i);
            if (const Status added = m_targets.addQuery(positives, {}, 0.6); !added)
                qFatal("%s", qPrintable(added.error().sentence));
        }
    }

private:
    at::Tensor loss() override {
        m_tuning->apply();
        const at::Tensor c = embedBatch(m_tuning->network(), m_prompts, m_words);
        return bankLoss(c, m_bank, m_scale, m_targets, 1.0);
    }

    TokenBatch m_prompts;
    BankTargets m_targets;
    std::unique_ptr<TextTuning> m_tuning;
    at::Tensor m_words, m_bank, m_scale;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

/// Training steps a second of stages 1 and 2, in turns with the same step in PyTorch's Python.
class TrainingBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void map() { compare("map", *m_map); }
    void compose() { compare("compose", *m_compose); }
    void cleanupTestCase();

private:
    void compare(const char* name, Stage& stage);
    double pythonSeconds(const char* name, int steps);

    static constexpr int kRounds = 5;
    QProcess m_python;
    DualNetworks m_networks;
    std::unique_ptr<MapStage> m_map;
    std::unique_ptr<ComposeStage> m_compose;
};

void TrainingBench::initTestCase() {
    keepFreedMemory();  // as the engine does
    at::set_num_threads(QThread::idealThreadCount());
    const auto manifest =
        ModelManifest::read(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
    QVERIFY(manifest);
    auto networks = loadTrainableNetworks(*manifest);
    QVERIFY(networks);
    m_networks = std::move(*networks);
    m_map = std::make_unique<MapStage>(m_networks);
    m_compose = std::make_unique<ComposeStage>(m_networks);

    const QString dir = QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/bench/");
    m_python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_python.start(QStringLiteral("sh"),
                   {dir + QStringLiteral("python.sh"), dir + QStringLiteral("trainingstep.py"),
                    QString::number(QThread::idealThreadCount())});
    constexpr int kInstalling = 600'000;
    if (!m_python.waitForReadyRead(kInstalling) || !m_python.readLine().startsWith("ready"))
        QSKIP("Python with torch is not there: run packaging/setup.sh.");
}

void TrainingBench::cleanupTestCase() {
    m_python.closeWriteChannel();
    m_python.waitForFinished();
}

double TrainingBench::pythonSeconds(const char* name, int steps) {
    m_python.write(QByteArray(name) + ' ' + QByteArray::number(steps) + '\n');
    constexpr int kPatience = 600'000;
    while (!m_python.canReadLine()) {
        if (!m_python.waitForReadyRead(kPatience))
            qFatal("Python does not answer.");
    }
    return m_python.readLine().trimmed().toDouble();
}

void TrainingBench::compare(const char* name, Stage& stage) {
    const auto ourSeconds = [&](int steps) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < steps; ++i)
            stage.step();
        return double(timer.nsecsElapsed()) / 1e9 / steps;
    };
    ourSeconds(1);
    pythonSeconds(name, 1);
    std::vector<double> ours, theirs, ratios;
    for (int round = 0; round < kRounds; ++round) {
        ours.push_back(ourSeconds(2));
        theirs.push_back(pythonSeconds(name, 2));
        ratios.push_back(theirs.back() / ours.back());
    }
    std::printf("%-8s %d threads, fp32: ours %.2f steps/s, Python %.2f steps/s, ratio %.2f\n", name,
                QThread::idealThreadCount(), 1 / median(ours), 1 / median(theirs), median(ratios));
}

QTEST_GUILESS_MAIN(TrainingBench)
#include "bench_training.moc"
