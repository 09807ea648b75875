#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/json.h"
#include "core/text/sigliptokenizer.h"
#include "tests/testmain.h"

using namespace semblance;

/// SigLIP's and SigLIP 2's rules over small vocabularies of the same kinds as theirs.
class SiglipTokenizerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void idsAreTheReferences_data();
    void idsAreTheReferences();
    void blankSentencesHaveNoPieces();
    void longSentencesKeepTheirEnd();
    void aPromptReadsLikeTheSentence_data();
    void aPromptReadsLikeTheSentence();
    void aPromptWithoutRoomIsRefused();
    void otherVocabulariesAreRefused();

private:
    struct Kind {
        QJsonArray sentences;
        std::unique_ptr<SiglipTokenizer> tokenizer;
    };
    void load(const QString& name, SiglipTokenizerOptions::Cleaning cleaning);

    QTemporaryDir m_dir;
    std::map<QString, Kind> m_kinds;
};

namespace {
const QString kFirst = QStringLiteral("siglip");
const QString kSecond = QStringLiteral("siglip2");
}  // namespace

void SiglipTokenizerTest::load(const QString& name, SiglipTokenizerOptions::Cleaning cleaning) {
    const auto fixture = readJsonObject(
        QStringLiteral(SEMBLANCE_SOURCE_DIR "/tests/core/text/data/%1.json").arg(name));
    QVERIFY(fixture);
    QFile file(m_dir.filePath(name + QStringLiteral(" \u7ea2.model")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromBase64((*fixture)[u"model"].toString().toLatin1()));
    file.close();
    SiglipTokenizerOptions options;
    options.cleaning = cleaning;
    auto tokenizer = SiglipTokenizer::load(file.fileName(), options);
    QVERIFY2(tokenizer, qPrintable(tokenizer ? QString() : tokenizer.error().sentence));
    m_kinds[name] = {(*fixture)[u"sentences"].toArray(), std::move(*tokenizer)};
}

void SiglipTokenizerTest::initTestCase() {
    load(kFirst, SiglipTokenizerOptions::Cleaning::Canonical);
    load(kSecond, SiglipTokenizerOptions::Cleaning::None);
    QCOMPARE(m_kinds.size(), 2u);
}

void SiglipTokenizerTest::idsAreTheReferences_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonArray>("ids");
    for (const auto& [name, kind] : m_kinds) {
        int number = 0;
        for (const QJsonValue& sentence : kind.sentences) {
            const QString text = sentence[u"text"].toString();
            if (!text.trimmed().isEmpty()) {
                QTest::addRow("%s, sentence %d", qPrintable(name), number++)
                    << name << text << sentence[u"ids"].toArray();
            }
        }
    }
}

void SiglipTokenizerTest::idsAreTheReferences() {
    QFETCH(QString, kind);
    QFETCH(QString, text);
    QFETCH(QJsonArray, ids);
    std::vector<std::int32_t> wanted;
    for (const QJsonValue& id : ids)
        wanted.push_back(id.toInt());
    if (wanted.size() == 1)
        wanted.clear();  // the end alone: blank
    const auto tokens = m_kinds[kind].tokenizer->encode(text);
    QVERIFY(tokens);
    QCOMPARE(tokens->ids, wanted);
}

void SiglipTokenizerTest::blankSentencesHaveNoPieces() {
    for (const QString& blank : {QString(), QStringLiteral(" \t\n")}) {
        for (const auto& [name, kind] : m_kinds)
            QVERIFY(kind.tokenizer->encode(blank)->ids.empty());
    }
    QVERIFY(m_kinds[kFirst].tokenizer->encode(QStringLiteral("?!"))->ids.empty());
    QVERIFY(!m_kinds[kSecond].tokenizer->encode(QStringLiteral("?!"))->ids.empty());
}

void SiglipTokenizerTest::longSentencesKeepTheirEnd() {
    for (const auto& [name, kind] : m_kinds) {
        const auto tokens = kind.tokenizer->encode(QStringLiteral("two dogs ").repeated(2000));
        QVERIFY(tokens);
        QCOMPARE(tokens->ids.size(), 64u);
        QCOMPARE(tokens->ids.back(), 1);
    }
}

void SiglipTokenizerTest::aPromptReadsLikeTheSentence_data() {
    QTest::addColumn<QString>("kind");
    QTest::newRow("SigLIP") << kFirst;
    QTest::newRow("SigLIP 2") << kSecond;
}

/// Around a word that the vocabulary holds whole, the prompt is the sentence with that word.
void SiglipTokenizerTest::aPromptReadsLikeTheSentence() {
    QFETCH(QString, kind);
    const SiglipTokenizer& tokenizer = *m_kinds[kind].tokenizer;
    const auto prompt =
        tokenizer.encodePrompt(QStringLiteral("A photo of"), QStringLiteral("that is blue"), 1);
    QVERIFY(prompt);
    const auto whole = tokenizer.encode(QStringLiteral("A photo of the that is blue"));
    const auto before = tokenizer.encode(QStringLiteral("A photo of"));
    QVERIFY(whole && before);
    QCOMPARE(prompt->place, int(before->ids.size()) - 1);
    auto ids = whole->ids;
    const auto place = static_cast<std::size_t>(prompt->place);
    QCOMPARE(prompt->ids.size(), ids.size());
    ids[place] = prompt->ids[place];
    QCOMPARE(prompt->ids, ids);
}

void SiglipTokenizerTest::aPromptWithoutRoomIsRefused() {
    for (const auto& [name, kind] : m_kinds) {
        const auto refused =
            kind.tokenizer->encodePrompt(QStringLiteral("two dogs ").repeated(64), QString(), 1);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::WrongUse);
    }
}

void SiglipTokenizerTest::otherVocabulariesAreRefused() {
    const auto missing = SiglipTokenizer::load(m_dir.filePath(QStringLiteral("no")), {});
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, ErrorKind::NotFound);
    QFile file(m_dir.filePath(QStringLiteral("broken.model")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no model");
    file.close();
    QCOMPARE(SiglipTokenizer::load(file.fileName(), {}).error().kind, ErrorKind::Corrupt);
}

SEMBLANCE_APPLESS_TEST(SiglipTokenizerTest)
#include "tst_sigliptokenizer.moc"
