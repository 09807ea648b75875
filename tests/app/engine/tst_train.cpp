#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <system_error>

#ifdef Q_OS_UNIX
#include <sys/resource.h>

#include <csignal>
#endif

#include "core/model/composition/finishing.h"
#include "core/model/files/manifest.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr auto kModel = SEMBLANCE_SOURCE_DIR "/resources/models/mini";
constexpr int kLimit = 120'000;

QString engine() {
    return QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine");
}

struct Outcome {
    int code = -1;
    QString errors;
};

Outcome run(const QStringList& arguments) {
    QProcess process;
    process.start(engine(), arguments);
    if (!process.waitForFinished(kLimit))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardError())};
}

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Three photos to learn from and one to choose by.
bool writePhotos(const QString& data) {
    const QString images = data + QStringLiteral("/photos/images");
    bool fine = QDir().mkpath(images);
    QByteArray table = "image\tsplit\tcaption\n";
    const QColor colours[] = {Qt::red, Qt::green, Qt::blue, Qt::yellow};
    for (int i = 0; i < 4; ++i) {
        QImage image(48, 48, QImage::Format_RGB32);
        image.fill(colours[i]);
        const QString name = QStringLiteral("%1.png").arg(i);
        fine = fine && image.save(images + u'/' + name);
        table += name.toLatin1() +
                 (i < 3 ? "\ttrain\ta picture number " : "\tval\ta picture number ") +
                 QByteArray::number(i) + " in one colour\n";
    }
    return fine && write(data + QStringLiteral("/photos/captions.tsv"), table);
}

#ifdef Q_OS_UNIX

/// `train map` in a folder, with checkpoints of 60 MB: being in the middle of writing one is no
/// rare moment.
class MapRun {
public:
    MapRun(const QTemporaryDir& dir, const char* name)
        : m_dir(dir.path()), m_out(dir.filePath(QLatin1String(name))) {}

    QString out() const { return m_out; }
    QString training(const char* file) const {
        return m_out + QStringLiteral(".training/") + QLatin1String(file);
    }
    QByteArray log() const { return read(training("log.jsonl")); }

    /// `fileLimit`: the largest file it may write, in bytes; 0: no limit.
    std::unique_ptr<QProcess> start(bool resume, rlim_t fileLimit = 0) const {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::MergedChannels);
        if (fileLimit > 0) {
            process->setChildProcessModifier([fileLimit] {
                std::signal(SIGXFSZ, SIG_IGN);
                const struct rlimit limit { fileLimit, fileLimit };
                setrlimit(RLIMIT_FSIZE, &limit);
            });
        }
        QStringList arguments{QStringLiteral("train"), QStringLiteral("map")};
        const auto option = [&](const char* name, const QString& value) {
            arguments << QLatin1String(name) << value;
        };
        option("--config", m_dir + QStringLiteral("/map.json"));
        option("--data", m_dir + QStringLiteral("/data"));
        option("--model", QLatin1String(kModel));
        option("--device", QStringLiteral("cpu"));
        option("--out", m_out);
        if (resume)
            arguments << QStringLiteral("--resume");
        process->start(engine(), arguments);
        return process;
    }

    /// Whether a checkpoint is half written. On Linux the new file has no name before it is whole,
    /// but the writer's descriptor of it shows.
    bool isWriting(const QProcess& process) const {
        const QDir training(m_out + QStringLiteral(".training"));
#ifdef Q_OS_LINUX
        constexpr std::uintmax_t kMoreThanALog = 1'000'000;
        const std::string folder = training.canonicalPath().toStdString() + '/';
        std::error_code error;
        for (const auto& descriptor : std::filesystem::directory_iterator(
                 "/proc/" + std::to_string(process.processId()) + "/fd", error)) {
            const std::filesystem::path& link = descriptor.path();
            if (std::filesystem::read_symlink(link, error).string().starts_with(folder) &&
                std::filesystem::file_size(link, error) > kMoreThanALog && !error)
                return true;
        }
        return false;
#else
        return !training.entryList({QStringLiteral("checkpoint.safetensors.*")}, QDir::Files)
                    .isEmpty();
#endif
    }

    /// Kills the process as soon as `isTime`; false when it ended before.
    static bool killWhen(QProcess& process, const std::function<bool()>& isTime) {
        QElapsedTimer timer;
        timer.start();
        // Without a pause: what is waited for may last a few milliseconds.
        while (!isTime()) {
            if (process.waitForFinished(0) || timer.elapsed() > kLimit)
                return false;
        }
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        process.waitForFinished(kLimit);
        return process.exitStatus() == QProcess::CrashExit;
    }

private:
    QString m_dir;
    QString m_out;
};

constexpr auto kMap = R"({
    "batch": {"photos": 3, "fashion": 0, "icons": 0},
    "mapping": {"phi": {"hidden": [2048]}, "injection": {"layers": 0}},
    "loop": {"steps": 30, "measureEvery": 10, "checkpointEvery": 2, "logEvery": 1}})";

#endif

}  // namespace

/// The command lines of training.
class TestTrain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongUse_data();
    void wrongUse();
    void interruptedKeepsACheckpoint();
    void killedGoesOnToTheSameNumbers();
    void aFullDiskLeavesTheOldCheckpoint();
    void aDeviceThatIsNotHereIsSaid();
    void packingTwiceIsPackingOnce();
};

void TestTrain::wrongUse_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* arguments, const char* says) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ', Qt::SkipEmptyParts)
                            << QString::fromLatin1(says);
    };
    row("no stage", "train", "align, map, compose");
    row("no such stage", "train bake --config a --out b", "There is no stage \"bake\"");
    row("no configuration", "train map --out b", "--config FILE --out DIR");
    row("unknown option", "train map --config a --out b --fast",
        "There is no option '--fast'. semblance-engine train --help");
    row("no such device", "train map --config CONFIG --out b --device tpu",
        "There is no device \"tpu\"");
    row("two stages", "train map compose --config a --out b", "'compose' is not expected here");
    row("finish nothing", "finish", "--model DIR, --data DIR and --out DIR");
}

void TestTrain::wrongUse() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const QTemporaryDir dir;
    const QString config = dir.filePath(QStringLiteral("config.json"));
    QVERIFY(write(config, "{}"));
    arguments.replaceInStrings(QStringLiteral("CONFIG"), config);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(says), qPrintable(outcome.errors));
}

void TestTrain::interruptedKeepsACheckpoint() {
#ifdef Q_OS_UNIX
    const QTemporaryDir dir;
    QVERIFY(writePhotos(dir.filePath(QStringLiteral("data"))));
    const QString config = dir.filePath(QStringLiteral("config.json"));
    QVERIFY(write(config, R"({"batch": {"photos": 3}, "prototypes": {"batch": 0},
                              "loop": {"steps": 1000000, "logEvery": 1}})"));
    const QString out = dir.filePath(QStringLiteral("model"));

    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(engine(),
                  {QStringLiteral("train"), QStringLiteral("align"), QStringLiteral("--config"),
                   config, QStringLiteral("--data"), dir.filePath(QStringLiteral("data")),
                   QStringLiteral("--model"), QLatin1String(kModel), QStringLiteral("--out"), out});
    QByteArray said;
    while (!said.contains("step 1 of 1000000") && process.waitForReadyRead(kLimit))
        said += process.readAll();
    QVERIFY2(said.contains(" left"), said.constData());
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(kLimit));
    said += process.readAll();
    QCOMPARE(process.exitCode(), 3);
    QVERIFY2(said.contains("--resume goes on from here"), said.constData());
    QVERIFY(QFile::exists(out + QStringLiteral(".training/checkpoint.safetensors")));
    QVERIFY(!QFile::exists(out));
#else
    QSKIP("Interrupts are sent differently here.");
#endif
}

void TestTrain::killedGoesOnToTheSameNumbers() {
#ifdef Q_OS_UNIX
    const QTemporaryDir dir;
    QVERIFY(writePhotos(dir.filePath(QStringLiteral("data"))));
    QVERIFY(write(dir.filePath(QStringLiteral("map.json")), kMap));
    const MapRun whole(dir, "whole");
    const auto unbroken = whole.start(false);
    QVERIFY(unbroken->waitForFinished(kLimit));
    QVERIFY2(unbroken->exitCode() == 0, unbroken->readAll().constData());

    const MapRun broken(dir, "broken");
    const auto steps = [&] { return broken.log().count("\"rate\""); };
    // Between two checkpoints ...
    QVERIFY(MapRun::killWhen(*broken.start(false), [&] { return steps() >= 7; }));
    QVERIFY(!QFile::exists(broken.out()));
    // ... and while one is being written, which lies beside the former until it is whole.
    const QDir training(QFileInfo(broken.training("log.jsonl")).path());
    const QStringList unfinished{QStringLiteral("checkpoint.safetensors.*")};
    const auto again = broken.start(true);
    QVERIFY2(MapRun::killWhen(*again, [&] { return steps() >= 12 && broken.isWriting(*again); }),
             again->readAll().constData());
    QVERIFY(QFile::exists(broken.training("checkpoint.safetensors")));
    QVERIFY(steps() < 30);

    const auto last = broken.start(true);
    QVERIFY(last->waitForFinished(kLimit));
    QVERIFY2(last->exitCode() == 0, last->readAll().constData());
    QCOMPARE(broken.log(), whole.log());
    const auto a = ModelManifest::read(whole.out());
    const auto b = ModelManifest::read(broken.out());
    QVERIFY(a && b);
    QCOMPARE(b->compositionHash(), a->compositionHash());
    QCOMPARE(training.entryList(unfinished, QDir::Files), QStringList());
#else
    QSKIP("Processes are killed differently here.");
#endif
}

void TestTrain::aFullDiskLeavesTheOldCheckpoint() {
#ifdef Q_OS_UNIX
    const QTemporaryDir dir;
    QVERIFY(writePhotos(dir.filePath(QStringLiteral("data"))));
    QVERIFY(write(dir.filePath(QStringLiteral("map.json")), kMap));
    const MapRun map(dir, "model");
    QVERIFY(MapRun::killWhen(*map.start(false), [&] { return map.log().count("\"rate\"") >= 7; }));
    const QByteArray before = read(map.training("checkpoint.safetensors"));
    QVERIFY(before.size() > 1'000'000);

    const auto full = map.start(true, 1'000'000);
    QVERIFY(full->waitForFinished(kLimit));
    const QByteArray said = full->readAll();
    QVERIFY2(full->exitStatus() == QProcess::NormalExit && full->exitCode() == 3, said.constData());
    QVERIFY2(said.contains("Is the disk full") && said.contains("checkpoint.safetensors"),
             said.constData());
    QCOMPARE(read(map.training("checkpoint.safetensors")), before);
    QVERIFY(!QFile::exists(map.out()));

    const auto again = map.start(true);
    QVERIFY(again->waitForFinished(kLimit));
    QVERIFY2(again->exitCode() == 0, again->readAll().constData());
#else
    QSKIP("The limit on file sizes that stands for a full disk is Unix's.");
#endif
}

/// Where there is one, the run works all the same.
void TestTrain::aDeviceThatIsNotHereIsSaid() {
    const QTemporaryDir dir;
    QVERIFY(writePhotos(dir.filePath(QStringLiteral("data"))));
    const QString config = dir.filePath(QStringLiteral("map.json"));
    QVERIFY(write(config, R"({
        "batch": {"photos": 3, "fashion": 0, "icons": 0},
        "mapping": {"phi": {"hidden": [8]}, "injection": {"layers": 0}},
        "loop": {"steps": 2, "device": "mps"}})"));
    const QString out = dir.filePath(QStringLiteral("model"));
    const Outcome outcome =
        run({QStringLiteral("train"), QStringLiteral("map"), QStringLiteral("--config"), config,
             QStringLiteral("--data"), dir.filePath(QStringLiteral("data")),
             QStringLiteral("--model"), QLatin1String(kModel), QStringLiteral("--out"), out});
    QVERIFY2(outcome.code == 0, qPrintable(outcome.errors));
    QVERIFY2(outcome.errors.contains(QStringLiteral("There is no Metal device")) ||
                 outcome.errors.contains(QStringLiteral("training on mps")),
             qPrintable(outcome.errors));
}

void TestTrain::packingTwiceIsPackingOnce() {
    const QTemporaryDir dir;
    const QString once = dir.filePath(QStringLiteral("once"));
    const QString twice = dir.filePath(QStringLiteral("twice"));
    QVERIFY(packModel(QLatin1String(kModel), once, 0.25));
    QVERIFY(packModel(once, twice, std::nullopt));
    const auto first = ModelManifest::read(once);
    const auto second = ModelManifest::read(twice);
    QVERIFY(first && second);
    QCOMPARE(second->hash(), first->hash());
    QCOMPARE(second->defaultMix, 0.25f);
    qint64 size = 0;
    for (const auto& part : first->parts)
        size += part.size;
    QVERIFY(size < 30'000'000);
    QVERIFY(!packModel(dir.filePath(QStringLiteral("nowhere")), twice, std::nullopt));
    QVERIFY(ModelManifest::read(twice));
}

SEMBLANCE_TEST(TestTrain)
#include "tst_train.moc"
