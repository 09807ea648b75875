#include <ATen/core/Tensor.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/json.h"
#include "core/model/composition/dualencoder.h"
#include "core/model/composition/prompts.h"
#include "core/model/networks/layers.h"
#include "tests/core/model/composition/hffolders.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

/// The CLIP and SigLIP families on tiny folders in Hugging Face's and open_clip's layouts;
/// tests/parity has larger ones.
class HfFamiliesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void numbersAreTransformers_data() { families(); }
    void numbersAreTransformers();
    void foldersOfLinksWork();
    void aSentenceDoesNotSeeItsNeighbours_data() { families(); }
    void aSentenceDoesNotSeeItsNeighbours();
    void adaptersThatAreZeroChangeNothing_data() { families(); }
    void adaptersThatAreZeroChangeNothing();
    void gradientsReachEveryWeight_data() { families(); }
    void gradientsReachEveryWeight();
    void encodersLoadThem_data() { families(); }
    void encodersLoadThem();
    void theHashFollowsTheFiles();
    void licencesAreRead_data();
    void licencesAreRead();
    void tensorsAreNamed_data();
    void tensorsAreNamed();
    void vocabulariesMustFit();
    void paddingIsTakenFromTheList();

private:
    static void families() {
        QTest::addColumn<QString>("family");
        QTest::newRow("CLIP") << QStringLiteral("clip");
        QTest::newRow("SigLIP") << QStringLiteral("siglip");
        QTest::newRow("open_clip") << QStringLiteral("openclip");
        QTest::newRow("Chinese-CLIP") << QStringLiteral("chineseclip");
    }
    QString source(const QString& name) const { return tinyModel(name); }
    /// A copy of a family's folder that a test may spoil.
    QString folder(const QString& family) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void HfFamiliesTest::initTestCase() {
    // The notes on hashes go into a cache folder of the test's own.
    QStandardPaths::setTestModeEnabled(true);
}

void HfFamiliesTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

QString HfFamiliesTest::folder(const QString& family) const {
    const QString dir = m_dir->filePath(QStringLiteral("modèles 模型/") + family);
    if (!copyFolder(tinyModel(family), dir))
        qFatal("the test's folder cannot be written to");
    return dir;
}

void HfFamiliesTest::numbersAreTransformers() {
    QFETCH(QString, family);
    const auto manifest = ModelManifest::read(folder(family));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    const QHash<QString, QString> others{
        {QStringLiteral("siglip"), QStringLiteral("siglip")},
        {QStringLiteral("chineseclip"), QStringLiteral("chinese_clip")}};
    QCOMPARE(manifest->family, others.value(family, QStringLiteral("clip")));
    const auto networks = loadDualNetworks(*manifest);
    QVERIFY2(networks, qPrintable(networks ? QString() : networks.error().sentence));
    const auto tokenizer = loadTokenizer(*manifest);
    QVERIFY(tokenizer);
    const QString path = source(family + QStringLiteral(".expected.safetensors"));
    const ImageNetwork& image = *networks->image;
    const at::Tensor patches = image.patches(expected(path, "pixels"));
    QCOMPARE(patches.size(1), image.cells());
    QCOMPARE(patches.size(2), image.patchWidth());
    QVERIFY(leastCosine(patches, expected(path, "patches")) > 0.9999);
    const at::Tensor raw = image.raw(patches);
    QVERIFY(leastCosine(raw, expected(path, "image")) > 0.9999);

    QStringList texts;
    const QJsonArray written =
        readJsonArray(source(family + QStringLiteral(".texts.json"))).value_or(QJsonArray());
    for (const QJsonValue& text : written)
        texts << text.toString();
    const auto batch = tokenise(**tokenizer, texts);
    QVERIFY(batch);
    const at::Tensor sentences = embedBatch(*networks->text, *batch);
    QVERIFY(leastCosine(sentences, expected(path, "text")) > 0.9999);
    const at::Tensor rows = image.embed(raw, image.sideFeatures(expected(path, "pixels")));
    const at::Tensor logits =
        rows.matmul(sentences.transpose(0, 1)) * manifest->logitScale + manifest->logitBias;
    const double error = (logits - expected(path, "logits")).abs().max().item<double>();
    QVERIFY2(error < 1e-3, qPrintable(QString::number(error)));
}

/// As the download cache keeps models: links into a folder of blobs.
void HfFamiliesTest::foldersOfLinksWork() {
    const QString plain = folder(QStringLiteral("clip"));
    const QString snapshot =
        makeSnapshot(plain, m_dir->path(), QStringLiteral("someone--tiny-clip"));
    QVERIFY(!snapshot.isEmpty());
    QCOMPARE(sentenceOf(loads(snapshot)), QString());
    const auto manifest = ModelManifest::read(snapshot);
    QCOMPARE(manifest->name, QStringLiteral("tiny-clip"));
    QCOMPARE(manifest->hash(), ModelManifest::read(plain)->hash());
    QVERIFY(manifest->verifyParts());
}

void HfFamiliesTest::aSentenceDoesNotSeeItsNeighbours() {
    QFETCH(QString, family);
    const auto manifest = ModelManifest::read(folder(family));
    const auto networks = loadDualNetworks(*manifest);
    const auto tokenizer = loadTokenizer(*manifest);
    QVERIFY(networks && tokenizer);
    const QStringList sentences{QStringLiteral("a cat"),
                                QStringLiteral("two dogs run in the snow and bark at a cat")};
    const auto together = tokenise(**tokenizer, sentences);
    const auto alone = tokenise(**tokenizer, sentences.mid(0, 1));
    QVERIFY(together && alone);
    const at::Tensor first = embedBatch(*networks->text, *together).select(0, 0);
    const at::Tensor single = embedBatch(*networks->text, *alone).select(0, 0);
    QVERIFY((first - single).abs().max().item<double>() < 1e-5);
}

void HfFamiliesTest::adaptersThatAreZeroChangeNothing() {
    QFETCH(QString, family);
    const auto manifest = ModelManifest::read(folder(family));
    const auto networks = loadDualNetworks(*manifest);
    const auto tokenizer = loadTokenizer(*manifest);
    QVERIFY(networks && tokenizer);
    const auto batch = tokenise(**tokenizer, {QStringLiteral("a red car")});
    const at::Tensor plain = embedBatch(*networks->text, *batch);

    const std::int64_t width = networks->text->layerWidth();
    const auto adapters = [&](double up) {
        std::vector<Adapter> all;
        for (int i = 0; i < networks->text->layers(); ++i) {
            Adapter adapter;
            adapter.norm = {at::ones({width}), at::zeros({width})};
            adapter.down = {at::ones({4, width}) * 0.1, at::ones({4})};
            adapter.up = {at::ones({width, 4}) * up, at::zeros({width})};
            adapter.up.weight.select(0, 0).mul_(3);
            all.push_back(adapter);
        }
        return all;
    };
    const auto tuned = networks->text->clone();
    tuned->setAdapters(adapters(0));
    QVERIFY(at::equal(embedBatch(*tuned, *batch), plain));
    tuned->setAdapters(adapters(1));
    QVERIFY(!at::equal(embedBatch(*tuned, *batch), plain));
    QVERIFY(at::equal(embedBatch(*networks->text, *batch), plain));
    tuned->setAdapters({});
    QVERIFY(at::equal(embedBatch(*tuned, *batch), plain));
}

void HfFamiliesTest::gradientsReachEveryWeight() {
    QFETCH(QString, family);
    const auto manifest = ModelManifest::read(folder(family));
    auto networks = loadTrainableNetworks(*manifest);
    const auto tokenizer = loadTokenizer(*manifest);
    QVERIFY(networks && tokenizer);
    QSet<QString> names;
    std::vector<std::pair<QString, at::Tensor>> leaves;
    const auto collect = [&](const QString& prefix) {
        return [&, prefix](const QString& name, at::Tensor& tensor) {
            QVERIFY2(!names.contains(prefix + name), qPrintable(name));
            names.insert(prefix + name);
            tensor.requires_grad_(true);
            leaves.emplace_back(prefix + name, tensor);
        };
    };
    networks->text->visitParameters(collect(QStringLiteral("text ")));
    networks->image->visitParameters(collect(QStringLiteral("image ")));
    QVERIFY(names.contains(QStringLiteral("text layers.0.attn.q.weight")));
    QVERIFY(names.contains(QStringLiteral("text projection.weight")));
    QVERIFY(names.contains(QStringLiteral("text table")));

    const auto batch = tokenise(**tokenizer, {QStringLiteral("a red car"), QStringLiteral("snow")});
    const at::Tensor pixels =
        expected(source(family + QStringLiteral(".expected.safetensors")), "pixels");
    const at::Tensor text = embedBatch(*networks->text, *batch);
    const ImageNetwork& image = *networks->image;
    const at::Tensor rows =
        image.embed(image.raw(image.patches(pixels)), image.sideFeatures(pixels));
    (text.select(1, 0).sum() + rows.select(1, 0).sum()).backward();
    for (const auto& [name, leaf] : leaves) {
        QVERIFY2(leaf.grad().defined(), qPrintable(name));
        // A key's bias shifts all scores of a query alike.
        if (!name.contains(QLatin1String("attn.k.bias")))
            QVERIFY2(leaf.grad().abs().max().item<double>() > 0, qPrintable(name));
    }
}

void HfFamiliesTest::encodersLoadThem() {
    QFETCH(QString, family);
    DualEncoder::Options options;
    options.precision = Precision::Fp32;
    const auto encoder = DualEncoder::load(folder(family), options);
    QVERIFY2(encoder, qPrintable(encoder ? QString() : encoder.error().sentence));
    const DualEncoderInfo& info = (*encoder)->info();
    QCOMPARE(info.name, family);
    const auto texts = (*encoder)->encodeTexts({QStringLiteral("a red car"), QStringLiteral("x")});
    QVERIFY2(texts, qPrintable(texts ? QString() : texts.error().sentence));
    QCOMPARE(texts->rows.size(), std::size_t(2 * info.dim));
    const std::vector<std::uint8_t> pixels(
        std::size_t(info.input.side) * std::size_t(info.input.side) * 3 * 2, 77);
    const auto rows = (*encoder)->encodeImages(pixels, 2, info.input.side);
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().sentence));
    double length = 0;
    for (int i = 0; i < info.dim; ++i)
        length += double((*rows)[std::size_t(i)]) * double((*rows)[std::size_t(i)]);
    QVERIFY(std::abs(length - 1) < 1e-5);
    QVERIFY(!(*encoder)->encodeTexts({QStringLiteral("  ")}));
    QVERIFY(!(*encoder)->composes());

    options.precision = Precision::Bf16;
    const auto half = DualEncoder::load(folder(family), options);
    QVERIFY(half);
    const auto coarse = (*half)->encodeImages(pixels, 2, info.input.side);
    QVERIFY2(coarse, qPrintable(coarse ? QString() : coarse.error().sentence));
    double cosine = 0;
    for (int i = 0; i < info.dim; ++i)
        cosine += double((*rows)[std::size_t(i)]) * double((*coarse)[std::size_t(i)]);
    QVERIFY2(cosine > 0.995, qPrintable(QString::number(cosine)));
}

void HfFamiliesTest::theHashFollowsTheFiles() {
    const QString dir = folder(QStringLiteral("clip"));
    const QString before = ModelManifest::read(dir)->hash();
    QCOMPARE(ModelManifest::read(dir)->hash(), before);
    QFile preprocessor(dir + QStringLiteral("/preprocessor_config.json"));
    QVERIFY(preprocessor.open(QIODevice::ReadOnly));
    QByteArray changed = preprocessor.readAll();
    preprocessor.close();
    QVERIFY(changed.contains("0.4814"));
    write(preprocessor.fileName(), changed.replace("0.4814", "0.5814"));
    const QString other = ModelManifest::read(dir)->hash();
    QVERIFY(other != before);
    auto contents = weightsOf(dir);
    contents.tensors.back().bytes[0] = char(contents.tensors.back().bytes[0] ^ 1);
    QVERIFY(writeSafetensors(dir + u'/' + kWeights, contents));
    QVERIFY(ModelManifest::read(dir)->hash() != other);
}

void HfFamiliesTest::licencesAreRead_data() {
    QTest::addColumn<QByteArray>("card");
    QTest::addColumn<QStringList>("licences");
    const auto row = [](const char* name, const char* card, const QStringList& licences) {
        QTest::newRow(name) << QByteArray(card) << licences;
    };
    const QString mit = QStringLiteral("mit");
    row("plain", "---\ntags:\n- vision\nlicense: mit\n---\nlicense: not this\n", {mit});
    row("quoted", "---\r\nlicense: \"mit\"\r\n---\r\n", {mit});
    row("list", "---\nlicense:\n  - mit\n  - 'apache-2.0'\ntags:\n  - vision\n---\n",
        {mit, QStringLiteral("apache-2.0")});
    row("other", "---\nlicense: other\nlicense_name: apple-amlr\nlicense_link: LICENSE\n---\n",
        {QStringLiteral("apple-amlr")});
    row("none", "---\ntags: [vision]\n---\n", {});
    row("no front matter", "# A model\nlicense: mit\n", {});
    row("empty", "", {});
}

void HfFamiliesTest::licencesAreRead() {
    QFETCH(QByteArray, card);
    const QString dir = folder(QStringLiteral("clip"));
    write(dir + QStringLiteral("/README.md"), card);
    const auto manifest = ModelManifest::read(dir);
    QVERIFY(manifest);
    QTEST(manifest->licences, "licences");
}

void HfFamiliesTest::tensorsAreNamed_data() {
    families();
}

void HfFamiliesTest::tensorsAreNamed() {
    QFETCH(QString, family);
    const QString dir = folder(family);
    const bool isOpenClip = family == QLatin1String("openclip");
    const QString path =
        dir + u'/' + (isOpenClip ? QLatin1String("open_clip_") : QLatin1String()) + kWeights;
    const SafetensorsContents good = weightsOf(dir);
    for (std::size_t i = 0; i < good.tensors.size(); i += 11) {
        const QString name = good.tensors[i].name;
        if (name.startsWith(QLatin1String("logit")))
            continue;
        SafetensorsContents lacking = good;
        lacking.tensors.erase(lacking.tensors.begin() + std::ptrdiff_t(i));
        QVERIFY(writeSafetensors(path, lacking));
        QVERIFY2(sentenceOf(loads(dir)).contains(name), qPrintable(name));

        SafetensorsContents bent = good;
        bent.tensors[i].shape.push_back(1);
        QVERIFY(writeSafetensors(path, bent));
        QVERIFY2(sentenceOf(loads(dir)).contains(name), qPrintable(name));
    }
    SafetensorsContents more = good;
    more.tensors.push_back(
        {QStringLiteral("vision_model.extra"), TensorType::F32, {1}, QByteArray(4, '\0')});
    QVERIFY(writeSafetensors(path, more));
    QVERIFY(sentenceOf(loads(dir)).contains(QStringLiteral("vision_model.extra")));
    if (isOpenClip)
        return;
    // What older files carry besides.
    more.tensors.back() = {QStringLiteral("text_model.embeddings.position_ids"),
                           TensorType::I64,
                           {1, 1},
                           QByteArray(8, '\0')};
    QVERIFY(writeSafetensors(path, more));
    QCOMPARE(sentenceOf(loads(dir)), QString());
}

void HfFamiliesTest::vocabulariesMustFit() {
    const QString dir = folder(QStringLiteral("clip"));
    auto vocabulary = *readJsonObject(dir + QStringLiteral("/vocab.json"));
    vocabulary[QStringLiteral("more")] = 99999;
    write(dir + QStringLiteral("/vocab.json"), QJsonDocument(vocabulary).toJson());
    const Status status = loads(dir);
    QVERIFY(!status);
    QVERIFY2(status.error().sentence.contains(QStringLiteral("100000")),
             qPrintable(status.error().sentence));
}

void HfFamiliesTest::paddingIsTakenFromTheList() {
    const QString dir = folder(QStringLiteral("siglip"));
    const int fromVocabulary = ModelManifest::read(dir)->text.padding;
    const QString path = dir + QStringLiteral("/tokenizer_config.json");
    const QJsonObject config = *readJsonObject(path);
    const auto paddingWith = [&](const QString& key, const QString& piece) {
        QJsonObject listing = config;
        listing[QStringLiteral("added_tokens_decoder")] =
            QJsonObject{{key, QJsonObject{{QStringLiteral("content"), piece}}}};
        write(path, QJsonDocument(listing).toJson());
        const auto manifest = ModelManifest::read(dir);
        return manifest ? manifest->text.padding : -1;
    };
    const QString end = QStringLiteral("</s>");
    QCOMPARE(paddingWith(QString::number(fromVocabulary + 3), end), fromVocabulary + 3);
    // What is not in the list, is no number or has no row is looked up in the vocabulary.
    QCOMPARE(paddingWith(QStringLiteral("7"), QStringLiteral("<other>")), fromVocabulary);
    for (const char* key : {"-1", "x", "999999999", "99999999999"})
        QCOMPARE(paddingWith(QLatin1String(key), end), fromVocabulary);
}

SEMBLANCE_TEST(HfFamiliesTest)
#include "tst_hffamilies.moc"
