#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/abs.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/cosine_similarity.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/InferenceMode.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/json.h"
#include "core/media/picture.h"
#include "core/model/composition/modelloader.h"
#include "core/model/composition/prompts.h"
#include "core/model/networks/layers.h"
#include "core/model/networks/weights.h"
#include "tests/parity/reference.h"
#include "tests/testmain.h"

using namespace semblance;

/// The CLIP and SigLIP families against transformers and open_clip, on checkpoints with random
/// weights that checkpoints.py and openclipcheckpoints.py make: small ones, or with
/// SEMBLANCE_PARITY_FULL=<name> one of real size.
class CheckpointParityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void numbersAreTransformers_data();
    void numbersAreTransformers();
    void photosAreTransformers_data();
    void photosAreTransformers();

private:
    QTemporaryDir m_dir;
    QDir m_out;
};

namespace {

/// What transformers computed for one checkpoint.
struct Expected {
    std::shared_ptr<const SafetensorsFile> file;

    at::Tensor pixels() const {
        const TensorView& view = *file->find(QStringLiteral("pixels"));
        return at::from_blob(const_cast<std::byte*>(view.bytes.data()), view.shape, at::kByte)
            .clone();
    }
    at::Tensor operator[](const char* name) const {
        const TensorView* view = file->find(QLatin1String(name));
        return view ? WeightReader(file).float32(QLatin1String(name), view->shape) : at::Tensor();
    }
};

/// The least cosine between rows of the last dimension.
double leastCosine(const at::Tensor& a, const at::Tensor& b) {
    const std::int64_t width = a.size(-1);
    return at::cosine_similarity(a.reshape({-1, width}), b.reshape({-1, width}), 1)
        .min()
        .item<double>();
}

void compare(const char* what, const at::Tensor& ours, const at::Tensor& theirs) {
    QVERIFY2(ours.sizes() == theirs.sizes(), what);
    const double cosine = leastCosine(ours, theirs);
    const double error = (ours - theirs).abs().max().item<double>();
    qInfo("%s: least cosine %.7f, largest error %.2g", what, cosine, error);
    QVERIFY2(cosine > 0.9999, what);
}

}  // namespace

void CheckpointParityTest::initTestCase() {
    if (parityPython().isEmpty())
        QSKIP("The reference is not installed: tests/parity/setup.sh does it.");
    // Given ready-made, for looking into a failure.
    const QString given = qEnvironmentVariable("SEMBLANCE_PARITY_CHECKPOINTS");
    m_out = QDir(given.isEmpty() ? m_dir.filePath(QStringLiteral("modèles 模型")) : given);
    if (!given.isEmpty())
        return;
    QStringList arguments{m_out.path()};
    const QString full = qEnvironmentVariable("SEMBLANCE_PARITY_FULL");
    if (!full.isEmpty())
        arguments << QStringLiteral("--full") << QStringLiteral("--only") << full;
    for (const char* script : {"checkpoints.py", "openclipcheckpoints.py"}) {
        const QString problem = runReference(QLatin1String(script), arguments);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }
}

void CheckpointParityTest::numbersAreTransformers_data() {
    QTest::addColumn<QString>("name");
    const QString suffix = QStringLiteral(".expected.safetensors");
    for (const QString& file : m_out.entryList({u'*' + suffix}, QDir::Files)) {
        const QString name = file.chopped(suffix.size());
        QTest::newRow(qPrintable(name)) << name;
    }
}

void CheckpointParityTest::numbersAreTransformers() {
    QFETCH(QString, name);
    const c10::InferenceMode inference;
    const auto manifest = ModelManifest::read(m_out.filePath(name));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    const auto networks = loadDualNetworks(*manifest);
    QVERIFY2(networks, qPrintable(networks ? QString() : networks.error().sentence));
    const auto tokenizer = loadTokenizer(*manifest);
    QVERIFY2(tokenizer, qPrintable(tokenizer ? QString() : tokenizer.error().sentence));
    auto file =
        SafetensorsFile::open(m_out.filePath(name + QStringLiteral(".expected.safetensors")));
    QVERIFY(file);
    const Expected expected{std::move(*file)};
    QStringList texts;
    const QJsonArray written =
        readJsonArray(m_out.filePath(name + QStringLiteral(".texts.json"))).value_or(QJsonArray());
    for (const QJsonValue& text : written)
        texts << text.toString();

    const ImageNetwork& image = *networks->image;
    const at::Tensor pixels = expected.pixels();
    const at::Tensor patches = image.patches(pixels);
    QCOMPARE(patches.size(1), image.cells());
    QCOMPARE(patches.size(2), image.patchWidth());
    compare("patch tokens", patches, expected["patches"]);
    const at::Tensor raw = image.raw(patches);
    QCOMPARE(raw.size(1), image.rawWidth());
    compare("picture features", raw, expected["image"]);
    const at::Tensor rows = image.embed(raw, image.sideFeatures(pixels));
    QCOMPARE(rows.size(1), std::int64_t{manifest->dim});

    const auto batch = tokenise(**tokenizer, texts);
    QVERIFY2(batch, qPrintable(batch ? QString() : batch.error().sentence));
    const at::Tensor sentences = embedBatch(*networks->text, *batch);
    QVERIFY(leastCosine(sentences, expected["text"]) > 0.9999);
    compare("logits",
            rows.matmul(sentences.transpose(0, 1)) * manifest->logitScale + manifest->logitBias,
            expected["logits"]);

    // As the encoder has them, see LinearConversion.
    LinearConversion conversion(Precision::Fp32);
    networks->image->setPrecision(conversion);
    networks->text->setPrecision(conversion);
    compare("patch tokens, packed", image.patches(pixels), expected["patches"]);
    compare("sentences, packed", embedBatch(*networks->text, *batch), sentences);
}

void CheckpointParityTest::photosAreTransformers_data() {
    QTest::addColumn<QString>("name");
    const QString suffix = QStringLiteral(".expected.safetensors");
    for (const QString& file : m_out.entryList({u'*' + suffix}, QDir::Files)) {
        const auto expected = SafetensorsFile::open(m_out.filePath(file));
        const QString name = file.chopped(suffix.size());
        if (expected && (*expected)->find(QStringLiteral("photos")))
            QTest::newRow(qPrintable(name)) << name;
    }
}

/// From the file on: decoded, scaled and cut as the model wants it.
void CheckpointParityTest::photosAreTransformers() {
    QFETCH(QString, name);
    const c10::InferenceMode inference;
    const auto manifest = ModelManifest::read(m_out.filePath(name));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    const auto networks = loadDualNetworks(*manifest);
    QVERIFY(networks);
    auto file =
        SafetensorsFile::open(m_out.filePath(name + QStringLiteral(".expected.safetensors")));
    QVERIFY(file);
    const Expected expected{std::move(*file)};
    const std::int64_t side = manifest->input.side;
    std::vector<at::Tensor> rows;
    for (const QString& photo :
         m_out.entryList({QStringLiteral("photo-*.png")}, QDir::Files, QDir::Name)) {
        QFile bytes(m_out.filePath(photo));
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        const auto picture = decodePicture(bytes.readAll(), PictureWish{manifest->input, {}, 0});
        QVERIFY2(picture, qPrintable(picture ? QString() : picture.error().sentence));
        QByteArray input = picture->input;
        QCOMPARE(input.size(), qsizetype(side * side * 3));
        const at::Tensor pixels = at::from_blob(input.data(), {1, side, side, 3}, at::kByte);
        rows.push_back(networks->image->raw(networks->image->patches(pixels)));
    }
    QCOMPARE(rows.size(), std::size_t(5));
    compare("photos", at::cat(rows), expected["photos"]);
}

SEMBLANCE_TEST(CheckpointParityTest)
#include "tst_checkpointparity.moc"
