#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/composition/dualencoder.h"
#include "core/model/composition/mapping.h"
#include "core/model/composition/modelloader.h"
#include "core/model/composition/tuning.h"
#include "core/model/files/modelwriter.h"
#include "core/model/kernels/packing.h"
#include "tests/testmain.h"

using namespace semblance;

/// A CLIP or SigLIP folder learns to compose as the shipped model does: mapping and tuning go
/// beside copies of its files, and its plain vectors stay what they were.
class HfComposingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void theyLearnToCompose_data();
    void theyLearnToCompose();
};

void HfComposingTest::theyLearnToCompose_data() {
    QTest::addColumn<QString>("family");
    QTest::addColumn<int>("kind");
    for (const char* family : {"clip", "siglip"}) {
        const auto row = [&](const char* name, TuningConfig::Kind kind) {
            QTest::addRow("%s, %s", family, name) << QString::fromLatin1(family) << int(kind);
        };
        row("adapters", TuningConfig::Kind::Adapters);
        row("LoRA", TuningConfig::Kind::LoRA);
        row("last layer", TuningConfig::Kind::Last);
    }
}

void HfComposingTest::theyLearnToCompose() {
    QFETCH(QString, family);
    QFETCH(int, kind);
    const auto manifest = ModelManifest::read(
        QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/hf/") + family);
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    const auto networks = loadTrainableNetworks(*manifest);
    QVERIFY2(networks, qPrintable(networks ? QString() : networks.error().sentence));

    MappingConfig config = MappingConfig::defaultsFor(*networks->image);
    config.words = 2;
    const auto mapping = MappingNetwork::create(config, *networks->image, *networks->text, 3);
    QVERIFY2(mapping, qPrintable(mapping ? QString() : mapping.error().sentence));
    TuningConfig tuning;
    tuning.kind = TuningConfig::Kind(kind);
    tuning.bottleneck = 4;
    tuning.rank = 2;
    const auto learnt = TextTuning::create(tuning, *networks->text, 5);
    QVERIFY2(learnt, qPrintable(learnt ? QString() : learnt.error().sentence));
    int parameters = 0;
    (*learnt)->visitParameters([&](const QString&, at::Tensor& tensor) {
        tensor = tensor.detach() + 0.05;
        ++parameters;
    });
    QVERIFY(parameters > 0);
    auto parts = copiesOf(*manifest);
    replacePart(parts, weightPart(QStringLiteral("mapping"), (*mapping)->pack(Packing::Int8)));
    replacePart(parts, weightPart(QStringLiteral("composing"), (*learnt)->pack(Packing::Int8)));
    const QTemporaryDir dir;
    const QString target = dir.filePath(QStringLiteral("composes"));
    const auto written = writeModelFolder(target, *manifest, parts, {});
    QVERIFY2(written, qPrintable(written ? QString() : written.error().sentence));
    QCOMPARE(written->hash(), manifest->hash());

    DualEncoder::Options options;
    options.precision = Precision::Fp32;
    const auto encoder = DualEncoder::load(target, options);
    QVERIFY2(encoder, qPrintable(encoder ? QString() : encoder.error().sentence));
    QVERIFY((*encoder)->composes());
    const int side = (*encoder)->info().input.side;
    const std::vector<std::uint8_t> pixels(std::size_t(side) * std::size_t(side) * 3, 77);
    const auto pictures = (*encoder)->encodeReferences(pixels, 1, side);
    QVERIFY2(pictures, qPrintable(pictures ? QString() : pictures.error().sentence));
    QCOMPARE(pictures->words.size(), std::size_t((*encoder)->wordWidth()));
    const DualEncoder::Composition wish{pictures->words, QStringLiteral("is blue")};
    const auto composed = (*encoder)->encodeComposed(std::span(&wish, 1));
    QVERIFY2(composed, qPrintable(composed ? QString() : composed.error().sentence));
    QCOMPARE(composed->size(), std::size_t(manifest->dim));

    const auto plain = DualEncoder::load(manifest->dir, options);
    QVERIFY(plain);
    const QStringList sentence{QStringLiteral("a red car")};
    QCOMPARE((*encoder)->encodeTexts(sentence)->rows, (*plain)->encodeTexts(sentence)->rows);
}

SEMBLANCE_TEST(HfComposingTest)
#include "tst_hfcomposing.moc"
