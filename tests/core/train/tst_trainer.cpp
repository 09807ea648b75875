#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#ifdef Q_OS_LINUX
#include <sys/resource.h>

#include <csignal>
#endif

#include "core/train/trainer.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

/// Finds 3 in every number, through noise drawn from the step's generator.
class Toy final : public TrainingTask {
public:
    QString name() const override { return QStringLiteral("toy"); }
    QJsonObject configuration() const override { return m_configuration; }
    TrainedParameters parameters() override {
        if (m_isFrozen)
            return {};
        return {trained(QStringLiteral("matrix"), m_matrix),
                trained(QStringLiteral("bias"), m_bias)};
    }
    StepLoss loss(int step) override {
        const at::Tensor noise = at::randn({4, 4}) * 0.1;
        at::Tensor far = (m_matrix - 3 + noise).square().mean();
        if (step == m_breakAt)
            far = far * NAN;
        const at::Tensor near = (m_bias - 3).square().mean();
        if (step == m_cancelAt)
            m_token.cancel();
        return {far + near, {{QStringLiteral("far"), far}, {QStringLiteral("near"), near}}};
    }
    Result<Measured> measure() override {
        ++m_measured;
        const double error = (m_matrix - 3).abs().mean().item<double>();
        if (m_isBlind)
            return Measured{};
        return Measured{m_getsWorse ? -m_measured : -error, {{QStringLiteral("error"), error}}};
    }

    QJsonObject m_configuration{{QStringLiteral("rate"), 0.5}};
    at::Tensor m_matrix = makeLeaf(at::zeros({4, 4}));
    at::Tensor m_bias = makeLeaf(at::zeros({4}));
    int m_breakAt = -1;
    int m_cancelAt = -1;
    int m_measured = 0;
    bool m_getsWorse = false;
    bool m_isFrozen = false;
    bool m_isBlind = false;  ///< nothing to measure on val
    CancelToken m_token;
};

LoopConfig shortLoop() {
    LoopConfig config;
    config.steps = 60;
    config.optimiser.rate = 0.2;
    config.average = 0.8;
    config.measureEvery = 7;
    config.checkpointEvery = 10;
    config.logEvery = 1;
    return config;
}

TrainingRun runIn(const QTemporaryDir& dir, bool resume = false) {
    TrainingRun run;
    run.dir = dir.path();
    run.resume = resume;
    return run;
}

bool same(const at::Tensor& a, const at::Tensor& b) {
    return a.detach().equal(b.detach());
}

QList<QByteArray> lines(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n')
                                          : QList<QByteArray>();
}

}  // namespace

class TestTrainer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void learnsLogsAndMeasures() {
        const QTemporaryDir dir;
        Toy toy;
        TrainingRun run = runIn(dir);
        int reports = 0;
        double left = -1;
        run.progress = [&](const TrainingProgress& progress) {
            ++reports;
            left = progress.secondsLeft;
        };
        const auto outcome = train(toy, shortLoop(), run);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().sentence));
        QCOMPARE(outcome->steps, 60);
        QVERIFY(outcome->bestScore > -0.2);
        QCOMPARE(outcome->bestValues.size(), std::size_t(1));
        // What is kept is what was measured as best.
        QCOMPARE(-(toy.m_matrix - 3).abs().mean().item<double>(), outcome->bestScore);
        QCOMPARE(reports, 60 + 9);
        QCOMPARE(left, 0.0);
        const auto log = lines(dir.filePath(QStringLiteral("log.jsonl")));
        QCOMPARE(log.size(), qsizetype(60 + 9));
        const QJsonObject first = QJsonDocument::fromJson(log[0]).object();
        QCOMPARE(first[QStringLiteral("step")].toInt(), 1);
        QVERIFY(first[QStringLiteral("parts")].toObject().contains(QStringLiteral("near")));
        const auto curve = lines(dir.filePath(QStringLiteral("curve.svg")));
        QVERIFY(curve.first().startsWith("<svg") && curve.last() == "</svg>");
    }

    void goesOnToTheSameNumbers() {
        const QTemporaryDir whole;
        const QTemporaryDir broken;
        Toy reference;
        QVERIFY(train(reference, shortLoop(), runIn(whole)));

        Toy stopped;
        stopped.m_cancelAt = 24;
        TrainingRun run = runIn(broken);
        run.cancel = stopped.m_token;
        const auto cancelled = train(stopped, shortLoop(), run);
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().kind, ErrorKind::Cancelled);

        Toy again;
        const auto outcome = train(again, shortLoop(), runIn(broken, true));
        QVERIFY(outcome);
        QVERIFY(same(again.m_matrix, reference.m_matrix));
        QVERIFY(same(again.m_bias, reference.m_bias));
        QCOMPARE(lines(broken.filePath(QStringLiteral("log.jsonl"))),
                 lines(whole.filePath(QStringLiteral("log.jsonl"))));
        // Once more: nothing is left to do, the same is kept.
        Toy done;
        QVERIFY(train(done, shortLoop(), runIn(broken, true)));
        QVERIFY(same(done.m_matrix, reference.m_matrix));
    }

    void killedBetweenCheckpointsGoesOnFromTheLast() {
        const QTemporaryDir whole;
        const QTemporaryDir broken;
        Toy reference;
        QVERIFY(train(reference, shortLoop(), runIn(whole)));

        // A run that dies without a word after step 20's checkpoint: its log is longer than that.
        Toy killed;
        killed.m_cancelAt = 19;
        TrainingRun run = runIn(broken);
        run.cancel = killed.m_token;
        QVERIFY(!train(killed, shortLoop(), run));
        QFile log(broken.filePath(QStringLiteral("log.jsonl")));
        QVERIFY(log.open(QIODevice::Append));
        log.write("{\"step\": 21, \"loss\": 9}\n{\"step\": 22, \"lo");
        log.close();

        Toy again;
        QVERIFY(train(again, shortLoop(), runIn(broken, true)));
        QVERIFY(same(again.m_matrix, reference.m_matrix));
        QCOMPARE(lines(log.fileName()), lines(whole.filePath(QStringLiteral("log.jsonl"))));
    }

    void refusesACheckpointOfAnotherConfiguration() {
        const QTemporaryDir dir;
        Toy toy;
        QVERIFY(train(toy, shortLoop(), runIn(dir)));
        Toy other;
        other.m_configuration = {{QStringLiteral("rate"), 0.25}};
        const auto outcome = train(other, shortLoop(), runIn(dir, true));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::BadInput);
        QVERIFY(outcome.error().sentence.contains(
            QStringLiteral("was made with rate = 0.5, the configuration says 0.25")));
        QVERIFY(same(other.m_matrix, at::zeros({4, 4})));
        // Without --resume it starts anew.
        QVERIFY(train(other, shortLoop(), runIn(dir)));
    }

    void goesOnElsewhere() {
        const auto at = [](const char* device, const char* cache, int batch) {
            return QJsonObject{{QStringLiteral("loop"),
                                QJsonObject{{QStringLiteral("device"), QLatin1String(device)},
                                            {QStringLiteral("batch"), batch}}},
                               {QStringLiteral("data"),
                                QJsonObject{{QStringLiteral("cache"), QLatin1String(cache)}}}};
        };
        const QTemporaryDir dir;
        Toy toy;
        toy.m_configuration = at("cuda", "/there", 8);
        toy.m_cancelAt = 24;
        TrainingRun run = runIn(dir);
        run.cancel = toy.m_token;
        QVERIFY(!train(toy, shortLoop(), run));
        Toy other;
        other.m_configuration = at("auto", "/here", 9);
        const auto refused = train(other, shortLoop(), runIn(dir, true));
        QVERIFY(!refused);
        QVERIFY(refused.error().sentence.contains(QStringLiteral("loop.batch = 8")));
        other.m_configuration = at("auto", "/here", 8);
        QVERIFY(train(other, shortLoop(), runIn(dir, true)));
    }

    void removesWhatAKilledRunLeft() {
        const QTemporaryDir dir;
        QFile left(dir.filePath(QStringLiteral("checkpoint.safetensors.Xa3bQ1")));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        Toy toy;
        QVERIFY(train(toy, shortLoop(), runIn(dir)));
        QVERIFY(!left.exists());
    }

    void refusesADamagedCheckpoint() {
        const QTemporaryDir dir;
        Toy toy;
        QVERIFY(train(toy, shortLoop(), runIn(dir)));
        QFile file(checkpointPath(dir.path()));
        QVERIFY(file.resize(file.size() - 5));
        Toy again;
        const auto outcome = train(again, shortLoop(), runIn(dir, true));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::Corrupt);
    }

    void stopsAtANumberThatIsNone() {
        const QTemporaryDir dir;
        Toy toy;
        toy.m_breakAt = 33;
        const auto outcome = train(toy, shortLoop(), runIn(dir));
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().sentence.contains(QStringLiteral("step 34: the loss \"far\"")),
                 qPrintable(outcome.error().sentence));
        QVERIFY(std::isfinite(toy.m_matrix.sum().item<double>()));
        // The values before that step are kept, and go on to the numbers of an unbroken run.
        Toy again;
        QVERIFY(train(again, shortLoop(), runIn(dir, true)));
        const QTemporaryDir whole;
        Toy reference;
        QVERIFY(train(reference, shortLoop(), runIn(whole)));
        QVERIFY(same(again.m_matrix, reference.m_matrix));
    }

    void stopsEarlyWithoutAGain() {
        const QTemporaryDir dir;
        Toy toy;
        toy.m_getsWorse = true;
        LoopConfig config = shortLoop();
        config.patience = 2;
        const auto outcome = train(toy, config, runIn(dir));
        QVERIFY(outcome);
        QVERIFY(outcome->stoppedEarly);
        QCOMPARE(outcome->steps, 21);
        QCOMPARE(outcome->bestStep, 7);
        // And stays stopped.
        const auto again = train(toy, config, runIn(dir, true));
        QVERIFY(again);
        QCOMPARE(again->steps, 21);
    }

    void nothingToLearnIsRefused() {
        const QTemporaryDir dir;
        Toy toy;
        toy.m_isFrozen = true;
        const auto outcome = train(toy, shortLoop(), runIn(dir));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::WrongUse);
        QVERIFY(outcome.error().sentence.contains(QStringLiteral("Nothing would learn")));
    }

    void keepsTheLastValuesWhenNothingIsMeasured() {
        LoopConfig config = shortLoop();
        config.patience = 1;
        const QTemporaryDir dir;
        Toy blind;
        blind.m_isBlind = true;
        const auto outcome = train(blind, config, runIn(dir));
        QVERIFY(outcome);
        QVERIFY(!outcome->stoppedEarly);
        QCOMPARE(outcome->bestStep, config.steps);
        QVERIFY(outcome->bestValues.empty());
        config.patience = 0;
        config.keepBest = false;
        const QTemporaryDir whole;
        Toy seeing;
        QVERIFY(train(seeing, config, runIn(whole)));
        QVERIFY(same(blind.m_matrix, seeing.m_matrix));
    }

    void aFullDiskLeavesTheOldCheckpoint() {
#ifdef Q_OS_LINUX
        const QTemporaryDir dir;
        Toy toy;
        toy.m_cancelAt = 20;
        TrainingRun run = runIn(dir);
        run.cancel = toy.m_token;
        QVERIFY(!train(toy, shortLoop(), run));
        const auto before = lines(checkpointPath(dir.path()));

        struct rlimit limit;
        getrlimit(RLIMIT_FSIZE, &limit);
        const struct rlimit kept = limit;
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        limit.rlim_cur = 1500;  // less than a checkpoint has
        setrlimit(RLIMIT_FSIZE, &limit);
        Toy again;
        const auto outcome = train(again, shortLoop(), runIn(dir, true));
        setrlimit(RLIMIT_FSIZE, &kept);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::NoSpace);
        QCOMPARE(lines(checkpointPath(dir.path())), before);
        Toy third;
        QVERIFY(train(third, shortLoop(), runIn(dir, true)));
#else
        QSKIP("The limit on file sizes that stands for a full disk is Linux's.");
#endif
    }

    void aFolderThatCannotBeWrittenIsNamed() {
        Toy toy;
        TrainingRun run;
        run.dir = QStringLiteral("/proc/nowhere");
        const auto outcome = train(toy, shortLoop(), run);
        QVERIFY(!outcome);
        QVERIFY(outcome.error().sentence.contains(QStringLiteral("/proc/nowhere")));
    }
};

SEMBLANCE_TEST(TestTrainer)
#include "tst_trainer.moc"
