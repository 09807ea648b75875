// The way through queries: a tree of them, and a line of visits.

#include "core/query/querytrail.h"

#include <QTest>

#include "tests/testmain.h"

using namespace semblance;

namespace {

Query words(const QString& text) {
    Query query;
    query.text = text;
    return query;
}

QString textAt(const QueryTrail& trail, StepId step) {
    const TrailStep* found = trail.find(step);
    return found ? found->query.text : QStringLiteral("all");
}

/// "0 a, 1 b": levels and words.
QString listed(const QueryTrail& trail) {
    QStringList rows;
    for (const QueryTrail::Row& row : trail.rows())
        rows.append(QStringLiteral("%1 %2").arg(row.level).arg(textAt(trail, row.step)));
    return rows.join(QStringLiteral(", "));
}

}  // namespace

class TestQueryTrail : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesBackAndForward();
    void asksTheSameOnce();
    void branches();
    void goesOnFromBefore();
    void forgets();
    void keepsTheNewest();
    void survivesNonsense();

private:
    StepId ask(QueryTrail& trail, const QString& text) { return trail.ask(words(text), ++m_now); }

    std::int64_t m_now = 1000;
};

void TestQueryTrail::goesBackAndForward() {
    QueryTrail trail;
    QVERIFY(!trail.behind() && !trail.ahead());
    const StepId a = ask(trail, QStringLiteral("a"));
    const StepId b = ask(trail, QStringLiteral("b"));
    QCOMPARE(trail.current().value, b.value);
    trail.back();
    QCOMPARE(trail.current().value, a.value);
    QCOMPARE(trail.ahead()->value, b.value);
    trail.back();
    QVERIFY(!trail.current().isValid());
    QVERIFY(!trail.behind());
    trail.back();
    QVERIFY(!trail.current().isValid());
    trail.forward();
    trail.forward();
    QCOMPARE(trail.current().value, b.value);
    // Something else ends the way forward, as in a browser.
    trail.visit(a);
    QVERIFY(!trail.ahead());
    trail.back();
    QCOMPARE(trail.current().value, b.value);
    trail.visit(StepId{4711});
    QCOMPARE(trail.current().value, b.value);
}

void TestQueryTrail::asksTheSameOnce() {
    QueryTrail trail;
    const StepId a = ask(trail, QStringLiteral("a"));
    Query mixed = words(QStringLiteral("a"));
    mixed.mix = 0.3;
    mixed.limit = 800;
    QCOMPARE(trail.ask(mixed, ++m_now).value, a.value);
    QCOMPARE(trail.size(), std::size_t(1));
    const StepId b = ask(trail, QStringLiteral("b"));
    trail.back();
    QCOMPARE(ask(trail, QStringLiteral("b")).value, b.value);
    QCOMPARE(trail.size(), std::size_t(2));
    // Ids never meet, even when the clock stands still or goes back.
    trail.visit({});
    const StepId c = trail.ask(words(QStringLiteral("c")), 5);
    QVERIFY(c > b);
}

void TestQueryTrail::branches() {
    QueryTrail trail;
    const StepId a = ask(trail, QStringLiteral("a"));
    ask(trail, QStringLiteral("b"));
    ask(trail, QStringLiteral("c"));
    trail.visit(a);
    ask(trail, QStringLiteral("b2"));
    ask(trail, QStringLiteral("c2"));
    trail.visit({});
    ask(trail, QStringLiteral("x"));
    QCOMPARE(listed(trail), QStringLiteral("0 x, 0 a, 1 b2, 1 c2, 0 b, 0 c"));
    // The way that was gone on last comes first.
    trail.visit(a);
    ask(trail, QStringLiteral("b3"));
    QCOMPARE(listed(trail), QStringLiteral("0 a, 1 b2, 1 c2, 1 b3, 0 b, 0 c, 0 x"));
}

void TestQueryTrail::goesOnFromBefore() {
    QueryTrail trail;
    const StepId now = ask(trail, QStringLiteral("asked while it was read"));
    std::vector<TrailStep> known;
    known.push_back({StepId{1}, {}, words(QStringLiteral("a")), {}, 0, {}});
    known.push_back({StepId{2}, StepId{1}, words(QStringLiteral("b")), {}, 7, {}});
    trail.addKnown(std::move(known));
    QCOMPARE(trail.current().value, now.value);
    trail.back();  // all pictures, where this session began
    QVERIFY(!trail.current().isValid());
    trail.back();
    QCOMPARE(textAt(trail, trail.current()), QStringLiteral("b"));
    QCOMPARE(trail.find(trail.current())->topRow, 7);
    trail.back();
    QCOMPARE(textAt(trail, trail.current()), QStringLiteral("a"));
}

void TestQueryTrail::forgets() {
    QueryTrail trail;
    ask(trail, QStringLiteral("a"));
    const StepId b = ask(trail, QStringLiteral("b"));
    const StepId c = ask(trail, QStringLiteral("c"));
    trail.remove(b);
    QCOMPARE(listed(trail), QStringLiteral("0 a, 0 c"));
    QCOMPARE(trail.current().value, c.value);
    trail.back();
    QCOMPARE(textAt(trail, trail.current()), QStringLiteral("a"));
    trail.forward();
    trail.remove(c);
    QVERIFY(!trail.current().isValid());
    trail.clear();
    QVERIFY(trail.rows().empty());
    QVERIFY(!trail.behind() && !trail.ahead());
    ask(trail, QStringLiteral("d"));
    QCOMPARE(listed(trail), QStringLiteral("0 d"));
}

void TestQueryTrail::keepsTheNewest() {
    QueryTrail trail;
    for (std::size_t i = 0; i < QueryTrail::mostSteps + 10; ++i)
        ask(trail, QString::number(i));
    QCOMPARE(trail.size(), QueryTrail::mostSteps);
    QCOMPARE(trail.rows().size(), QueryTrail::mostSteps);
    QCOMPARE(textAt(trail, trail.rows().front().step), QStringLiteral("10"));
    // Back as far as it goes, and no step that is gone is visited.
    while (trail.behind())
        trail.back();
    QVERIFY(trail.find(trail.current()));
}

// A file that somebody wrote by hand.
void TestQueryTrail::survivesNonsense() {
    QueryTrail trail;
    std::vector<TrailStep> known;
    known.push_back({StepId{1}, StepId{2}, words(QStringLiteral("a")), {}, 0, {}});
    known.push_back({StepId{2}, StepId{1}, words(QStringLiteral("b")), {}, 0, {}});
    known.push_back({StepId{3}, StepId{3}, words(QStringLiteral("c")), {}, 0, {}});
    known.push_back({StepId{9}, StepId{8}, words(QStringLiteral("d")), {}, 0, {}});
    trail.addKnown(std::move(known));
    QCOMPARE(trail.rows().size(), std::size_t(4));
}

SEMBLANCE_APPLESS_TEST(TestQueryTrail)
#include "tst_querytrail.moc"
