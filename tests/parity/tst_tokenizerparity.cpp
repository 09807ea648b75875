#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/json.h"
#include "core/text/bytepairtable.h"
#include "core/text/cliptokenizer.h"
#include "core/text/sigliptokenizer.h"
#include "tests/parity/reference.h"
#include "tests/testmain.h"

using namespace semblance;

/// Every tokenizer against transformers on 10,000 captions and on sentences made to differ.
class TokenizerParityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void idsAreTransformers_data();
    void idsAreTransformers();

private:
    QString file(const QString& name) const { return m_dir.filePath(name); }
    Result<std::unique_ptr<Tokenizer>> make(const QString& folder) const;

    QTemporaryDir m_dir;
    QStringList m_texts;
    QJsonObject m_ids;
};

namespace {

template <class T>
Result<std::unique_ptr<Tokenizer>> asTokenizer(Result<std::unique_ptr<T>> made) {
    if (!made)
        return fail(made.error());
    return std::unique_ptr<Tokenizer>(std::move(*made));
}

QList<int> listOf(const std::vector<std::int32_t>& ids) {
    return {ids.begin(), ids.end()};
}

/// What is compared: up to the first end of the text, behind which CLIP reads nothing; a sentence
/// of begin and end alone is blank and has no ids here.
QList<int> readPart(const QJsonArray& ids, bool clip) {
    QList<int> list;
    for (const QJsonValue& id : ids)
        list << id.toInt();
    const int end = list.last();
    if (clip)
        list.resize(list.indexOf(end) + 1);
    return list.size() <= (clip ? 2 : 1) ? QList<int>() : list;
}

}  // namespace

void TokenizerParityTest::initTestCase() {
    if (parityPython().isEmpty())
        QSKIP("The reference is not installed: tests/parity/setup.sh does it.");
    const QString data = QStringLiteral(SEMBLANCE_SHARED_DIR "/data");
    QStringList arguments{m_dir.filePath(QStringLiteral("out")), QStringLiteral("--captions")};
    for (const char* table : {"/photos/captions.tsv", "/fashion/styles.tsv", "/icons/icons.tsv"}) {
        if (!QFileInfo::exists(data + QLatin1String(table)))
            QSKIP("../shared/data is missing: there are no captions to compare on.");
        arguments << data + QLatin1String(table);
    }
    const QString problem = runReference(QStringLiteral("sentenceids.py"), arguments);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    const auto texts = readJsonArray(file(QStringLiteral("out/texts.json")));
    const auto ids = readJsonObject(file(QStringLiteral("out/ids.json")));
    QVERIFY(texts && ids);
    for (const QJsonValue& text : *texts)
        m_texts << text.toString();
    QVERIFY(m_texts.size() > 10'000);
    m_ids = *ids;
}

Result<std::unique_ptr<Tokenizer>> TokenizerParityTest::make(const QString& folder) const {
    const QDir dir(file(QStringLiteral("out/") + folder));
    SiglipTokenizerOptions second;
    second.cleaning = SiglipTokenizerOptions::Cleaning::None;
    if (folder == QLatin1String("siglip")) {
        return asTokenizer(SiglipTokenizer::load(dir.filePath(QStringLiteral("spiece.model")), {}));
    }
    if (folder == QLatin1String("siglip2")) {
        return asTokenizer(
            SiglipTokenizer::load(dir.filePath(QStringLiteral("tokenizer.model")), second));
    }
    if (folder == QLatin1String("siglip2json")) {
        return asTokenizer(
            SiglipTokenizer::load(dir.filePath(QStringLiteral("tokenizer.json")), second));
    }
    auto table =
        folder == QLatin1String("clip")
            ? BytePairTable::fromFiles(dir.filePath(QStringLiteral("vocab.json")),
                                       dir.filePath(QStringLiteral("merges.txt")))
            : BytePairTable::fromTokenizerJson(dir.filePath(QStringLiteral("tokenizer.json")));
    if (!table)
        return fail(table.error());
    return asTokenizer(ClipTokenizer::create(std::move(*table), 77));
}

void TokenizerParityTest::idsAreTransformers_data() {
    QTest::addColumn<QString>("folder");
    for (const char* folder : {"clip", "clipjson", "siglip", "siglip2", "siglip2json"})
        QTest::newRow(folder) << QString::fromLatin1(folder);
}

void TokenizerParityTest::idsAreTransformers() {
    QFETCH(QString, folder);
    const auto tokenizer = make(folder);
    QVERIFY2(tokenizer, qPrintable(tokenizer ? QString() : tokenizer.error().sentence));
    const QJsonArray all = m_ids[folder].toArray();
    QCOMPARE(all.size(), m_texts.size());
    QStringList wrong;
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        const auto tokens = (*tokenizer)->encode(m_texts[i]);
        QVERIFY2(tokens, qPrintable(m_texts[i].left(60)));
        QList<int> wanted = readPart(all[i].toArray(), folder.startsWith(QLatin1String("clip")));
        if (m_texts[i].trimmed().isEmpty())
            wanted.clear();
        if (listOf(tokens->ids) == wanted)
            continue;
        wrong << QStringLiteral("%1: %2").arg(i).arg(m_texts[i].left(60));
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 differ: %2")
                                             .arg(wrong.size())
                                             .arg(wrong.mid(0, 20).join(QStringLiteral(" | ")))));
}

SEMBLANCE_TEST(TokenizerParityTest)
#include "tst_tokenizerparity.moc"
