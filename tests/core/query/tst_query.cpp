#include <QTest>
#include <functional>
#include <limits>

#include "core/query/query.h"
#include "tests/testmain.h"

using namespace semblance;

class TestQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sensibleQueries();
    void wrongUse_data();
    void wrongUse();
    void blankSentencesAreAbsent();
    void referencesStayOnlyWhenAlone();
    void equality();

private:
    static Reference picture() { return {{QStringLiteral("/photos/a.jpg"), {}, {}}, 1}; }
    static Query full() {
        Query query;
        query.references = {picture(), {{{}, "PNG...", QRectF(0.1, 0.1, 0.5, 0.5)}, 0.3}};
        query.modification = QStringLiteral("in green");
        query.text = QStringLiteral("a jacket");
        query.negatives = {{QStringLiteral("people"), 0.5}};
        query.feedback = {{17, Feedback::Sign::More}, {18, Feedback::Sign::Less}};
        query.mix = 0.4;
        query.limit = 10;
        return query;
    }
};

void TestQuery::sensibleQueries() {
    QVERIFY(validate(full()));
    Query words;
    words.text = QStringLiteral("red");
    QVERIFY(validate(words));
    QCOMPARE(words.limit, 50);
    Query alone;
    alone.references = {picture()};
    QVERIFY(validate(alone));
    Query liked;
    liked.feedback = {{1, Feedback::Sign::More}, {2, Feedback::Sign::Less}};
    liked.negatives = {{QStringLiteral("people"), 1}};
    QVERIFY(validate(liked) && asksForSomething(liked));
    for (double mix : {0.0, 1.0}) {
        Query ends = full();
        ends.mix = mix;
        QVERIFY(validate(ends));
    }
}

void TestQuery::wrongUse_data() {
    using Change = std::function<void(Query&)>;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, const Change& change) { QTest::newRow(name) << change; };
    row("modification without reference", [](Query& q) { q.references.clear(); });
    row("nothing", [](Query& q) { q = Query(); });
    row("only a negative", [](Query& q) {
        q = Query();
        q.negatives = {{QStringLiteral("people"), 1}};
    });
    row("only what there should be less of", [](Query& q) {
        q = Query();
        q.feedback = {{1, Feedback::Sign::Less}};
    });
    row("mix below", [](Query& q) { q.mix = -0.01; });
    row("mix above", [](Query& q) { q.mix = 1.01; });
    row("mix not a number", [nan](Query& q) { q.mix = nan; });
    row("limit 0", [](Query& q) { q.limit = 0; });
    row("weight 0", [](Query& q) { q.references[0].weight = 0; });
    row("weight infinite",
        [](Query& q) { q.references[0].weight = std::numeric_limits<double>::infinity(); });
    row("negative's weight", [nan](Query& q) { q.negatives[0].weight = nan; });
    row("no picture", [](Query& q) { q.references[0].picture = {}; });
    row("two pictures in one", [](Query& q) { q.references[0].picture.bytes = "x"; });
    row("empty region", [](Query& q) { q.references[1].picture.region = QRectF(); });
    row("region outside",
        [](Query& q) { q.references[1].picture.region = QRectF(0.6, 0, 0.5, 0.5); });
    row("region not a number",
        [nan](Query& q) { q.references[1].picture.region = QRectF(0, nan, 0.5, 0.5); });
}

void TestQuery::wrongUse() {
    QFETCH(std::function<void(Query&)>, change);
    Query query = full();
    change(query);
    const Status status = validate(query);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::WrongUse);
    QVERIFY(status.error().sentence.endsWith(u'.'));
}

void TestQuery::blankSentencesAreAbsent() {
    Query query = full();
    query.modification = QStringLiteral(" \t\n");
    query.text = QStringLiteral("  a  jacket ");
    query.negatives.insert(query.negatives.begin(), {QStringLiteral("\u00a0 "), 1});
    const Query tidy = tidied(query);
    QVERIFY(tidy.modification.isEmpty());
    QCOMPARE(tidy.text, QStringLiteral("a  jacket"));
    QCOMPARE(tidy.negatives.size(), std::size_t{1});
    QVERIFY(tidied(tidy) == tidy);

    Query blankOnly;
    blankOnly.modification = QStringLiteral("  ");
    QCOMPARE(validate(tidied(blankOnly)).error().kind, ErrorKind::WrongUse);
}

void TestQuery::referencesStayOnlyWhenAlone() {
    Query query;
    query.text = QStringLiteral("red");
    QVERIFY(!leavesOutReferences(query));
    query.references = {picture()};
    QVERIFY(leavesOutReferences(query));
    query.text.clear();
    QVERIFY(!leavesOutReferences(query));
    query.negatives = {{QStringLiteral("people"), 1}};
    QVERIFY(leavesOutReferences(query));
    query.negatives.clear();
    query.modification = QStringLiteral("in red");
    QVERIFY(leavesOutReferences(query));
}

void TestQuery::equality() {
    QVERIFY(full() == full());
    Query other = full();
    other.references[1].picture.region->moveLeft(0.2);
    QVERIFY(!(other == full()));
    other = full();
    other.mix.reset();
    QVERIFY(!(other == full()));
}

SEMBLANCE_APPLESS_TEST(TestQuery)
#include "tst_query.moc"
