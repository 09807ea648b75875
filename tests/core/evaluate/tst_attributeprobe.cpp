#include <QTest>
#include <cmath>
#include <numeric>

#include "core/evaluate/attributeprobe.h"
#include "core/evaluate/runner.h"
#include "tests/core/evaluate/evaluationfixture.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

/// Shape on the first two axes, colour on the next two, some noise on the rest.
Rows world(const QStringList& pictures, unsigned seed) {
    Rows rows = randomRows(static_cast<std::size_t>(pictures.size()), 8, seed);
    for (qsizetype i = 0; i < pictures.size(); ++i) {
        const auto row = rows.row(static_cast<std::size_t>(i));
        for (float& number : row)
            number *= 0.1f;
        row[pictures[i].startsWith(u'c') ? 0 : 1] += 1;
        row[pictures[i].endsWith(u'r') ? 2 : 3] += 1;
    }
    normalise(rows);
    return rows;
}

}  // namespace

class AttributeProbeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsALinearAttribute();
    void cannotReadWhatIsNotThere();
    void oneRowIsEnough();
    void ranksByAskedAndKept();
};

void AttributeProbeTest::readsALinearAttribute() {
    QStringList pictures;
    QStringList labels;
    for (int i = 0; i < 40; ++i) {
        pictures << (i % 2 ? QStringLiteral("cr") : QStringLiteral("sr"));
        labels << (i % 2 ? QStringLiteral("circle") : QStringLiteral("square"));
    }
    const AttributeProbe probe = AttributeProbe::fit(world(pictures, 1), labels);
    QCOMPARE(probe.labels(), (QStringList{QStringLiteral("circle"), QStringLiteral("square")}));
    const Rows unseen = world({QStringLiteral("cb"), QStringLiteral("sb")}, 2);
    const auto circle = probe.probabilities(unseen.row(0));
    const auto square = probe.probabilities(unseen.row(1));
    QVERIFY(circle[0] > 0.8 && square[1] > 0.8);
    QVERIFY(std::abs(circle[0] + circle[1] - 1) < 1e-12);
}

void AttributeProbeTest::cannotReadWhatIsNotThere() {
    QStringList labels;
    for (int i = 0; i < 2000; ++i)
        labels << (i % 4 == 0 ? QStringLiteral("rare") : QStringLiteral("usual"));
    const AttributeProbe probe = AttributeProbe::fit(randomRows(2000, 4, 1), labels);
    const Rows unseen = randomRows(100, 4, 2);
    for (std::size_t i = 0; i < unseen.size(); ++i)
        QVERIFY(std::abs(probe.probabilities(unseen.row(i))[0] - 0.25) < 0.12);
}

void AttributeProbeTest::oneRowIsEnough() {
    const AttributeProbe probe = AttributeProbe::fit(randomRows(1, 4, 1), {QStringLiteral("only")});
    QCOMPARE(probe.probabilities(randomRows(1, 4, 2).row(0)), std::vector<double>{1.0});
}

void AttributeProbeTest::ranksByAskedAndKept() {
    EvaluationSet set = lettersSet(4, EvaluationSet::Protocol::Edits);
    const QStringList pictures{QStringLiteral("cr"), QStringLiteral("cb"), QStringLiteral("sr"),
                               QStringLiteral("sb")};
    EvaluationQuery query;
    query.reference = 0;
    query.right = {1};
    query.asked = QStringLiteral("b");
    set.queries = {query};
    ProbeTask task;
    QStringList trained;
    QStringList shapes;
    for (int i = 0; i < 40; ++i) {
        trained << pictures[i % 4];
        shapes << pictures[i % 4].left(1);
        task.changed << pictures[i % 4].right(1);
    }
    task.kept = {shapes};
    set.probe = task;
    const Rows rows = world(pictures, 3);
    const auto rankings = rankByProbes(set, rows, world(trained, 4));
    QCOMPARE(rankings[0].best.order().front(), 1);
    QCOMPARE(evaluateProbe(set, rows, world(trained, 4))->figures.value(QStringLiteral("R@1")),
             100.0);
    // Asked for red it stays with the shape less sure of its colour.
    set.queries[0].asked = QStringLiteral("r");
    QVERIFY(rankByProbes(set, rows, world(trained, 4))[0].best.order().front() != 3);
    set.probe.reset();
    QVERIFY(!evaluateProbe(set, rows, rows).has_value());
}

SEMBLANCE_TEST(AttributeProbeTest)
#include "tst_attributeprobe.moc"
