#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <random>

#include "core/base/plainwords.h"
#include "core/store/textstore.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
int count(Texts& store) {
    int found = 0;
    return store.forEachKnown([&](const Texts::Known&) { ++found; }) ? found : -1;
}
}  // namespace

/// What a cache must bear, and that its index says what holdsPhrase() says; what else it keeps is
/// in the contract of catalogues.
class TextStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lastsAndIsShared();
    void findsAsHoldsPhraseSays();
    void ranksWhatHasAllWords();
    void aDamagedOneIsMadeNew();
};

void TextStoreTest::lastsAndIsShared() {
    const QTemporaryDir dir;
    {
        const auto store = TextStore::open(dir.path());
        QVERIFY(store);
        QVERIFY((*store)->put({{"a", QStringLiteral("1"), QStringLiteral("Some text")},
                               {"b", QStringLiteral("1"), QString()}}));
    }
    const auto first = TextStore::open(dir.path());
    const auto second = TextStore::open(dir.path());
    QVERIFY(first && second);
    QVERIFY((*first)->put({{"a", QStringLiteral("2"), QStringLiteral("Other text")}}));
    QCOMPARE(count(**second), 2);
    QCOMPARE(*(*second)->textOf("a"), QStringLiteral("Other text"));
    QVERIFY((*second)->withPhrase(QStringLiteral("some"))->empty());
    QCOMPARE((*second)->withPhrase(QStringLiteral("OTHER, text"))->size(), std::size_t(1));
    QVERIFY((*second)->remove({"a", "b"}));
    QCOMPARE(count(**first), 0);
    QVERIFY((*first)->withPhrase(QStringLiteral("text"))->empty());
}

void TextStoreTest::findsAsHoldsPhraseSays() {
    const QTemporaryDir dir;
    const auto store = TextStore::open(dir.path());
    QVERIFY(store);
    std::mt19937 random(11);
    const QStringList parts{
        QStringLiteral("invoice"), QStringLiteral("Größe"),      QStringLiteral("AND"),
        QStringLiteral("2024"),    QStringLiteral("\""),         QStringLiteral("*"),
        QStringLiteral("東京"),    QStringLiteral("NEAR("),      QStringLiteral("don't"),
        QStringLiteral("привет"),  QStringLiteral("\U0001F600"), QStringLiteral("words:")};
    const auto anyText = [&](int most) {
        QString text;
        for (int n = std::uniform_int_distribution<int>(1, most)(random); n > 0; --n) {
            const auto part = std::uniform_int_distribution<qsizetype>(0, parts.size() - 1)(random);
            text += parts[part] + QStringLiteral(" ");
        }
        return text;
    };
    std::vector<Texts::Read> all;
    for (int i = 0; i < 200; ++i)
        all.push_back({QByteArray::number(i), QStringLiteral("1"), anyText(8)});
    QVERIFY((*store)->put(all));
    for (int i = 0; i < 300; ++i) {
        const QString phrase = anyText(3);
        auto found = (*store)->withPhrase(phrase);
        QVERIFY2(found, qPrintable(phrase));
        std::vector<QByteArray> expected;
        for (const Texts::Read& read : all) {
            if (holdsPhrase(read.text, phrase))
                expected.push_back(read.contentKey);
        }
        std::sort(found->begin(), found->end());
        std::sort(expected.begin(), expected.end());
        QVERIFY2(*found == expected, qPrintable(phrase));
    }
}

void TextStoreTest::ranksWhatHasAllWords() {
    const QTemporaryDir dir;
    const auto store = TextStore::open(dir.path());
    QVERIFY(store);
    const QString filling = QStringLiteral(" and much else besides, line after line");
    QVERIFY((*store)->put(
        {{"long", QStringLiteral("1"), QStringLiteral("invoice 2024") + filling.repeated(20)},
         {"short", QStringLiteral("1"), QStringLiteral("2024: invoice")},
         {"other", QStringLiteral("1"), QStringLiteral("invoice 2023")}}));
    const QStringList words{QStringLiteral("invoice"), QStringLiteral("2024")};
    QVERIFY(*(*store)->withAll(words, 10) == (std::vector<QByteArray>{"short", "long"}));
    QVERIFY(*(*store)->withAll(words, 1) == std::vector<QByteArray>{"short"});
    QVERIFY((*store)->withAll({}, 10)->empty());
}

void TextStoreTest::aDamagedOneIsMadeNew() {
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("texts.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("This is a letter, not a database. " + QByteArray(5000, 'z'));
    file.close();
    const auto store = TextStore::open(dir.path());
    QVERIFY(store);
    QVERIFY((*store)->put({{"a", QStringLiteral("1"), QStringLiteral("Some text")}}));
    QCOMPARE(count(**store), 1);
}

SEMBLANCE_TEST(TextStoreTest)
#include "tst_textstore.moc"
