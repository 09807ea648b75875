#include <QTest>
#include <cmath>
#include <random>

#include "core/evaluate/metrics.h"
#include "core/evaluate/ranking.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

Ranking ranked(std::vector<PictureIndex> order) {
    return Ranking::fromOrder(std::move(order)).value();
}

using Pictures = std::vector<PictureIndex>;

}  // namespace

class MetricsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recallByHand();
    void averagePrecisionByHand();
    void shortRankingsAndNoTruth();
    void duplicatePredictionsAreRefused();
    void ordersByScoreThenIndexTargetLast();
    void nothingIsScoredBelowEverything();
    void restrictsToASubset();
    void randomRankerGetsAFifthOfSubsets();
    void meanOfNothingIsZero();
};

void MetricsTest::recallByHand() {
    const Ranking ranking = ranked({4, 2, 0, 1, 3});
    QCOMPARE(recallAt(ranking, Pictures{0}, 1), 0.0);
    QCOMPARE(recallAt(ranking, Pictures{0}, 2), 0.0);
    QCOMPARE(recallAt(ranking, Pictures{0}, 3), 1.0);
    QCOMPARE(recallAt(ranking, Pictures{3, 4}, 1), 1.0);
}

void MetricsTest::averagePrecisionByHand() {
    // Right at places 1, 3 and 6: P = 1, 2/3, 3/6.
    const Ranking ranking = ranked({7, 0, 8, 1, 2, 9, 3, 4, 5, 6});
    const Pictures right{7, 8, 9};
    QCOMPARE(averagePrecisionAt(ranking, right, 10), (1.0 + 2.0 / 3 + 3.0 / 6) / 3);
    // Fewer right answers than k: divided by their number, 3.
    QCOMPARE(averagePrecisionAt(ranking, right, 5), (1.0 + 2.0 / 3) / 3);
    // More right answers than k: divided by k, 2.
    QCOMPARE(averagePrecisionAt(ranking, right, 2), 1.0 / 2);
    QCOMPARE(averagePrecisionAt(ranking, right, 1), 1.0);
    // All of the first k right is perfect, however many there are.
    QCOMPARE(averagePrecisionAt(ranked({1, 2, 3, 4}), Pictures{1, 2, 3, 4}, 2), 1.0);
    // One right answer: its reciprocal rank.
    QCOMPARE(averagePrecisionAt(ranking, Pictures{8}, 5), 1.0 / 3);
}

void MetricsTest::shortRankingsAndNoTruth() {
    const Ranking ranking = ranked({1});
    QCOMPARE(recallAt(ranking, Pictures{1}, 50), 1.0);
    QCOMPARE(averagePrecisionAt(ranking, Pictures{1, 2}, 50), 0.5);
    QCOMPARE(recallAt(ranking, Pictures{}, 5), 0.0);
    QCOMPARE(averagePrecisionAt(ranking, Pictures{}, 5), 0.0);
    QCOMPARE(averagePrecisionAt(Ranking(), Pictures{1}, 5), 0.0);
}

void MetricsTest::duplicatePredictionsAreRefused() {
    const auto refused = Ranking::fromOrder(
        {3, 1, 3}, [](PictureIndex picture) { return QStringLiteral("dev-%1").arg(picture); });
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::BadInput);
    QVERIFY2(refused.error().sentence.contains(QStringLiteral("dev-3")),
             qPrintable(refused.error().sentence));
}

void MetricsTest::ordersByScoreThenIndexTargetLast() {
    const std::vector<float> scores{0.5f, 0.9f, 0.5f, 0.5f, 0.1f};
    const Pictures all{0, 1, 2, 3, 4};
    QCOMPARE(Ranking::byScore(scores, all, Pictures{}).order(), (Pictures{1, 0, 2, 3, 4}));
    QCOMPARE(Ranking::byScore(scores, all, Pictures{0}).order(), (Pictures{1, 2, 3, 0, 4}));
    QCOMPARE(Ranking::byScore(scores, all, Pictures{0, 2}).order(), (Pictures{1, 3, 0, 2, 4}));
    QCOMPARE(Ranking::byScore(scores, all, Pictures{0}, 2).order(), (Pictures{1, 2}));
    QCOMPARE(Ranking::byScore(scores, Pictures{2, 4}, Pictures{4}).order(), (Pictures{2, 4}));
    // A model that scores everything alike finds nothing.
    const std::vector<float> flat(5, 1.0f);
    QCOMPARE(recallAt(Ranking::byScore(flat, all, Pictures{0}), Pictures{0}, 4), 0.0);
}

void MetricsTest::nothingIsScoredBelowEverything() {
    const std::vector<float> scores{NAN, -1.0f, NAN, 1.0f};
    QCOMPARE(Ranking::byScore(scores, Pictures{0, 1, 2, 3}, Pictures{0}).order(),
             (Pictures{3, 1, 2, 0}));
}

void MetricsTest::restrictsToASubset() {
    QCOMPARE(ranked({4, 2, 0, 1, 3}).restrictedTo(Pictures{0, 1, 4}).order(), (Pictures{4, 0, 1}));
}

void MetricsTest::randomRankerGetsAFifthOfSubsets() {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> uniform;
    const Pictures subset{1, 2, 3, 4, 5};
    std::vector<float> scores(6);
    Mean recall;
    for (int i = 0; i < 20'000; ++i) {
        for (float& score : scores)
            score = uniform(random);
        const Pictures right{1 + i % 5};
        recall.add(recallAt(Ranking::byScore(scores, subset, right), right, 1));
    }
    // Five standard deviations.
    QVERIFY2(std::abs(recall.value() - 0.2) < 5 * std::sqrt(0.2 * 0.8 / 20'000),
             qPrintable(QString::number(recall.value())));
}

void MetricsTest::meanOfNothingIsZero() {
    QCOMPARE(Mean().value(), 0.0);
}

SEMBLANCE_TEST(MetricsTest)
#include "tst_metrics.moc"
