#include <QColor>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/from_blob.h>

#include "core/model/composition/modelloader.h"
#include "core/model/files/manifest.h"
#include "core/remote/decoderpool.h"
#include "core/train/featurestore.h"
#include "tests/testmain.h"

using namespace semblance;

/// Real pictures, real decoder processes, the real default model.
class FeaturesFromPicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalWhatTheNetworkSees();
    void flippedIsTheMirroredPicture();
    void badPicturesAreListed();

private:
    DatasetPicture picture(const QString& name, const QColor& left, const QColor& right);
    FeatureSource source() {
        return {*m_networks.image, imageTowerKey(m_manifest, Precision::Fp32), m_manifest.input,
                m_decoder, m_dir.filePath(QStringLiteral("cache"))};
    }

    QTemporaryDir m_dir;
    ModelManifest m_manifest;
    DualNetworks m_networks;
    DecoderPool m_decoder;
};

void FeaturesFromPicturesTest::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    auto manifest =
        ModelManifest::read(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini"));
    QVERIFY(manifest);
    m_manifest = std::move(*manifest);
    auto networks = loadDualNetworks(m_manifest);
    QVERIFY2(networks, networks ? "" : qPrintable(networks.error().sentence));
    m_networks = std::move(*networks);
}

DatasetPicture FeaturesFromPicturesTest::picture(const QString& name, const QColor& left,
                                                 const QColor& right) {
    const int side = m_manifest.input.side;
    QImage image(side, side, QImage::Format_RGB888);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x)
            image.setPixelColor(x, y, x < side / 3 + y % 40 ? left : right);
    }
    const QString path = m_dir.filePath(name);
    image.save(path);
    return {name, path, {}};
}

void FeaturesFromPicturesTest::equalWhatTheNetworkSees() {
    const std::vector<DatasetPicture> pictures{
        picture(QStringLiteral("a.png"), Qt::red, Qt::yellow),
        picture(QStringLiteral("b.png"), Qt::blue, Qt::black),
        picture(QStringLiteral("c.png"), Qt::green, Qt::gray)};
    const auto store = FeatureStore::build(
        source(), pictures, {Feature::Raw, Feature::Side, Feature::Patches, Feature::Trunk},
        {PictureView::Plain}, {}, {});
    QVERIFY2(store, store ? "" : qPrintable(store.error().sentence));
    QVERIFY(store->failures().empty());

    // A PNG of the input's own size reaches the network as it is.
    const QImage image = QImage(pictures[1].path).convertToFormat(QImage::Format_RGB888);
    const at::Tensor pixels =
        at::from_blob(const_cast<uchar*>(image.constBits()), {image.height(), image.width(), 3},
                      {image.bytesPerLine(), 3, 1}, at::kByte)
            .unsqueeze(0)
            .clone();
    const ImageNetwork& network = *m_networks.image;
    const at::Tensor patches = network.patches(pixels);
    const std::vector<std::int64_t> second{1};
    // Half floats, and batches of another size.
    const auto close = [](const at::Tensor& a, const at::Tensor& b) {
        return a.sizes() == b.sizes() && at::allclose(a, b, 2e-3, 2e-3);
    };
    QVERIFY(close(store->rows(Feature::Raw, second), network.raw(patches)));
    QVERIFY(close(store->rows(Feature::Patches, second), patches));
    QVERIFY(close(store->rows(Feature::Side, second), network.sideFeatures(pixels)));
    QVERIFY(close(network.patchesFrom(store->rows(Feature::Trunk, second)), patches));
    const at::Tensor embedded =
        network.embed(store->rows(Feature::Raw, second), store->rows(Feature::Side, second));
    const at::Tensor exact = network.embed(network.raw(patches), network.sideFeatures(pixels));
    QVERIFY((embedded * exact).sum().item<double>() > 0.99999);
}

void FeaturesFromPicturesTest::flippedIsTheMirroredPicture() {
    std::vector<DatasetPicture> pictures{picture(QStringLiteral("d.png"), Qt::red, Qt::cyan)};
    const QString mirrored = m_dir.filePath(QStringLiteral("e.png"));
    QVERIFY(QImage(pictures[0].path).mirrored(true, false).save(mirrored));
    pictures.push_back({QStringLiteral("e"), mirrored, {}});
    const auto store = FeatureStore::build(source(), pictures, {Feature::Raw},
                                           {PictureView::Plain, PictureView::Flipped}, {}, {});
    QVERIFY(store);
    const at::Tensor plain = store->rows(Feature::Raw);
    const at::Tensor flipped = store->rows(Feature::Raw, PictureView::Flipped);
    QVERIFY(at::allclose(plain[1], flipped[0], 1e-3, 1e-3));
    QVERIFY(!at::allclose(plain[0], flipped[0], 1e-3, 1e-3));
}

void FeaturesFromPicturesTest::badPicturesAreListed() {
    std::vector<DatasetPicture> pictures{picture(QStringLiteral("f.png"), Qt::red, Qt::blue)};
    const QString broken = m_dir.filePath(QStringLiteral("broken.jpg"));
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xff\xd8\xff no picture");
    file.close();
    pictures.push_back({QStringLiteral("broken"), broken, {}});
    pictures.push_back({QStringLiteral("gone"), m_dir.filePath(QStringLiteral("gone.jpg")), {}});
    const auto store =
        FeatureStore::build(source(), pictures, {Feature::Raw}, {PictureView::Plain}, {}, {});
    QVERIFY(store);
    QCOMPARE(store->failures().size(), 2u);
    QCOMPARE(store->failures()[0].picture, 1u);
    QVERIFY(!store->failures()[0].sentence.isEmpty());
    QCOMPARE(store->usable(), std::vector<std::int64_t>{0});
}

SEMBLANCE_TEST(FeaturesFromPicturesTest)
#include "tst_featuresfrompictures.moc"
