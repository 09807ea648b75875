#include <ATen/ops/eye.h>
#include <c10/util/Exception.h>

#include <QTest>
#include <algorithm>
#include <numbers>

#include "core/train/banktargets.h"
#include "tests/core/train/gradients.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

std::vector<int> negativesOf(const BankTargets& targets, std::int64_t query) {
    std::vector<int> items;
    for (const BankTargets::Entry& entry : targets.negatives())
        if (entry.query == query)
            items.push_back(static_cast<int>(entry.item));
    std::sort(items.begin(), items.end());
    return items;
}

/// Unit vectors in the plane at these degrees: nearness is easy to see.
at::Tensor circle(std::initializer_list<double> degrees) {
    std::vector<double> numbers;
    for (const double degree : degrees) {
        numbers.push_back(std::cos(degree * std::numbers::pi / 180));
        numbers.push_back(std::sin(degree * std::numbers::pi / 180));
    }
    return at::tensor(numbers, at::kDouble).view({-1, 2});
}

}  // namespace

class BankTargetsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void massesAreShared();
    void familyOutsideThePositivesCounts();
    void oneKindAloneGetsAll();
    void repeatedItemsCountOnce();
    void badQueriesAreRefusedWhole();
    void rightAnswersAreNeverNegatives();
    void nearestViolatingItemsAreMined();
    void referenceAndOtherTargetsAreMined();
    void identityPairsMineNothingAroundThemselves();
    void fewerViolatorsThanAskedFor();
    void minerRefusesWhatDoesNotFit();
};

void BankTargetsTest::massesAreShared() {
    BankTargets targets(10);
    const std::vector<int> positives = {9, 2, 4, 7};
    const std::vector<int> family = {4, 2};
    QVERIFY(targets.addQuery(positives, family, 0.6));
    QCOMPARE(targets.queries(), 1);
    const auto& entries = targets.positives();
    QCOMPARE(entries.size(), 4U);
    const int items[] = {2, 4, 7, 9};
    const float masses[] = {0.3F, 0.3F, 0.2F, 0.2F};
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE(entries[i].item, items[i]);
        QCOMPARE(entries[i].mass, masses[i]);
    }
    QVERIFY(targets.isPositive(0, 7));
    QVERIFY(!targets.isPositive(0, 3));
}

void BankTargetsTest::familyOutsideThePositivesCounts() {
    BankTargets targets(10);
    const std::vector<int> positives = {1};
    const std::vector<int> family = {8};
    QVERIFY(targets.addQuery(positives, family, 0.75));
    QCOMPARE(targets.positives()[0].mass, 0.25F);
    QCOMPARE(targets.positives()[1].mass, 0.75F);
}

void BankTargetsTest::oneKindAloneGetsAll() {
    BankTargets targets(4);
    const std::vector<int> items = {0, 3};
    QVERIFY(targets.addQuery(items, {}, 0.6));
    QVERIFY(targets.addQuery({}, items, 0.6));
    QVERIFY(targets.addQuery(items, items, 0.6));
    QCOMPARE(targets.queries(), 3);
    for (const BankTargets::Entry& entry : targets.positives())
        QCOMPARE(entry.mass, 0.5F);
    QCOMPARE(targets.positivesOf(1).size(), 2U);
    QCOMPARE(targets.positivesOf(2)[0].query, 2);
}

void BankTargetsTest::repeatedItemsCountOnce() {
    BankTargets targets(4);
    const std::vector<int> items = {1, 1, 2, 1};
    QVERIFY(targets.addQuery(items, {}, 0.6));
    QCOMPARE(targets.positives().size(), 2U);
    QCOMPARE(targets.positives()[0].mass, 0.5F);
}

void BankTargetsTest::badQueriesAreRefusedWhole() {
    BankTargets targets(4);
    const std::vector<int> beyond = {1, 4};
    const std::vector<int> negative = {-1};
    const std::vector<int> fine = {1};
    QCOMPARE(targets.addQuery({}, {}, 0.6).error().kind, ErrorKind::WrongUse);
    QVERIFY(targets.addQuery(beyond, {}, 0.6).error().sentence.contains(QLatin1Char('4')));
    QCOMPARE(targets.addQuery({}, negative, 0.6).error().kind, ErrorKind::WrongUse);
    QCOMPARE(targets.addQuery(fine, {}, 1.5).error().kind, ErrorKind::WrongUse);
    QCOMPARE(targets.addQuery(fine, {}, std::nan("")).error().kind, ErrorKind::WrongUse);
    QCOMPARE(targets.queries(), 0);
    QVERIFY(targets.positives().empty());
}

void BankTargetsTest::rightAnswersAreNeverNegatives() {
    BankTargets targets(6);
    const std::vector<int> positives = {1, 2};
    const std::vector<int> other = {3};
    QVERIFY(targets.addQuery(positives, {}, 0.6));
    QVERIFY(targets.addQuery(other, {}, 0.6));
    const std::vector<int> mined = {0, 1, 2, 3, 0, -1, 6};
    targets.addNegatives(0, mined);
    targets.addNegatives(1, mined);
    QCOMPARE(negativesOf(targets, 0), (std::vector<int>{0, 3}));
    QCOMPARE(negativesOf(targets, 1), (std::vector<int>{0, 1, 2}));
}

// The target lies at 0 degrees; 1 and 2 are nearest, but right, too.
void BankTargetsTest::nearestViolatingItemsAreMined() {
    const at::Tensor bank = circle({0, 1, -2, 5, 9, 40, 180});
    BankTargets targets(7);
    const std::vector<int> positives = {0, 1, 2};
    QVERIFY(targets.addQuery(positives, {}, 0.6));
    std::vector<NegativeSource> sources(1);
    sources[0].target = 0;
    NegativeRules rules;
    rules.nearest = 2;
    mineNegatives(bank, sources, rules, targets);
    QCOMPARE(negativesOf(targets, 0), (std::vector<int>{3, 4}));
}

void BankTargetsTest::referenceAndOtherTargetsAreMined() {
    const at::Tensor bank = circle({0, 1, -2, 5, 9, 40, 180});
    const std::vector<int> positives = {0};
    std::vector<NegativeSource> sources(1);
    sources[0] = {6, 0, {5, 0}};  // 0 is a right answer here, too
    const auto mined = [&](const NegativeRules& rules) {
        BankTargets targets(7);
        if (targets.addQuery(positives, {}, 0.6))
            mineNegatives(bank, sources, rules, targets);
        return negativesOf(targets, 0);
    };
    QCOMPARE(mined({true, 0, false}), (std::vector<int>{6}));
    QCOMPARE(mined({false, 0, true}), (std::vector<int>{5}));
    QCOMPARE(mined({true, 1, true}), (std::vector<int>{1, 5, 6}));
    QCOMPARE(mined({false, 0, false}), std::vector<int>());
    // The reference takes no place among the nearest.
    sources[0].reference = 1;
    QCOMPARE(mined({true, 1, false}), (std::vector<int>{1, 2}));
}

void BankTargetsTest::identityPairsMineNothingAroundThemselves() {
    const at::Tensor bank = circle({0, 1, 2});
    BankTargets targets(3);
    const std::vector<int> own = {1};
    QVERIFY(targets.addQuery(own, {}, 0.6));
    std::vector<NegativeSource> sources(1);
    sources[0].reference = 1;
    mineNegatives(bank, sources, {}, targets);
    QVERIFY(targets.negatives().empty());
}

void BankTargetsTest::fewerViolatorsThanAskedFor() {
    const at::Tensor bank = circle({0, 1, 2});
    BankTargets targets(3);
    const std::vector<int> positives = {0, 2};
    QVERIFY(targets.addQuery(positives, {}, 0.6));
    std::vector<NegativeSource> sources(1);
    sources[0].target = 0;
    mineNegatives(bank, sources, {}, targets);
    QCOMPARE(negativesOf(targets, 0), (std::vector<int>{1}));
}

void BankTargetsTest::minerRefusesWhatDoesNotFit() {
    const at::Tensor bank = circle({0, 1, 2});
    BankTargets targets(3);
    const std::vector<int> own = {1};
    QVERIFY(targets.addQuery(own, {}, 0.6));
    std::vector<NegativeSource> sources(2);
    QVERIFY_THROWS_EXCEPTION(c10::Error, mineNegatives(bank, sources, {}, targets));
    sources.resize(1);
    sources[0].target = 3;
    QVERIFY_THROWS_EXCEPTION(c10::Error, mineNegatives(bank, sources, {}, targets));
    sources[0].target = 0;
    QVERIFY_THROWS_EXCEPTION(c10::Error, mineNegatives(circle({0, 1}), sources, {}, targets));
}

SEMBLANCE_TEST(BankTargetsTest)
#include "tst_banktargets.moc"
