#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/zeros.h>

#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/composition/mapping.h"
#include "core/model/files/safetensors.h"
#include "core/model/files/safetensorswriter.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "tests/core/model/composition/minifixture.h"
#include "tests/testmain.h"

using namespace semblance;

/// phi and VSI: what they are at the start, where gradients go, and what their file takes.
class MappingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aClosedGateChangesNoBit_data();
    void aClosedGateChangesNoBit();
    void anOpenGateStartsTheSame();
    void anOpenGateDoes();
    void injectsAsTheFormulaSays_data();
    void injectsAsTheFormulaSays();
    void gradientsReachPhiAndTheGate();
    void sideFeaturesReachTheWord();
    void dropoutIsForTrainingOnly();
    void aSeedGivesTheSameWeights();
    void namesAreUniqueAndGatesDoNotDecay();
    void wordsGoThroughTheTower_data();
    void wordsGoThroughTheTower();
    void packedPartsRoundTrip_data();
    void packedPartsRoundTrip();
    void clipsRuleIsTheDefaultWithoutSideFeatures();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void hostilePartsAreRefused_data();
    void hostilePartsAreRefused();
    void headsThatDoNotDivideAreRefused();

private:
    std::unique_ptr<MappingNetwork> make(const MappingConfig& config, std::uint64_t seed = 7);
    Result<std::unique_ptr<MappingNetwork>> reload(const SafetensorsContents& contents);
    at::Tensor words(const MappingNetwork& mapping) const {
        return mapping.forward(m_raw, m_side, m_patches);
    }

    MiniFixture m_mini;
    at::Tensor m_raw;
    at::Tensor m_side;
    at::Tensor m_patches;
    QTemporaryDir m_dir;
};

namespace {

MappingConfig small(int words = 1, int layers = 2) {
    MappingConfig config;
    config.words = words;
    config.phi.hidden = {64};
    config.side.hidden = 16;
    config.injection.layers = layers;
    config.injection.feedForward = 1;
    return config;
}

at::Tensor parameter(MappingNetwork& network, const QString& name) {
    at::Tensor found;
    network.visitParameters([&](const QString& own, at::Tensor& tensor) {
        if (own == name)
            found = tensor;
    });
    return found;
}

double cosine(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor x = a.detach().flatten().to(at::kDouble);
    const at::Tensor y = b.detach().flatten().to(at::kDouble);
    return (x.dot(y) / (x.norm() * y.norm())).item<double>();
}

}  // namespace

void MappingTest::initTestCase() {
    QVERIFY(m_mini.load());
    const at::NoGradGuard noGradients;
    const ImageNetwork& image = *m_mini.networks.image;
    const at::Tensor pixels = m_mini.pixels();
    m_patches = image.patches(pixels);
    m_raw = image.raw(m_patches);
    m_side = image.sideFeatures(pixels);
    QCOMPARE(m_patches.sizes().vec(), (std::vector<std::int64_t>{3, 81, 1280}));
    QCOMPARE(m_side.sizes().vec(), (std::vector<std::int64_t>{3, 192}));
}

std::unique_ptr<MappingNetwork> MappingTest::make(const MappingConfig& config, std::uint64_t seed) {
    auto mapping =
        MappingNetwork::create(config, *m_mini.networks.image, *m_mini.networks.text, seed);
    return mapping ? std::move(*mapping) : nullptr;
}

Result<std::unique_ptr<MappingNetwork>> MappingTest::reload(const SafetensorsContents& contents) {
    const QString path = m_dir.filePath(QStringLiteral("mapping.safetensors"));
    SEMBLANCE_TRY(writeSafetensors(path, contents));
    SEMBLANCE_TRY_ASSIGN(const auto file, SafetensorsFile::open(path));
    return MappingNetwork::load(file, *m_mini.networks.image, *m_mini.networks.text);
}

void MappingTest::aClosedGateChangesNoBit_data() {
    QTest::addColumn<int>("words");
    QTest::addColumn<bool>("learnedQueries");
    QTest::newRow("one word") << 1 << false;
    QTest::newRow("two words") << 2 << false;
    QTest::newRow("four words, learned queries") << 4 << true;
}

void MappingTest::aClosedGateChangesNoBit() {
    QFETCH(int, words);
    QFETCH(bool, learnedQueries);
    MappingConfig with = small(words);
    with.injection.learnedQueries = learnedQueries;
    // The same seed: phi draws its numbers first.
    const auto injecting = make(with);
    const auto plain = make(small(words, 0));
    QVERIFY(injecting && plain);
    QVERIFY(injecting->usesPatches() && !plain->usesPatches());
    const at::Tensor s = this->words(*injecting);
    QCOMPARE(s.sizes().vec(), (std::vector<std::int64_t>{3, words, 256}));
    QVERIFY(at::equal(s, plain->forward(m_raw, m_side, {})));
}

void MappingTest::anOpenGateStartsTheSame() {
    MappingConfig config = small();
    const at::Tensor closed = words(*make(config));
    config.injection.openGate = true;
    const auto mapping = make(config);
    QVERIFY(at::equal(words(*mapping), closed));
    const auto leaves = leavesOf(*mapping, [](const QString& name) {
        return name == u"injection.gate" || name == u"injection.out.weight";
    });
    words(*mapping).square().sum().backward();
    for (const auto& [name, tensor] : leaves) {
        const bool moves = tensor.grad().abs().max().item<double>() > 0;
        QVERIFY2(moves == name.endsWith(u"out.weight"), qPrintable(name));
    }
}

void MappingTest::anOpenGateDoes() {
    const auto mapping = make(small());
    const at::Tensor before = words(*mapping);
    parameter(*mapping, QStringLiteral("injection.gate")).fill_(0.5);
    QVERIFY(!at::equal(words(*mapping), before));
    // Other patches, another word.
    const at::Tensor elsewhere = mapping->forward(m_raw, m_side, m_patches.flip({0}));
    QVERIFY(!at::equal(elsewhere, words(*mapping)));
}

void MappingTest::injectsAsTheFormulaSays_data() {
    QTest::addColumn<int>("words");
    QTest::newRow("one word") << 1;
    QTest::newRow("two words") << 2;
}

/// x += g CrossAttn(LN x, K, V); x += g' FFN(LN x); s = s0 + tanh(gamma) W_o LN x, word for word.
void MappingTest::injectsAsTheFormulaSays() {
    QFETCH(int, words);
    const at::NoGradGuard noGradients;
    const auto mapping = make(small(words));
    const auto plain = make(small(words, 0));
    // Every number counts: as they start, norms and biases do nothing.
    mapping->visitParameters([](const QString& name, at::Tensor& tensor) {
        if (name.startsWith(QLatin1String("injection.")))
            tensor.add_(at::randn(tensor.sizes()) * 0.1);
    });
    const auto weight = [&](const QString& name) {
        return parameter(*mapping, QStringLiteral("injection.") + name);
    };
    const auto norm = [&](const at::Tensor& x, const QString& name) {
        return at::layer_norm(x, {x.size(-1)}, weight(name + QStringLiteral(".weight")),
                              weight(name + QStringLiteral(".bias")), 1e-5);
    };
    const auto linear = [&](const at::Tensor& x, const QString& name) {
        return at::linear(x, weight(name + QStringLiteral(".weight")),
                          weight(name + QStringLiteral(".bias")));
    };
    const auto heads = [](const at::Tensor& x) {
        return x.view({x.size(0), x.size(1), 8, -1}).transpose(1, 2);
    };
    const at::Tensor s0 = plain->forward(m_raw, m_side, {});
    const at::Tensor memory =
        linear(norm(m_patches, QStringLiteral("patch_norm")), QStringLiteral("patch")) +
        weight(QStringLiteral("positions"));
    at::Tensor x = s0;
    for (const QString& layer : {QStringLiteral("0."), QStringLiteral("1.")}) {
        const at::Tensor asking = norm(x, layer + QStringLiteral("attn_norm"));
        const at::Tensor mixed = at::scaled_dot_product_attention(
            heads(linear(asking, layer + QStringLiteral("attn.q"))),
            heads(linear(memory, layer + QStringLiteral("attn.k"))),
            heads(linear(memory, layer + QStringLiteral("attn.v"))));
        x = x + weight(layer + QStringLiteral("attn_gate")) *
                    linear(mixed.transpose(1, 2).flatten(2), layer + QStringLiteral("attn.out"));
        const at::Tensor fed = linear(at::gelu(linear(norm(x, layer + QStringLiteral("ffn_norm")),
                                                      layer + QStringLiteral("ffn_in"))),
                                      layer + QStringLiteral("ffn_out"));
        x = x + weight(layer + QStringLiteral("ffn_gate")) * fed;
    }
    const at::Tensor expected = s0 + at::tanh(weight(QStringLiteral("gate"))) *
                                         at::linear(norm(x, QStringLiteral("out_norm")),
                                                    weight(QStringLiteral("out.weight")));
    const at::Tensor got = this->words(*mapping);
    QVERIFY(!at::allclose(got, s0, 1e-3, 1e-3));
    QVERIFY2(at::allclose(got, expected, 1e-4, 1e-5),
             qPrintable(QString::number((got - expected).abs().max().item<double>())));
}

void MappingTest::gradientsReachPhiAndTheGate() {
    const auto mapping = make(small(2));
    // A key's bias shifts all scores of a query alike: it has no say.
    const auto leaves =
        leavesOf(*mapping, [](const QString& name) { return !name.endsWith(u"attn.k.bias"); });
    const TokenBatch batch = m_mini.prompts(2);
    embedBatch(*m_mini.networks.text, batch, words(*mapping)).select(1, 0).sum().backward();
    for (const auto& [name, tensor] : leaves) {
        QVERIFY2(tensor.grad().defined(), qPrintable(name));
        const bool moves = tensor.grad().abs().max().item<double>() > 0;
        // Behind the closed gate and the side branch's zero layer nothing moves at the first step.
        const bool behind = (name.startsWith(u"injection.") && name != u"injection.gate") ||
                            name.startsWith(u"side.hidden.");
        QVERIFY2(moves != behind, qPrintable(name));
    }
    // At the second step everything does.
    const at::NoGradGuard noGradients;
    for (const auto& [name, tensor] : leaves) {
        tensor.sub_(tensor.grad().sign() * 0.01);
        tensor.mutable_grad().zero_();
    }
    {
        const at::AutoGradMode gradients(true);
        embedBatch(*m_mini.networks.text, batch, words(*mapping)).select(1, 0).sum().backward();
    }
    for (const auto& [name, tensor] : leaves)
        QVERIFY2(tensor.grad().abs().max().item<double>() > 0, qPrintable(name));
}

void MappingTest::sideFeaturesReachTheWord() {
    const auto mapping = make(small());
    const at::Tensor mean = buffersOf(*mapping)[0].tensor;
    QVERIFY(at::equal(mean, buffersOf(*m_mini.networks.image)[0].tensor));
    QVERIFY(at::equal(words(*mapping), mapping->forward(m_raw, m_side * 2, m_patches)));
    parameter(*mapping, QStringLiteral("side.out.weight")).fill_(0.1);
    QVERIFY(!at::equal(words(*mapping), mapping->forward(m_raw, m_side * 2, m_patches)));
}

void MappingTest::dropoutIsForTrainingOnly() {
    const auto mapping = make(small());
    QVERIFY(at::equal(words(*mapping), words(*mapping)));
    QVERIFY(!at::equal(words(*mapping), mapping->forward(m_raw, m_side, m_patches, true)));
}

void MappingTest::aSeedGivesTheSameWeights() {
    const auto one = make(small(), 1);
    const auto same = make(small(), 1);
    const auto other = make(small(), 2);
    QCOMPARE(hashOf(parametersOf(*one)), hashOf(parametersOf(*same)));
    QVERIFY(hashOf(parametersOf(*one)) != hashOf(parametersOf(*other)));
    other->initialise(1);
    QCOMPARE(hashOf(parametersOf(*one)), hashOf(parametersOf(*other)));
}

void MappingTest::namesAreUniqueAndGatesDoNotDecay() {
    const auto mapping = make(small());
    QSet<QString> names;
    for (const auto& [name, tensor] : parametersOf(*mapping)) {
        QVERIFY2(!names.contains(name), qPrintable(name));
        names.insert(name);
        if (name.contains(u"gate") || name.contains(u"norm") || name.endsWith(u".bias"))
            QVERIFY2(!decays(tensor), qPrintable(name));
        else
            QVERIFY2(decays(tensor), qPrintable(name));
    }
    QVERIFY(names.contains(QStringLiteral("injection.gate")));
    QVERIFY(names.contains(QStringLiteral("injection.1.attn_gate")));
    QVERIFY(names.contains(QStringLiteral("injection.1.ffn_gate")));
}

void MappingTest::wordsGoThroughTheTower_data() {
    QTest::addColumn<int>("words");
    for (const int words : {1, 2, 4})
        QTest::addRow("%d", words) << words;
}

void MappingTest::wordsGoThroughTheTower() {
    QFETCH(int, words);
    const TextNetwork& text = *m_mini.networks.text;
    const TokenBatch batch = m_mini.prompts(words);
    QCOMPARE(batch.words, words);
    const at::Tensor pseudo = at::randn({3, words, 256});
    const at::Tensor rows = inputRows(text, batch, pseudo);
    const at::Tensor plain = text.tokenRows(batch.ids);
    for (int i = 0; i < 3; ++i) {
        const auto place = batch.places[i][0].item<std::int64_t>();
        for (std::int64_t t = 0; t < rows.size(1); ++t) {
            const bool isWord = t >= place && t < place + words;
            const at::Tensor expected = isWord ? pseudo[i][t - place] : plain[i][t];
            QVERIFY(at::equal(rows[i][t], expected));
        }
    }
    // Each sentence alone gives what it gives among the others.
    const at::Tensor together = embedBatch(text, batch, pseudo);
    const TokenBatch alone = *tokenisePrompts(*m_mini.tokenizer, QStringLiteral("a photo of"),
                                              {QStringLiteral("that is red")}, words);
    QVERIFY(cosine(embedBatch(text, alone, pseudo.narrow(0, 0, 1)), together[0]) > 0.999999);
}

void MappingTest::packedPartsRoundTrip_data() {
    QTest::addColumn<int>("packing");
    QTest::newRow("exact") << int(Packing::Exact);
    QTest::newRow("int8") << int(Packing::Int8);
}

void MappingTest::packedPartsRoundTrip() {
    QFETCH(int, packing);
    MappingConfig config = small(2);
    config.injection.learnedQueries = true;
    const auto mapping = make(config);
    parameter(*mapping, QStringLiteral("injection.gate")).fill_(0.3);
    const auto read = reload(mapping->pack(Packing(packing)));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().sentence));
    QCOMPARE((*read)->config().toJson(), config.toJson());
    if (Packing(packing) == Packing::Exact)
        QVERIFY(at::equal(words(**read), words(*mapping)));
    else
        QVERIFY(cosine(words(**read), words(*mapping)) > 0.999);
}

void MappingTest::clipsRuleIsTheDefaultWithoutSideFeatures() {
    const MappingConfig mini = MappingConfig::defaultsFor(*m_mini.networks.image);
    QCOMPARE(mini.phi.hidden, (std::vector<int>{1024, 1024}));
    QVERIFY(mini.phi.norm);
    QCOMPARE(mini.words, 1);
    QCOMPARE(mini.injection.layers, 2);
    const auto mapping = make(mini);
    std::int64_t phi = 0;
    for (const auto& [name, tensor] : parametersOf(*mapping)) {
        if (name.startsWith(u"phi."))
            phi += tensor.numel();
    }
    QVERIFY(phi > 2'500'000 && phi < 2'700'000);
}

void MappingTest::wrongFieldsAreNamed_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* json, const char* field) {
        QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(field);
    };
    row(R"({"pseudoWords":2})", "pseudoWords");
    row(R"({"words":0})", "words");
    row(R"({"words":1.5})", "words");
    row(R"({"phi":{"hidden":[1024,"x"]}})", "phi.hidden");
    row(R"({"phi":{"dropout":1}})", "phi.dropout");
    row(R"({"phi":[]})", "phi");
    row(R"({"side":{"use":1}})", "side.use");
    row(R"({"injection":{"gates":1}})", "injection.gates");
    row(R"({"injection":{"layers":-1}})", "injection.layers");
    row(R"({"injection":{"learnedQueries":"no"}})", "injection.learnedQueries");
}

void MappingTest::wrongFieldsAreNamed() {
    QFETCH(QByteArray, json);
    QFETCH(QString, field);
    const auto config = MappingConfig::fromJson(QJsonDocument::fromJson(json).object(),
                                                QStringLiteral("train.json"), {});
    QVERIFY(!config);
    QVERIFY2(config.error().sentence.contains(field), qPrintable(config.error().sentence));
    QVERIFY(config.error().sentence.contains(QStringLiteral("train.json")));
}

void MappingTest::hostilePartsAreRefused_data() {
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("withoutTensor");
    QTest::newRow("no configuration") << QString() << QString();
    QTest::newRow("no JSON") << QStringLiteral("{") << QString();
    QTest::newRow("a list") << QStringLiteral("[]") << QString();
    QTest::newRow("ill-typed") << QStringLiteral(R"({"words":"two"})") << QString();
    QTest::newRow("unknown field") << QStringLiteral(R"({"wings":2})") << QString();
    QTest::newRow("of another size")
        << QStringLiteral(R"({"phi":{"hidden":[64,64]}})") << QString();
    QTest::newRow("more layers than stored")
        << QStringLiteral(R"({"phi":{"hidden":[64]},"side":{"hidden":16},)"
                          R"("injection":{"layers":3,"feedForward":1}})")
        << QString();
    QTest::newRow("heads that do not divide")
        << QStringLiteral(R"({"injection":{"heads":7}})") << QString();
    QTest::newRow("a tensor missing") << QStringLiteral("keep") << QStringLiteral("injection.gate");
    QTest::newRow("no side statistics") << QStringLiteral("keep") << QStringLiteral("side.mean");
}

void MappingTest::hostilePartsAreRefused() {
    QFETCH(QString, config);
    QFETCH(QString, withoutTensor);
    SafetensorsContents contents = make(small())->pack(Packing::Exact);
    if (config.isEmpty())
        contents.metadata.clear();
    else if (config != QStringLiteral("keep"))
        contents.metadata[QStringLiteral("config")] = config;
    std::erase_if(contents.tensors,
                  [&](const StoredTensor& tensor) { return tensor.name == withoutTensor; });
    const auto read = reload(contents);
    QVERIFY(!read);
    QVERIFY(read.error().kind == ErrorKind::Corrupt || read.error().kind == ErrorKind::WrongUse);
    QVERIFY(read.error().sentence.endsWith(u'.'));
}

void MappingTest::headsThatDoNotDivideAreRefused() {
    MappingConfig config = small();
    config.injection.heads = 7;
    const auto mapping =
        MappingNetwork::create(config, *m_mini.networks.image, *m_mini.networks.text, 1);
    QVERIFY(!mapping);
    QCOMPARE(mapping.error().kind, ErrorKind::WrongUse);
    QVERIFY(mapping.error().sentence.contains(QStringLiteral("injection.heads")));
}

SEMBLANCE_APPLESS_TEST(MappingTest)
#include "tst_mapping.moc"
