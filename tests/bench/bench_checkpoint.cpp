#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <vector>

#include "core/base/hash.h"
#include "tests/parity/reference.h"

using namespace semblance;

/// From the start of the engine to its first embedding with a big checkpoint, and the most memory
/// it holds on the way: the first start ever (which hashes the files), the ones after it, and one
/// with nothing of the model in the page cache; beside the bare hashing and beside the smallest
/// start there is (the embedded model). Processor time stands beside the clock for busy machines.
///
///   SEMBLANCE_BENCH_MODELS=clip-vit-b32 bench_checkpoint
///
/// The models' names are those of tests/parity/checkpoints.py. SEMBLANCE_BENCH_FOLDER keeps the
/// checkpoints for another run. Needs tests/parity/setup.sh.
class CheckpointBench : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void start_data();
    void start();

private:
    QTemporaryDir m_scratch;
    QString m_folder;
};

namespace {

constexpr double kMegabyte = 1e6;
constexpr int kRounds = 5;

struct Run {
    bool done = false;
    double wall = 0;       ///< seconds
    double processor = 0;  ///< seconds
    double memory = 0;     ///< the most resident bytes, mapped files included
};

double seconds(const timeval& time) {
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

/// Runs the engine until it has printed the embedding and ended.
Run runEngine(const QStringList& arguments) {
    std::vector<QByteArray> words{
        QFile::encodeName(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine"))};
    for (const QString& argument : arguments)
        words.push_back(QFile::encodeName(argument));
    std::vector<char*> argv;
    for (QByteArray& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    Run run;
    QElapsedTimer timer;
    timer.start();
    pid_t child = 0;
    const int error = posix_spawn(&child, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
        return run;
    int status = 0;
    rusage usage{};
    if (wait4(child, &status, 0, &usage) != child)
        return run;
    run.wall = double(timer.nsecsElapsed()) / 1e9;
    run.processor = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    run.memory = double(usage.ru_maxrss) * 1024;
    run.done = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return run;
}

/// The median of each number.
Run medianOf(int rounds, const QStringList& arguments) {
    std::vector<double> wall, processor, memory;
    bool done = true;
    for (int i = 0; i < rounds; ++i) {
        const Run run = runEngine(arguments);
        done = done && run.done;
        wall.push_back(run.wall);
        processor.push_back(run.processor);
        memory.push_back(run.memory);
    }
    const auto middle = [](std::vector<double>& values) {
        std::sort(values.begin(), values.end());
        return values[values.size() / 2];
    };
    return {done, middle(wall), middle(processor), middle(memory)};
}

void print(const char* what, const Run& run) {
    std::printf("  %-42s %6.2f s by the clock, %6.2f s of processor, at most %5.0f MB\n", what,
                run.wall, run.processor, run.memory / kMegabyte);
    std::fflush(stdout);
}

/// Takes a folder's files out of the page cache.
void evict(const QString& folder) {
    for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files)) {
        const int file = open(QFile::encodeName(info.filePath()).constData(), O_RDONLY);
        if (file < 0)
            continue;
        fsync(file);
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        close(file);
    }
}

}  // namespace

void CheckpointBench::initTestCase() {
    if (parityPython().isEmpty())
        QSKIP("The reference is not installed: tests/parity/setup.sh does it.");
    m_folder = qEnvironmentVariable("SEMBLANCE_BENCH_FOLDER", m_scratch.path());
    // The notes on hashes go into a cache of this bench's own.
    qputenv("XDG_CACHE_HOME", QFile::encodeName(m_scratch.filePath(QStringLiteral("cache"))));
}

void CheckpointBench::start_data() {
    QTest::addColumn<QString>("name");
    const QString names =
        qEnvironmentVariable("SEMBLANCE_BENCH_MODELS", QStringLiteral("clip-vit-b32"));
    for (const QString& name : names.split(u','))
        QTest::newRow(qPrintable(name)) << name;
}

void CheckpointBench::start() {
    QFETCH(QString, name);
    const QDir dir(QDir(m_folder).filePath(name));
    if (!dir.exists()) {
        const QString made = m_scratch.filePath(name);
        const QString problem =
            runReference(QStringLiteral("checkpoints.py"),
                         {made, QStringLiteral("--full"), QStringLiteral("--only"), name});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY(QDir().rename(QDir(made).filePath(name), dir.path()));
    }
    double weights = 0;
    for (const QFileInfo& info : dir.entryInfoList({QStringLiteral("*.safetensors")}))
        weights += double(info.size());
    const auto encode = [](const QString& model, const QString& what, const QString& value) {
        return QStringList{QStringLiteral("encode"), QStringLiteral("--model"), model, what, value};
    };
    const QString text = QStringLiteral("--text");
    const QString sentence = QStringLiteral("a small brown dog jumps over a fence");
    const QString image = QStringLiteral("--image");
    const QString picture =
        QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos/astronaut-in-orange.jpg");

    std::printf("%s, %.0f MB of weights:\n", qPrintable(name), weights / kMegabyte);
    print("embedded model, first sentence",
          medianOf(kRounds, encode(QStringLiteral("mini"), text, sentence)));
    const Run first = runEngine(encode(dir.path(), text, sentence));
    QVERIFY(first.done);
    print("first start ever, files in the page cache", first);
    const Run second = medianOf(kRounds, encode(dir.path(), text, sentence));
    QVERIFY(second.done);
    print("later starts, first sentence", second);
    print("later starts, first picture", medianOf(kRounds, encode(dir.path(), image, picture)));
    evict(dir.path());
    print("nothing in the page cache, first sentence",
          runEngine(encode(dir.path(), text, sentence)));
    QElapsedTimer timer;
    timer.start();
    for (const QFileInfo& info : dir.entryInfoList(QDir::Files))
        QVERIFY(sha256OfFile(info.filePath()));
    std::printf("  %-42s %6.2f s by the clock\n", "SHA-256 of all files alone",
                double(timer.nsecsElapsed()) / 1e9);
}

int main(int argc, char** argv) {
    // A big model on a busy machine takes longer than Qt Test waits by itself.
    qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    const QCoreApplication application(argc, argv);
    CheckpointBench bench;
    return QTest::qExec(&bench, argc, argv);
}
#include "bench_checkpoint.moc"
