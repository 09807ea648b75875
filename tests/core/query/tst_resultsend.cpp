#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "core/query/negatives.h"
#include "core/query/resultsend.h"
#include "core/query/scorespread.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
std::vector<float> normals(std::mt19937& random, std::size_t count, float centre, float width) {
    std::normal_distribution<float> normal(centre, width);
    std::vector<float> values(count);
    std::generate(values.begin(), values.end(), [&] { return normal(random); });
    return values;
}

std::vector<float> unit(std::mt19937& random) {
    std::vector<float> vector = normals(random, 16, 0.3f, 1);
    double squares = 0;
    for (const float value : vector)
        squares += double(value) * double(value);
    for (float& value : vector)
        value = float(double(value) / std::sqrt(squares));
    return vector;
}

double dot(const std::vector<float>& a, const std::vector<float>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += double(a[i]) * double(b[i]);
    return sum;
}

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Of a model whose plain names find .3 at best, with scores .07 wide.
constexpr SentenceBackground kSentences{0.3, 0.07, 0.44, 0.17};

QueryScores query(double best, double likeness = 0.44) {
    QueryScores scores;
    scores.background = {0.05, 0.07};
    scores.best = best;
    scores.likeness = likeness;
    return scores;
}
}  // namespace

class TestResultsEnd : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spreadIsOfTheMany();
    void spreadOfFew();
    void likenessIsOfTheNearest();
    void captionsAmongThemselves();
    void nothingFits();
    void longSentencesMustScoreHigher();
    void theLine();
    void picturesAreNotComparedWithNames();
    void anyModelsUnitsDo();
    void negativesInTheQuerysUnits();
};

void TestResultsEnd::spreadIsOfTheMany() {
    std::mt19937 random(1);
    std::vector<float> scores = normals(random, 20'000, 0.2f, 0.05f);
    const ScoreSpread before = spreadOf(scores);
    QVERIFY(std::abs(before.centre - 0.2) < 0.002);
    QVERIFY(std::abs(before.width - 0.05) < 0.002);
    // One in fifty is right, far above: they move neither.
    const std::vector<float> right = normals(random, 400, 0.9f, 0.02f);
    scores.insert(scores.end(), right.begin(), right.end());
    const ScoreSpread after = spreadOf(scores);
    QVERIFY(std::abs(after.centre - before.centre) < 0.003);
    QVERIFY(std::abs(after.width - before.width) < 0.003);
}

void TestResultsEnd::spreadOfFew() {
    QCOMPARE(spreadOf({}).width, 0.0);
    QCOMPARE(spreadOf({0.5f}).centre, 0.5);
    QCOMPARE(spreadOf({0.5f}).width, 0.0);
    QCOMPARE(spreadOf({3, 1, 2}).centre, 2.0);
    QVERIFY(std::abs(spreadOf({3, 1, 2}).width - 1.4826) < 1e-9);
}

void TestResultsEnd::likenessIsOfTheNearest() {
    std::mt19937 random(2);
    std::vector<std::vector<float>> captions;
    for (int i = 0; i < 100; ++i)
        captions.push_back(unit(random));
    const std::vector<float> asked = unit(random);
    std::vector<double> dots;
    for (const auto& caption : captions)
        dots.push_back(dot(caption, asked));
    std::sort(dots.rbegin(), dots.rend());
    double sum = 0;
    for (int i = 0; i < 16; ++i)
        sum += dots[std::size_t(i)];
    QVERIFY(std::abs(likenessTo(captions, asked) - sum / 16) < 1e-9);
    // Of fewer than that, all.
    captions.resize(1);
    QVERIFY(std::abs(likenessTo(captions, asked) - dot(captions[0], asked)) < 1e-9);
    QCOMPARE(likenessTo({}, asked), 0.0);
}

void TestResultsEnd::captionsAmongThemselves() {
    std::mt19937 random(3);
    std::vector<std::vector<float>> captions;
    for (int i = 0; i < 40; ++i)
        captions.push_back(unit(random));
    const SentenceBackground background = backgroundOf(captions);
    double likeness = 0;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < captions.size(); ++i) {
        std::vector<std::vector<float>> others = captions;
        others.erase(others.begin() + std::ptrdiff_t(i));
        likeness += likenessTo(others, captions[i]) / 40;
        for (const auto& other : others) {
            sum += dot(other, captions[i]);
            squares += dot(other, captions[i]) * dot(other, captions[i]);
        }
    }
    const double pairs = 40 * 39;
    QVERIFY(std::abs(background.likeness - likeness) < 1e-9);
    QVERIFY(std::abs(background.likenessWidth -
                     std::sqrt(squares / pairs - sum / pairs * sum / pairs)) < 1e-9);
    captions.resize(1);
    QVERIFY(backgroundOf(captions) == SentenceBackground());
}

void TestResultsEnd::nothingFits() {
    const EndRules rules;
    const double least = kSentences.best + rules.presence * kSentences.width;
    QCOMPARE(resultsEnd(query(least - 0.001), kSentences), kNever);
    QVERIFY(resultsEnd(query(least + 0.001), kSentences) < least);
    // A library far from all words is no proof that nothing fits.
    QVERIFY(resultsEnd(query(0.1), SentenceBackground()) < 0.1);
}

void TestResultsEnd::longSentencesMustScoreHigher() {
    double before = 0;
    for (const double likeness : {0.2, 0.4, 0.5, 0.7}) {
        double least = 0;
        while (resultsEnd(query(least, likeness), kSentences) == kNever)
            least += 0.001;
        QVERIFY(least > before);
        before = least;
    }
}

void TestResultsEnd::theLine() {
    const EndRules rules;
    QueryScores scores = query(0.6);
    QVERIFY(std::abs(resultsEnd(scores, kSentences) - (0.05 + rules.shareOfWords * 0.55)) < 1e-9);
    scores.hasReference = true;
    QVERIFY(std::abs(resultsEnd(scores, kSentences) - (0.05 + rules.shareOfPictures * 0.55)) <
            1e-9);
    // The best one is always above it, where something fits.
    std::mt19937 random(4);
    for (const float best : normals(random, 500, 0.4f, 0.3f)) {
        const double line = resultsEnd(query(double(best)), kSentences);
        QVERIFY(line == kNever || line <= double(best));
    }
}

/// Names say nothing of how near pictures come to each other.
void TestResultsEnd::picturesAreNotComparedWithNames() {
    QueryScores scores = query(0.1);
    QVERIFY(resultsEnd(scores, kSentences) == kNever);
    scores.hasReference = true;
    QVERIFY(resultsEnd(scores, kSentences) <= scores.best);
}

/// A model whose scores are all half as large and lie elsewhere draws the same lines.
void TestResultsEnd::anyModelsUnitsDo() {
    const auto moved = [](double score) { return 0.5 * score + 0.2; };
    const SentenceBackground sentences{moved(kSentences.best), 0.5 * kSentences.width,
                                       3 * kSentences.likeness - 1, 3 * kSentences.likenessWidth};
    for (const double best : {0.3, 0.4, 0.45, 0.5, 0.7}) {
        for (const double likeness : {0.3, 0.5}) {
            QueryScores scores = query(moved(best), 3 * likeness - 1);
            scores.background = {moved(0.05), 0.035};
            const double expected = resultsEnd(query(best, likeness), kSentences);
            const double line = resultsEnd(scores, sentences);
            QVERIFY(line == expected || std::abs(line - moved(expected)) < 1e-9);
        }
    }
}

void TestResultsEnd::negativesInTheQuerysUnits() {
    const NegativeRules rules;
    const NegativeEffect effect = effectOf({0.1, 0.2}, {0.3, 0.05}, 1);
    QVERIFY(std::abs(effect.above - (0.3 + rules.from * 0.05)) < 1e-12);
    QVERIFY(std::abs(effect.factor - rules.strength * 4) < 1e-12);
    QVERIFY(std::abs(effectOf({0.1, 0.2}, {0.3, 0.05}, 0.5).factor - effect.factor / 2) < 1e-12);
    QCOMPARE(effectOf({0.1, 0}, {0.3, 0.05}, 1).factor, rules.strength);
    QCOMPARE(effectOf({0.1, 0.2}, {0.3, 0}, 1).factor, rules.strength);
}

SEMBLANCE_APPLESS_TEST(TestResultsEnd)
#include "tst_resultsend.moc"
