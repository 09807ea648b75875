#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/amax.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/composition/finishing.h"
#include "core/model/composition/mapping.h"
#include "core/model/files/modelwriter.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/weights.h"
#include "tests/core/model/composition/minifixture.h"
#include "tests/testmain.h"

using namespace semblance;

/// int8 rows and the files and folders they are written into.
class PackingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rowsStayWithinHalfAStep_data();
    void rowsStayWithinHalfAStep();
    void packingTwiceChangesNothing();
    void filesReadBack();
    void aTableGivesItsRows();
    void scalesAreAskedFor();
    void badTensorsAreNotWritten();
    void aFailedWriteKeepsTheOldFile();
    void aPackedModelGivesTheSameVectors();
    void aLaterStageAddsItsPart();
    void otherFoldersAreKept();
    void aFailedWriteKeepsTheOldModel();

private:
    /// Demo photos as the tower takes them, roughly.
    at::Tensor photos() const;
    QString path(const char* name) const { return m_dir.filePath(QLatin1StringView(name)); }
    Result<std::shared_ptr<const SafetensorsFile>> written(const std::vector<NamedTensor>& tensors,
                                                           Packing packing) const;

    MiniFixture m_mini;
    QTemporaryDir m_dir;
};

namespace {

double cosine(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor x = a.detach().flatten().to(at::kDouble);
    const at::Tensor y = b.detach().flatten().to(at::kDouble);
    return (x.dot(y) / (x.norm() * y.norm())).item<double>();
}

}  // namespace

void PackingTest::initTestCase() {
    QVERIFY(m_dir.isValid());
    QVERIFY(m_mini.load());
}

Result<std::shared_ptr<const SafetensorsFile>> PackingTest::written(
    const std::vector<NamedTensor>& tensors, Packing packing) const {
    const QString file = path("weights.safetensors");
    SEMBLANCE_TRY(writeSafetensors(file, {packWeights(tensors, packing), {}}));
    return SafetensorsFile::open(file);
}

void PackingTest::rowsStayWithinHalfAStep_data() {
    QTest::addColumn<QList<qint64>>("shape");
    QTest::newRow("matrix") << QList<qint64>{40, 300};
    QTest::newRow("convolution") << QList<qint64>{24, 3, 5, 5};
    QTest::newRow("one column") << QList<qint64>{9, 1};
}

void PackingTest::rowsStayWithinHalfAStep() {
    QFETCH(QList<qint64>, shape);
    const std::vector<std::int64_t> extents(shape.begin(), shape.end());
    at::Tensor x = at::randn(extents) * 0.03;
    x[3].zero_();
    x[4].mul_(1e-9);
    x[5].mul_(1e9);
    const PackedRows packed = packRows(x);
    const at::Tensor back = expandRows(packed.values, packed.scale);
    const at::Tensor error = at::amax((back - x).abs().reshape({x.size(0), -1}), {1});
    for (std::int64_t row = 0; row < x.size(0); ++row) {
        const double step = packed.scale[row].item<double>();
        QVERIFY(error[row].item<double>() <= step * 0.5 * (1 + 1e-4));
        QCOMPARE(step == 0, row == 3);
    }
    QCOMPARE(packed.values.abs().max().item<int>(), 127);
}

void PackingTest::packingTwiceChangesNothing() {
    const PackedRows once = packRows(at::randn({50, 70}));
    const PackedRows twice = packRows(expandRows(once.values, once.scale));
    QVERIFY(at::equal(once.values, twice.values));
    QVERIFY((once.scale / twice.scale - 1).abs().max().item<double>() < 1e-6);
}

void PackingTest::filesReadBack() {
    const std::vector<NamedTensor> tensors{{QStringLiteral("odd"), at::randn({3, 5})},
                                           {QStringLiteral("bias"), at::randn({5})},
                                           {QStringLiteral("gate"), at::full({}, 0.25)},
                                           {QStringLiteral("wide"), at::randn({4, 2, 3})}};
    for (const Packing packing : {Packing::Exact, Packing::Half, Packing::Int8}) {
        const auto file = written(tensors, packing);
        QVERIFY2(file, qPrintable(file ? QString() : file.error().sentence));
        WeightReader reader(*file);
        for (const auto& [name, tensor] : tensors) {
            const at::Tensor read = reader.float32(name, tensor.sizes().vec());
            QVERIFY2(reader.status(), qPrintable(name));
            const double error = (read - tensor).abs().max().item<double>();
            QVERIFY(packing == Packing::Exact ? error == 0 : error < 0.05);
            QVERIFY(tensor.dim() >= 2 || packing == Packing::Half || error == 0);
        }
    }
}

void PackingTest::aTableGivesItsRows() {
    const at::Tensor table = at::randn({20, 8});
    const at::Tensor wanted = at::arange(3, at::kLong) * 5;
    for (const Packing packing : {Packing::Exact, Packing::Half, Packing::Int8}) {
        const auto file = written({{QStringLiteral("table"), table}}, packing);
        QVERIFY(file);
        WeightReader reader(*file);
        const StoredRows rows = reader.rows(QStringLiteral("table"), {20, 8});
        QVERIFY(reader.status());
        QCOMPARE(rows.tensor.scalar_type() == at::kChar, packing == Packing::Int8);
        QVERIFY(at::equal(rows.at(wanted), rows.all().index_select(0, wanted)));
        QVERIFY(cosine(rows.all(), table) > 0.9999);
    }
}

void PackingTest::scalesAreAskedFor() {
    // int8 without its scale, with too few of them, and where only floats make sense.
    auto tensors = packWeights({{QStringLiteral("x"), at::randn({4, 6})}}, Packing::Int8);
    QCOMPARE(tensors.size(), 2u);
    const auto read = [&](const std::vector<StoredTensor>& some) -> Status {
        SEMBLANCE_TRY(writeSafetensors(path("scales.safetensors"), {some, {}}));
        SEMBLANCE_TRY_ASSIGN(const auto file, SafetensorsFile::open(path("scales.safetensors")));
        WeightReader reader(file);
        reader.float32(QStringLiteral("x"), {4, 6});
        return reader.status();
    };
    QVERIFY(read(tensors));
    QVERIFY(!read({tensors[0]}));
    tensors[1].shape = {2};
    tensors[1].bytes.truncate(8);
    QVERIFY(!read(tensors));
    const auto file = SafetensorsFile::open(path("scales.safetensors"));
    WeightReader reader(*file);
    reader.stored(QStringLiteral("x"), {4, 6});
    QVERIFY(!reader.status());
}

void PackingTest::badTensorsAreNotWritten() {
    const QString file = path("bad.safetensors");
    const StoredTensor good{QStringLiteral("a"), TensorType::F32, {2}, QByteArray(8, '\0')};
    StoredTensor shortOne = good;
    shortOne.bytes.chop(1);
    StoredTensor reserved = good;
    reserved.name = QStringLiteral("__metadata__");
    QVERIFY(!writeSafetensors(file, {{shortOne}, {}}));
    QVERIFY(!writeSafetensors(file, {{reserved}, {}}));
    QVERIFY(!writeSafetensors(file, {{good, good}, {}}));
    QVERIFY(!QFile::exists(file));
    QVERIFY(writeSafetensors(file, {{good}, {{QStringLiteral("ü \"x\""), QStringLiteral("{}")}}}));
    const auto read = SafetensorsFile::open(file);
    QVERIFY(read);
    QCOMPARE((*read)->metadata().value(QStringLiteral("ü \"x\"")), QStringLiteral("{}"));
    QVERIFY(writeSafetensors(file, {}));
    QCOMPARE((*SafetensorsFile::open(file))->names(), QStringList());
}

void PackingTest::aFailedWriteKeepsTheOldFile() {
    const QString dir = path("a folder");
    QVERIFY(QDir().mkpath(dir));
    const Status status = writeSafetensors(dir, {});
    QVERIFY(!status);
    QVERIFY(status.error().sentence.contains(QStringLiteral("a folder")));
    QVERIFY(!writeSafetensors(path("nowhere/x.safetensors"), {}));
    QVERIFY(QDir(dir).exists());
}

at::Tensor PackingTest::photos() const {
    const int side = m_mini.manifest.input.side;
    at::Tensor pixels = at::zeros({4, side, side, 3}, at::kByte);
    auto* out = pixels.mutable_data_ptr<std::uint8_t>();
    for (const char* name : {"cat-with-wool", "chickens", "coffee-cup", "castle-by-a-lake"}) {
        const QImage photo(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos/%1.jpg")
                               .arg(QLatin1StringView(name)));
        const QImage small =
            photo.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation)
                .copy(0, 0, side, side)
                .convertToFormat(QImage::Format_RGB888);
        for (int y = 0; y < side; ++y)
            out = std::copy_n(small.constScanLine(y), side * 3, out);
    }
    return pixels;
}

void PackingTest::aPackedModelGivesTheSameVectors() {
    const at::NoGradGuard noGradients;
    MiniFixture upstream;
    if (!upstream.loadUpstream(path("upstream")))
        QSKIP("The upstream towers (shared/models) are not here.");
    auto parts = copiesOf(upstream.manifest);
    auto packed = packNetworks(upstream.manifest, upstream.networks);
    QVERIFY(packed);
    for (ModelPartSource& part : *packed)
        replacePart(parts, std::move(part));
    const QString dir = path("packed");
    const auto manifest =
        writeModelFolder(dir, upstream.manifest, parts, companionsOf(upstream.manifest));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    QVERIFY(manifest->verifyParts());
    qint64 size = 0;
    for (const ModelManifest::Part& part : manifest->parts)
        size += part.size;
    QVERIFY2(size < 18'500'000, qPrintable(QString::number(size)));
    QVERIFY(QFile::exists(dir + QStringLiteral("/LICENSE-Apache-2.0.txt")));
    QVERIFY(!QFile::exists(dir + QStringLiteral(".partial")));

    auto small = loadDualNetworks(*manifest);
    QVERIFY2(small, qPrintable(small ? QString() : small.error().sentence));
    const auto vectorsOf = [&](const DualNetworks& networks, const at::Tensor& pixels) {
        const ImageNetwork& image = *networks.image;
        return image.embed(image.raw(image.patches(pixels)), image.sideFeatures(pixels));
    };
    const at::Tensor pixels = photos();
    const at::Tensor images = vectorsOf(upstream.networks, pixels);
    const at::Tensor smallImages = vectorsOf(*small, pixels);
    const at::Tensor texts = embedBatch(*upstream.networks.text, upstream.sentences());
    const at::Tensor smallTexts = embedBatch(*small->text, upstream.sentences());
    // Rows of equal length: the cosine of all is the mean of theirs.
    QVERIFY2(cosine(images, smallImages) >= 0.999,
             qPrintable(QString::number(cosine(images, smallImages), 'g', 6)));
    for (int i = 0; i < 3; ++i) {
        QVERIFY2(cosine(texts[i], smallTexts[i]) >= 0.999,
                 qPrintable(QString::number(cosine(texts[i], smallTexts[i]), 'g', 6)));
    }
    QVERIFY(!small->image->classRows().defined());
    QVERIFY(upstream.networks.image->classRows().defined());

    // What training starts from is the packed numbers, and packing it again changes nothing.
    auto again = loadTrainableNetworks(*manifest);
    QVERIFY(again);
    QVERIFY(at::equal(embedBatch(*again->text, upstream.sentences()), smallTexts));
    const auto repacked = packNetworks(*manifest, *again);
    QVERIFY(repacked);
    const auto stillSmall = packNetworks(*manifest, *small);
    QVERIFY(stillSmall);
}

void PackingTest::aLaterStageAddsItsPart() {
    MappingConfig config;
    config.phi.hidden = {32};
    config.injection.layers = 0;
    const auto mapping =
        MappingNetwork::create(config, *m_mini.networks.image, *m_mini.networks.text, 1);
    QVERIFY(mapping);
    auto parts = copiesOf(m_mini.manifest);
    replacePart(parts, weightPart(QStringLiteral("mapping"), (*mapping)->pack(Packing::Int8)));
    ModelManifest wanted = m_mini.manifest;
    wanted.composition.join = QStringLiteral("but");
    wanted.defaultMix = 0.35f;
    const QString dir = path("mapped");
    const auto manifest = writeModelFolder(dir, wanted, parts, {});
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    QCOMPARE(manifest->hash(), m_mini.manifest.hash());
    QCOMPARE(manifest->compositionHash().size(), 64);
    QVERIFY(manifest->compositionHash() != m_mini.manifest.compositionHash());
    QCOMPARE(manifest->composition.join, QStringLiteral("but"));
    QCOMPARE(manifest->defaultMix, 0.35f);
    QCOMPARE(manifest->normalisation.mean, m_mini.manifest.normalisation.mean);
    auto networks = loadDualNetworks(*manifest);
    QVERIFY(networks);
    QVERIFY(loadMapping(*manifest, *networks));

    // Over itself: a stage may take its input's place.
    const auto over =
        writeModelFolder(dir, *manifest, copiesOf(*manifest), companionsOf(*manifest));
    QVERIFY2(over, qPrintable(over ? QString() : over.error().sentence));
    QCOMPARE(over->compositionHash(), manifest->compositionHash());
    QVERIFY(over->verifyParts());
    QVERIFY(!QFile::exists(dir + QStringLiteral(".old")));
}

void PackingTest::otherFoldersAreKept() {
    const QString dir = path("holiday");
    QVERIFY(QDir().mkpath(dir));
    QFile photo(dir + QStringLiteral("/beach.jpg"));
    QVERIFY(photo.open(QIODevice::WriteOnly));
    photo.close();
    const auto refused = writeModelFolder(dir, m_mini.manifest, copiesOf(m_mini.manifest), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::WrongUse);
    QVERIFY(photo.exists());
    // A file of that name, too.
    QVERIFY(!writeModelFolder(photo.fileName(), m_mini.manifest, {}, {}));
    QVERIFY(photo.exists());
}

void PackingTest::aFailedWriteKeepsTheOldModel() {
    const QString dir = path("kept");
    QVERIFY(writeModelFolder(dir, m_mini.manifest, copiesOf(m_mini.manifest), {}));
    auto parts = copiesOf(m_mini.manifest);
    parts[1].copyOf = path("no such file");
    const auto failed = writeModelFolder(dir, m_mini.manifest, parts, {});
    QVERIFY(!failed);
    QVERIFY(!QFile::exists(dir + QStringLiteral(".partial")));
    const auto manifest = ModelManifest::read(dir);
    QVERIFY(manifest);
    QVERIFY(manifest->verifyParts());
}

SEMBLANCE_APPLESS_TEST(PackingTest)
#include "tst_packing.moc"
