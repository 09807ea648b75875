#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>
#include <thread>

#include "core/model/composition/dualencoder.h"
#include "tests/testmain.h"

using namespace semblance;

class DualEncoderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void textsGiveTheReferencesEmbeddings();
    void aPromptGivesTheReferencesEmbedding();
    void compositionsGiveTheReferencesEmbeddings();
    void rowsHaveUnitLength();
    void batchesAndSinglesAgree();
    void bf16StaysClose();
    void manyTextsAreOneCall();
    void blankTextsAreRefused_data();
    void blankTextsAreRefused();
    void picturesOfTheWrongSizeAreRefused();
    void nothingIsNothing();
    void cancelStops();
    void picturesAndTextsRunTogether();

private:
    std::unique_ptr<DualEncoder> m_encoder;
    const QString m_dir = QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini");
};

namespace {

constexpr int kSide = 260;
constexpr std::size_t kPicture = std::size_t(kSide) * kSide * 3;

/// Smooth coloured shapes, different for each `seed`.
std::vector<std::uint8_t> paint(int count, int seed = 0) {
    std::vector<std::uint8_t> pixels;
    pixels.reserve(std::size_t(count) * kPicture);
    for (int i = 0; i < count; ++i) {
        const double k = 1 + i + seed;
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                pixels.push_back(std::uint8_t(127.5 + 127.5 * std::sin(x / (9 + k)) *
                                                          std::cos(y / (13 + 2 * k))));
                pixels.push_back((int(x / (5 + 3 * k)) + int(y / 40)) % 2 ? 200 : 40);
                pixels.push_back(std::uint8_t(255 * (x + y) / (2 * kSide)));
            }
        }
    }
    return pixels;
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

std::span<const float> row(const std::vector<float>& rows, int index) {
    return std::span(rows).subspan(std::size_t(index) * 512, 512);
}

QJsonObject reference() {
    QFile file(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/reference.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

}  // namespace

void DualEncoderTest::initTestCase() {
    DualEncoder::Options options;
    options.precision = Precision::Fp32;
    auto encoder = DualEncoder::load(m_dir, options);
    QVERIFY2(encoder, qPrintable(encoder ? QString() : encoder.error().sentence));
    m_encoder = std::move(*encoder);
    QCOMPARE(m_encoder->info().dim, 512);
    QCOMPARE(m_encoder->info().input.side, kSide);
    QCOMPARE(m_encoder->tokenWidth(), 256);
}

void DualEncoderTest::textsGiveTheReferencesEmbeddings() {
    const QJsonArray expected = reference()[u"texts"].toArray();
    QVERIFY(!expected.isEmpty());
    QStringList texts;
    for (const QJsonValue& text : expected)
        texts << text[u"text"].toString();
    const auto encoded = m_encoder->encodeTexts(texts);
    QVERIFY(encoded);
    for (int i = 0; i < texts.size(); ++i) {
        const QJsonArray numbers = expected[i][u"embedding"].toArray();
        for (int k = 0; k < numbers.size(); ++k) {
            QVERIFY(std::abs(double(row(encoded->rows, i)[std::size_t(k)]) -
                             numbers[k].toDouble()) <= 1e-4);
        }
    }
}

void DualEncoderTest::aPromptGivesTheReferencesEmbedding() {
    const QJsonObject expected = reference()[u"pseudo_word"].toObject();
    std::vector<float> word;
    for (int i = 0; i < 256; ++i)
        word.push_back(float(0.5 * std::sin(i)));
    const auto encoded =
        m_encoder->encodePrompt(QStringLiteral("a photo of"), word, QStringLiteral("that is red"));
    QVERIFY(encoded);
    const QJsonArray numbers = expected[u"embedding"].toArray();
    for (int k = 0; k < numbers.size(); ++k)
        QVERIFY(std::abs(double((*encoded)[std::size_t(k)]) - numbers[k].toDouble()) <= 1e-4);

    word.pop_back();
    const auto narrow = m_encoder->encodePrompt({}, word, {});
    QVERIFY(!narrow);
    QCOMPARE(narrow.error().kind, ErrorKind::WrongUse);
}

/// The whole way of a composed query: image tower, phi, VSI, tuned text tower.
void DualEncoderTest::compositionsGiveTheReferencesEmbeddings() {
    const QJsonObject expected = reference()[u"composed"].toObject();
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            pixels.push_back(std::uint8_t(127.5 + 127.5 * std::sin(x / 37.0) * std::cos(y / 53.0)));
            pixels.push_back((x / 80 + y / 80) % 2 == 0 ? 200 : 40);
            pixels.push_back(std::uint8_t(255.0 * (x + y) / (2 * kSide - 2)));
        }
    }
    const auto references = m_encoder->encodeReferences(pixels, 1, kSide);
    QVERIFY(references);
    const QJsonArray words = expected[u"words"].toArray();
    QCOMPARE(int(references->words.size()), m_encoder->wordWidth());
    QCOMPARE(words.size(), m_encoder->wordWidth());
    for (int k = 0; k < words.size(); ++k)
        QVERIFY(std::abs(double(references->words[std::size_t(k)]) - words[k].toDouble()) <= 1e-3);

    const QJsonArray queries = expected[u"queries"].toArray();
    QCOMPARE(queries.size(), 3);
    for (const QJsonValue& query : queries) {
        const DualEncoder::Composition composition{references->words,
                                                   query[u"modification"].toString()};
        const auto composed = m_encoder->encodeComposed(std::span(&composition, 1));
        QVERIFY(composed);
        const QJsonArray numbers = query[u"embedding_full"].toArray();
        QCOMPARE(std::size_t(numbers.size()), composed->size());
        for (int k = 0; k < numbers.size(); ++k)
            QVERIFY(std::abs(double((*composed)[std::size_t(k)]) - numbers[k].toDouble()) <= 1e-3);
    }
}

void DualEncoderTest::rowsHaveUnitLength() {
    const auto images = m_encoder->encodeImages(paint(2), 2, kSide);
    const auto texts = m_encoder->encodeTexts({QStringLiteral("dog"), QStringLiteral("a cat")});
    QVERIFY(images && texts);
    QCOMPARE(images->size(), 2u * 512);
    for (const auto& rows : {*images, texts->rows}) {
        for (int i = 0; i < 2; ++i) {
            double length = 0;
            for (const float value : row(rows, i))
                length += double(value) * double(value);
            QVERIFY(std::abs(std::sqrt(length) - 1) < 1e-5);
        }
    }
}

void DualEncoderTest::batchesAndSinglesAgree() {
    const auto pixels = paint(9);
    const auto together = m_encoder->encodeImages(pixels, 9, kSide);
    QVERIFY(together);
    for (const int i : {0, 3, 8}) {
        const auto alone = m_encoder->encodeImages(
            std::span(pixels).subspan(std::size_t(i) * kPicture, kPicture), 1, kSide);
        QVERIFY(alone);
        QVERIFY(cosine(*alone, row(*together, i)) >= 0.9999);
    }
}

void DualEncoderTest::bf16StaysClose() {
    DualEncoder::Options options;
    options.precision = Precision::Bf16;
    const auto half = DualEncoder::load(m_dir, options);
    QVERIFY(half);
    QVERIFY((*half)->info().precision == Precision::Bf16);
    const auto pixels = paint(2);
    const auto exact = m_encoder->encodeImages(pixels, 2, kSide);
    const auto close = (*half)->encodeImages(pixels, 2, kSide);
    QVERIFY(exact && close);
    for (const int i : {0, 1}) {
        const double similarity = cosine(row(*exact, i), row(*close, i));
        QVERIFY2(similarity >= 0.998, qPrintable(QString::number(similarity)));
    }
}

void DualEncoderTest::manyTextsAreOneCall() {
    QStringList texts;
    for (int i = 0; i < 70; ++i)
        texts << QStringLiteral("a dog ").repeated(1 + i % 7) + QString::number(i);
    const auto together = m_encoder->encodeTexts(texts);
    QVERIFY(together);
    QCOMPARE(together->rows.size(), 70u * 512);
    QCOMPARE(together->unknownFractions.size(), 70u);
    for (const int i : {0, 31, 32, 69}) {
        const auto alone = m_encoder->encodeTexts({texts[i]});
        QVERIFY(cosine(alone->rows, row(together->rows, i)) >= 0.9999);
    }
}

void DualEncoderTest::blankTextsAreRefused_data() {
    QTest::addColumn<QStringList>("texts");
    QTest::newRow("empty") << QStringList{QString()};
    QTest::newRow("spaces") << QStringList{QStringLiteral("  \n")};
    QTest::newRow("among others") << QStringList{QStringLiteral("dog"), QStringLiteral(".")};
}

void DualEncoderTest::blankTextsAreRefused() {
    QFETCH(QStringList, texts);
    const auto encoded = m_encoder->encodeTexts(texts);
    QVERIFY(!encoded);
    QCOMPARE(encoded.error().kind, ErrorKind::WrongUse);
    if (texts.size() > 1)
        QVERIFY(encoded.error().sentence.contains(QString::number(texts.size())));
}

void DualEncoderTest::picturesOfTheWrongSizeAreRefused() {
    const auto pixels = paint(1);
    for (const auto& [count, side] :
         {std::pair{1, 224}, std::pair{2, kSide}, std::pair{-1, kSide}, std::pair{0, kSide}}) {
        const auto encoded = m_encoder->encodeImages(pixels, count, side);
        QVERIFY(!encoded);
        QCOMPARE(encoded.error().kind, ErrorKind::WrongUse);
    }
}

void DualEncoderTest::nothingIsNothing() {
    QCOMPARE(m_encoder->encodeImages({}, 0, kSide)->size(), 0u);
    QCOMPARE(m_encoder->encodeTexts({})->rows.size(), 0u);
}

void DualEncoderTest::cancelStops() {
    const CancelToken cancel;
    cancel.cancel();
    const auto images = m_encoder->encodeImages(paint(1), 1, kSide, cancel);
    const auto texts = m_encoder->encodeTexts({QStringLiteral("dog")}, cancel);
    QVERIFY(!images && !texts);
    QCOMPARE(images.error().kind, ErrorKind::Cancelled);
    QCOMPARE(texts.error().kind, ErrorKind::Cancelled);
}

void DualEncoderTest::picturesAndTextsRunTogether() {
    const auto pixels = paint(4, 5);
    const QStringList sentence{QStringLiteral("a dog runs on the beach")};
    const auto images = m_encoder->encodeImages(pixels, 4, kSide);
    const auto texts = m_encoder->encodeTexts(sentence);
    QVERIFY(images && texts);
    double imageCosine = 0;
    double textCosine = 1;
    std::thread picturing([&] {
        const auto again = m_encoder->encodeImages(pixels, 4, kSide);
        imageCosine = again ? cosine(*again, *images) : 0;
    });
    std::thread reading([&] {
        for (int i = 0; i < 20; ++i) {
            const auto again = m_encoder->encodeTexts(sentence);
            textCosine = std::min(textCosine, again ? cosine(again->rows, texts->rows) : 0);
        }
    });
    picturing.join();
    reading.join();
    QVERIFY(imageCosine >= 0.9999);
    QVERIFY(textCosine >= 0.9999);
}

SEMBLANCE_TEST(DualEncoderTest)
#include "tst_dualencoder.moc"
