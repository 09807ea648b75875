#include <ATen/ops/eye.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <c10/util/Exception.h>

#include <QTest>

#include "core/train/banktargets.h"
#include "core/train/losses.h"
#include "tests/core/train/gradients.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

constexpr double kExact = 1e-9;

bool near(const at::Tensor& loss, double expected, double tolerance = kExact) {
    const double value = loss.item<double>();
    if (std::abs(value - expected) <= tolerance)
        return true;
    qWarning("The loss is %.12g, not %.12g.", value, expected);
    return false;
}

at::Tensor identity(std::int64_t n) {
    return at::eye(n, at::kDouble);
}

}  // namespace

class LossesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void infoNceByHand();
    void infoNceIsSymmetricAndIndifferentToOrder();
    void infoNceOfOneIsZero();
    void infoNceLeavesOutTheSameGroup();
    void infoNceGradients();
    void bankLossByHand();
    void bankLossWithMassesByHand();
    void bankLossWithNegativesByHand();
    void bankLossIsLeastAtTheMasses();
    void bankLossGradients();
    void bankLossInHalfPrecisionIsSummedInFull();
    void identityPairIsABankQuery();
    void bankLossRefusesWhatDoesNotFit();
    void phraseLossByHand();
    void textOnlyLossByHand();
    void anchorLossByHand();
    void smallGradients();
    void emptyBatchesAreRefused();
};

void LossesTest::infoNceByHand() {
    const at::Tensor a = identity(2);
    QVERIFY(near(symmetricInfoNce(a, a, scalar(1), {}), std::log(1 + std::exp(-1.0))));
    QVERIFY(near(symmetricInfoNce(a, a, scalar(0), {}), std::log(2.0)));
    // a picks the wrong partner: 1 more for the right one's 0.
    const at::Tensor b = matrix({{0, 1}, {1, 0}});
    QVERIFY(near(symmetricInfoNce(a, b, scalar(2), {}), std::log(std::exp(2.0) + 1)));
    // Rows and columns differ: a = {(1,0), (1,0)}, b = {(1,0), (0,1)}; logits {{1,0},{1,0}}.
    const double rows = std::log(std::exp(1.0) + 1) - 0.5;
    const double columns = (std::log(2 * std::exp(1.0)) - 1 + std::log(2.0)) / 2;
    QVERIFY(
        near(symmetricInfoNce(matrix({{1, 0}, {1, 0}}), a, scalar(1), {}), (rows + columns) / 2));
}

void LossesTest::infoNceIsSymmetricAndIndifferentToOrder() {
    const at::Tensor a = unitRows(scattered(5, 4, 1));
    const at::Tensor b = unitRows(scattered(5, 4, 2));
    const double loss = symmetricInfoNce(a, b, scalar(10), {}).item<double>();
    QVERIFY(near(symmetricInfoNce(b, a, scalar(10), {}), loss));
    QVERIFY(near(symmetricInfoNce(a.flip(0), b.flip(0), scalar(10), {}), loss));
}

void LossesTest::infoNceOfOneIsZero() {
    QVERIFY(near(symmetricInfoNce(matrix({{0, 1}}), matrix({{1, 0}}), scalar(100), {}), 0));
}

void LossesTest::infoNceLeavesOutTheSameGroup() {
    const at::Tensor a = unitRows(scattered(3, 4, 1));
    const at::Tensor b = unitRows(scattered(3, 4, 2));
    const at::Tensor different = at::tensor(std::vector<std::int64_t>{7, 8, 9});
    QVERIFY(near(symmetricInfoNce(a, b, scalar(5), different),
                 symmetricInfoNce(a, b, scalar(5), {}).item<double>()));
    // All of one group: nothing to tell apart.
    QVERIFY(near(symmetricInfoNce(a, b, scalar(5), at::ones({3}, at::kLong)), 0));
    // Rows 0 and 1 are one group: of each other's terms only row 2 is left.
    const at::Tensor logits = a.matmul(b.t()) * 5;
    const auto at = [&](int i, int j) { return logits[i][j].item<double>(); };
    const auto lse = [](std::initializer_list<double> values) {
        double sum = 0;
        for (const double value : values)
            sum += std::exp(value);
        return std::log(sum);
    };
    const double rows =
        lse({at(0, 0), at(0, 2)}) + lse({at(1, 1), at(1, 2)}) + lse({at(2, 0), at(2, 1), at(2, 2)});
    const double columns =
        lse({at(0, 0), at(2, 0)}) + lse({at(1, 1), at(2, 1)}) + lse({at(0, 2), at(1, 2), at(2, 2)});
    const double right = at(0, 0) + at(1, 1) + at(2, 2);
    const at::Tensor groups = at::tensor(std::vector<std::int64_t>{4, 4, 1});
    QVERIFY(near(symmetricInfoNce(a, b, scalar(5), groups), (rows + columns) / 6 - right / 3));
}

void LossesTest::infoNceGradients() {
    const at::Tensor a = scattered(4, 3, 1);
    const at::Tensor b = scattered(4, 3, 2);
    const at::Tensor groups = at::tensor(std::vector<std::int64_t>{0, 1, 0, 2});
    QVERIFY(gradientError([&](auto x) { return symmetricInfoNce(x, b, scalar(3), {}); }, a) < 1e-7);
    QVERIFY(gradientError([&](auto x) { return symmetricInfoNce(a, x, scalar(3), groups); }, b) <
            1e-7);
    QVERIFY(gradientError([&](auto k) { return symmetricInfoNce(a, b, k, groups); }, scalar(3)) <
            1e-7);
}

void LossesTest::bankLossByHand() {
    BankTargets targets(3);
    const int right[] = {0};
    QVERIFY(targets.addQuery(right, {}, 0.6));
    const at::Tensor query = matrix({{1, 0, 0}});
    const double e = std::exp(1.0);
    QVERIFY(near(bankLoss(query, identity(3), scalar(1), targets, 1), std::log(e + 2) - 1));
    // The mean over queries: the second one's answer is a wrong one by its embedding.
    const int other[] = {2};
    QVERIFY(targets.addQuery(other, {}, 0.6));
    QVERIFY(near(bankLoss(matrix({{1, 0, 0}, {1, 0, 0}}), identity(3), scalar(1), targets, 1),
                 std::log(e + 2) - 0.5));
}

void LossesTest::bankLossWithMassesByHand() {
    BankTargets targets(4);
    const int positives[] = {0, 1, 3};
    const int family[] = {0};
    QVERIFY(targets.addQuery(positives, family, 0.6));
    // Masses .6, .2, 0, .2; logits 2, 0, 0, 0.
    QVERIFY(near(bankLoss(matrix({{1, 0, 0, 0}}), identity(4), scalar(2), targets, 1),
                 std::log(std::exp(2.0) + 3) - 0.6 * 2, 1e-6));
}

void LossesTest::bankLossWithNegativesByHand() {
    BankTargets targets(3);
    const int right[] = {0};
    const int wrong[] = {1};
    QVERIFY(targets.addQuery(right, {}, 0.6));
    targets.addNegatives(0, wrong);
    const at::Tensor query = matrix({{1, 0, 0}});
    const double e = std::exp(1.0);
    QVERIFY(near(bankLoss(query, identity(3), scalar(1), targets, 5), std::log(e + 5 + 1) - 1));
    QVERIFY(near(bankLoss(query, identity(3), scalar(1), targets, 0), std::log(e + 1) - 1));
    // With weight 1 a mined negative is what it is in the bank anyway.
    QVERIFY(near(bankLoss(query, identity(3), scalar(1), targets, 1), std::log(e + 2) - 1));
}

// Where softmax equals the masses, the loss is their entropy and the gradient is zero.
void LossesTest::bankLossIsLeastAtTheMasses() {
    BankTargets targets(3);
    const int positives[] = {0, 1, 2};
    const int family[] = {0};
    QVERIFY(targets.addQuery(positives, family, 0.5));
    at::Tensor query = matrix({{std::log(0.5), std::log(0.25), std::log(0.25)}});
    query.set_requires_grad(true);
    const at::Tensor loss = bankLoss(query, identity(3), scalar(1), targets, 1);
    QVERIFY(near(loss, 1.5 * std::log(2.0)));
    loss.backward();
    QVERIFY(query.grad().abs().max().item<double>() < kExact);
}

void LossesTest::bankLossGradients() {
    BankTargets targets(6);
    const int positives[] = {1, 4, 5};
    const int family[] = {4};
    const int single[] = {0};
    const int wrong[] = {2, 3};
    QVERIFY(targets.addQuery(positives, family, 0.6));
    QVERIFY(targets.addQuery(single, {}, 0.6));
    targets.addNegatives(0, wrong);
    targets.addNegatives(1, wrong);
    const at::Tensor queries = scattered(2, 3, 1);
    const at::Tensor bank = unitRows(scattered(6, 3, 2));
    QVERIFY(gradientError([&](auto x) { return bankLoss(x, bank, scalar(4), targets, 8); },
                          queries) < 1e-6);
    QVERIFY(gradientError([&](auto k) { return bankLoss(queries, bank, k, targets, 8); },
                          scalar(4)) < 1e-6);
}

void LossesTest::bankLossInHalfPrecisionIsSummedInFull() {
    constexpr std::int64_t kItems = 3000;
    BankTargets targets(kItems);
    const int right[] = {0};
    QVERIFY(targets.addQuery(right, {}, 0.6));
    const at::Tensor queries = at::zeros({1, 4}, at::kBFloat16);
    const at::Tensor bank = at::zeros({kItems, 4}, at::kBFloat16);
    const at::Tensor loss = bankLoss(queries, bank, at::ones({1}, at::kBFloat16), targets, 1);
    QCOMPARE(loss.scalar_type(), at::kFloat);
    QVERIFY(near(loss, std::log(double(kItems)), 1e-4));
}

void LossesTest::identityPairIsABankQuery() {
    const at::Tensor bank = unitRows(scattered(5, 4, 3));
    BankTargets targets(5);
    const int own[] = {2};
    QVERIFY(targets.addQuery(own, {}, 0.6));
    const auto loss = [&](int picture) {
        return bankLoss(bank.slice(0, picture, picture + 1), bank, scalar(20), targets, 1)
            .item<double>();
    };
    for (const int other : {0, 1, 3, 4})
        QVERIFY(loss(2) < loss(other));
}

void LossesTest::bankLossRefusesWhatDoesNotFit() {
    BankTargets targets(3);
    const int right[] = {0};
    QVERIFY(targets.addQuery(right, {}, 0.6));
    const at::Tensor query = matrix({{1, 0, 0}});
    QVERIFY_THROWS_EXCEPTION(c10::Error,
                             bankLoss(query, identity(4).slice(1, 0, 3), scalar(1), targets, 1));
    QVERIFY_THROWS_EXCEPTION(c10::Error, bankLoss(identity(3), identity(3), scalar(1), targets, 1));
    QVERIFY_THROWS_EXCEPTION(c10::Error, bankLoss(query, identity(3), scalar(1), targets, -1));
}

void LossesTest::phraseLossByHand() {
    QVERIFY(near(phraseLoss(matrix({{2, 0}, {0, 3}}), matrix({{1, 0}, {1, 0}})), 0.5));
    QVERIFY(near(phraseLoss(matrix({{1, 0}}), matrix({{-4, 0}})), 2));
}

void LossesTest::textOnlyLossByHand() {
    QVERIFY(near(textOnlyLoss(matrix({{1, 2}, {0, 0}}), matrix({{0, 0}, {0, 1}})), 3));
    const at::Tensor noisy =
        withModalityNoise(matrix({{1, 2}, {3, 4}}), matrix({{0.5}, {0}}), matrix({{2, 4}, {1, 1}}));
    QVERIFY(noisy.equal(matrix({{2, 4}, {3, 4}})));
}

void LossesTest::anchorLossByHand() {
    QVERIFY(near(anchorLoss(matrix({{3, 4}, {0, 2}}), matrix({{3, 4}, {0, 1}})), 0.5));
    const at::Tensor zeros = at::zeros({1, 2}, at::kDouble);
    QVERIFY(near(anchorLoss(zeros, zeros), 0));
}

void LossesTest::smallGradients() {
    const at::Tensor x = scattered(3, 4, 5);
    const at::Tensor y = scattered(3, 4, 6);
    QVERIFY(gradientError([&](auto v) { return phraseLoss(v, y); }, x) < 1e-7);
    QVERIFY(gradientError([&](auto v) { return textOnlyLoss(v, y); }, x) < 1e-7);
    QVERIFY(gradientError([&](auto v) { return anchorLoss(v, y); }, x) < 1e-7);
}

void LossesTest::emptyBatchesAreRefused() {
    const at::Tensor none = at::zeros({0, 3}, at::kDouble);
    QVERIFY_THROWS_EXCEPTION(c10::Error, symmetricInfoNce(none, none, scalar(1), {}));
    QVERIFY_THROWS_EXCEPTION(c10::Error, bankLoss(none, identity(3), scalar(1), BankTargets(3), 1));
    QVERIFY_THROWS_EXCEPTION(c10::Error, phraseLoss(none, none));
    QVERIFY_THROWS_EXCEPTION(c10::Error, textOnlyLoss(none, none));
    QVERIFY_THROWS_EXCEPTION(c10::Error, anchorLoss(none, none));
}

SEMBLANCE_TEST(LossesTest)
#include "tst_losses.moc"
