#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

#include "core/model/finishing.h"
#include "core/model/manifest.h"

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

}  // namespace

/// The command lines of training.
class TestTrain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongUse_data();
    void wrongUse();
    void interruptedKeepsACheckpoint();
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
    row("unknown option", "train map --config a --out b --fast", "Unknown option");
    row("two stages", "train map compose --config a --out b", "Exactly one stage");
    row("finish nothing", "finish", "--model DIR, --data DIR and --out DIR");
}

void TestTrain::wrongUse() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.errors.contains(says), qPrintable(outcome.errors));
}

void TestTrain::interruptedKeepsACheckpoint() {
#ifdef Q_OS_UNIX
    const QTemporaryDir dir;
    const QString images = dir.filePath(QStringLiteral("data/photos/images"));
    QVERIFY(QDir().mkpath(images));
    QByteArray table = "image\tsplit\tcaption\n";
    const QColor colours[] = {Qt::red, Qt::green, Qt::blue, Qt::yellow};
    for (int i = 0; i < 4; ++i) {
        QImage image(48, 48, QImage::Format_RGB32);
        image.fill(colours[i]);
        const QString name = QStringLiteral("%1.png").arg(i);
        QVERIFY(image.save(images + u'/' + name));
        table += name.toLatin1() +
                 (i < 3 ? "\ttrain\ta picture number " : "\tval\ta picture number ") +
                 QByteArray::number(i) + " in one colour\n";
    }
    QVERIFY(write(dir.filePath(QStringLiteral("data/photos/captions.tsv")), table));
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

QTEST_GUILESS_MAIN(TestTrain)
#include "tst_train.moc"
