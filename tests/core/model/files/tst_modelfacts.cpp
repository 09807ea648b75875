#include <QJsonArray>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/files/manifest.h"
#include "core/model/files/modelfacts.h"
#include "tests/core/model/files/modelfolders.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

class ModelFactsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void networksHaveTheirUsualNames_data();
    void networksHaveTheirUsualNames();
    void weightsAreCounted();
    void theShippedModel();
    void onlyWhatBelongsIsListed();
};

void ModelFactsTest::networksHaveTheirUsualNames_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("layers");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("patch");
    QTest::addColumn<QString>("name");
    const auto row = [](int width, int layers, int side, int patch, const char* name) {
        QTest::newRow(name) << width << layers << side << patch << QString::fromLatin1(name);
    };
    row(768, 12, 224, 32, "ViT-B/32");
    row(768, 12, 224, 16, "ViT-B/16");
    row(1024, 24, 224, 14, "ViT-L/14");
    row(1024, 24, 336, 14, "ViT-L/14@336");
    row(1280, 32, 224, 14, "ViT-H/14");
    row(1664, 48, 224, 14, "ViT-bigG/14");
    row(1152, 27, 384, 14, "ViT-So400m/14@384");
    row(768, 10, 224, 32, "ViT/32, 10 layers of 768");
}

void ModelFactsTest::networksHaveTheirUsualNames() {
    QFETCH(int, width);
    QFETCH(int, layers);
    QFETCH(int, side);
    QFETCH(int, patch);
    const QTemporaryDir dir;
    QVERIFY(copyFolder(tinyModel(QStringLiteral("clip")), dir.path()));
    const auto manifest = ModelManifest::read(dir.path());
    QVERIFY(manifest);
    QVERIFY(changeJson(dir.filePath(QStringLiteral("config.json")), [&](QJsonObject& json) {
        QJsonObject vision = json[u"vision_config"].toObject();
        vision[QStringLiteral("hidden_size")] = width;
        vision[QStringLiteral("num_hidden_layers")] = layers;
        vision[QStringLiteral("image_size")] = side;
        vision[QStringLiteral("patch_size")] = patch;
        json[QStringLiteral("vision_config")] = vision;
    }));
    const auto facts = modelFacts(*manifest);
    QVERIFY2(facts, qPrintable(facts ? QString() : facts.error().sentence));
    QTEST(facts->imageNetwork, "name");
    QCOMPARE(facts->textNetwork, QStringLiteral("Transformer, 2 layers of 16"));
}

void ModelFactsTest::weightsAreCounted() {
    const QTemporaryDir dir;
    QVERIFY(copyFolder(tinyModel(QStringLiteral("clip")), dir.path()));
    const auto before = modelFacts(*ModelManifest::read(dir.path()));
    QVERIFY(before);
    // Five halves more, and whole numbers and scales that are no weights.
    QVERIFY(changeTensors(dir.filePath(QStringLiteral("model.safetensors")),
                          [](QJsonObject& header, QByteArray& numbers) {
                              const auto add = [&](const char* name, const char* type, int count,
                                                   int bytes) {
                                  header[QLatin1String(name)] = QJsonObject{
                                      {QStringLiteral("dtype"), QLatin1String(type)},
                                      {QStringLiteral("shape"), QJsonArray{count}},
                                      {QStringLiteral("data_offsets"),
                                       QJsonArray{numbers.size(), numbers.size() + bytes}}};
                                  numbers += QByteArray(bytes, '\0');
                              };
                              add("more", "F16", 5, 10);
                              add("more.position_ids", "I64", 3, 24);
                              add("more.scale", "F32", 2, 8);
                          }));
    const auto after = modelFacts(*ModelManifest::read(dir.path()));
    QVERIFY2(after, qPrintable(after ? QString() : after.error().sentence));
    QCOMPARE(after->parameters, before->parameters + 5);
}

void ModelFactsTest::theShippedModel() {
    const auto manifest =
        ModelManifest::read(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
    QVERIFY(manifest);
    const auto facts = modelFacts(*manifest);
    QVERIFY(facts);
    QCOMPARE(facts->imageNetwork, QStringLiteral("EfficientNet-Lite2@260"));
    QCOMPARE(facts->licences, manifest->licences);
    for (const char* file : {"model.json", "MODEL_CARD.md", "LICENSE-Apache-2.0.txt",
                             "ATTRIBUTION.md", "image.safetensors"})
        QVERIFY2(facts->files.contains(QLatin1String(file)), file);
    QVERIFY(facts->bytes > 25'000'000 && facts->bytes < 30'000'000);
    QVERIFY(facts->parameters > 20'000'000);
}

void ModelFactsTest::onlyWhatBelongsIsListed() {
    const QTemporaryDir dir;
    QVERIFY(copyFolder(tinyModel(QStringLiteral("siglip")), dir.path()));
    for (const char* file : {"pytorch_model.bin", "tf_model.h5", "notes.txt", "LICENSE"})
        QVERIFY(writeContent(dir.filePath(QLatin1String(file)), "x"));
    const auto facts = modelFacts(*ModelManifest::read(dir.path()));
    QVERIFY(facts);
    QStringList files = facts->files;
    files.sort();
    QCOMPARE(files,
             (QStringList{
                 QStringLiteral("LICENSE"), QStringLiteral("config.json"),
                 QStringLiteral("model.safetensors"), QStringLiteral("preprocessor_config.json"),
                 QStringLiteral("spiece.model"), QStringLiteral("tokenizer_config.json")}));
    QCOMPARE(facts->licences, QStringList{QStringLiteral("LICENSE")});
    qint64 bytes = 0;
    for (const QString& file : files)
        bytes += QFileInfo(dir.filePath(file)).size();
    QCOMPARE(facts->bytes, bytes);
}

SEMBLANCE_TEST(ModelFactsTest)
#include "tst_modelfacts.moc"
