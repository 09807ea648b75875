#include <ATen/TensorOperators.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>

#include "core/model/files/manifest.h"
#include "core/model/files/safetensors.h"
#include "core/model/networks/efficientnetlite.h"
#include "core/model/networks/minifamily.h"
#include "core/text/sentencepiecetokenizer.h"
#include "tests/testmain.h"

using namespace semblance;

/// The networks against the numbers of the reference implementation (data/reference.json, by
/// tests/parity/minireference.py).
class NetworksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void towerGivesTheReferencesGrid();
    void theClassifierNamesTheReferencesClass();
    void bf16TowerStaysClose();
    void sentencesGiveTheReferencesVectors_data();
    void sentencesGiveTheReferencesVectors();
    void paddingChangesNothing();
    void aPseudoWordReplacesOneRow();

private:
    static at::Tensor tensorImage();
    at::Tensor textRaw(const std::vector<std::int32_t>& ids) const;
    void compare(const at::Tensor& row, const QJsonArray& expected, double tolerance) const;

    const QString m_dir = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
    QJsonObject m_reference;
    DualNetworks m_networks;
    std::unique_ptr<SentencePieceTokenizer> m_tokenizer;
};

namespace {

// The reference prints six digits of fp32 numbers up to about 5.
constexpr double kTextTolerance = 1e-4;
constexpr double kTowerTolerance = 1e-4;

double cosine(const at::Tensor& a, const at::Tensor& b) {
    const at::Tensor x = a.flatten().to(at::kDouble);
    const at::Tensor y = b.flatten().to(at::kDouble);
    return (x.dot(y) / (x.norm() * y.norm())).item<double>();
}

std::shared_ptr<const SafetensorsFile> imageWeights(const QString& dir) {
    return *SafetensorsFile::open(dir + QStringLiteral("/image.safetensors"));
}

}  // namespace

void NetworksTest::initTestCase() {
    QFile file(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/reference.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_reference = QJsonDocument::fromJson(file.readAll()).object();
    const auto manifest = ModelManifest::read(m_dir);
    QVERIFY2(manifest, qPrintable(manifest ? QString() : manifest.error().sentence));
    auto networks = loadMiniFamily(*manifest);
    QVERIFY2(networks, qPrintable(networks ? QString() : networks.error().sentence));
    m_networks = std::move(*networks);
    auto tokenizer =
        SentencePieceTokenizer::load(m_dir + QStringLiteral("/use-lite.spm.model"), {});
    QVERIFY(tokenizer);
    m_tokenizer = std::move(*tokenizer);
}

at::Tensor NetworksTest::tensorImage() {
    constexpr int kSide = 260;
    std::vector<float> values;
    for (int c = 0; c < 3; ++c) {
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x)
                values.push_back(
                    static_cast<float>(std::sin(0.05 * (c + 1) * y) * std::cos(0.03 * x)));
        }
    }
    return at::from_blob(values.data(), {1, 3, kSide, kSide}, at::kFloat).clone();
}

void NetworksTest::compare(const at::Tensor& row, const QJsonArray& expected,
                           double tolerance) const {
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const double got = row[i].item<double>();
        QVERIFY2(std::abs(got - expected[i].toDouble()) <= tolerance,
                 qPrintable(QStringLiteral("at %1: %2 instead of %3")
                                .arg(i)
                                .arg(got)
                                .arg(expected[i].toDouble())));
    }
}

void NetworksTest::towerGivesTheReferencesGrid() {
    const c10::InferenceMode inference;
    const auto tower = EfficientNetLite::load(imageWeights(m_dir));
    QVERIFY(tower);
    const QJsonObject expected = m_reference[u"tensor_image"].toObject();
    const at::Tensor grid = tower->grid(tensorImage());
    QCOMPARE(grid.sizes().vec(), (std::vector<std::int64_t>{1, 1280, 9, 9}));

    const at::Tensor cell = grid[0].select(1, 4).select(1, 4);
    QVERIFY(std::abs(cell.mean().item<double>() - expected[u"grid_4_4_mean"].toDouble()) <=
            kTowerTolerance);
    for (const QJsonValue& entry : expected[u"grid_4_4_nonzero"].toArray()) {
        const double got = cell[entry.toArray()[0].toInt()].item<double>();
        QVERIFY(std::abs(got - entry.toArray()[1].toDouble()) <= kTowerTolerance);
    }
    const at::Tensor pooled = grid.flatten(2).mean(2);
    compare(pooled[0], expected[u"pooled"].toArray(), kTowerTolerance);
    QVERIFY(std::abs(pooled.norm().item<double>() - expected[u"pooled_norm"].toDouble()) <= 1e-3);
}

/// The shipped tower has no class rows; the one it was made from has.
void NetworksTest::theClassifierNamesTheReferencesClass() {
    const QString upstream = QStringLiteral(SEMBLANCE_SHARED_DIR "/models/");
    QFile file(upstream + QStringLiteral("reference.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The upstream towers (shared/models) are not here.");
    const c10::InferenceMode inference;
    const auto weights =
        SafetensorsFile::open(upstream + QStringLiteral("efficientnet-lite2.fp16.safetensors"));
    QVERIFY(weights);
    const auto tower = EfficientNetLite::load(*weights);
    QVERIFY(tower);
    const at::Tensor pooled = tower->grid(tensorImage()).flatten(2).mean(2);
    const QJsonObject expected =
        QJsonDocument::fromJson(file.readAll())[u"tensor_image"].toObject();
    QCOMPARE(at::argmax(tower->classify(pooled)).item<int>(), expected[u"top_class"].toInt());
}

void NetworksTest::bf16TowerStaysClose() {
    const c10::InferenceMode inference;
    const auto full = EfficientNetLite::load(imageWeights(m_dir));
    auto half = EfficientNetLite::load(imageWeights(m_dir));
    QVERIFY(full && half);
    QVERIFY(half->setPrecision(Precision::Bf16) == Precision::Bf16);
    const at::Tensor image = tensorImage();
    const double close =
        cosine(full->grid(image).flatten(2).mean(2), half->grid(image).flatten(2).mean(2));
    QVERIFY2(close >= 0.998, qPrintable(QString::number(close)));
}

at::Tensor NetworksTest::textRaw(const std::vector<std::int32_t>& ids) const {
    const std::vector<std::int64_t> wide(ids.begin(), ids.end());
    const auto count = static_cast<std::int64_t>(wide.size());
    const at::Tensor row =
        at::from_blob(const_cast<std::int64_t*>(wide.data()), {1, count}, at::kLong).clone();
    const at::Tensor length = at::full({1}, count, at::kLong);
    return m_networks.text->raw(m_networks.text->tokenRows(row), length);
}

void NetworksTest::sentencesGiveTheReferencesVectors_data() {
    QTest::addColumn<int>("index");
    const QJsonArray texts = m_reference[u"texts"].toArray();
    for (int i = 0; i < texts.size(); ++i)
        QTest::newRow(qPrintable(texts[i][u"text"].toString().left(40))) << i;
}

void NetworksTest::sentencesGiveTheReferencesVectors() {
    const c10::InferenceMode inference;
    QFETCH(int, index);
    const QJsonValue expected = m_reference[u"texts"].toArray()[index];
    const auto tokens = m_tokenizer->encode(expected[u"text"].toString());
    QVERIFY(tokens);
    const at::Tensor raw = textRaw(tokens->ids);
    compare(raw[0], expected[u"pooled"].toArray(), kTextTolerance);
    compare(m_networks.text->embed(raw)[0], expected[u"embedding"].toArray(), kTextTolerance);
}

void NetworksTest::paddingChangesNothing() {
    const c10::InferenceMode inference;
    const auto shortOne = m_tokenizer->encode(QStringLiteral("a red dress"));
    const auto longOne =
        m_tokenizer->encode(QStringLiteral("two children playing football in the snow"));
    QVERIFY(shortOne && longOne);
    const auto tokens = static_cast<std::int64_t>(longOne->ids.size());
    at::Tensor ids = at::zeros({2, tokens}, at::kLong);
    at::Tensor lengths = at::zeros({2}, at::kLong);
    int row = 0;
    for (const auto* text : {&*shortOne, &*longOne}) {
        for (std::size_t i = 0; i < text->ids.size(); ++i)
            ids[row][static_cast<std::int64_t>(i)] = text->ids[i];
        lengths[row++] = static_cast<std::int64_t>(text->ids.size());
    }
    const at::Tensor both = m_networks.text->raw(m_networks.text->tokenRows(ids), lengths);
    QVERIFY(cosine(both[0], textRaw(shortOne->ids)[0]) > 0.999999);
    QVERIFY(cosine(both[1], textRaw(longOne->ids)[0]) > 0.999999);
}

void NetworksTest::aPseudoWordReplacesOneRow() {
    const c10::InferenceMode inference;
    const QJsonObject expected = m_reference[u"pseudo_word"].toObject();
    const QStringList halves = expected[u"text"].toString().split(QStringLiteral("[s]"));
    const auto prompt = m_tokenizer->encodePrompt(halves[0], halves[1], 1);
    QVERIFY(prompt);
    const QJsonArray ids = expected[u"ids"].toArray();
    QCOMPARE(static_cast<qsizetype>(prompt->ids.size()), ids.size());
    for (std::size_t i = 0; i < prompt->ids.size(); ++i)
        QCOMPARE(prompt->ids[i], ids[static_cast<qsizetype>(i)].toInt());
    QCOMPARE(prompt->place, 3);

    const std::vector<std::int64_t> wide(prompt->ids.begin(), prompt->ids.end());
    const auto count = static_cast<std::int64_t>(wide.size());
    const at::Tensor row =
        at::from_blob(const_cast<std::int64_t*>(wide.data()), {1, count}, at::kLong).clone();
    at::Tensor rows = m_networks.text->tokenRows(row).clone();
    for (int i = 0; i < 256; ++i)
        rows[0][prompt->place][i] = 0.5 * std::sin(i);
    const at::Tensor raw = m_networks.text->raw(rows, at::full({1}, count, at::kLong));
    compare(raw[0], expected[u"pooled"].toArray(), kTextTolerance);
    compare(m_networks.text->embed(raw)[0], expected[u"embedding"].toArray(), kTextTolerance);
}

SEMBLANCE_APPLESS_TEST(NetworksTest)
#include "tst_networks.moc"
