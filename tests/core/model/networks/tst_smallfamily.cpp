#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/model/composition/modelloader.h"
#include "core/model/composition/prompts.h"
#include "core/model/composition/tuning.h"
#include "core/model/files/manifest.h"
#include "core/model/files/modelwriter.h"
#include "core/model/files/safetensors.h"
#include "core/model/kernels/namedtensors.h"
#include "core/model/kernels/packing.h"
#include "core/model/networks/berttext.h"
#include "core/model/networks/headdropout.h"
#include "core/model/networks/smallfamily.h"
#include "core/model/networks/usemultilingual.h"
#include "core/model/networks/weights.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace Qt::StringLiterals;

/// The family of two text towers, with random weights of the real sizes under the shipped model's
/// image side. tests/parity compares with the towers' own implementations.
class SmallFamilyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nibblesAreUnpacked();
    void frequentRowsAndOthersAreOneTable();
    void neighboursInABatchChangeNothing();
    void onlyEnglishReachesTheFirstTower();
    void sideDropoutSendsEnglishTheOthersWay();
    void pseudoWordsStandInEachTower();
    void theTunedTowerLearnsInBoth();
    void packedModelsSayTheSame();
    void otherVocabulariesAreRefused();
    void halfAModelIsRefused();

private:
    Status write(const QString& dir) const;
    at::Tensor raw(const TokenBatch& batch) const {
        return m_networks.text->raw(inputRows(*m_networks.text, batch), batch.lengths);
    }
    at::Tensor embedded(const TokenBatch& batch) const {
        return embedBatch(*m_networks.text, batch);
    }

    const QDir m_mini{QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini")};
    QTemporaryDir m_dir;
    DualNetworks m_networks;
};

namespace {

constexpr std::int64_t kDim = 512;
constexpr std::int64_t kHidden = 24;
constexpr int kOffset = static_cast<int>(BertText::kTable);

using Tensors = std::vector<NamedTensor>;

void addLinear(Tensors& all, const QString& name, std::int64_t out, std::int64_t in,
               bool bias = true) {
    all.push_back({name + u".weight"_s, at::randn({out, in}) / std::sqrt(double(in))});
    if (bias)
        all.push_back({name + u".bias"_s, at::randn({out}) * 0.1});
}

void addNorm(Tensors& all, const QString& name, std::int64_t width) {
    all.push_back({name + u".weight"_s, 1 + at::randn({width}) * 0.1});
    all.push_back({name + u".bias"_s, at::randn({width}) * 0.1});
}

Tensors bert() {
    constexpr std::int64_t kWidth = BertText::kWidth;
    Tensors all{{u"table"_s, at::randn({BertText::kTable, kWidth})},
                {u"positions"_s, at::randn({BertText::kMostTokens, kWidth})}};
    addNorm(all, u"norm"_s, kWidth);
    for (int i = 0; i < BertText::kLayers; ++i) {
        const QString layer = u"layers.%1."_s.arg(i);
        addLinear(all, layer + u"attn.qkv"_s, 3 * kWidth, kWidth);
        addLinear(all, layer + u"attn.out"_s, kWidth, kWidth);
        addNorm(all, layer + u"attn_norm"_s, kWidth);
        addLinear(all, layer + u"ffn_in"_s, 4 * kWidth, kWidth);
        addLinear(all, layer + u"ffn_out"_s, kWidth, 4 * kWidth);
        addNorm(all, layer + u"ffn_norm"_s, kWidth);
    }
    return all;
}

Tensors multilingual() {
    constexpr std::int64_t kWidth = UseMultilingual::kWidth;
    constexpr std::int64_t kRest = UseMultilingual::kTable - UseMultilingual::kFrequent;
    Tensors all{{u"frequent"_s, at::randn({UseMultilingual::kFrequent, kWidth})},
                {u"rest"_s, at::randint(0, 256, {kRest, kWidth / 2}, at::kByte)},
                {u"rest.low"_s, -1 - at::rand({kRest})},
                {u"rest.step"_s, 0.1 + 0.1 * at::rand({kRest})}};
    addLinear(all, u"tokens"_s, 768, kWidth);
    addNorm(all, u"tokens_norm"_s, 768);
    const std::int64_t reaches[] = {2, 3, 5};
    for (int i = 0; i < 3; ++i) {
        addLinear(all, u"grams.%1.first"_s.arg(i), 256, reaches[i] * 256);
        addLinear(all, u"grams.%1.second"_s.arg(i), 256, reaches[i] * 256);
    }
    addNorm(all, u"states_norm"_s, kWidth + 768);
    addLinear(all, u"average"_s, kWidth, kWidth + 768);
    const std::int64_t widths[] = {kWidth, 320, 320, kWidth, kWidth};
    for (int i = 0; i < 4; ++i)
        addLinear(all, u"deep.%1"_s.arg(i), widths[i + 1], widths[i], false);
    addLinear(all, u"pass.1"_s, 320, kWidth, false);
    addLinear(all, u"pass.3"_s, kWidth, 320, false);
    return all;
}

Tensors textHeads() {
    Tensors all;
    for (const auto& [name, width] : {std::pair{u"text.english"_s, std::int64_t{384 + 512}},
                                      std::pair{u"text.multilingual"_s, std::int64_t{512}}}) {
        addNorm(all, name + u".norm"_s, width);
        addLinear(all, name + u".linear"_s, kDim, width);
        addLinear(all, name + u".hidden"_s, kHidden, width);
        addLinear(all, name + u".out"_s, kDim, kHidden);
    }
    return all;
}

/// The image side of mini's heads, as it is stored.
Result<std::vector<StoredTensor>> imageHeads(const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const auto file, SafetensorsFile::open(path));
    std::vector<StoredTensor> all;
    for (const QString& name : file->names()) {
        const TensorView* view = file->find(name);
        if (name.startsWith(u"image."_s))
            all.push_back({name, view->type, view->shape,
                           QByteArray(reinterpret_cast<const char*>(view->bytes.data()),
                                      qsizetype(view->bytes.size()))});
    }
    return all;
}

ModelPartSource part(const QString& role, const Tensors& tensors, Packing packing) {
    return weightPart(role, {packWeights(tensors, packing), {}});
}

/// `first` ids of the first table, `second` of the other, drawn by chance; English without first.
TokenizedText sentence(int first, int second) {
    TokenizedText text;
    text.lead = first;
    for (int i = 0; i < first; ++i)
        text.ids.push_back(at::randint(kOffset, {1}).item<int>());
    for (int i = 0; i < second; ++i)
        text.ids.push_back(kOffset + at::randint(UseMultilingual::kTable, {1}).item<int>());
    return text;
}

TokenizedPrompt prompt(int first, int second) {
    const TokenizedText text = sentence(first, second);
    return {text.ids, first > 0 ? 2 : -1, first, first + 1};
}

TokenBatch alone(const TokenizedText& text) {
    return batchOf(std::span(&text, 1));
}

double farthest(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

double leastCosine(const at::Tensor& a, const at::Tensor& b) {
    return ((a * b).sum(1) / (a.norm(2, 1) * b.norm(2, 1))).min().item<double>();
}

}  // namespace

Status SmallFamilyTest::write(const QString& dir) const {
    SEMBLANCE_TRY_ASSIGN(ModelManifest manifest, ModelManifest::read(m_mini.path()));
    SEMBLANCE_TRY_ASSIGN(auto image, imageHeads(m_mini.filePath(u"heads.safetensors"_s)));
    const QString vocabulary = m_dir.filePath(u"vocab.txt"_s);
    QFile file(vocabulary);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Permission, file.errorString());
    file.write("[PAD]\n[UNK]\n[CLS]\n[SEP]\n");
    for (int i = 4; i < kOffset; ++i)
        file.write('w' + QByteArray::number(i) + '\n');
    file.close();
    manifest.name = manifest.family = u"small"_s;
    std::vector<ModelPartSource> parts;
    parts.push_back(
        {u"image"_s, u"image.safetensors"_s, m_mini.filePath(u"image.safetensors"_s), {}});
    parts.push_back({u"vocabulary"_s, u"vocab.txt"_s, vocabulary, {}});
    parts.push_back(
        {u"tokenizer"_s, u"pieces.model"_s, m_mini.filePath(u"use-lite.spm.model"_s), {}});
    parts.push_back(part(u"text"_s, bert(), Packing::Half));
    parts.push_back(part(u"multilingual"_s, multilingual(), Packing::Exact));
    ModelPartSource heads = part(u"heads"_s, textHeads(), Packing::Exact);
    for (StoredTensor& tensor : image)
        heads.contents.tensors.push_back(std::move(tensor));
    parts.push_back(std::move(heads));
    SEMBLANCE_TRY(writeModelFolder(dir, manifest, parts, {}));
    return {};
}

void SmallFamilyTest::initTestCase() {
    qputenv("SEMBLANCE_RESOURCES", SEMBLANCE_SOURCE_DIR "/resources");
    QVERIFY(m_dir.isValid());
    at::manual_seed(7);
    const Status status = write(m_dir.filePath(u"small"_s));
    QVERIFY2(status, qPrintable(status ? QString() : status.error().sentence));
    const auto manifest = ModelManifest::read(m_dir.filePath(u"small"_s));
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    auto networks = loadTrainableNetworks(*manifest);
    QVERIFY2(networks, qPrintable(networks ? QString() : networks.error().sentence));
    m_networks = std::move(*networks);
    QCOMPARE(m_networks.text->tokenWidth(), std::int64_t{512});
    QCOMPARE(m_networks.text->layers(), 6);
}

void SmallFamilyTest::nibblesAreUnpacked() {
    // 0x21: the even column is 1, the odd one 2.
    const at::Tensor pairs = at::zeros({3, 2}, at::kByte);
    pairs[0][0] = 0x21;
    pairs[2][0] = 0xF0;
    pairs[2][1] = 0x3C;
    const at::Tensor low = at::zeros({3}) - 1;
    const at::Tensor step = at::ones({3}) / 2;
    const NibbleRows rows{pairs, low, step};
    const at::Tensor wanted = rows.at(
        at::arange(3, at::kLong)
            .index_select(0, at::cat({at::ones({1}, at::kLong) * 2, at::zeros({1}, at::kLong)})));
    const float expected[2][4] = {{-1, 6.5, 5, 0.5}, {-0.5, 0, -1, -1}};
    for (int i = 0; i < 2; ++i) {
        for (int j = 0; j < 4; ++j)
            QCOMPARE(wanted[i][j].item<float>(), expected[i][j]);
    }
}

void SmallFamilyTest::frequentRowsAndOthersAreOneTable() {
    const auto file = SafetensorsFile::open(m_dir.filePath(u"small/multilingual.safetensors"_s));
    QVERIFY(file);
    const auto tower = UseMultilingual::load(*file);
    QVERIFY(tower);
    WeightReader reader(*file);
    constexpr std::int64_t kLast = UseMultilingual::kFrequent - 1;
    const at::Tensor frequent =
        reader.float32(u"frequent"_s, {UseMultilingual::kFrequent, UseMultilingual::kWidth});
    const NibbleRows rest = reader.nibbles(
        u"rest"_s, UseMultilingual::kTable - UseMultilingual::kFrequent, UseMultilingual::kWidth);
    QVERIFY(reader.status());
    const at::Tensor ids = at::arange(kLast, kLast + 2, at::kLong);
    const at::Tensor rows = tower->tokenRows(ids);
    QVERIFY(at::equal(rows[0], frequent[kLast]));
    QVERIFY(at::equal(rows[1], rest.at(at::zeros({1}, at::kLong))[0]));
}

void SmallFamilyTest::neighboursInABatchChangeNothing() {
    const std::vector<TokenizedText> texts{sentence(5, 4), sentence(0, 9), sentence(12, 14),
                                           sentence(0, 2), sentence(3, 2)};
    const TokenBatch together = batchOf(texts);
    QCOMPARE(together.lengths.sizes().vec(), (std::vector<std::int64_t>{5, 2}));
    QCOMPARE(together.tokens().max().item<int>(), 26);
    const at::Tensor rows = raw(together);
    const at::Tensor unit = embedded(together);
    QCOMPARE(unit.sizes().vec(), (std::vector<std::int64_t>{5, kDim}));
    QVERIFY(farthest(unit.norm(2, 1), at::ones({5})) < 1e-5);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        QVERIFY(farthest(raw(alone(texts[i]))[0], rows[row]) < 2e-4);
        QVERIFY(farthest(embedded(alone(texts[i]))[0], unit[row]) < 1e-4);
    }
}

void SmallFamilyTest::onlyEnglishReachesTheFirstTower() {
    const std::vector<TokenizedText> texts{sentence(5, 4), sentence(0, 4)};
    const at::Tensor rows = raw(batchOf(texts));
    QCOMPARE(rows.size(1), 1 + BertText::kWidth + UseMultilingual::kWidth);
    QCOMPARE(rows[0][0].item<float>(), 1.0f);
    QCOMPARE(rows[1][0].item<float>(), 0.0f);
    const at::Tensor first = rows.narrow(1, 1, BertText::kWidth).abs().sum(1);
    QVERIFY(first[0].item<float>() > 1);
    QCOMPARE(first[1].item<float>(), 0.0f);
    // The same pieces to the second tower, with and without the first: another head.
    TokenizedText bare = texts[0];
    bare.ids.erase(bare.ids.begin(), bare.ids.begin() + bare.lead);
    bare.lead = 0;
    QVERIFY(farthest(raw(alone(bare)).narrow(1, 1 + BertText::kWidth, 512),
                     rows.narrow(0, 0, 1).narrow(1, 1 + BertText::kWidth, 512)) < 1e-4);
    QVERIFY(leastCosine(embedded(alone(bare)), embedded(alone(texts[0]))) < 0.9);
}

void SmallFamilyTest::sideDropoutSendsEnglishTheOthersWay() {
    const at::Tensor features =
        raw(batchOf(std::vector<TokenizedText>{sentence(5, 4), sentence(6, 3)}));
    QVERIFY(at::equal(features.select(1, 0), at::ones({2})));
    at::Tensor asOthers = features.clone();
    asOthers.select(1, 0).zero_();
    const at::Tensor expected = m_networks.text->embed(asOthers);
    auto* dropout = dynamic_cast<HeadDropout*>(m_networks.text.get());
    QVERIFY(dropout);
    dropout->setHeadDropout({0, 0, 1});
    const at::Tensor all = m_networks.text->embed(features);
    dropout->setHeadDropout({});
    QVERIFY(at::equal(all, expected));
    QVERIFY(!at::equal(m_networks.text->embed(features), expected));
}

void SmallFamilyTest::pseudoWordsStandInEachTower() {
    const std::vector<TokenizedPrompt> prompts{prompt(6, 5), prompt(0, 5)};
    const TokenBatch batch = batchOf(prompts, 2);
    const at::Tensor words = at::randn({2, 2, 512});
    const auto with = [&](int word) {
        at::Tensor changed = words.clone();
        changed.select(1, word).add_(at::randn({2, 512}));
        return embedBatch(*m_networks.text, batch, changed);
    };
    const at::Tensor before = embedBatch(*m_networks.text, batch, words);
    // The first word reaches the English prompt alone, the second both.
    const at::Tensor first = with(0);
    QVERIFY(farthest(first[0], before[0]) > 1e-4);
    QVERIFY(at::equal(first[1], before[1]));
    const at::Tensor second = with(1);
    QVERIFY(farthest(second[0], before[0]) > 1e-4);
    QVERIFY(farthest(second[1], before[1]) > 1e-4);
    // Whatever stood in their places is gone.
    TokenBatch other = batch;
    other.ids = batch.ids.clone();
    other.ids[0][2] = 17;
    other.ids[0][7] = kOffset + 17;
    other.ids[1][1] = kOffset + 17;
    QVERIFY(at::equal(embedBatch(*m_networks.text, other, words), before));
}

void SmallFamilyTest::theTunedTowerLearnsInBoth() {
    TuningConfig config;
    config.kind = TuningConfig::Kind::Last;
    config.lastLayers = 1;
    const auto tuning = TextTuning::create(config, *m_networks.text, 1);
    QVERIFY(tuning);
    QStringList names;
    (*tuning)->visitParameters([&](const QString& name, at::Tensor&) { names << name; });
    for (const QString& name : {u"layers.5.ffn_out.weight"_s, u"layers.6.average.weight"_s,
                                u"head.english.out.weight"_s, u"head.multilingual.out.weight"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
    QVERIFY(!names.contains(u"layers.4.ffn_out.weight"_s));
    QVERIFY(!names.contains(u"table"_s));

    const std::vector<TokenizedText> texts{sentence(5, 4), sentence(0, 4)};
    const TokenBatch batch = batchOf(texts);
    const at::Tensor tuned = embedBatch((*tuning)->network(), batch);
    QVERIFY(at::equal(tuned, embedded(batch)));
    (tuned[0].sum() + tuned[1].sum()).backward();
    int withGradient = 0;
    (*tuning)->visitParameters([&](const QString&, at::Tensor& tensor) {
        withGradient += tensor.grad().defined() && tensor.grad().abs().sum().item<double>() > 0;
    });
    QCOMPARE(withGradient, int(names.size()));
}

void SmallFamilyTest::packedModelsSayTheSame() {
    const auto manifest = ModelManifest::read(m_dir.filePath(u"small"_s));
    QVERIFY(manifest);
    std::vector<ModelPartSource> parts = copiesOf(*manifest);
    for (ModelPartSource& packed : packSmallFamily(m_networks))
        replacePart(parts, std::move(packed));
    const auto written = writeModelFolder(m_dir.filePath(u"packed"_s), *manifest, parts, {});
    QVERIFY2(written, qPrintable(written ? QString() : written.error().sentence));
    const auto networks = loadTrainableNetworks(*written);
    QVERIFY2(networks, qPrintable(networks ? QString() : networks.error().sentence));
    const std::vector<TokenizedText> texts{sentence(12, 14), sentence(0, 9)};
    const TokenBatch batch = batchOf(texts);
    QVERIFY(leastCosine(embedBatch(*networks->text, batch), embedded(batch)) > 0.995);
    QCOMPARE(parametersOf(*networks->text).size(), parametersOf(*m_networks.text).size());
    for (const auto& packed : buffersOf(*networks->text)) {
        for (const auto& exact : buffersOf(*m_networks.text)) {
            if (exact.name == packed.name && exact.name.startsWith(u"multilingual.rest"_s))
                QVERIFY(at::equal(exact.tensor, packed.tensor));
        }
    }
}

void SmallFamilyTest::otherVocabulariesAreRefused() {
    auto manifest = ModelManifest::read(m_dir.filePath(u"small"_s));
    QVERIFY(manifest);
    QVERIFY(loadTokenizer(*manifest));
    QFile file(m_dir.filePath(u"small/other.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[UNK]\n[CLS]\n[SEP]\na\n");
    file.close();
    for (ModelManifest::Part& part : manifest->parts) {
        if (part.role == u"vocabulary"_s)
            part.file = u"other.txt"_s;
    }
    const auto tokenizer = loadTokenizer(*manifest);
    QVERIFY(!tokenizer);
    QCOMPARE(tokenizer.error().kind, ErrorKind::Corrupt);
    QVERIFY(tokenizer.error().sentence.contains(u"4"_s));
}

void SmallFamilyTest::halfAModelIsRefused() {
    auto manifest = ModelManifest::read(m_dir.filePath(u"small"_s));
    QVERIFY(manifest);
    std::erase_if(manifest->parts, [](const auto& part) { return part.role == u"multilingual"_s; });
    const auto networks = loadDualNetworks(*manifest);
    QVERIFY(!networks);
    QVERIFY(networks.error().sentence.contains(u"multilingual"_s));
}

SEMBLANCE_TEST(SmallFamilyTest)
#include "tst_smallfamily.moc"
