#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/randn.h>

#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/composition/tuning.h"
#include "core/model/files/safetensors.h"
#include "core/model/files/safetensorswriter.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "tests/core/model/composition/minifixture.h"
#include "tests/testmain.h"

using namespace semblance;
using Kind = TuningConfig::Kind;

/// Every way of tuning the text tower: nothing at the start, gradients where they belong, the base
/// untouched, and a file that gives the same tower back.
class TuningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingLearntChangesNoBit_data() { kinds(); }
    void nothingLearntChangesNoBit();
    void learningMovesTheTunedTowerOnly_data() { kinds(); }
    void learningMovesTheTunedTowerOnly();
    void partsRoundTrip_data() { kinds(); }
    void partsRoundTrip();
    void onlyTheWantedPartsLearn();
    void namesAreUnique();
    void theImageTowerIsDifferentiable();
    void gradientsAgreeWithDifferences();
    void tooManyLastLayersAreRefused();
    void hostilePartsAreRefused_data();
    void hostilePartsAreRefused();

private:
    static void kinds();
    TuningConfig config() const;
    std::unique_ptr<TextTuning> make(const TuningConfig& config);
    Result<std::unique_ptr<TextTuning>> reload(const SafetensorsContents& contents);
    at::Tensor embed(const TextNetwork& network) const {
        return embedBatch(network, m_mini.sentences());
    }

    MiniFixture m_mini;
    QTemporaryDir m_dir;
};

namespace {

double cosine(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor x = a.detach().flatten().to(at::kDouble);
    const at::Tensor y = b.detach().flatten().to(at::kDouble);
    return (x.dot(y) / (x.norm() * y.norm())).item<double>();
}

/// One step against the gradient of an arbitrary aim.
void learn(TextTuning& tuning, const TokenBatch& batch, double rate) {
    tuning.apply();
    (embedBatch(tuning.network(), batch).select(1, 3).sum() * -1).backward();
    const at::NoGradGuard noGradients;
    tuning.visitParameters([&](const QString&, at::Tensor& tensor) {
        if (tensor.grad().defined()) {
            tensor.sub_(tensor.grad().sign() * rate);
            tensor.mutable_grad().zero_();
        }
    });
}

}  // namespace

void TuningTest::initTestCase() {
    QVERIFY(m_mini.load());
}

void TuningTest::kinds() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("head");
    QTest::newRow("head alone") << int(Kind::None) << true;
    QTest::newRow("adapters") << int(Kind::Adapters) << false;
    QTest::newRow("adapters and head") << int(Kind::Adapters) << true;
    QTest::newRow("LoRA") << int(Kind::LoRA) << false;
    QTest::newRow("last layer") << int(Kind::Last) << false;
    QTest::newRow("full and head") << int(Kind::Full) << true;
}

TuningConfig TuningTest::config() const {
    const int kind = *static_cast<int*>(QTest::qData("kind", QMetaType::Int));
    const bool head = *static_cast<bool*>(QTest::qData("head", QMetaType::Bool));
    TuningConfig config;
    config.kind = Kind(kind);
    config.head = head;
    return config;
}

std::unique_ptr<TextTuning> TuningTest::make(const TuningConfig& config) {
    auto tuning = TextTuning::create(config, *m_mini.networks.text, 5);
    return tuning ? std::move(*tuning) : nullptr;
}

Result<std::unique_ptr<TextTuning>> TuningTest::reload(const SafetensorsContents& contents) {
    const QString path = m_dir.filePath(QStringLiteral("composing.safetensors"));
    SEMBLANCE_TRY(writeSafetensors(path, contents));
    SEMBLANCE_TRY_ASSIGN(const auto file, SafetensorsFile::open(path));
    return TextTuning::load(file, *m_mini.networks.text);
}

void TuningTest::nothingLearntChangesNoBit() {
    const auto tuning = make(config());
    QVERIFY(tuning);
    const at::Tensor plain = embed(*m_mini.networks.text);
    QVERIFY(at::equal(embed(tuning->network()), plain));
    const auto read = reload(tuning->pack(Packing::Int8));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().sentence));
    QVERIFY(at::equal(embed((*read)->network()), plain));
}

void TuningTest::learningMovesTheTunedTowerOnly() {
    const auto tuning = make(config());
    const QString frozen = hashOf(parametersOf(*m_mini.networks.text));
    const at::Tensor plain = embed(*m_mini.networks.text);
    for (int step = 0; step < 2; ++step)
        learn(*tuning, m_mini.sentences(), 1e-3);
    tuning->apply();
    QVERIFY(!at::equal(embed(tuning->network()), plain));
    QVERIFY(embed(tuning->network()).select(1, 3).sum().item<double>() >
            plain.select(1, 3).sum().item<double>());
    QVERIFY(at::equal(embed(*m_mini.networks.text), plain));
    QCOMPARE(hashOf(parametersOf(*m_mini.networks.text)), frozen);
}

void TuningTest::partsRoundTrip() {
    const auto tuning = make(config());
    for (int step = 0; step < 2; ++step)
        learn(*tuning, m_mini.sentences(), 1e-3);
    tuning->apply();
    const at::Tensor learnt = embed(tuning->network());
    const auto exact = reload(tuning->pack(Packing::Exact));
    const auto packed = reload(tuning->pack(Packing::Int8));
    QVERIFY(exact && packed);
    QCOMPARE((*exact)->config().toJson(), tuning->config().toJson());
    QVERIFY(cosine(embed((*exact)->network()), learnt) > 0.9999999);
    QVERIFY(cosine(embed((*packed)->network()), learnt) > 0.9999);
    // Without gradients.
    (*packed)->visitParameters(
        [](const QString& name, at::Tensor& t) { QVERIFY2(!t.requires_grad(), qPrintable(name)); });
}

void TuningTest::onlyTheWantedPartsLearn() {
    const auto namesOf = [&](Kind kind, bool head) {
        TuningConfig config;
        config.kind = kind;
        config.head = head;
        QStringList names;
        for (const NamedTensor& parameter : parametersOf(*make(config)))
            names << parameter.name;
        return names;
    };
    QCOMPARE(namesOf(Kind::None, false), QStringList());
    for (const QString& name : namesOf(Kind::None, true))
        QVERIFY(name.startsWith(u"head."));
    for (const QString& name : namesOf(Kind::Last, false))
        QVERIFY(name.startsWith(u"layers.1."));
    const QStringList full = namesOf(Kind::Full, true);
    QVERIFY(!full.contains(QStringLiteral("table")));
    QVERIFY(full.contains(QStringLiteral("layers.0.residual.weight")));
    QVERIFY(full.contains(QStringLiteral("head.out.bias")));
    const QStringList lora = namesOf(Kind::LoRA, false);
    QCOMPARE(lora.size(), 2 * 2 * 2);
    QVERIFY(lora.contains(QStringLiteral("lora.layers.0.attn.qkv.weight.a")));
    QCOMPARE(namesOf(Kind::Adapters, false).size(), 2 * 6);
}

void TuningTest::namesAreUnique() {
    QSet<QString> names;
    for (const NamedTensor& parameter : parametersOf(*m_mini.networks.text)) {
        QVERIFY2(!names.contains(parameter.name), qPrintable(parameter.name));
        names.insert(parameter.name);
    }
    for (const char* name : {"table", "layers.1.attn.qkv.weight", "head.hidden.weight"})
        QVERIFY2(names.contains(QLatin1StringView(name)), name);
    names.clear();
    for (const NamedTensor& parameter : parametersOf(*m_mini.networks.image)) {
        QVERIFY2(!names.contains(parameter.name), qPrintable(parameter.name));
        names.insert(parameter.name);
    }
    for (const char* name : {"tower.stem.weight", "tower.blocks.15.expand.weight",
                             "tower.head.bias", "head.linear.weight", "colour.out.weight"})
        QVERIFY2(names.contains(QLatin1StringView(name)), name);
}

void TuningTest::theImageTowerIsDifferentiable() {
    ImageNetwork& image = *m_mini.networks.image;
    const at::Tensor pixels = m_mini.pixels().narrow(0, 0, 1);
    const at::Tensor side = image.sideFeatures(pixels);
    const at::Tensor plain = image.embed(image.raw(image.patches(pixels)), side);
    const auto leaves = leavesOf(image, [](const QString& name) {
        return name.startsWith(u"tower.blocks.15.") || name.startsWith(u"tower.blocks.16.") ||
               name.startsWith(u"head.") || name.startsWith(u"colour.");
    });
    // From kept activations, in another memory format, as a cache gives them.
    const at::Tensor kept = image.trunk(pixels).contiguous();
    QCOMPARE(kept.sizes().vec(), (std::vector<std::int64_t>{1, 120, 17, 17}));
    const at::Tensor vectors = image.embed(image.raw(image.patchesFrom(kept)), side);
    QVERIFY(cosine(vectors, plain) > 0.999999);
    vectors.select(1, 0).sum().backward();
    for (const auto& [name, tensor] : leaves) {
        QVERIFY2(tensor.grad().defined(), qPrintable(name));
        QVERIFY2(tensor.grad().abs().max().item<double>() > 0, qPrintable(name));
    }
    leavesOf(image, [](const QString&) { return false; });
}

void TuningTest::gradientsAgreeWithDifferences() {
    // Along the gradient of an adapter's up-projection the aim must rise as fast as it says.
    TuningConfig config;
    config.kind = Kind::Adapters;
    config.head = false;
    const auto tuning = make(config);
    at::Tensor up;
    tuning->visitParameters([&](const QString& name, at::Tensor& tensor) {
        if (name == u"adapters.0.up.weight")
            up = tensor;
    });
    const auto aim = [&] { return embed(tuning->network()).select(1, 3).sum(); };
    aim().backward();
    const at::NoGradGuard noGradients;
    const at::Tensor gradient = up.grad().clone();
    const double slope = gradient.norm().item<double>();
    const at::Tensor step = gradient / slope * 1e-2;
    up.add_(step);
    const double above = aim().item<double>();
    up.sub_(step * 2);
    const double below = aim().item<double>();
    const double measured = (above - below) / 2e-2;
    QVERIFY2(std::abs(measured - slope) <= 0.02 * slope,
             qPrintable(QStringLiteral("%1 instead of %2").arg(measured).arg(slope)));
}

void TuningTest::tooManyLastLayersAreRefused() {
    TuningConfig config;
    config.kind = Kind::Last;
    config.lastLayers = 3;
    const auto tuning = TextTuning::create(config, *m_mini.networks.text, 1);
    QVERIFY(!tuning);
    QCOMPARE(tuning.error().kind, ErrorKind::WrongUse);
    QVERIFY(tuning.error().sentence.contains(QStringLiteral("lastLayers")));
}

void TuningTest::hostilePartsAreRefused_data() {
    QTest::addColumn<QString>("config");
    QTest::newRow("none") << QString();
    QTest::newRow("no JSON") << QStringLiteral("full");
    QTest::newRow("ill-typed") << QStringLiteral(R"({"kind":4})");
    QTest::newRow("unknown kind") << QStringLiteral(R"({"kind":"prefix"})");
    QTest::newRow("unknown field") << QStringLiteral(R"({"layers":4})");
    QTest::newRow("more layers than there are")
        << QStringLiteral(R"({"kind":"last","lastLayers":9})");
    QTest::newRow("other parts than stored") << QStringLiteral(R"({"kind":"full"})");
    QTest::newRow("another size") << QStringLiteral(R"({"kind":"adapters","bottleneck":32})");
}

void TuningTest::hostilePartsAreRefused() {
    QFETCH(QString, config);
    TuningConfig adapters;
    adapters.kind = Kind::Adapters;
    adapters.head = false;
    SafetensorsContents contents = make(adapters)->pack(Packing::Exact);
    contents.metadata.clear();
    if (!config.isEmpty())
        contents.metadata.insert(QStringLiteral("config"), config);
    const auto read = reload(contents);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Corrupt);
    QVERIFY(read.error().sentence.contains(QStringLiteral("composing.safetensors")));
    QVERIFY(read.error().sentence.endsWith(u'.'));
}

SEMBLANCE_APPLESS_TEST(TuningTest)
#include "tst_tuning.moc"
