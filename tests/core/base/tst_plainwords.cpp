#include <QTest>

#include "core/base/plainwords.h"
#include "tests/testmain.h"

using namespace semblance;

class PlainWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void partsWords_data();
    void partsWords();
    void findsPhrases();
};

void PlainWordsTest::partsWords_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* text, const char* words) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(words);
    };
    row("", "");
    row(" ... !", "");
    row("Invoice, No. 2024-07", "invoice|no|2024|07");
    row("don't\nstop", "don|t|stop");
    row("Größe Straße Élan", "grosse|strasse|elan");
    row("ﬁne", "fine");
    row("Привет мир", "привет|мир");
    row("東京タワー 2024", "東|京|タ|ワ|ー|2024");
    row("a\U0001F600b", "a|b");
}

void PlainWordsTest::partsWords() {
    QFETCH(QString, text);
    QFETCH(QString, words);
    QCOMPARE(plainWords(text).join(u'|'), words);
}

void PlainWordsTest::findsPhrases() {
    const QString text = QStringLiteral("Total: 12.50 EUR\nThank you, come again");
    const auto holds = [&](const char* phrase) {
        return holdsPhrase(text, QString::fromUtf8(phrase));
    };
    QVERIFY(holds("total"));
    QVERIFY(holds("12.50 eur"));
    QVERIFY(holds("EUR thank"));
    QVERIFY(!holds("tot"));
    QVERIFY(!holds("again come"));
    QVERIFY(!holds("thank come"));
    QVERIFY(!holds(""));
    QVERIFY(!holds("..."));
    QVERIFY(!holdsPhrase({}, QStringLiteral("a")));
}

SEMBLANCE_APPLESS_TEST(PlainWordsTest)
#include "tst_plainwords.moc"
