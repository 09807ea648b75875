#include <ATen/core/Tensor.h>
#include <ATen/ops/equal.h>

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/modelfolder.h"
#include "core/model/files/modelwriter.h"
#include "tests/core/model/composition/hffolders.h"
#include "tests/core/model/files/torchfiles.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

/// Folders as people download them: in several layouts and formats, in pieces, halves, and not yet
/// fetched.
class HfFoldersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void filesThatAreMissingAreNamed_data();
    void filesThatAreMissingAreNamed();
    void truncatedFilesAreRefused();
    void shardsAreRead();
    void shardsOutsideTheFolderAreRefused();
    void otherFormatsStayBehind();
    void picklesAreRead();
    void programsInPicklesAreRefused();
    void openClipIsReadWhereItIsAlone();
    void foldersAroundAModelStandForIt();
    void refusalsSayWhatIsThere_data();
    void refusalsSayWhatIsThere();
    void halvesAreRefused_data();
    void halvesAreRefused();

private:
    /// A copy of a family's folder that a test may spoil.
    QString folder(const QString& family) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void HfFoldersTest::initTestCase() {
    // The notes on hashes go into a cache folder of the test's own.
    QStandardPaths::setTestModeEnabled(true);
}

void HfFoldersTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

QString HfFoldersTest::folder(const QString& family) const {
    const QString dir = m_dir->filePath(QStringLiteral("modèles 模型/") + family);
    if (!copyFolder(tinyModel(family), dir))
        qFatal("the test's folder cannot be written to");
    return dir;
}

void HfFoldersTest::filesThatAreMissingAreNamed_data() {
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* family, const char* file, const char* said) {
        QTest::addRow("%s without %s", family, file)
            << QString::fromLatin1(family) << QString::fromLatin1(file)
            << QString::fromLatin1(said);
    };
    row("clip", "model.safetensors", "model.safetensors");
    row("clip", "merges.txt", "merges.txt");
    row("clip", "vocab.json", "vocab.json");
    row("clip", "preprocessor_config.json", "preprocessor_config.json");
    row("clip", "config.json", "model.json");
    row("siglip", "spiece.model", "spiece.model");
    row("openclip", "open_clip_model.safetensors", "open_clip_model.safetensors");
    row("openclip", "merges.txt", "merges.txt");
}

void HfFoldersTest::filesThatAreMissingAreNamed() {
    QFETCH(QString, family);
    QFETCH(QString, file);
    QFETCH(QString, said);
    const QString dir = folder(family);
    QVERIFY(QFile::remove(dir + u'/' + file));
    const Status status = loads(dir);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::NotFound);
    QVERIFY2(status.error().sentence.contains(said), qPrintable(status.error().sentence));
}

void HfFoldersTest::truncatedFilesAreRefused() {
    const QString dir = folder(QStringLiteral("clip"));
    QFile file(dir + u'/' + kWeights);
    QVERIFY(file.resize(file.size() - 100));
    const Status status = loads(dir);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Corrupt);
    QVERIFY(status.error().sentence.contains(kWeights));
}

void HfFoldersTest::shardsAreRead() {
    const QString dir = folder(QStringLiteral("clip"));
    const auto whole = loadDualNetworks(*ModelManifest::read(dir));
    QVERIFY(whole);
    const SafetensorsContents all = weightsOf(dir);
    SafetensorsContents halves[2];
    QJsonObject map;
    for (std::size_t i = 0; i < all.tensors.size(); ++i) {
        halves[i % 2].tensors.push_back(all.tensors[i]);
        map[all.tensors[i].name] = QStringLiteral("model-0000%1-of-00002.safetensors").arg(i % 2);
    }
    for (int i = 0; i < 2; ++i) {
        QVERIFY(writeSafetensors(dir + QStringLiteral("/model-0000%1-of-00002.safetensors").arg(i),
                                 halves[i]));
    }
    write(dir + QStringLiteral("/model.safetensors.index.json"),
          QJsonDocument(QJsonObject{{QStringLiteral("weight_map"), map}}).toJson());
    QVERIFY(QFile::remove(dir + u'/' + kWeights));
    const auto shards = loadDualNetworks(*ModelManifest::read(dir));
    QVERIFY2(shards, qPrintable(shards ? QString() : shards.error().sentence));
    const at::Tensor pixels =
        expected(tinyModel(QStringLiteral("clip.expected.safetensors")), "pixels");
    QVERIFY(at::equal(shards->image->patches(pixels), whole->image->patches(pixels)));

    QVERIFY(QFile::remove(dir + QStringLiteral("/model-00001-of-00002.safetensors")));
    QVERIFY(sentenceOf(loads(dir)).contains(QStringLiteral("model-00001-of-00002")));
}

void HfFoldersTest::shardsOutsideTheFolderAreRefused() {
    for (const char* file : {"../model.safetensors", "/etc/passwd", ""}) {
        const QString dir = folder(QStringLiteral("clip"));
        QFile::remove(dir + u'/' + kWeights);
        write(dir + QStringLiteral("/model.safetensors.index.json"),
              QByteArray(R"({"weight_map":{"a":")") + file + "\"}}");
        const Status status = loads(dir);
        QVERIFY(!status);
        QCOMPARE(status.error().kind, ErrorKind::Corrupt);
    }
}

/// A downloaded folder may hold the same weights once for each library.
void HfFoldersTest::otherFormatsStayBehind() {
    const QString dir = folder(QStringLiteral("clip"));
    for (const char* name : {"pytorch_model.bin", "tf_model.h5", "flax_model.msgpack",
                             "open_clip_model.SAFETENSORS", "README.md", "LICENSE"})
        write(dir + u'/' + QLatin1String(name), "content");
    write(dir + QStringLiteral("/film.mp4"), QByteArray(5 << 20, 'x'));
    const auto manifest = ModelManifest::read(dir);
    QVERIFY(manifest);
    QStringList names;
    for (const QString& path : companionsOf(*manifest))
        names << QFileInfo(path).fileName();
    QVERIFY(names.contains(QStringLiteral("README.md")));
    QVERIFY(names.contains(QStringLiteral("LICENSE")));
    for (const char* name : {"pytorch_model.bin", "tf_model.h5", "flax_model.msgpack",
                             "open_clip_model.SAFETENSORS", "film.mp4", "model.safetensors"})
        QVERIFY2(!names.contains(QLatin1String(name)), name);
}

/// As the most downloaded CLIP comes.
void HfFoldersTest::picklesAreRead() {
    const QString dir = folder(QStringLiteral("clip"));
    const auto whole = loadDualNetworks(*ModelManifest::read(dir));
    QVERIFY(whole);
    const SafetensorsContents all = weightsOf(dir);
    QVERIFY(QFile::remove(dir + u'/' + kWeights));
    write(dir + QStringLiteral("/pytorch_model.bin"), torchFile(all));
    const auto manifest = ModelManifest::read(dir);
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    QVERIFY(manifest->logitScale > 1);
    const auto networks = loadDualNetworks(*manifest);
    QVERIFY2(networks, qPrintable(networks ? QString() : networks.error().sentence));
    const at::Tensor pixels =
        expected(tinyModel(QStringLiteral("clip.expected.safetensors")), "pixels");
    QVERIFY(at::equal(networks->image->patches(pixels), whole->image->patches(pixels)));

    // In two files with an index.
    SafetensorsContents halves[2];
    QJsonObject map;
    for (std::size_t i = 0; i < all.tensors.size(); ++i) {
        halves[i % 2].tensors.push_back(all.tensors[i]);
        map[all.tensors[i].name] = QStringLiteral("pytorch_model-%1.bin").arg(i % 2);
    }
    for (int i = 0; i < 2; ++i)
        write(dir + QStringLiteral("/pytorch_model-%1.bin").arg(i), torchFile(halves[i]));
    QVERIFY(QFile::remove(dir + QStringLiteral("/pytorch_model.bin")));
    write(dir + QStringLiteral("/pytorch_model.bin.index.json"),
          QJsonDocument(QJsonObject{{QStringLiteral("weight_map"), map}}).toJson());
    QCOMPARE(sentenceOf(loads(dir)), QString());
}

void HfFoldersTest::programsInPicklesAreRefused() {
    const QString dir = folder(QStringLiteral("clip"));
    QVERIFY(QFile::remove(dir + u'/' + kWeights));
    write(dir + QStringLiteral("/pytorch_model.bin"), programFile());
    const Status status = loads(dir);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::Newer);
    QVERIFY2(status.error().sentence.contains(QStringLiteral("posix.system")),
             qPrintable(status.error().sentence));
}

/// Many folders hold a model in both layouts; transformers' own goes first where it is whole.
void HfFoldersTest::openClipIsReadWhereItIsAlone() {
    const QString dir = folder(QStringLiteral("clip"));
    QVERIFY(copyFolder(folder(QStringLiteral("openclip")), dir));
    const auto configOf = [&] {
        const auto manifest = ModelManifest::read(dir);
        return manifest ? manifest->part(QStringLiteral("config"))->file : sentenceOf(loads(dir));
    };
    QCOMPARE(configOf(), QStringLiteral("config.json"));
    const QString config = dir + QStringLiteral("/config.json");
    QVERIFY(changeJson(config, [](QJsonObject& json) {
        json[QStringLiteral("auto_map")] = QJsonObject{{QStringLiteral("AutoModel"), 1}};
    }));
    QCOMPARE(configOf(), QStringLiteral("open_clip_config.json"));
    QVERIFY(changeJson(config, [](QJsonObject& json) { json.remove(QStringLiteral("auto_map")); }));
    QVERIFY(QFile::remove(dir + u'/' + kWeights));
    QCOMPARE(configOf(), QStringLiteral("open_clip_config.json"));
    QVERIFY(QFile::remove(config));
    QCOMPARE(configOf(), QStringLiteral("open_clip_config.json"));
    QCOMPARE(sentenceOf(loads(dir)), QString());
}

/// sentence-transformers keeps the model a folder deeper, in the download cache as well.
void HfFoldersTest::foldersAroundAModelStandForIt() {
    const QString root = m_dir->filePath(QStringLiteral("clip-ViT-B-32"));
    const QString inner = root + QStringLiteral("/0_CLIPModel");
    QVERIFY(copyFolder(tinyModel(QStringLiteral("clip")), inner));
    write(root + QStringLiteral("/modules.json"), "[]");
    QVERIFY(!holdsModel(root));
    QCOMPARE(modelFolderIn(root), inner);
    QCOMPARE(modelFolderIn(inner), inner);
    QCOMPARE(findModel(root)->dir, inner);
    QCOMPARE(ModelManifest::read(inner)->name, QStringLiteral("clip-ViT-B-32"));

    const QString cache = m_dir->filePath(QStringLiteral("models--someone--clip"));
    const QString snapshot = cache + QStringLiteral("/snapshots/0123abcd");
    QVERIFY(copyFolder(inner, snapshot + QStringLiteral("/0_CLIPModel")));
    QCOMPARE(modelFolderIn(cache), snapshot + QStringLiteral("/0_CLIPModel"));
    const QString empty = m_dir->filePath(QStringLiteral("nothing"));
    QVERIFY(QDir().mkpath(empty));
    QCOMPARE(modelFolderIn(empty), empty);
}

void HfFoldersTest::refusalsSayWhatIsThere_data() {
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("without");
    QTest::addColumn<QString>("with");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* family, const char* without, const char* with,
                        const QByteArray& content, const char* said) {
        QTest::newRow(name) << QString::fromLatin1(family) << QString::fromLatin1(without)
                            << QString::fromLatin1(with) << content << QString::fromLatin1(said);
    };
    const QByteArray pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 605157884\n";
    row("ONNX in a folder", "clip", "model.safetensors", "onnx/model.onnx", "x", "onnx/model.onnx");
    row("ONNX", "clip", "model.safetensors", "model.onnx", "x", "model.onnx");
    row("TensorFlow", "siglip", "model.safetensors", "tf_model.h5", "x", "tf_model.h5");
    row("Git LFS, weights", "clip", "model.safetensors", "model.safetensors", pointer,
        "git lfs pull");
    row("Git LFS, vocabulary", "clip", "vocab.json", "vocab.json", pointer, "git lfs pull");
    row("Git LFS, pieces", "siglip", "spiece.model", "spiece.model", pointer, "git lfs pull");
    row("Git LFS, open_clip", "openclip", "open_clip_model.safetensors",
        "open_clip_pytorch_model.bin", pointer, "git lfs pull");
    row("open_clip without weights", "openclip", "open_clip_model.safetensors", "x", "x",
        "open_clip_model.safetensors or open_clip_pytorch_model.bin");
    row("no kind", "clip", "config.json", "config.json", "{\"hidden_size\":3}", "model_type");
    row("text alone", "clip", "config.json", "config.json", "{\"model_type\":\"clip_text_model\"}",
        "half");
    row("pictures alone", "clip", "config.json", "config.json",
        "{\"model_type\":\"siglip_vision_model\"}", "half");
}

void HfFoldersTest::refusalsSayWhatIsThere() {
    QFETCH(QString, family);
    QFETCH(QString, without);
    QFETCH(QString, with);
    QFETCH(QByteArray, content);
    QFETCH(QString, said);
    const QString dir = folder(family);
    QVERIFY(QFile::remove(dir + u'/' + without));
    QVERIFY(QDir().mkpath(QFileInfo(dir + u'/' + with).path()));
    write(dir + u'/' + with, content);
    const QString sentence = sentenceOf(loads(dir));
    QVERIFY2(sentence.contains(said), qPrintable(sentence));
}

void HfFoldersTest::halvesAreRefused_data() {
    QTest::addColumn<QString>("family");
    for (const char* family : {"clip", "siglip", "openclip"})
        QTest::newRow(family) << QString::fromLatin1(family);
}

void HfFoldersTest::halvesAreRefused() {
    QFETCH(QString, family);
    const QString dir = folder(family);
    const QString path =
        dir + (family == QLatin1String("openclip") ? QStringLiteral("/open_clip_model.safetensors")
                                                   : QStringLiteral("/model.safetensors"));
    const SafetensorsContents all = weightsOf(dir);
    for (const bool pictures : {true, false}) {
        SafetensorsContents half;
        for (const StoredTensor& tensor : all.tensors) {
            if (tensor.name.startsWith(QLatin1String("vis")) == pictures)
                half.tensors.push_back(tensor);
        }
        QVERIFY(writeSafetensors(path, half));
        const QString sentence = sentenceOf(loads(dir));
        QVERIFY2(sentence.contains(QStringLiteral("half")), qPrintable(sentence));
    }
}

SEMBLANCE_TEST(HfFoldersTest)
#include "tst_hffolders.moc"
