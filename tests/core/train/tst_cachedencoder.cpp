#include "core/train/cachedencoder.h"

#include <ATen/core/Tensor.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <random>

#include "core/base/modelfolder.h"
#include "core/model/composition/dualencoder.h"
#include "core/model/composition/mapping.h"
#include "core/model/composition/modelloader.h"
#include "core/model/files/modelwriter.h"
#include "core/model/kernels/packing.h"
#include "core/remote/picturedecoder.h"
#include "core/train/featurestore.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr int kSide = 260;

/// A file holds a seed, its picture is blurred noise.
QByteArray pixelsOf(unsigned seed) {
    std::mt19937 random(seed);
    QByteArray pixels(kSide * kSide * 3, '\0');
    int last = 128;
    for (char& pixel : pixels) {
        last = (last * 7 + int(random() % 256)) / 8;
        pixel = static_cast<char>(last);
    }
    return pixels;
}

class SeedDecoder final : public PictureDecoder {
public:
    void decode(DecodeRequest request, Priority, const CancelToken&, Decide, Done done) override {
        QFile file(request.path);
        if (!file.open(QIODevice::ReadOnly))
            return done(fail(ErrorKind::NotFound, request.path + QStringLiteral(" is not there.")));
        DecodeReply reply;
        reply.input = pixelsOf(file.readAll().toUInt());
        done(reply);
    }
    int parallelism() const override { return 1; }
};

double cosine(const float* a, const float* b, int width) {
    double sum = 0;
    for (int i = 0; i < width; ++i)
        sum += double(a[i]) * b[i];
    return sum;
}

}  // namespace

class CachedEncoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void picturesAreTheEncoders();
    void textsAreTheEncoders();
    void missingPicturesAreNamed();
    void plainModelsDoNotCompose();
    void compositionsAreTheEncoders();
    void badModelsAreNamed();

private:
    QTemporaryDir m_dir;
    QString m_modelDir;
    std::vector<DatasetPicture> m_pictures;
    std::unique_ptr<FeatureStore> m_store;
    std::unique_ptr<CachedEncoder> m_cached;
    std::unique_ptr<DualEncoder> m_encoder;
};

void CachedEncoderTest::initTestCase() {
    const auto folder = findModel(QStringLiteral("mini"));
    if (!folder)
        QSKIP("The embedded model is not there.");
    m_modelDir = folder->dir;
    for (int i = 0; i < 3; ++i) {
        const QString path = m_dir.filePath(QString::number(i));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(i + 1)) > 0);
        m_pictures.push_back({QString::number(i), path, {}});
    }
    const auto manifest = ModelManifest::read(m_modelDir);
    QVERIFY(manifest);
    const auto networks = loadDualNetworks(*manifest);
    QVERIFY(networks);
    SeedDecoder decoder;
    const FeatureSource source{*networks->image, imageTowerKey(*manifest, Precision::Fp32),
                               manifest->input, decoder, m_dir.filePath(QStringLiteral("cache"))};
    auto store =
        FeatureStore::build(source, m_pictures, {Feature::Raw, Feature::Side, Feature::Patches},
                            {PictureView::Plain}, {}, {});
    QVERIFY2(store, store ? "" : qPrintable(store.error().sentence));
    m_store = std::make_unique<FeatureStore>(std::move(*store));
    auto cached = CachedEncoder::load(m_modelDir, {m_store.get()});
    QVERIFY2(cached, cached ? "" : qPrintable(cached.error().sentence));
    m_cached = std::move(*cached);
    auto encoder = DualEncoder::load(m_modelDir, {.precision = Precision::Fp32, .device = {}});
    QVERIFY(encoder);
    m_encoder = std::move(*encoder);
}

void CachedEncoderTest::picturesAreTheEncoders() {
    const int dim = m_encoder->info().dim;
    const std::vector<DatasetPicture> asked{m_pictures[2], m_pictures[0], m_pictures[2]};
    const auto rows = m_cached->pictures(asked);
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().sentence));
    QCOMPARE(rows->size(), std::size_t(3 * dim));
    const unsigned seeds[] = {3, 1, 3};
    for (int i = 0; i < 3; ++i) {
        const QByteArray pixels = pixelsOf(seeds[i]);
        const auto direct = m_encoder->encodeImages(
            {reinterpret_cast<const std::uint8_t*>(pixels.constData()), std::size_t(pixels.size())},
            1, kSide);
        QVERIFY(direct);
        QVERIFY(cosine(rows->data() + i * dim, direct->data(), dim) > 0.9999);
    }
}

void CachedEncoderTest::textsAreTheEncoders() {
    const QStringList sentences{QStringLiteral("a red dress"), QStringLiteral("two dogs")};
    const auto rows = m_cached->texts(sentences);
    const auto direct = m_encoder->encodeTexts(sentences);
    QVERIFY(rows && direct);
    const int dim = m_encoder->info().dim;
    for (int i = 0; i < 2; ++i)
        QVERIFY(cosine(rows->data() + i * dim, direct->rows.data() + i * dim, dim) > 0.9999);
    QCOMPARE(m_cached->texts({QStringLiteral(" ")}).error().kind, ErrorKind::WrongUse);
}

void CachedEncoderTest::missingPicturesAreNamed() {
    const std::vector<DatasetPicture> asked{{QStringLiteral("x"), QStringLiteral("/none/x"), {}}};
    const auto rows = m_cached->pictures(asked);
    QVERIFY(!rows);
    QCOMPARE(rows.error().kind, ErrorKind::NotFound);
    QVERIFY(rows.error().sentence.contains(QStringLiteral("/none/x")));
}

void CachedEncoderTest::plainModelsDoNotCompose() {
    QCOMPARE(m_cached->composes(), m_encoder->composes());
}

/// A mapping that was not trained, but whose injection is open.
void CachedEncoderTest::compositionsAreTheEncoders() {
    const QString dir = m_dir.filePath(QStringLiteral("mapped"));
    const auto manifest = ModelManifest::read(m_modelDir);
    auto networks = loadTrainableNetworks(*manifest);
    QVERIFY(networks);
    const auto mapping =
        MappingNetwork::create(MappingConfig(), *networks->image, *networks->text, 1);
    QVERIFY(mapping);
    (*mapping)->visitParameters([](const QString& name, at::Tensor& tensor) {
        if (name == QStringLiteral("injection.gate"))
            tensor.fill_(0.5);
    });
    std::vector<ModelPartSource> parts = copiesOf(*manifest);
    replacePart(parts, weightPart(QLatin1String(ModelManifest::kMappingRole),
                                  (*mapping)->pack(Packing::Int8)));
    const auto written = writeModelFolder(dir, *manifest, parts, {});
    QVERIFY2(written, written ? "" : qPrintable(written.error().sentence));

    const auto cached = CachedEncoder::load(dir, {m_store.get()});
    QVERIFY2(cached, cached ? "" : qPrintable(cached.error().sentence));
    QVERIFY((*cached)->composes());
    const auto encoder = DualEncoder::load(dir, {.precision = Precision::Fp32, .device = {}});
    QVERIFY(encoder);
    const std::vector<DatasetPicture> references{m_pictures[1], m_pictures[0], m_pictures[1]};
    const QStringList wishes{QStringLiteral("is red"), QStringLiteral("that is blue"), QString()};
    const unsigned seeds[] = {2, 1, 2};
    const auto rows = (*cached)->composed(references, wishes);
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().sentence));
    const int dim = (*encoder)->info().dim;
    for (int i = 0; i < 3; ++i) {
        const QByteArray pixels = pixelsOf(seeds[i]);
        const auto reference = (*encoder)->encodeReferences(
            {reinterpret_cast<const std::uint8_t*>(pixels.constData()), std::size_t(pixels.size())},
            1, kSide);
        QVERIFY(reference);
        const DualEncoder::Composition asked{reference->words, wishes[i]};
        const auto direct = (*encoder)->encodeComposed(std::span(&asked, 1));
        QVERIFY(direct);
        QVERIFY(cosine(rows->data() + i * dim, direct->data(), dim) > 0.9999);
    }
}

void CachedEncoderTest::badModelsAreNamed() {
    const auto none = CachedEncoder::load(m_dir.filePath(QStringLiteral("none")), {});
    QVERIFY(!none);
    QVERIFY(none.error().sentence.contains(m_dir.path()));
}

SEMBLANCE_TEST(CachedEncoderTest)
#include "tst_cachedencoder.moc"
