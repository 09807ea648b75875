#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/text/sentencepiecetokenizer.h"
#include "tests/testmain.h"

using namespace semblance;

class SentencePieceTokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void idsAreTheReferences_data();
    void idsAreTheReferences();
    void blankSentencesHaveNoPieces_data();
    void blankSentencesHaveNoPieces();
    void spellingVariantsAreOneSentence();
    void upperCaseIsUnicode();
    void longSentencesAreCut_data();
    void longSentencesAreCut();
    void strangeTextIsTaken_data();
    void strangeTextIsTaken();
    void unknownFractionTellsEnglish_data();
    void unknownFractionTellsEnglish();
    void aPromptJoinsItsHalves();
    void aPromptWithoutRoomIsRefused();
    void otherRulesAreFollowed();
    void brokenVocabulariesAreRefused();

private:
    std::unique_ptr<SentencePieceTokenizer> make(const SentencePieceOptions& options = {}) const;

    const QString m_path =
        QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini/use-lite.spm.model");
    std::unique_ptr<SentencePieceTokenizer> m_tokenizer;
};

std::unique_ptr<SentencePieceTokenizer> SentencePieceTokenizerTest::make(
    const SentencePieceOptions& options) const {
    auto tokenizer = SentencePieceTokenizer::load(m_path, options);
    return tokenizer ? std::move(*tokenizer) : nullptr;
}

void SentencePieceTokenizerTest::initTestCase() {
    qputenv("SEMBLANCE_RESOURCES", SEMBLANCE_SOURCE_DIR "/resources");
    m_tokenizer = make();
    QVERIFY(m_tokenizer);
    QCOMPARE(m_tokenizer->tableSize(), 8000);
}

void SentencePieceTokenizerTest::idsAreTheReferences_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("ids");
    QFile file(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/model/data/reference.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject reference = QJsonDocument::fromJson(file.readAll()).object();
    int number = 0;
    for (const QJsonValue& text : reference[u"texts"].toArray()) {
        QList<int> ids;
        for (const QJsonValue& id : text[u"ids"].toArray())
            ids << id.toInt();
        QTest::addRow("sentence %d", number++) << text[u"text"].toString() << ids;
    }
}

void SentencePieceTokenizerTest::idsAreTheReferences() {
    QFETCH(QString, text);
    QFETCH(QList<int>, ids);
    const auto tokens = m_tokenizer->encode(text);
    QVERIFY(tokens);
    QCOMPARE(QList<int>(tokens->ids.begin(), tokens->ids.end()), ids);
    QCOMPARE(tokens->unknownPieces, static_cast<int>(ids.count(0)));
}

void SentencePieceTokenizerTest::blankSentencesHaveNoPieces_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("spaces") << QStringLiteral("   ");
    QTest::newRow("tabs and lines") << QStringLiteral("\t\r\n ");
    QTest::newRow("no-break and ideographic spaces") << QStringLiteral("\u00a0\u3000\u2003");
    QTest::newRow("only a full stop") << QStringLiteral(" . ");
}

void SentencePieceTokenizerTest::blankSentencesHaveNoPieces() {
    QFETCH(QString, text);
    const auto tokens = m_tokenizer->encode(text);
    QVERIFY(tokens);
    QVERIFY(tokens->ids.empty());
    QCOMPARE(tokens->unknownFraction, 0.0f);
}

void SentencePieceTokenizerTest::spellingVariantsAreOneSentence() {
    const auto plain = m_tokenizer->encode(QStringLiteral("a red dress"));
    for (const QString& variant :
         {QStringLiteral("A Red Dress"), QStringLiteral("  a red dress\n"),
          QStringLiteral("a red dress."), QStringLiteral("a red dress ."),
          QStringLiteral("a  red   dress"), QStringLiteral("a\u00a0red dress")}) {
        QVERIFY2(m_tokenizer->encode(variant)->ids == plain->ids, qPrintable(variant));
    }
    // Only one full stop is dropped, and no other mark.
    QVERIFY(m_tokenizer->encode(QStringLiteral("a red dress!"))->ids != plain->ids);
    QVERIFY(m_tokenizer->encode(QStringLiteral("a red dress.."))->ids != plain->ids);
}

void SentencePieceTokenizerTest::upperCaseIsUnicode() {
    for (const auto& [upper, lower] :
         {std::pair{QStringLiteral("ÉLÉGANT CAFÉ"), QStringLiteral("élégant café")},
          std::pair{QStringLiteral("ÜBER ÅNGSTRÖM"), QStringLiteral("über ångström")},
          std::pair{QStringLiteral("ΚΌΚΚΙΝΟ"), QStringLiteral("κόκκινο")}}) {
        QVERIFY2(m_tokenizer->encode(upper)->ids == m_tokenizer->encode(lower)->ids,
                 qPrintable(upper));
    }
}

void SentencePieceTokenizerTest::longSentencesAreCut_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("10,000 letters") << QString(10'000, u'a');
    QTest::newRow("5,000 words") << QStringLiteral("dog ").repeated(5'000);
    QTest::newRow("10,000 unknown") << QString(10'000, QChar(0x96EA));
    QTest::newRow("2 million letters") << QStringLiteral("xq").repeated(1'000'000);
}

void SentencePieceTokenizerTest::longSentencesAreCut() {
    QFETCH(QString, text);
    const auto tokens = m_tokenizer->encode(text);
    QVERIFY(tokens);
    QVERIFY(!tokens->ids.empty());
    QVERIFY(tokens->ids.size() <= 40);
}

void SentencePieceTokenizerTest::strangeTextIsTaken_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("emoji") << QStringLiteral("\U0001F436");
    QTest::newRow("emoji family") << QStringLiteral("👨‍👩‍👧‍👦 on a beach");
    QTest::newRow("Japanese") << QStringLiteral("雪の中の犬");
    QTest::newRow("Arabic") << QStringLiteral("كلب على الشاطئ");
    QTest::newRow("lone surrogate") << QString(QChar(0xD83D)) + QStringLiteral(" dog");
    QTest::newRow("control characters") << QStringLiteral("a\x01\x02 dog\x7f");
    QTest::newRow("NUL") << QStringLiteral("a") + QChar(0) + QStringLiteral("dog");
    QTest::newRow("the word mark itself") << QStringLiteral("▁▁ dog");
    QTest::newRow("control pieces") << QStringLiteral("<s> </s> <unk>");
    QTest::newRow("combining marks") << QStringLiteral("e") + QString(500, QChar(0x0301));
}

void SentencePieceTokenizerTest::strangeTextIsTaken() {
    QFETCH(QString, text);
    const auto tokens = m_tokenizer->encode(text);
    QVERIFY(tokens);
    QVERIFY(!tokens->ids.empty());
    QVERIFY(std::all_of(tokens->ids.begin(), tokens->ids.end(),
                        [&](int id) { return id >= 0 && id < m_tokenizer->tableSize(); }));
    QVERIFY(tokens->unknownFraction >= 0 && tokens->unknownFraction <= 1);
}

void SentencePieceTokenizerTest::unknownFractionTellsEnglish_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("mostlyUnknown");
    const auto row = [](const char* text, bool unknown) {
        QTest::newRow(text) << QString::fromUtf8(text) << unknown;
    };
    row("that is red instead of blue", false);
    row("two children playing football in the snow", false);
    row("in green", false);
    row("a dog runs on the beach", false);
    row("1980", false);
    // Words that the table cuts into pieces are read all the same.
    row("handbag", false);
    row("sunglasses", false);
    row("a toddler", false);
    row("hummingbird", false);
    row("in brown", false);
    row("A red T-shirt", false);
    row("the dog's ball, in the grass.", false);
    row("ein Hund am Strand", true);
    row("bei Nacht", true);
    row("eine Frau mit einem gelben Hut", true);
    row("zwei Kinder spielen Fußball im Schnee", true);
    row("une femme avec un chapeau jaune", true);
    row("un perro en la playa", true);
    row("雪の中の犬", true);
    row("собака на пляже", true);
    row("كلب على الشاطئ", true);
    row("\xF0\x9F\x90\x95", true);
}

void SentencePieceTokenizerTest::unknownFractionTellsEnglish() {
    QFETCH(QString, text);
    QFETCH(bool, mostlyUnknown);
    const auto tokens = m_tokenizer->encode(text);
    QVERIFY(tokens);
    QVERIFY2((tokens->unknownFraction > 0.4f) == mostlyUnknown,
             qPrintable(QString::number(tokens->unknownFraction)));
}

void SentencePieceTokenizerTest::aPromptJoinsItsHalves() {
    const auto before = m_tokenizer->encode(QStringLiteral("a photo of"));
    const auto after = m_tokenizer->encode(QStringLiteral("that is red"));
    const auto prompt = m_tokenizer->encodePrompt(QStringLiteral("A photo of "),
                                                  QStringLiteral(" that is red."), 1);
    QVERIFY(prompt);
    QCOMPARE(prompt->place, static_cast<int>(before->ids.size()));
    QCOMPARE(prompt->ids.size(), before->ids.size() + 1 + after->ids.size());
    QVERIFY(std::equal(before->ids.begin(), before->ids.end(), prompt->ids.begin()));
    QVERIFY(std::equal(after->ids.rbegin(), after->ids.rend(), prompt->ids.rbegin()));

    const auto alone = m_tokenizer->encodePrompt(QString(), QString(), 1);
    QVERIFY(alone);
    QCOMPARE(alone->ids.size(), 1u);
    QCOMPARE(alone->place, 0);
}

void SentencePieceTokenizerTest::aPromptWithoutRoomIsRefused() {
    const auto prompt =
        m_tokenizer->encodePrompt(QStringLiteral("dog ").repeated(40), QStringLiteral("red"), 1);
    QVERIFY(!prompt);
    QCOMPARE(prompt.error().kind, ErrorKind::WrongUse);
    const auto tight =
        m_tokenizer->encodePrompt(QStringLiteral("dog ").repeated(39), QStringLiteral("red"), 1);
    QVERIFY(tight);
    QCOMPARE(tight->place, 39);
    QCOMPARE(tight->ids.size(), 40u);
}

void SentencePieceTokenizerTest::otherRulesAreFollowed() {
    SentencePieceOptions options;
    options.maxPieces = 2;
    options.lowerCase = false;
    options.dropFinalPeriod = false;
    const auto strict = make(options);
    QVERIFY(strict);
    QCOMPARE(strict->encode(QStringLiteral("a dog runs"))->ids.size(), 2u);
    QVERIFY(strict->encode(QStringLiteral("Dog"))->ids !=
            m_tokenizer->encode(QStringLiteral("Dog"))->ids);
    QVERIFY(!strict->encode(QStringLiteral("."))->ids.empty());
}

void SentencePieceTokenizerTest::brokenVocabulariesAreRefused() {
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("wörter 🐕.model"));
    QFile original(m_path);
    QVERIFY(original.open(QIODevice::ReadOnly));
    const QByteArray good = original.readAll();
    const auto refused = [&](const QByteArray& content) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return false;
        file.close();
        const auto tokenizer = SentencePieceTokenizer::load(path, {});
        return !tokenizer && tokenizer.error().sentence.contains(path);
    };
    QVERIFY(refused(QByteArray()));
    QVERIFY(refused(QByteArray("not a vocabulary")));
    QVERIFY(refused(good.left(good.size() / 2)));
    QVERIFY(refused(QByteArray(1000, '\xff')));
    QVERIFY(!refused(good));
    QVERIFY(!SentencePieceTokenizer::load(dir.filePath(QStringLiteral("none")), {}));
}

SEMBLANCE_APPLESS_TEST(SentencePieceTokenizerTest)
#include "tst_sentencepiecetokenizer.moc"
