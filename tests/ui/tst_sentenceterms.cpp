#include <QTest>

#include "core/query/filtergrammar.h"
#include "tests/testmain.h"
#include "ui/query/feedbackmarks.h"
#include "ui/query/sentenceterms.h"

using namespace semblance;

class TestSentenceTerms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesFinishedTerms_data();
    void takesFinishedTerms();
    void keepsTheCursorsPlace();
    void leavesOutWhatIsUnfinished_data();
    void leavesOutWhatIsUnfinished();
    void marksAndTakesBack();
};

void TestSentenceTerms::takesFinishedTerms_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("negatives");
    const auto row = [](const char* text, const char* rest, const char* filter = "",
                        const char* negatives = "") {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(rest)
                            << QString::fromUtf8(filter) << QString::fromUtf8(negatives);
    };
    row("a red car", "a red car");
    row("type:raw", "type:raw");  // not finished
    row("type:raw ", "", "type:raw");
    row("a dog type:raw at sea", "a dog at sea", "type:raw");
    row("a dog rating>=4 -tag:private ", "a dog ", "rating>=4 -tag:private");
    row("folder:\"My pictures\" sea", "sea", "folder:\"My pictures\"");
    row("folder:\"My pictures", "folder:\"My pictures");
    row("a dress -strap ", "a dress ", "", "strap");
    row("-\"red strap\" a dress", "a dress", "", "red strap");
    row("type:raw -strap is:landscape dog", "dog", "type:raw is:landscape", "strap");
    row("\"invoice 2024\" a desk", "a desk", "\"invoice 2024\"");
    row("a desk \"invoice 2024", "a desk \"invoice 2024");
    row("a desk \"invoice 2024\"", "a desk \"invoice 2024\"");  // not finished
    // No terms.
    row("type:nonsense dog", "type:nonsense dog");
    row("note: a dog", "note: a dog");
    row("12:30 at noon", "12:30 at noon");
    row("at -5 degrees", "at -5 degrees");
    row("black - white", "black - white");
    row("a t-shirt ", "a t-shirt ");
    row("a 6\" pipe type:raw ", "a 6\" pipe ", "type:raw");
    row("- ", "- ");
    row("-\"\" ", "-\"\" ");
    row("ein Hund -Straße ", "ein Hund ", "", "Straße");
}

void TestSentenceTerms::takesFinishedTerms() {
    QFETCH(QString, text);
    QFETCH(QString, rest);
    QFETCH(QString, filter);
    QFETCH(QString, negatives);
    const SentenceTerms terms = takeTerms(text, int(text.size()), Typing::GoesOn);
    QCOMPARE(terms.rest, rest);
    QCOMPARE(toText(terms.filter), filter);
    QCOMPARE(terms.negatives.join(u','), negatives);
    QVERIFY(terms.cursor >= 0 && terms.cursor <= terms.rest.size());
}

void TestSentenceTerms::keepsTheCursorsPlace() {
    // | is the cursor.
    const auto take = [](QString text, Typing typing) {
        const int cursor = int(text.indexOf(u'|'));
        SentenceTerms terms = takeTerms(text.remove(cursor, 1), cursor, typing);
        return terms.rest.insert(terms.cursor, u'|');
    };
    QCOMPARE(take(QStringLiteral("a type:raw |dog"), Typing::GoesOn), QStringLiteral("a |dog"));
    QCOMPARE(take(QStringLiteral("a|b type:raw dog"), Typing::GoesOn), QStringLiteral("a|b dog"));
    QCOMPARE(take(QStringLiteral("type:r|aw dog"), Typing::GoesOn), QStringLiteral("|dog"));
    QCOMPARE(take(QStringLiteral("type:raw -x a dog|"), Typing::GoesOn), QStringLiteral("a dog|"));
    QCOMPARE(take(QStringLiteral("dog type:raw|"), Typing::IsDone), QStringLiteral("dog |"));
}

void TestSentenceTerms::leavesOutWhatIsUnfinished_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("rest");
    const auto row = [](const char* text, const char* rest) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(rest);
    };
    row("a dog", "a dog");
    row("a dog type", "a dog type");
    row("a dog type:", "a dog ");
    row("a dog -type:r", "a dog ");
    row("a dog rating>", "a dog ");
    row("a dog -", "a dog -");
    row("a dog -str", "a dog ");
    row("a dog note:x", "a dog note:x");
    row("folder:\"My pic", "");
}

void TestSentenceTerms::leavesOutWhatIsUnfinished() {
    QFETCH(QString, text);
    QFETCH(QString, rest);
    QCOMPARE(withoutUnfinished(text, int(text.size())), rest);
    // Only where it is being written.
    QCOMPARE(withoutUnfinished(text + QStringLiteral(" x"), int(text.size()) + 2),
             text.contains(u'"') ? QString() : text + QStringLiteral(" x"));
}

void TestSentenceTerms::marksAndTakesBack() {
    using Sign = Feedback::Sign;
    const std::vector<Feedback> one{{1, Sign::More}};
    QCOMPARE(marked({}, {1}, Sign::More), one);
    QCOMPARE(marked(one, {1}, Sign::More), std::vector<Feedback>());
    QCOMPARE(marked(one, {1}, Sign::Less), (std::vector<Feedback>{{1, Sign::Less}}));
    // Of several, those that are not so yet.
    QCOMPARE(marked(one, {1, 2}, Sign::More),
             (std::vector<Feedback>{{1, Sign::More}, {2, Sign::More}}));
    QCOMPARE(marked({{1, Sign::More}, {3, Sign::Less}, {2, Sign::More}}, {1, 2}, Sign::More),
             (std::vector<Feedback>{{3, Sign::Less}}));
    QCOMPARE(turnedRound(one[0]), (Feedback{1, Sign::Less}));
    QCOMPARE(marked({}, {}, Sign::More), std::vector<Feedback>());
}

SEMBLANCE_TEST(TestSentenceTerms)
#include "tst_sentenceterms.moc"
