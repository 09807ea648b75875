#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/model/composition/dualencoder.h"
#include "core/model/composition/mapping.h"
#include "core/model/composition/tuning.h"
#include "core/model/files/modelwriter.h"
#include "core/model/kernels/packing.h"
#include "tests/core/model/composition/composingmodel.h"
#include "tests/core/model/composition/minifixture.h"
#include "tests/testmain.h"

using namespace semblance;

/// A model with a mapping and a tuned part, as the engine uses it.
class ComposingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void thePlainVectorsStay();
    void referencesGiveWordsAndRows();
    void compositionsFollowReferenceAndSentence();
    void withNothingLearntTheTowersAgree();
    void hashesTellWhatChanged();
    void theJoinIsSaidOnce_data();
    void theJoinIsSaidOnce();
    void wordsOfAnotherModelAreRefused();
    void modelsWithoutPartsSayNo();
    void cancelStops();

private:
    /// The mini with a mapping of two words, and a composing part moved by `change`.
    Result<QString> write(const char* name, double change) const;
    static std::unique_ptr<DualEncoder> load(const QString& dir);
    std::vector<std::uint8_t> pictures() const;

    MiniFixture m_mini;
    QTemporaryDir m_dir;
    QString m_still;
    QString m_moved;
    std::unique_ptr<DualEncoder> m_plain;
    std::unique_ptr<DualEncoder> m_composing;
};

namespace {

constexpr int kWords = 2;
constexpr int kSide = 260;
constexpr int kPictures = 2;

std::span<const float> part(const std::vector<float>& rows, int index, int width) {
    return std::span(rows).subspan(std::size_t(index) * std::size_t(width), std::size_t(width));
}

double cosine(std::span<const float> a, std::span<const float> b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += double(a[i]) * double(b[i]);
        aa += double(a[i]) * double(a[i]);
        bb += double(b[i]) * double(b[i]);
    }
    return dot / std::sqrt(aa * bb);
}

}  // namespace

void ComposingTest::initTestCase() {
    QVERIFY(m_mini.load());
    const auto still = write("still", 0);
    const auto moved = write("moved", 0.01);
    QVERIFY2(still, qPrintable(still ? QString() : still.error().sentence));
    QVERIFY2(moved, qPrintable(moved ? QString() : moved.error().sentence));
    m_still = *still;
    m_moved = *moved;
    const QString plain = m_dir.filePath(QStringLiteral("plain"));
    QVERIFY(test::writePlainModel(plain));
    m_plain = load(plain);
    m_composing = load(m_moved);
    QVERIFY(m_plain && m_composing);
}

Result<QString> ComposingTest::write(const char* name, double change) const {
    const at::NoGradGuard noGradients;
    MappingConfig config;
    config.words = kWords;
    config.phi.hidden = {32};
    config.injection.layers = 1;
    config.injection.feedForward = 1;
    SEMBLANCE_TRY_ASSIGN(const auto mapping, MappingNetwork::create(config, *m_mini.networks.image,
                                                                    *m_mini.networks.text, 3));
    mapping->visitParameters([](const QString& parameter, at::Tensor& tensor) {
        if (parameter == u"injection.gate")
            tensor.fill_(0.5);
    });
    SEMBLANCE_TRY_ASSIGN(const auto tuning,
                         TextTuning::create(TuningConfig::defaultsFor(*m_mini.networks.text),
                                            *m_mini.networks.text, 3));
    tuning->visitParameters(
        [&](const QString&, at::Tensor& tensor) { tensor.add_(tensor.flip({0}) * change); });
    auto parts = copiesOf(m_mini.manifest);
    replacePart(parts, weightPart(QStringLiteral("mapping"), mapping->pack(Packing::Int8)));
    replacePart(parts, weightPart(QStringLiteral("composing"), tuning->pack(Packing::Int8)));
    SEMBLANCE_TRY_ASSIGN(
        const auto manifest,
        writeModelFolder(m_dir.filePath(QLatin1StringView(name)), m_mini.manifest, parts, {}));
    return manifest.dir;
}

std::unique_ptr<DualEncoder> ComposingTest::load(const QString& dir) {
    DualEncoder::Options options;
    options.precision = Precision::Fp32;
    auto encoder = DualEncoder::load(dir, options);
    return encoder ? std::move(*encoder) : nullptr;
}

std::vector<std::uint8_t> ComposingTest::pictures() const {
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < kPictures; ++i) {
        for (int k = 0; k < kSide * kSide; ++k) {
            pixels.push_back(i == 0 ? 220 : std::uint8_t(k / 300));
            pixels.push_back(std::uint8_t(k % 250));
            pixels.push_back(i == 0 ? 30 : 200);
        }
    }
    return pixels;
}

void ComposingTest::thePlainVectorsStay() {
    QVERIFY(!m_plain->composes());
    QCOMPARE(m_plain->wordWidth(), 0);
    QVERIFY(m_composing->composes());
    QCOMPARE(m_composing->wordWidth(), kWords * 256);
    const QStringList sentences{QStringLiteral("a red dress"), QStringLiteral("dog")};
    QCOMPARE(m_composing->encodeTexts(sentences)->rows, m_plain->encodeTexts(sentences)->rows);
    QCOMPARE(*m_composing->encodeImages(pictures(), kPictures, kSide),
             *m_plain->encodeImages(pictures(), kPictures, kSide));
}

void ComposingTest::referencesGiveWordsAndRows() {
    const auto references = m_composing->encodeReferences(pictures(), kPictures, kSide);
    QVERIFY2(references, qPrintable(references ? QString() : references.error().sentence));
    QCOMPARE(references->rows, *m_composing->encodeImages(pictures(), kPictures, kSide));
    QCOMPARE(references->words.size(), std::size_t(kPictures * m_composing->wordWidth()));
    QVERIFY(cosine(part(references->words, 0, 512), part(references->words, 1, 512)) < 0.9999);
    QCOMPARE(m_composing->encodeReferences({}, 0, kSide)->words.size(), 0u);
    QCOMPARE(m_composing->encodeReferences(pictures(), 1, kSide).error().kind, ErrorKind::WrongUse);
}

void ComposingTest::compositionsFollowReferenceAndSentence() {
    const auto references = m_composing->encodeReferences(pictures(), kPictures, kSide);
    QVERIFY(references);
    const auto word = [&](int i) { return part(references->words, i, m_composing->wordWidth()); };
    const std::vector<DualEncoder::Composition> queries{{word(0), QStringLiteral("is red")},
                                                        {word(1), QStringLiteral("is red")},
                                                        {word(0), QStringLiteral("is at night")},
                                                        {word(0), QString()}};
    const auto rows = m_composing->encodeComposed(queries);
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().sentence));
    QCOMPARE(rows->size(), queries.size() * 512);
    for (int a = 0; a < 4; ++a) {
        QVERIFY(std::abs(cosine(part(*rows, a, 512), part(*rows, a, 512)) - 1) < 1e-5);
        for (int b = 0; b < a; ++b)
            QVERIFY(cosine(part(*rows, a, 512), part(*rows, b, 512)) < 0.99999);
    }
    // One by one, and many at once (more than a batch).
    const auto alone = m_composing->encodeComposed(std::span(queries).subspan(1, 1));
    QVERIFY(cosine(*alone, part(*rows, 1, 512)) > 0.99999);
    std::vector<DualEncoder::Composition> many(70, queries[2]);
    many[69] = queries[1];
    const auto all = m_composing->encodeComposed(many);
    QVERIFY(all);
    QVERIFY(cosine(part(*all, 69, 512), *alone) > 0.99999);
    QCOMPARE(m_composing->encodeComposed({})->size(), 0u);
}

void ComposingTest::withNothingLearntTheTowersAgree() {
    const auto still = load(m_still);
    QVERIFY(still);
    const std::vector<std::uint8_t> both = pictures();
    const auto references =
        still->encodeReferences(std::span(both).first(both.size() / kPictures), 1, kSide);
    QVERIFY(references);
    const DualEncoder::Composition query{references->words, QStringLiteral("that is red")};
    const auto composed = still->encodeComposed(std::span(&query, 1));
    const auto prompt = still->encodePrompt(QStringLiteral("a photo of"), references->words,
                                            QStringLiteral("that is red"));
    QVERIFY(composed && prompt);
    QCOMPARE(*composed, *prompt);
    const auto moved = m_composing->encodeComposed(std::span(&query, 1));
    QVERIFY(cosine(*moved, *prompt) < 0.99999);
}

void ComposingTest::hashesTellWhatChanged() {
    const auto still = ModelManifest::read(m_still);
    const auto moved = ModelManifest::read(m_moved);
    QVERIFY(still && moved);
    QCOMPARE(still->hash(), m_mini.manifest.hash());
    QCOMPARE(moved->hash(), m_mini.manifest.hash());
    QVERIFY(still->compositionHash() != moved->compositionHash());
    QCOMPARE(m_composing->info().compositionHash, moved->compositionHash());
    QCOMPARE(m_composing->info().hash, m_plain->info().hash);
    ModelManifest other = *moved;
    other.composition.before = QStringLiteral("a picture of");
    QVERIFY(other.compositionHash() != moved->compositionHash());
    QCOMPARE(other.hash(), moved->hash());
    other = *moved;
    other.defaultMix = 0.1f;
    QCOMPARE(other.compositionHash(), moved->compositionHash());
    // Whatever changes the vectors changes the composed ones, too.
    other.text.maxPieces = 12;
    QVERIFY(other.compositionHash() != moved->compositionHash());
}

void ComposingTest::theJoinIsSaidOnce_data() {
    QTest::addColumn<QString>("join");
    QTest::addColumn<QString>("modification");
    QTest::addColumn<QString>("after");
    const auto row = [](const char* join, const char* modification, const char* after) {
        QTest::addRow("%s|%s", join, modification)
            << QString::fromLatin1(join) << QString::fromLatin1(modification)
            << QString::fromLatin1(after);
    };
    row("that", "is red", "that is red");
    row("that", " in red ", "that in red");
    row("that", "that is red", "that is red");
    row("that", "That is red", "That is red");
    row("that", "thatched roof", "that thatched roof");
    row("that", "that", "that");
    row("that", "  ", "");
    row("", "is red", "is red");
}

void ComposingTest::theJoinIsSaidOnce() {
    QFETCH(QString, join);
    QFETCH(QString, modification);
    QFETCH(QString, after);
    ModelManifest::Composition composition;
    composition.join = join;
    QCOMPARE(composition.after(modification), after);
}

void ComposingTest::wordsOfAnotherModelAreRefused() {
    const std::vector<float> narrow(256, 0.1f);
    const DualEncoder::Composition query{narrow, QStringLiteral("is red")};
    const auto refused = m_composing->encodeComposed(std::span(&query, 1));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::WrongUse);
}

void ComposingTest::modelsWithoutPartsSayNo() {
    const auto references = m_plain->encodeReferences(pictures(), kPictures, kSide);
    QVERIFY(!references);
    QCOMPARE(references.error().kind, ErrorKind::WrongUse);
    const std::vector<float> word(512, 0.1f);
    const DualEncoder::Composition query{word, QStringLiteral("is red")};
    QVERIFY(!m_plain->encodeComposed(std::span(&query, 1)));
}

void ComposingTest::cancelStops() {
    const CancelToken cancel;
    cancel.cancel();
    const auto references = m_composing->encodeReferences(pictures(), kPictures, kSide, cancel);
    QVERIFY(!references);
    QCOMPARE(references.error().kind, ErrorKind::Cancelled);
}

SEMBLANCE_APPLESS_TEST(ComposingTest)
#include "tst_composing.moc"
