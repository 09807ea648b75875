#include <QTest>

#include "core/query/negation.h"
#include "tests/testmain.h"

using namespace semblance;

class TestNegation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
    void whatIsNoNegation_data();
    void whatIsNoNegation();
    void takenApartOnceIsEnough();
    void queries();
    void aSentenceThatWantsNothingStays();
    void noMoreNegativesThanAQueryHolds();
};

void TestNegation::sentences_data() {
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("unwanted");
    const auto row = [](const char* sentence, const char* wanted, const QStringList& unwanted) {
        QTest::newRow(sentence) << QString::fromUtf8(sentence) << QString::fromUtf8(wanted)
                                << unwanted;
    };
    const auto one = [](const char* thing) { return QStringList{QString::fromUtf8(thing)}; };
    row("a beach without people", "a beach", one("people"));
    row("a beach without any people", "a beach", one("people"));
    row("a beach without a dog or cats", "a beach",
        {QStringLiteral("dog"), QStringLiteral("cats")});
    row("a beach, no people", "a beach", one("people"));
    row("a room with no chairs", "a room", one("chairs"));
    row("a city but not at night", "a city", one("at night"));
    row("a shirt that is not red", "a shirt", one("red"));
    row("a shirt that isn't red", "a shirt", one("red"));
    row("a shirt that isn’t red", "a shirt", one("red"));
    row("a man who does not have a hat", "a man", one("hat"));
    row("without people, a beach at night", "a beach at night", one("people"));
    row("a beach without people but with a boat", "a beach with a boat", one("people"));
    row("a beach without people with a boat", "a beach with a boat", one("people"));
    row("dog -snow", "dog", one("snow"));
    row("dog -snow beach", "dog beach", one("snow"));
    row("dog -snow -night", "dog", {QStringLiteral("snow"), QStringLiteral("night")});
    row("-night", "", one("night"));
    row("no dogs, no cats", "", {QStringLiteral("dogs"), QStringLiteral("cats")});
    row("a street without cars and not at night", "a street",
        {QStringLiteral("cars"), QStringLiteral("at night")});
    row("a beach WITHOUT People", "a beach", one("People"));
    row("a beach without people or People", "a beach", one("people"));
    row("\"no parking\" sign without cars", "\"no parking\" sign", one("cars"));
    row("ein Strand ohne Menschen", "ein Strand", one("Menschen"));
    row("ein Strand ohne Menschen und Hunde", "ein Strand",
        {QStringLiteral("Menschen"), QStringLiteral("Hunde")});
    row("ein Haus, kein Schnee", "ein Haus", one("Schnee"));
    row("ein Zimmer mit keinem Bett", "ein Zimmer", one("Bett"));
    row("eine Stadt, aber nicht bei Nacht", "eine Stadt", one("bei Nacht"));
    row("ein Garten ohne den Zaun", "ein Garten", one("Zaun"));
    row("une plage sans gens", "une plage", one("gens"));
    row("une plage sans la mer ni bateau", "une plage",
        {QStringLiteral("mer"), QStringLiteral("bateau")});
    row("un chien, pas de neige", "un chien", one("neige"));
    row("un chien, pas d'enfants", "un chien", one("enfants"));
    row("une rue sans l’église", "une rue", one("église"));
}

void TestNegation::sentences() {
    QFETCH(QString, sentence);
    QFETCH(QString, wanted);
    QFETCH(QStringList, unwanted);
    const TakenApart parts = takeApart(sentence);
    QCOMPARE(parts.unwanted, unwanted);
    QCOMPARE(parts.wanted, wanted);
}

void TestNegation::whatIsNoNegation_data() {
    QTest::addColumn<QString>("sentence");
    for (const char* sentence : {"",
                                 "a dog",
                                 "a black-and-white photo",
                                 "a knot",
                                 "notes on a table",
                                 "nowhere",
                                 "not only dogs",
                                 "a text set in sans serif",
                                 "no one on the street",
                                 "-5 degrees",
                                 "5 - 3",
                                 "north -",
                                 "without",
                                 "\"without people\"",
                                 "keineswegs",
                                 "Nichte",
                                 "a dog - a cat",
                                 "Sansibar",
                                 "passen",
                                 "université"}) {
        QTest::newRow(sentence) << QString::fromUtf8(sentence);
    }
}

void TestNegation::whatIsNoNegation() {
    QFETCH(QString, sentence);
    QCOMPARE(takeApart(sentence), (TakenApart{sentence, {}}));
}

void TestNegation::takenApartOnceIsEnough() {
    for (const char* sentence :
         {"a beach without people or dogs, not at night -boat", "no dogs", "ein Haus ohne Dach"}) {
        const TakenApart parts = takeApart(QString::fromUtf8(sentence));
        QVERIFY(!parts.unwanted.isEmpty());
        QCOMPARE(takeApart(parts.wanted), (TakenApart{parts.wanted, {}}));
    }
}

void TestNegation::queries() {
    Query query;
    query.references.resize(1);
    query.references[0].picture.path = QStringLiteral("/a.jpg");
    query.modification = QStringLiteral("in red, without the hat");
    query.text = QStringLiteral("a dog -snow");
    query.negatives = {{QStringLiteral("Snow"), 0.5}};
    const Query apart = withNegationsApart(query);
    QCOMPARE(apart.modification, QStringLiteral("in red"));
    QCOMPARE(apart.text, QStringLiteral("a dog"));
    // What was there already keeps its strength.
    const std::vector<NegativeText> expected = {{QStringLiteral("Snow"), 0.5},
                                                {QStringLiteral("hat"), 1}};
    QVERIFY(apart.negatives == expected);
    QVERIFY(withNegationsApart(apart) == apart);
    QVERIFY(validate(apart));
}

void TestNegation::aSentenceThatWantsNothingStays() {
    Query query;
    query.text = QStringLiteral("without people");
    QVERIFY(withNegationsApart(query) == query);
    // Beside a picture it does say enough.
    query.references.resize(1);
    query.references[0].picture.path = QStringLiteral("/a.jpg");
    query.modification = query.text;
    query.text.clear();
    const Query apart = withNegationsApart(query);
    QVERIFY(apart.modification.isEmpty());
    QCOMPARE(apart.negatives.size(), std::size_t(1));
    QVERIFY(leavesOutReferences(apart));
}

void TestNegation::noMoreNegativesThanAQueryHolds() {
    Query query;
    query.text = QStringLiteral("a dog");
    for (int i = 0; i < 60; ++i)
        query.text += QStringLiteral(" -thing") + QChar(u'a' + i % 26) + QChar(u'a' + i / 26);
    const Query apart = withNegationsApart(query);
    QCOMPARE(apart.text, QStringLiteral("a dog"));
    QCOMPARE(apart.negatives.size(), Query::mostParts);
    QVERIFY(validate(apart));
}

SEMBLANCE_APPLESS_TEST(TestNegation)
#include "tst_negation.moc"
