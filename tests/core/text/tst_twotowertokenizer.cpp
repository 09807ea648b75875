#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/text/sentencepiecemodel.h"
#include "core/text/twotowertokenizer.h"
#include "core/text/wordpiecemodel.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace Qt::StringLiterals;

/// WordPiece with a small table of its own, and both tables together with mini's sentencepiece
/// model in the place of the one of many languages. tests/parity compares with the real ones.
class TwoTowerTokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wordsBecomePieces_data();
    void wordsBecomePieces();
    void brokenTablesAreRefused_data();
    void brokenTablesAreRefused();
    void englishIsReadByBoth();
    void otherLanguagesAreReadByTheSecond_data();
    void otherLanguagesAreReadByTheSecond();
    void blankSentencesHaveNoPieces();
    void longSentencesKeepTheirEnd();
    void aPromptHasAPlaceInEachTower();
    void aPromptInAnotherLanguageHasOne();
    void oddNumbersOfWordsAreRefused();
    void aPromptWithoutRoomIsRefused();

private:
    QStringList piecesOf(const QString& text) const;
    std::unique_ptr<TwoTowerTokenizer> make(const TwoTowerOptions& options = {}) const;

    const QStringList m_pieces{
        u"[PAD]"_s, u"[UNK]"_s, u"[CLS]"_s, u"[SEP]"_s, u"a"_s,      u"photo"_s, u"of"_s,
        u"red"_s,   u"dog"_s,   u"##s"_s,   u"run"_s,   u"##ning"_s, u"in"_s,    u"the"_s,
        u"snow"_s,  u"cafe"_s,  u"!"_s,     u"'"_s,     u"t"_s,      u"狗"_s,    u"##gy"_s,
        u"no"_s,    u"."_s,     u"that"_s,  u"is"_s,    u"$"_s};
    const QString m_second =
        QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/models/mini/use-lite.spm.model");
    QTemporaryDir m_dir;
    QString m_first;
    std::unique_ptr<WordPieceModel> m_model;
};

namespace {

constexpr int kClassify = 2;
constexpr int kSeparate = 3;

QString written(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return path;
}

}  // namespace

void TwoTowerTokenizerTest::initTestCase() {
    qputenv("SEMBLANCE_RESOURCES", SEMBLANCE_SOURCE_DIR "/resources");
    m_first = written(m_dir.filePath(u"vocab.txt"_s), m_pieces.join(u'\n').toUtf8() + '\n');
    auto model = WordPieceModel::load(m_first);
    QVERIFY2(model, qPrintable(model ? QString() : model.error().sentence));
    m_model = std::move(*model);
    QCOMPARE(m_model->size(), m_pieces.size());
}

QStringList TwoTowerTokenizerTest::piecesOf(const QString& text) const {
    const auto cut = m_model->cut(text);
    QStringList pieces;
    for (const std::int32_t id : cut ? cut->ids : std::vector<std::int32_t>())
        pieces << m_pieces.value(id);
    return pieces;
}

std::unique_ptr<TwoTowerTokenizer> TwoTowerTokenizerTest::make(
    const TwoTowerOptions& options) const {
    auto tokenizer = TwoTowerTokenizer::load(m_first, m_second, options);
    return tokenizer ? std::move(*tokenizer) : nullptr;
}

void TwoTowerTokenizerTest::wordsBecomePieces_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("pieces");
    QTest::newRow("whole words") << u"a photo of the dog"_s << u"a photo of the dog"_s;
    QTest::newRow("longest first")
        << u"dogs running doggys"_s << u"dog ##s run ##ning dog ##gy ##s"_s;
    QTest::newRow("case") << u"RED Dog"_s << u"red dog"_s;
    QTest::newRow("accents") << u"Café cafe\u0301"_s << u"cafe cafe"_s;
    QTest::newRow("punctuation") << u"dogs!!'t"_s << u"dog ##s ! ! ' t"_s;
    QTest::newRow("symbols of ASCII") << u"a$dog"_s << u"a $ dog"_s;
    QTest::newRow("Chinese") << u"a狗dog"_s << u"a 狗 dog"_s;
    QTest::newRow("white space") << u" a\t\u00A0\u3000dog\n"_s << u"a dog"_s;
    QTest::newRow("control") << u"do\u200Bg\u0007"_s << u"dog"_s;
    QTest::newRow("unknown as a whole") << u"dogx red"_s << u"[UNK] red"_s;
    QTest::newRow("special tokens are text") << u"[SEP]"_s << u"[UNK] [UNK] [UNK]"_s;
    QTest::newRow("too long") << QString(101, u's') << u"[UNK]"_s;
    QTest::newRow("nothing") << u" \u200B "_s << QString();
}

void TwoTowerTokenizerTest::wordsBecomePieces() {
    QFETCH(QString, text);
    QFETCH(QString, pieces);
    QCOMPARE(piecesOf(text).join(u' '), pieces);
}

void TwoTowerTokenizerTest::brokenTablesAreRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no special pieces") << QByteArray("a\nb\n");
    QTest::newRow("twice") << QByteArray("[UNK]\n[CLS]\n[SEP]\na\na\n");
    QTest::newRow("a gap") << QByteArray("[UNK]\n[CLS]\n\n[SEP]\n");
    QTest::newRow("no text") << QByteArray(1000, '\xFF');
}

void TwoTowerTokenizerTest::brokenTablesAreRefused() {
    QFETCH(QByteArray, bytes);
    const auto model = WordPieceModel::load(written(m_dir.filePath(u"broken.txt"_s), bytes));
    QVERIFY(!model);
    QCOMPARE(model.error().kind, ErrorKind::Corrupt);
    QVERIFY(model.error().sentence.contains(u"broken.txt"_s));
}

void TwoTowerTokenizerTest::englishIsReadByBoth() {
    const auto tokenizer = make();
    QVERIFY(tokenizer);
    const auto read = tokenizer->encode(u"A dog in the snow."_s);
    QVERIFY(read);
    QCOMPARE(read->lead, 7);  // the period goes
    const std::vector<std::int32_t> first{kClassify, 4, 8, 12, 13, 14, kSeparate};
    QVERIFY(std::equal(first.begin(), first.end(), read->ids.begin()));
    const auto second = SentencePieceModel::load(m_second);
    QVERIFY(second);
    const auto cut = (*second)->cut(u"A dog in the snow"_s);
    QVERIFY(cut);
    QCOMPARE(read->ids.size(), first.size() + cut->ids.size() + 2);
    for (std::size_t i = 0; i < cut->ids.size(); ++i)
        QCOMPARE(read->ids[first.size() + 1 + i], cut->ids[i] + m_model->size());
    QCOMPARE(read->ids.back(), (*second)->endId() + m_model->size());
    QCOMPARE(tokenizer->tableSize(), m_model->size() + (*second)->size());
}

void TwoTowerTokenizerTest::otherLanguagesAreReadByTheSecond_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("German") << u"Ein Hund läuft durch den Schnee"_s;
    QTest::newRow("a change in German") << u"in Rot"_s;
    QTest::newRow("French") << u"Un chien court dans la neige"_s;
    QTest::newRow("Czech") << u"Pes běží ve sněhu"_s;
    QTest::newRow("Chinese") << u"一只狗在雪地里奔跑"_s;
    QTest::newRow("Russian") << u"собака бежит"_s;
}

void TwoTowerTokenizerTest::otherLanguagesAreReadByTheSecond() {
    QFETCH(QString, text);
    const auto read = make()->encode(text);
    QVERIFY(read);
    QCOMPARE(read->lead, 0);
    QVERIFY(!read->ids.empty());
    for (const std::int32_t id : read->ids)
        QVERIFY(id >= m_model->size());
}

void TwoTowerTokenizerTest::blankSentencesHaveNoPieces() {
    for (const QString& text : {QString(), u"  \n"_s, u" . "_s}) {
        const auto read = make()->encode(text);
        QVERIFY(read);
        QVERIFY(read->ids.empty());
        QCOMPARE(read->lead, 0);
    }
}

void TwoTowerTokenizerTest::longSentencesKeepTheirEnd() {
    TwoTowerOptions options;
    options.maxPieces = 6;
    const auto tokenizer = make(options);
    const auto read = tokenizer->encode(u"a dog in the snow in the snow in the snow"_s);
    QVERIFY(read);
    QCOMPARE(read->lead, 6);
    QCOMPARE(read->ids.size(), std::size_t{12});
    QCOMPARE(read->ids[5], kSeparate);
    QVERIFY(read->ids[5 + 6] >= m_model->size());
}

void TwoTowerTokenizerTest::aPromptHasAPlaceInEachTower() {
    const auto prompt = make()->encodePrompt(u"a photo of"_s, u"that is red."_s, 2);
    QVERIFY(prompt);
    const std::vector<std::int32_t> first{kClassify, 4, 5, 6, kClassify, 23, 24, 7, kSeparate};
    QCOMPARE(prompt->lead, static_cast<int>(first.size()));
    QCOMPARE(prompt->place, 4);
    QVERIFY(std::equal(first.begin(), first.end(), prompt->ids.begin()));
    const auto second = SentencePieceModel::load(m_second);
    const auto before = (*second)->cut(u"a photo of"_s);
    QVERIFY(before);
    QCOMPARE(prompt->secondPlace, prompt->lead + 1 + static_cast<int>(before->ids.size()));
}

void TwoTowerTokenizerTest::aPromptInAnotherLanguageHasOne() {
    const auto prompt = make()->encodePrompt(u"a photo of"_s, u"aber in Blau"_s, 2);
    QVERIFY(prompt);
    QCOMPARE(prompt->lead, 0);
    QCOMPARE(prompt->place, -1);
    QVERIFY(prompt->secondPlace > 0);
    // A picture alone has no language: both read it.
    const auto blank = make()->encodePrompt(u"a photo of"_s, QString(), 2);
    QVERIFY(blank);
    QVERIFY(blank->lead > 0);
}

void TwoTowerTokenizerTest::oddNumbersOfWordsAreRefused() {
    const auto prompt = make()->encodePrompt(u"a photo of"_s, u"that is red"_s, 1);
    QVERIFY(!prompt);
    QCOMPARE(prompt.error().kind, ErrorKind::WrongUse);
}

void TwoTowerTokenizerTest::aPromptWithoutRoomIsRefused() {
    TwoTowerOptions options;
    options.maxPieces = 5;
    const auto prompt = make(options)->encodePrompt(u"a photo of"_s, u"red"_s, 2);
    QVERIFY(!prompt);
    QCOMPARE(prompt.error().kind, ErrorKind::WrongUse);
}

SEMBLANCE_TEST(TwoTowerTokenizerTest)
#include "tst_twotowertokenizer.moc"
