#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/files/manifest.h"
#include "core/remote/decoderpool.h"
#include "core/train/stages.h"
#include "tests/testmain.h"

using namespace semblance;

/// Stage 0 on captions in other languages, with real decoders and the shipped model.
class TestTranslatedCaptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void alignsWithThemAlone();
    void aLanguageWithoutATableIsRefused();

private:
    StageRequest request(const QByteArray& language, const QString& out);
    Status run(const StageRequest& request);

    const QString m_model = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
    QTemporaryDir m_dir;
    DecoderPool m_decoders;
    QStringList m_notes;
};

namespace {

bool write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QString partHash(const ModelManifest& manifest, const char* role) {
    const auto part = manifest.part(QLatin1String(role));
    return part ? part->sha256 : QString();
}

}  // namespace

void TestTranslatedCaptions::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    const QDir data(m_dir.filePath(QStringLiteral("data")));
    QVERIFY(data.mkpath(QStringLiteral("photos/images")));
    QByteArray english = "image\tsplit\tcaption\n";
    QByteArray german = english;
    for (int i = 0; i < 12; ++i) {
        const QString name = QStringLiteral("%1.jpg").arg(i);
        QImage image(64, 64, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(30 * i, 255, 200));
        QVERIFY(image.save(data.filePath(QStringLiteral("photos/images/") + name)));
        const QByteArray row = name.toLatin1() + '\t' + (i < 8 ? "train" : "val") + '\t';
        english += row + "a thing called " + QByteArray::number(i) + '\n';
        german += row + "ein Ding namens " + QByteArray::number(i) + '\n';
    }
    QVERIFY(write(data.filePath(QStringLiteral("photos/captions.tsv")), english));
    QVERIFY(write(data.filePath(QStringLiteral("photos/captions.de.tsv")), german));
}

StageRequest TestTranslatedCaptions::request(const QByteArray& language, const QString& out) {
    StageRequest request;
    request.stage = QStringLiteral("align");
    request.configPath = m_dir.filePath(QStringLiteral("config.json"));
    write(request.configPath, R"({
        "data": {"languages": [")" +
                                  language + R"("]},
        "batch": {"photos": 0, "fashion": 0, "icons": 0, "translations": 4},
        "prototypes": {"batch": 0}, "text": {"layers": false, "table": false},
        "loop": {"steps": 2, "measureEvery": 1, "checkpointEvery": 1, "logEvery": 1}})");
    request.model = m_model;
    request.data = m_dir.filePath(QStringLiteral("data"));
    request.cache = m_dir.filePath(QStringLiteral("cache"));
    request.out = m_dir.filePath(out);
    return request;
}

Status TestTranslatedCaptions::run(const StageRequest& request) {
    StageHooks hooks;
    hooks.notes = [this](const QString& sentence) { m_notes << sentence; };
    return runStage(request, m_decoders, hooks);
}

void TestTranslatedCaptions::alignsWithThemAlone() {
    // The batches hold nothing else: without these captions there would be nothing to learn from.
    const StageRequest align = request("de", QStringLiteral("speaks"));
    const Status status = run(align);
    QVERIFY2(status, qPrintable(status ? QString() : status.error().sentence));
    const QString notes = m_notes.join(u'\n');
    QVERIFY2(notes.contains(QStringLiteral("translations R@10")), qPrintable(notes));
    const auto first = ModelManifest::read(m_model);
    const auto aligned = ModelManifest::read(align.out);
    QVERIFY(first && aligned);
    QCOMPARE(partHash(*aligned, "text"), partHash(*first, "text"));
    QVERIFY(partHash(*aligned, "heads") != partHash(*first, "heads"));
}

void TestTranslatedCaptions::aLanguageWithoutATableIsRefused() {
    const Status status = run(request("cs", QStringLiteral("mute")));
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::NotFound);
    QVERIFY(status.error().sentence.contains(QStringLiteral("captions.cs.tsv")));
}

SEMBLANCE_TEST(TestTranslatedCaptions)
#include "tst_translatedcaptions.moc"
