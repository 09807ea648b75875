#include <ATen/ops/eye.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <c10/util/Exception.h>

#include <QTest>

#include "core/train/losses.h"
#include "core/train/softteacher.h"
#include "tests/core/train/gradients.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

double largestDifference(const at::Tensor& a, const at::Tensor& b) {
    return (a - b).abs().max().item<double>();
}

at::Tensor numbers(std::initializer_list<std::int64_t> values) {
    return at::tensor(std::vector<std::int64_t>(values));
}

SoftTeacher plainTeacher(double perplexity, double tolerance, const at::Tensor& texts) {
    SoftTextAlignment config;
    config.perplexity = perplexity;
    config.tolerance = tolerance;
    return softTeacher(texts, {}, {}, config);
}

}  // namespace

class SoftAlignmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void perplexityIsReached();
    void temperatureByHand();
    void captionsOfAPictureShareTheirMass();
    void perplexityCountsPictures();
    void picturesMixIn();
    void exactAnswerMixesIn();
    void lossIsZeroWhenStudentIsTeacher();
    void lossByHand();
    void bothDirectionsCount();
    void gradients();
    void teacherPassesNoGradient();
    void oneCaptionIsDefined();
    void smallBatchesAimLower();
    void nonsenseIsRefused();
};

void SoftAlignmentTest::perplexityIsReached() {
    const at::Tensor texts = unitRows(scattered(64, 16, 1));
    for (const double aim : {1.5, 4.0, 12.0}) {
        const SoftTeacher teacher = plainTeacher(aim, 0.01, texts);
        QVERIFY(std::abs(teacher.perplexity - aim) <= 0.01);
        QVERIFY(largestDifference(teacher.masses.sum(1), at::ones({64}, at::kDouble)) < 1e-12);
        // Hotter teachers spread more.
        QVERIFY(plainTeacher(aim + 1, 0.01, texts).temperature > teacher.temperature);
    }
    // METHOD.md: 4 +- 1 without further ado.
    const SoftTeacher teacher = softTeacher(texts, {}, {}, {});
    QVERIFY(std::abs(teacher.perplexity - 4) <= 1);
}

// Three captions at right angles: p = (a, b, b), a/b = exp(1/tau).
void SoftAlignmentTest::temperatureByHand() {
    const SoftTeacher teacher = plainTeacher(2.0, 1e-9, at::eye(3, at::kDouble));
    const double b = 1 / (std::exp(1 / teacher.temperature) + 2);
    const double a = 1 - 2 * b;
    QVERIFY(std::abs(teacher.masses[0][0].item<double>() - a) < 1e-9);
    QVERIFY(std::abs(teacher.masses[2][1].item<double>() - b) < 1e-9);
    const double entropy = -a * std::log(a) - 2 * b * std::log(b);
    QVERIFY(std::abs(std::exp(entropy) - 2.0) < 1e-8);
}

void SoftAlignmentTest::captionsOfAPictureShareTheirMass() {
    const at::Tensor texts = unitRows(scattered(6, 8, 2));
    const SoftTeacher teacher = softTeacher(texts, {}, numbers({3, 5, 3, 9, 3, 5}), {});
    for (std::int64_t i = 0; i < 6; ++i) {
        const at::Tensor p = teacher.masses[i];
        QCOMPARE(p[0].item<double>(), p[2].item<double>());
        QCOMPARE(p[0].item<double>(), p[4].item<double>());
        QCOMPARE(p[1].item<double>(), p[5].item<double>());
        QVERIFY(std::abs(p.sum().item<double>() - 1) < 1e-12);
    }
    // What is shared is what the plain softmax at the same temperature gave the picture.
    const at::Tensor plain = (texts.matmul(texts.t()) / teacher.temperature).softmax(1);
    QVERIFY(largestDifference(teacher.masses.select(1, 1) * 2,
                              plain.select(1, 1) + plain.select(1, 5)) < 1e-12);
}

// Five captions each of eight pictures, the same sentence five times: as if each were there once.
void SoftAlignmentTest::perplexityCountsPictures() {
    const at::Tensor once = unitRows(scattered(8, 8, 3));
    SoftTextAlignment config;
    config.perplexity = 2.5;
    config.tolerance = 1e-6;
    const SoftTeacher single = softTeacher(once, {}, {}, config);
    const at::Tensor pictures = numbers({0, 1, 2, 3, 4, 5, 6, 7}).repeat_interleave(5);
    const SoftTeacher five = softTeacher(once.repeat_interleave(5, 0), {}, pictures, config);
    QVERIFY(std::abs(five.temperature - single.temperature) < 1e-5);
    QVERIFY(std::abs(five.perplexity - 2.5) < 1e-5);
    QVERIFY(std::abs(five.masses[0][0].item<double>() * 5 - single.masses[0][0].item<double>()) <
            1e-5);
}

void SoftAlignmentTest::picturesMixIn() {
    const at::Tensor texts = unitRows(scattered(8, 8, 4));
    const at::Tensor images = unitRows(scattered(8, 8, 5));
    SoftTextAlignment config;
    config.imageShare = 1;
    const SoftTeacher mixed = softTeacher(texts, images, {}, config);
    const SoftTeacher pure = softTeacher(images, {}, {}, {});
    QVERIFY(largestDifference(mixed.masses, pure.masses) < 1e-12);
    config.imageShare = 0.5;
    const at::Tensor half = ((texts.matmul(texts.t()) + images.matmul(images.t())) / 2);
    const SoftTeacher both = softTeacher(texts, images, {}, config);
    QVERIFY(largestDifference(both.masses, (half / both.temperature).softmax(1)) < 1e-12);
}

void SoftAlignmentTest::exactAnswerMixesIn() {
    const at::Tensor texts = unitRows(scattered(5, 8, 6));
    SoftTextAlignment config;
    config.exactShare = 1;
    QVERIFY(softTeacher(texts, {}, {}, config).masses.equal(at::eye(5, at::kDouble)));
    // All captions of the own picture are exact answers.
    const SoftTeacher teacher = softTeacher(texts, {}, numbers({1, 1, 2, 3, 4}), config);
    QCOMPARE(teacher.masses[0][0].item<double>(), 0.5);
    QCOMPARE(teacher.masses[0][1].item<double>(), 0.5);
    // A one-hot teacher has no infinite logarithms; InfoNCE at 1/tau_s is what is left.
    const at::Tensor prompts = unitRows(scattered(5, 8, 7));
    const SoftTeacher exact = softTeacher(texts, {}, {}, config);
    const double loss = softTextAlignmentLoss(prompts, texts, exact, 0.07).item<double>();
    const double nce = symmetricInfoNce(prompts, texts, scalar(1 / 0.07), {}).item<double>();
    QVERIFY(std::abs(loss - nce) < 1e-9);
}

void SoftAlignmentTest::lossIsZeroWhenStudentIsTeacher() {
    const at::Tensor texts = unitRows(scattered(16, 8, 8));
    const SoftTeacher teacher = softTeacher(texts, {}, {}, {});
    const at::Tensor loss = softTextAlignmentLoss(texts, texts, teacher, teacher.temperature);
    QVERIFY(std::abs(loss.item<double>()) < 1e-12);
    const at::Tensor other = unitRows(scattered(16, 8, 9));
    QVERIFY(softTextAlignmentLoss(other, texts, teacher, teacher.temperature).item<double>() >
            0.01);
}

// Two captions at right angles, prompts swapped: KL = (2a - 1) / tau both ways.
void SoftAlignmentTest::lossByHand() {
    SoftTeacher teacher;
    teacher.masses = matrix({{0.8, 0.2}, {0.2, 0.8}});
    const double tau = 1 / std::log(4.0);  // softmax of (1, 0) / tau is (.8, .2)
    const at::Tensor texts = at::eye(2, at::kDouble);
    const at::Tensor swapped = matrix({{0, 1}, {1, 0}});
    QVERIFY(std::abs(softTextAlignmentLoss(texts, texts, teacher, tau).item<double>()) < 1e-12);
    QVERIFY(std::abs(softTextAlignmentLoss(swapped, texts, teacher, tau).item<double>() -
                     0.6 * std::log(4.0)) < 1e-12);
}

// Both prompts say the first caption: rows q = (.8, .2) twice; columns q' = (.5, .5) twice.
void SoftAlignmentTest::bothDirectionsCount() {
    SoftTeacher teacher;
    teacher.masses = matrix({{0.8, 0.2}, {0.2, 0.8}});
    const double tau = 1 / std::log(4.0);
    const at::Tensor prompts = matrix({{1, 0}, {1, 0}});
    const double rows = 0.6 * std::log(4.0) / 2;
    const double columns = 0.8 * std::log(1.6) + 0.2 * std::log(0.4);
    QVERIFY(
        std::abs(
            softTextAlignmentLoss(prompts, at::eye(2, at::kDouble), teacher, tau).item<double>() -
            (rows + columns) / 2) < 1e-12);
}

void SoftAlignmentTest::gradients() {
    const at::Tensor texts = unitRows(scattered(4, 3, 10));
    const SoftTeacher teacher = softTeacher(texts, {}, numbers({0, 0, 1, 2}), {});
    QVERIFY(gradientError([&](auto e) { return softTextAlignmentLoss(e, texts, teacher, 0.2); },
                          scattered(4, 3, 11)) < 1e-6);
}

void SoftAlignmentTest::teacherPassesNoGradient() {
    at::Tensor texts = unitRows(scattered(4, 3, 12));
    texts.set_requires_grad(true);
    QVERIFY(!softTeacher(texts, {}, {}, {}).masses.requires_grad());
}

void SoftAlignmentTest::oneCaptionIsDefined() {
    const at::Tensor text = matrix({{1, 0}});
    const SoftTeacher teacher = softTeacher(text, {}, {}, {});
    QCOMPARE(teacher.perplexity, 1.0);
    QCOMPARE(softTextAlignmentLoss(matrix({{0, 1}}), text, teacher, 0.07).item<double>(), 0.0);
    // Two captions of the one picture share all of it.
    const at::Tensor two = unitRows(scattered(2, 4, 13));
    const SoftTeacher shared = softTeacher(two, {}, numbers({5, 5}), {});
    QVERIFY(largestDifference(shared.masses, at::full({2, 2}, 0.5, at::kDouble)) < 1e-12);
}

void SoftAlignmentTest::smallBatchesAimLower() {
    const SoftTeacher teacher = plainTeacher(4, 0.01, at::eye(3, at::kDouble));
    QVERIFY(std::abs(teacher.perplexity - 2.0) <= 0.01);
    // The same caption throughout leaves no choice, and still gives an answer.
    const SoftTeacher same = softTeacher(matrix({{1, 0}, {1, 0}, {1, 0}}), {}, {}, {});
    QVERIFY(std::abs(same.perplexity - 3.0) < 1e-9);
    QVERIFY(std::isfinite(same.temperature));
}

void SoftAlignmentTest::nonsenseIsRefused() {
    const at::Tensor texts = at::eye(3, at::kDouble);
    QVERIFY_THROWS_EXCEPTION(c10::Error, softTeacher(texts.slice(0, 0, 0), {}, {}, {}));
    QVERIFY_THROWS_EXCEPTION(c10::Error, plainTeacher(0.5, 0.1, texts));
    QVERIFY_THROWS_EXCEPTION(c10::Error, plainTeacher(4, 0, texts));
    SoftTextAlignment config;
    config.imageShare = 0.3;
    QVERIFY_THROWS_EXCEPTION(c10::Error, softTeacher(texts, {}, {}, config));
    const SoftTeacher teacher = softTeacher(texts, {}, {}, {});
    QVERIFY_THROWS_EXCEPTION(c10::Error,
                             softTextAlignmentLoss(texts.slice(0, 0, 2), texts, teacher, 0.07));
    QVERIFY_THROWS_EXCEPTION(c10::Error, softTextAlignmentLoss(texts, texts, teacher, 0));
}

SEMBLANCE_TEST(SoftAlignmentTest)
#include "tst_softalignment.moc"
