#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/json.h"
#include "core/text/bytepairtable.h"
#include "core/text/cliptokenizer.h"
#include "tests/testmain.h"

using namespace semblance;

/// CLIP's tokenizer over a part of its merges; tests/parity compares the whole on 10,000 captions.
class ClipTokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void idsAreTheReferences_data();
    void idsAreTheReferences();
    void bothKindsOfFilesGiveTheSame();
    void blankSentencesHaveNoPieces();
    void longSentencesKeepTheirEnd();
    void unknownFractionTellsEnglish();
    void aPromptJoinsItsHalves();
    void aPromptWithoutRoomIsRefused();
    void damagedVocabulariesAreRefused_data();
    void damagedVocabulariesAreRefused();
    void missingFilesAreNamed();

private:
    QString write(const QString& name, const QByteArray& content) const;
    Result<std::unique_ptr<ClipTokenizer>> make(int maxPieces = 77) const;

    QTemporaryDir m_dir;
    QJsonObject m_fixture;
    QStringList m_merges;
    QJsonObject m_vocabulary;
    std::unique_ptr<ClipTokenizer> m_tokenizer;
};

namespace {

using Ids = std::vector<std::int32_t>;

Ids idsOf(const QJsonArray& array) {
    Ids ids;
    for (const QJsonValue& id : array)
        ids.push_back(id.toInt());
    return ids;
}

/// CLIP's order: bytes, bytes that end a word, merges, begin and end.
QJsonObject vocabularyOf(const QStringList& merges) {
    QStringList pieces;
    for (int byte = 0; byte < 256; ++byte) {
        if ((byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte != 0xAD))
            pieces << QString(QChar(byte));
    }
    for (int i = 0; pieces.size() < 256; ++i)
        pieces << QString(QChar(256 + i));
    for (int i = 0; i < 256; ++i)
        pieces << pieces[i] + QStringLiteral("</w>");
    for (const QString& merge : merges)
        pieces << QString(merge).remove(u' ');
    pieces << QStringLiteral("<|startoftext|>") << QStringLiteral("<|endoftext|>");
    QJsonObject vocabulary;
    for (qsizetype i = 0; i < pieces.size(); ++i)
        vocabulary[pieces[i]] = i;
    return vocabulary;
}

QByteArray json(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

}  // namespace

QString ClipTokenizerTest::write(const QString& name, const QByteArray& content) const {
    const QString path = m_dir.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("the test's folder cannot be written to");
    return path;
}

Result<std::unique_ptr<ClipTokenizer>> ClipTokenizerTest::make(int maxPieces) const {
    SEMBLANCE_TRY_ASSIGN(auto table,
                         BytePairTable::fromFiles(m_dir.filePath(QStringLiteral("vocab.json")),
                                                  m_dir.filePath(QStringLiteral("merges.txt"))));
    return ClipTokenizer::create(std::move(table), maxPieces);
}

void ClipTokenizerTest::initTestCase() {
    const auto fixture =
        readJsonObject(QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/text/data/clip.json"));
    QVERIFY(fixture);
    m_fixture = *fixture;
    m_merges = m_fixture[u"merges"].toString().split(QStringLiteral(" | "));
    m_vocabulary = vocabularyOf(m_merges);
    write(QStringLiteral("vocab.json"), json(m_vocabulary));
    write(QStringLiteral("merges.txt"), "#version: 0.2\n" + m_merges.join(u'\n').toUtf8() + "\r\n");
    auto tokenizer = make();
    QVERIFY2(tokenizer, qPrintable(tokenizer ? QString() : tokenizer.error().sentence));
    m_tokenizer = std::move(*tokenizer);
    QCOMPARE(m_tokenizer->tableSize(), 512 + m_merges.size() + 2);
}

void ClipTokenizerTest::idsAreTheReferences_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonArray>("ids");
    int number = 0;
    for (const QJsonValue& sentence : m_fixture[u"sentences"].toArray()) {
        const QString text = sentence[u"text"].toString();
        if (!text.trimmed().isEmpty())
            QTest::addRow("sentence %d", number++) << text << sentence[u"ids"].toArray();
    }
}

void ClipTokenizerTest::idsAreTheReferences() {
    QFETCH(QString, text);
    QFETCH(QJsonArray, ids);
    const auto tokens = m_tokenizer->encode(text);
    QVERIFY(tokens);
    Ids wanted = idsOf(ids);
    // Behind the first end of the text CLIP reads nothing.
    wanted.erase(std::next(std::find(wanted.begin(), wanted.end(), wanted.back())), wanted.end());
    QCOMPARE(tokens->ids, wanted);
}

void ClipTokenizerTest::bothKindsOfFilesGiveTheSame() {
    QJsonArray pairs;
    QJsonArray lines;
    for (const QString& merge : m_merges) {
        lines << merge;
        pairs << QJsonArray::fromStringList(merge.split(u' '));
    }
    QJsonObject vocabulary = m_vocabulary;
    vocabulary.remove(QStringLiteral("<|endoftext|>"));
    const QJsonArray added{QJsonObject{{QStringLiteral("content"), QStringLiteral("<|endoftext|>")},
                                       {QStringLiteral("id"), m_tokenizer->tableSize() - 1}}};
    for (const QJsonArray& merges : {lines, pairs}) {
        const QJsonObject model{{QStringLiteral("type"), QStringLiteral("BPE")},
                                {QStringLiteral("vocab"), vocabulary},
                                {QStringLiteral("merges"), merges}};
        auto table = BytePairTable::fromTokenizerJson(write(
            QStringLiteral("tokenizer.json"),
            json({{QStringLiteral("model"), model}, {QStringLiteral("added_tokens"), added}})));
        QVERIFY2(table, qPrintable(table ? QString() : table.error().sentence));
        const auto tokenizer = ClipTokenizer::create(std::move(*table), 77);
        QVERIFY(tokenizer);
        const QString text = QStringLiteral("It's a strange, black & white cat; isn't it?");
        QCOMPARE((*tokenizer)->encode(text)->ids, m_tokenizer->encode(text)->ids);
    }
}

void ClipTokenizerTest::blankSentencesHaveNoPieces() {
    for (const QString& blank :
         {QString(), QStringLiteral(" "), QStringLiteral("\t\n\u3000\u2028")}) {
        const auto tokens = m_tokenizer->encode(blank);
        QVERIFY(tokens);
        QVERIFY(tokens->ids.empty());
    }
}

void ClipTokenizerTest::longSentencesKeepTheirEnd() {
    const auto tokenizer = make(8);
    QVERIFY(tokenizer);
    const auto tokens = (*tokenizer)->encode(QStringLiteral("the of and ").repeated(3000));
    QVERIFY(tokens);
    QCOMPARE(tokens->ids.size(), 8u);
    const std::int32_t end = (*tokenizer)->tableSize() - 1;
    QCOMPARE(tokens->ids.front(), end - 1);
    QCOMPARE(tokens->ids.back(), end);
    QCOMPARE(std::count(tokens->ids.begin(), tokens->ids.end(), end), 1);
}

void ClipTokenizerTest::unknownFractionTellsEnglish() {
    QVERIFY(m_tokenizer->encode(QStringLiteral("the people of the world"))->unknownFraction < 0.5f);
    QVERIFY(m_tokenizer->encode(QStringLiteral("\u7ea2\u8272\u7684"))->unknownFraction > 0.5f);
    QCOMPARE(m_tokenizer->encode(QStringLiteral("12 !?"))->unknownFraction, 0.0f);
}

void ClipTokenizerTest::aPromptJoinsItsHalves() {
    const auto prompt =
        m_tokenizer->encodePrompt(QStringLiteral("a photo of"), QStringLiteral("that is new"), 1);
    QVERIFY(prompt);
    Ids joined = m_tokenizer->encode(QStringLiteral("a photo of"))->ids;
    joined.pop_back();
    QCOMPARE(prompt->place, int(joined.size()));
    joined.push_back(prompt->ids[joined.size()]);
    const Ids tail = m_tokenizer->encode(QStringLiteral("that is new"))->ids;
    joined.insert(joined.end(), tail.begin() + 1, tail.end());
    QCOMPARE(prompt->ids, joined);

    const auto alone = m_tokenizer->encodePrompt(QString(), QString(), 1);
    QVERIFY(alone);
    QCOMPARE(alone->ids.size(), 3u);
    QCOMPARE(alone->place, 1);
    const auto three = m_tokenizer->encodePrompt(QStringLiteral("a photo of"), QString(), 3);
    QVERIFY(three);
    QCOMPARE(int(three->ids.size()), prompt->place + 3 + 1);
    QCOMPARE(three->place, prompt->place);
    // An end spelt out before the place must not hide it.
    const auto hidden = m_tokenizer->encodePrompt(QStringLiteral("a <|endoftext|>"), QString(), 1);
    QVERIFY(hidden);
    QVERIFY(hidden->place < int(hidden->ids.size()) - 1);
}

void ClipTokenizerTest::aPromptWithoutRoomIsRefused() {
    const QString words = QStringLiteral("the ").repeated(74);
    const auto fits = m_tokenizer->encodePrompt(words, QStringLiteral("the the"), 1);
    QVERIFY(fits);
    QCOMPARE(fits->ids.size(), 77u);
    QCOMPARE(fits->place, 75);
    const auto refused = m_tokenizer->encodePrompt(words + QStringLiteral("the"), QString(), 1);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::WrongUse);
}

void ClipTokenizerTest::damagedVocabulariesAreRefused_data() {
    QTest::addColumn<QByteArray>("vocabulary");
    QTest::addColumn<QByteArray>("merges");
    const QByteArray good = R"({"a":0,"b":1,"ab":2,"<|startoftext|>":3,"<|endoftext|>":4})";
    QTest::newRow("not JSON") << QByteArray("{") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]") << QByteArray();
    QTest::newRow("empty") << QByteArray("{}") << QByteArray();
    QTest::newRow("negative id") << QByteArray(R"({"a":-1})") << QByteArray();
    QTest::newRow("huge id") << QByteArray(R"({"a":1e18})") << QByteArray();
    QTest::newRow("broken id") << QByteArray(R"({"a":1.5})") << QByteArray();
    QTest::newRow("id is text") << QByteArray(R"({"a":"1"})") << QByteArray();
    QTest::newRow("no end") << QByteArray(R"({"<|startoftext|>":3})") << QByteArray();
    QTest::newRow("no begin") << QByteArray(R"({"<|endoftext|>":3})") << QByteArray();
    QTest::newRow("one piece") << good << QByteArray("a\n");
    QTest::newRow("three pieces") << good << QByteArray("a b ab\n");
    QTest::newRow("unknown piece") << good << QByteArray("a b\na c\n");
    QTest::newRow("unknown result") << good << QByteArray("b a\n");
    QTest::newRow("empty piece") << good << QByteArray(" a\n");
}

void ClipTokenizerTest::damagedVocabulariesAreRefused() {
    QFETCH(QByteArray, vocabulary);
    QFETCH(QByteArray, merges);
    auto table = BytePairTable::fromFiles(write(QStringLiteral("bad vocab.json"), vocabulary),
                                          write(QStringLiteral("bad merges.txt"), merges));
    Error error;
    if (table) {
        const auto tokenizer = ClipTokenizer::create(std::move(*table), 77);
        QVERIFY(!tokenizer);
        error = tokenizer.error();
    } else {
        error = table.error();
    }
    QCOMPARE(error.kind, ErrorKind::Corrupt);
    QVERIFY2(error.sentence.endsWith(u'.'), qPrintable(error.sentence));
}

void ClipTokenizerTest::missingFilesAreNamed() {
    const QString missing = m_dir.filePath(QStringLiteral("nothing \u7ea2.json"));
    const QString vocabulary = m_dir.filePath(QStringLiteral("vocab.json"));
    for (const auto& table : {BytePairTable::fromFiles(missing, vocabulary),
                              BytePairTable::fromFiles(vocabulary, missing),
                              BytePairTable::fromTokenizerJson(missing)}) {
        QVERIFY(!table);
        QCOMPARE(table.error().kind, ErrorKind::NotFound);
        QVERIFY(table.error().sentence.contains(missing));
    }
}

SEMBLANCE_APPLESS_TEST(ClipTokenizerTest)
#include "tst_cliptokenizer.moc"
