#include <QColor>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/composition/dualencoder.h"
#include "core/model/files/manifest.h"
#include "core/remote/decoderpool.h"
#include "core/train/stages.h"
#include "tests/core/model/composition/composingmodel.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr auto kModel = SEMBLANCE_SOURCE_DIR "/resources/models/mini";

struct Colour {
    const char* name;
    QColor value;
};
const Colour kColours[] = {
    {"Red", Qt::red}, {"Green", Qt::darkGreen}, {"Blue", Qt::blue}, {"Yellow", Qt::yellow}};
const char* const kKinds[] = {"Shoes", "Bags"};

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The losses of a run's log, step by step.
std::vector<double> lossesIn(const QByteArray& log) {
    std::vector<double> losses;
    for (const QByteArray& line : log.split('\n')) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        if (entry.contains(QStringLiteral("loss")))
            losses.push_back(entry.value(QStringLiteral("loss")).toDouble());
    }
    return losses;
}

QString partHash(const ModelManifest& manifest, const char* role) {
    const auto part = manifest.part(QLatin1String(role));
    return part ? part->sha256 : QString();
}

}  // namespace

/// All three stages on a few drawn pictures, with real decoders and the real default model.
class TestStages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trainsAllThreeStages();
    void stoppedAndResumedIsTheSame();
    void learnsAndGoesOnWith_data();
    void learnsAndGoesOnWith();
    void alignsWithNewHeadsAndFrozenText();
    void leavesClassNamesOut();
    void refuses_data();
    void refuses();
    void learnsFromAPlainFolder_data();
    void learnsFromAPlainFolder();
    void plainFolderWithoutWords_data();
    void plainFolderWithoutWords();
    void missingPicturesAreLeftOut();

private:
    void drawProduct(const QString& id, const Colour& colour, int kind);
    void makePlainFolder(const QString& dir, bool captions);
    StageRequest request(const char* stage, const QByteArray& config, const QString& out);
    Status run(const StageRequest& request, const CancelToken& cancel = {},
               const std::function<void(const TrainingProgress&)>& progress = {});

    QTemporaryDir m_dir;
    DecoderPool m_decoders;
    QStringList m_notes;
};

void TestStages::drawProduct(const QString& id, const Colour& colour, int kind) {
    QImage image(64, 64, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setBrush(colour.value);
    if (kind == 0)
        painter.drawEllipse(10, 30, 44, 20);
    else
        painter.drawRect(16, 12, 32, 40);
    painter.end();
    QVERIFY(image.save(m_dir.filePath(QStringLiteral("data/fashion/images/%1.jpg").arg(id))));
}

void TestStages::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("data/fashion/images")));
    QByteArray table =
        "id\tgender\tmasterCategory\tsubCategory\tbaseColour\tseason\tusage\t"
        "productDisplayName\tsplit\n";
    int id = 1000;
    for (const char* split : {"train", "train", "val"}) {
        for (int kind = 0; kind < 2; ++kind) {
            for (const Colour& colour : kColours) {
                const QString name = QString::number(++id);
                drawProduct(name, colour, kind);
                table += name.toLatin1() + "\tWomen\tApparel\t" + kKinds[kind] + '\t' +
                         colour.name + "\tSummer\tCasual\t" +
                         (QByteArray(split) == "val" ? "Other " : "Acme ") + colour.name + ' ' +
                         kKinds[kind] + '\t' + split + '\n';
            }
        }
    }
    QVERIFY(write(m_dir.filePath(QStringLiteral("data/fashion/styles.tsv")), table));
}

StageRequest TestStages::request(const char* stage, const QByteArray& config, const QString& out) {
    StageRequest request;
    request.stage = QLatin1String(stage);
    request.configPath = m_dir.filePath(QStringLiteral("config.json"));
    write(request.configPath, config);
    request.out = m_dir.filePath(out);
    request.data = m_dir.filePath(QStringLiteral("data"));
    request.cache = m_dir.filePath(QStringLiteral("cache"));
    return request;
}

Status TestStages::run(const StageRequest& request, const CancelToken& cancel,
                       const std::function<void(const TrainingProgress&)>& progress) {
    StageHooks hooks;
    hooks.notes = [this](const QString& sentence) { m_notes << sentence; };
    hooks.progress = progress;
    hooks.cancel = cancel;
    const Status status = runStage(request, m_decoders, hooks);
    if (!status)
        m_notes << status.error().sentence << status.error().detail;
    return status;
}

const QByteArray kAlign = R"({
    "batch": {"photos": 0, "fashion": 6, "icons": 0}, "prototypes": {"batch": 0},
    "loop": {"steps": 4, "measureEvery": 2, "checkpointEvery": 1, "logEvery": 1}})";
const QByteArray kMap = R"({
    "batch": {"photos": 0, "fashion": 6, "icons": 0},
    "mapping": {"phi": {"hidden": [32]}, "injection": {"layers": 1}},
    "loop": {"steps": 4, "measureEvery": 2, "checkpointEvery": 1, "logEvery": 1}})";
const QByteArray kCompose = R"({
    "batch": {"families": 2, "colours": 2, "genders": 0, "kinds": 2, "captionEdits": 0, "icons": 0,
              "identities": 2, "textOnly": 2},
    "loop": {"steps": 4, "measureEvery": 2, "checkpointEvery": 1, "logEvery": 1}})";

void TestStages::trainsAllThreeStages() {
    StageRequest align = request("align", kAlign, QStringLiteral("aligned"));
    align.model = QLatin1String(kModel);
    QVERIFY2(run(align), qPrintable(m_notes.join(u'\n')));
    StageRequest map = request("map", kMap, QStringLiteral("mapped"));
    map.model = align.out;
    QVERIFY2(run(map), qPrintable(m_notes.join(u'\n')));
    StageRequest compose = request("compose", kCompose, QStringLiteral("composed"));
    compose.model = map.out;
    QVERIFY2(run(compose), qPrintable(m_notes.join(u'\n')));

    const auto first = ModelManifest::read(QLatin1String(kModel));
    const auto aligned = ModelManifest::read(align.out);
    const auto mapped = ModelManifest::read(map.out);
    const auto composed = ModelManifest::read(compose.out);
    QVERIFY(first && aligned && mapped && composed);
    // What a stage freezes is the same to the byte afterwards.
    QCOMPARE(partHash(*aligned, "image"), partHash(*first, "image"));
    QVERIFY(partHash(*aligned, "text") != partHash(*first, "text"));
    QVERIFY(partHash(*aligned, "heads") != partHash(*first, "heads"));
    for (const char* role : {"image", "text", "heads"}) {
        QCOMPARE(partHash(*mapped, role), partHash(*aligned, role));
        QCOMPARE(partHash(*composed, role), partHash(*aligned, role));
    }
    QCOMPARE(partHash(*composed, "mapping"), partHash(*mapped, "mapping"));
    QCOMPARE(composed->hash(), aligned->hash());
    QVERIFY(!composed->compositionHash().isEmpty());

    const auto encoder = DualEncoder::load(compose.out);
    QVERIFY2(encoder, encoder ? "" : qPrintable(encoder.error().sentence));
    QVERIFY((*encoder)->composes());
    const QString training = compose.out + QStringLiteral(".training/");
    QVERIFY(QFile::exists(training + QStringLiteral("log.jsonl")));
    QVERIFY(QFile::exists(training + QStringLiteral("curve.svg")));
    QVERIFY(!QFile::exists(training + QStringLiteral("checkpoint.safetensors")));
    // Once more, resumed: nothing to do.
    compose.resume = true;
    QVERIFY(run(compose));
    QVERIFY(m_notes.last().contains(QStringLiteral("nothing is left to do")));
}

void TestStages::stoppedAndResumedIsTheSame() {
    for (const auto& [stage, config, model] :
         {std::tuple("align", kAlign, QString::fromLatin1(kModel)),
          std::tuple("map", kMap, m_dir.filePath(QStringLiteral("aligned"))),
          std::tuple("compose", kCompose, m_dir.filePath(QStringLiteral("mapped")))}) {
        StageRequest whole = request(stage, config, QStringLiteral("whole"));
        whole.model = model;
        QVERIFY2(run(whole), qPrintable(m_notes.join(u'\n')));

        StageRequest broken = request(stage, config, QStringLiteral("broken"));
        broken.model = model;
        const CancelToken cancel;
        const auto stop = [&](const TrainingProgress& progress) {
            if (progress.step == 2)
                cancel.cancel();
        };
        const Status stopped = run(broken, cancel, stop);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, ErrorKind::Cancelled);
        QVERIFY(!QDir(broken.out).exists());
        broken.resume = true;
        QVERIFY2(run(broken), qPrintable(m_notes.join(u'\n')));

        const auto a = ModelManifest::read(whole.out);
        const auto b = ModelManifest::read(broken.out);
        QVERIFY(a && b);
        QCOMPARE(b->hash(), a->hash());
        QCOMPARE(b->compositionHash(), a->compositionHash());
        QCOMPARE(read(broken.out + QStringLiteral(".training/log.jsonl")),
                 read(whole.out + QStringLiteral(".training/log.jsonl")));
        QVERIFY(QDir(whole.out).removeRecursively());
        QVERIFY(QDir(broken.out).removeRecursively());
    }
}

void TestStages::learnsAndGoesOnWith_data() {
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QByteArray>("config");
    const QByteArray loop =
        R"("loop": {"steps": 8, "measureEvery": 4, "checkpointEvery": 0, "logEvery": 1,
                    "device": "cpu", "schedule": {"kind": "constant", "warmUp": 0},)";
    const QByteArray align =
        R"("batch": {"photos": 0, "fashion": 16, "icons": 0}, "prototypes": {"batch": 0},
           "heads": {"hiddenDropout": 0, "sideDropout": 0}, "wordings": {"bareNames": 1,
           "attributes": 0}, "text": {"layers": false, "table": false},)" +
        loop;
    QTest::newRow("align, bf16") << "align"
                                 << '{' + align + R"("bf16": true, "optimiser": {"rate": 1e-3}}})";
    QTest::newRow("align, flips")
        << "align" << '{' + align + R"("optimiser": {"rate": 1e-3}}, "data": {"flips": true}})";
    QTest::newRow("align, blocks") << "align" << '{' + align + R"("optimiser": {"rate": 1e-3}},
            "image": {"blocks": true, "pictures": 4, "rateFactor": 0.1}})";
    QTest::newRow("align, blocks, bf16 and flips")
        << "align" << '{' + align + R"("bf16": true, "optimiser": {"rate": 1e-3}},
            "data": {"flips": true},
            "image": {"blocks": true, "pictures": 4, "rateFactor": 0.1}})";
    QTest::newRow("map, bf16") << "map"
                               << R"({"batch": {"photos": 0, "fashion": 16, "icons": 0},
            "mapping": {"phi": {"hidden": [64], "dropout": 0}, "side": {"dropout": 0},
                        "injection": {"layers": 1}},)" +
                                      loop + R"("bf16": true, "optimiser": {"rate": 2e-3}}})";
    QTest::newRow("compose, bf16")
        << "compose"
        << R"({"batch": {"families": 6, "colours": 6, "genders": 0, "kinds": 6,
            "captionEdits": 0, "icons": 0, "identities": 4, "textOnly": 0}, "triplets": 18,
            "headDropout": 0,)" +
               loop + R"("bf16": true, "optimiser": {"rate": 1e-4}}})";
}

/// What is rarely switched on: the loss falls within a few steps, and a run that was stopped goes
/// on to the same numbers.
void TestStages::learnsAndGoesOnWith() {
    QFETCH(QString, stage);
    QFETCH(QByteArray, config);
    const QString model = stage == QLatin1String("align") ? QString::fromLatin1(kModel)
                          : stage == QLatin1String("map")
                              ? m_dir.filePath(QStringLiteral("aligned"))
                              : m_dir.filePath(QStringLiteral("mapped"));
    if (!QFile::exists(model))
        QSKIP("There is no such model: run the whole test.");
    m_notes.clear();
    StageRequest whole = request(qPrintable(stage), config, QStringLiteral("learnt"));
    whole.model = model;
    QVERIFY2(run(whole), qPrintable(m_notes.join(u'\n')));
    const QByteArray log = read(whole.out + QStringLiteral(".training/log.jsonl"));
    const std::vector<double> losses = lossesIn(log);
    QCOMPARE(losses.size(), std::size_t(8));
    QVERIFY2(losses[6] + losses[7] < losses[0] + losses[1], log.constData());

    StageRequest broken = request(qPrintable(stage), config, QStringLiteral("stopped"));
    broken.model = model;
    const CancelToken cancel;
    const auto stop = [&](const TrainingProgress& progress) {
        if (progress.step == 5)
            cancel.cancel();
    };
    QVERIFY(!run(broken, cancel, stop));
    broken.resume = true;
    QVERIFY2(run(broken), qPrintable(m_notes.join(u'\n')));
    QCOMPARE(read(broken.out + QStringLiteral(".training/log.jsonl")), log);
    const auto a = ModelManifest::read(whole.out);
    const auto b = ModelManifest::read(broken.out);
    QVERIFY(a && b);
    QCOMPARE(b->hash(), a->hash());
    QCOMPARE(b->compositionHash(), a->compositionHash());
    QVERIFY(QDir(whole.out).removeRecursively());
    QVERIFY(QDir(broken.out).removeRecursively());
}

void TestStages::alignsWithNewHeadsAndFrozenText() {
    StageRequest align = request("align",
                                 R"({"batch": {"photos": 0, "fashion": 6, "icons": 0},
                                     "prototypes": {"batch": 0},
                                     "heads": {"fresh": true, "imageHidden": 16, "textHidden": 8},
                                     "text": {"layers": false, "table": false},
                                     "image": {"blocks": true, "pictures": 3},
                                     "loop": {"steps": 2, "measureEvery": 2}})",
                                 QStringLiteral("fresh"));
    align.model = QLatin1String(kModel);
    QVERIFY2(run(align), qPrintable(m_notes.join(u'\n')));
    const auto first = ModelManifest::read(QLatin1String(kModel));
    const auto fresh = ModelManifest::read(align.out);
    QVERIFY(first && fresh);
    QCOMPARE(partHash(*fresh, "text"), partHash(*first, "text"));
    QVERIFY(partHash(*fresh, "image") != partHash(*first, "image"));
    QVERIFY(fresh->part(QStringLiteral("heads"))->size <
            first->part(QStringLiteral("heads"))->size / 2);
    const auto encoder = DualEncoder::load(align.out);
    QVERIFY2(encoder, encoder ? "" : qPrintable(encoder.error().sentence));
}

/// From the towers as they came, whose classifier the default model has no more.
void TestStages::leavesClassNamesOut() {
    const QDir upstream(QStringLiteral(SEMBLANCE_SHARED_DIR "/models"));
    if (!upstream.exists(QStringLiteral("efficientnet-lite2.fp16.safetensors")))
        QSKIP("../shared/models is not there");
    const QDir start(m_dir.filePath(QStringLiteral("start")));
    QVERIFY(QDir().mkpath(start.path()));
    for (const char* part : {"efficientnet-lite2.fp16.safetensors", "use-lite.fp16.safetensors",
                             "use-lite.spm.model", "mini-heads.fp16.safetensors"}) {
        const QString name = QLatin1String(part);
        QVERIFY(QFile::link(upstream.filePath(name), start.filePath(name)));
    }
    QVERIFY(QFile::copy(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/training/mini-start.json"),
                        start.filePath(QStringLiteral("model.json"))));
    StageRequest align = request("align",
                                 R"({"batch": {"photos": 0, "fashion": 6, "icons": 0},
                                     "prototypes": {"batch": 8, "leaveOut": 100},
                                     "heads": {"fresh": true, "imageHidden": 16, "textHidden": 8},
                                     "text": {"layers": false, "table": false},
                                     "loop": {"steps": 2, "measureEvery": 2}})",
                                 QStringLiteral("leftout"));
    align.model = start.path();
    m_notes.clear();
    QVERIFY2(run(align), qPrintable(m_notes.join(u'\n')));
    // Both parts of the names are in the last lines and in the log.
    const QByteArray log = read(align.out + QStringLiteral(".training/log.jsonl"));
    for (const char* figure : {"class prototypes used R@10", "class prototypes left out R@10"}) {
        QCOMPARE(m_notes.filter(QLatin1String(figure)).size(), 1);
        QVERIFY(log.contains(figure));
    }
    QCOMPARE(m_notes.filter(QStringLiteral("class prototypes left out queries 100")).size(), 1);
    QCOMPARE(m_notes.filter(QStringLiteral("class prototypes used queries 900")).size(), 1);
}

void TestStages::refuses_data() {
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const char* stage, const char* config,
                        const char* sentence) {
        QTest::newRow(name) << QString::fromLatin1(stage) << QByteArray(config)
                            << QString::fromLatin1(sentence);
    };
    row("patience without a best", "align", R"({"loop": {"patience": 2, "keepBest": false}})",
        "patience needs keepBest");
    row("no such stage", "bake", "{}", "There is no stage \"bake\"");
    row("no JSON", "align", "{", "not valid JSON");
    row("unknown field", "align", R"({"loop": {"stepz": 3}})", "no field \"loop.stepz\"");
    row("allowed fields are named", "map", R"({"mapping": {"x": 1}})",
        "words, phi, side, injection");
    row("ill-typed", "compose", R"({"loop": {"steps": "many"}})", "\"loop.steps\" must be a whole");
    row("empty batch", "map", R"({"batch": {"photos": 0, "fashion": 0, "icons": 0}})",
        "a batch needs pictures");
    row("nothing to leave names out of", "align", R"({"prototypes": {"batch": 0, "leaveOut": 9}})",
        "leaveOut needs class prototypes");
    row("no mapping part", "compose", R"({"loop": {"steps": 1}})", "mapping");
    row("no words alone", "map",
        R"({"textOnlyWeight": 1, "batch": {"photos": 0, "fashion": 6, "icons": 0}})",
        "textOnlyWeight needs a model");
    row("no triplets", "compose",
        R"({"model": "MAPPED", "batch": {"families": 0, "colours": 0, "genders": 0, "kinds": 0,
            "captionEdits": 4, "icons": 0}})",
        "No triplets can be made");
}

void TestStages::refuses() {
    QFETCH(QString, stage);
    QFETCH(QByteArray, config);
    QFETCH(QString, sentence);
    StageRequest asked = request(qPrintable(stage), config, QStringLiteral("refused"));
    const bool mapped = config.contains("MAPPED");
    asked.model = m_dir.filePath(mapped ? QStringLiteral("mapped") : QStringLiteral("plain"));
    if (!mapped)
        QVERIFY(test::writePlainModel(asked.model));
    if (mapped && !QFile::exists(asked.model))
        QSKIP("There is no mapped model: run the whole test.");
    const Status status = run(asked);
    QVERIFY(!status);
    QVERIFY2(status.error().sentence.contains(sentence), qPrintable(status.error().sentence));
    QVERIFY(!QDir(asked.out).exists());
}

void TestStages::makePlainFolder(const QString& dir, bool captions) {
    QVERIFY(QDir(dir).mkpath(QStringLiteral(".")));
    for (int i = 0; i < 6; ++i) {
        const QString picture = QStringLiteral("%1/%2").arg(dir).arg(i);
        QVERIFY(
            QFile::copy(m_dir.filePath(QStringLiteral("data/fashion/images/%1.jpg").arg(1002 + i)),
                        picture + QStringLiteral(".jpg")));
        if (captions)
            QVERIFY(
                write(picture + QStringLiteral(".txt"), "thing number " + QByteArray::number(i)));
    }
}

void TestStages::learnsFromAPlainFolder_data() {
    QTest::addColumn<QString>("stage");
    QTest::newRow("align") << QStringLiteral("align");
    QTest::newRow("map") << QStringLiteral("map");
}

/// Val is one picture there, and is measured: else the first values would be taken for the best.
void TestStages::learnsFromAPlainFolder() {
    QFETCH(QString, stage);
    const QString folder = m_dir.filePath(stage + QStringLiteral("-folder"));
    makePlainFolder(folder, true);
    const QByteArray prototypes =
        stage == QLatin1String("align") ? R"("prototypes": {"batch": 0},)" : "";
    StageRequest asked =
        request(qPrintable(stage),
                "{" + prototypes + R"("batch": {"photos": 0, "fashion": 0, "icons": 0, "plain": 4},
            "loop": {"steps": 2, "measureEvery": 1}, "data": {"plain": ")" +
                    folder.toUtf8() + "\"}}",
                stage + QStringLiteral("-plain"));
    asked.data.clear();
    asked.model = QLatin1String(kModel);
    m_notes.clear();
    QVERIFY2(run(asked), qPrintable(m_notes.join(u'\n')));
    QVERIFY2(m_notes.filter(QStringLiteral("R@10")).size() > 0, qPrintable(m_notes.join(u'\n')));
}

void TestStages::plainFolderWithoutWords_data() {
    QTest::addColumn<QString>("stage");
    QTest::addColumn<bool>("captions");
    QTest::addColumn<int>("share");
    QTest::newRow("align, no captions") << QStringLiteral("align") << false << 4;
    QTest::newRow("map, no captions") << QStringLiteral("map") << false << 4;
    QTest::newRow("map, not asked for") << QStringLiteral("map") << true << 0;
}

void TestStages::plainFolderWithoutWords() {
    QFETCH(QString, stage);
    QFETCH(bool, captions);
    QFETCH(int, share);
    const QString folder =
        m_dir.filePath(QString::fromLatin1(QTest::currentDataTag()).remove(u','));
    makePlainFolder(folder, captions);
    StageRequest asked = request(qPrintable(stage),
                                 R"({"batch": {"plain": )" + QByteArray::number(share) +
                                     R"(}, "data": {"plain": ")" + folder.toUtf8() + "\"}}",
                                 QStringLiteral("wordless"));
    asked.data.clear();
    asked.model = QLatin1String(kModel);
    const Status status = run(asked);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::BadInput);
    QVERIFY2(status.error().sentence.contains(QStringLiteral("has a caption or a name")),
             qPrintable(status.error().sentence));
}

void TestStages::missingPicturesAreLeftOut() {
    const QString gone = m_dir.filePath(QStringLiteral("data/fashion/images/1001.jpg"));
    QVERIFY(QFile::remove(gone));
    StageRequest align = request("align", kAlign, QStringLiteral("holes"));
    align.model = QLatin1String(kModel);
    m_notes.clear();
    QVERIFY2(run(align), qPrintable(m_notes.join(u'\n')));
    QVERIFY(!m_notes.filter(QStringLiteral("1 picture")).isEmpty());
    QVERIFY(!m_notes.filter(QStringLiteral("1001.jpg")).isEmpty());
}

SEMBLANCE_TEST(TestStages)
#include "tst_stages.moc"
