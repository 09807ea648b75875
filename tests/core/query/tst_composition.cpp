#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>

#include "core/query/composition.h"
#include "tests/testmain.h"

using namespace semblance;

using Role = Endpoint::Role;
using Vector = std::vector<double>;

namespace {

/// The formulas of composition.h once more, on whole vectors in double precision.
namespace naive {

double dot(const Vector& a, const Vector& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

Vector plus(Vector a, double factor, const Vector& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += factor * b[i];
    return a;
}

Vector unit(const Vector& a) {
    return plus(Vector(a.size()), 1 / std::sqrt(dot(a, a)), a);
}

double angle(const Vector& a, const Vector& b) {
    return std::acos(std::clamp(dot(a, b), -1.0, 1.0));
}

Vector slerp(const Vector& a, const Vector& b, double t) {
    const double theta = angle(a, b);
    return plus(plus(Vector(a.size()), std::sin((1 - t) * theta) / std::sin(theta), a),
                std::sin(t * theta) / std::sin(theta), b);
}

double squaredAngles(const Vector& at, const std::vector<Vector>& points, const Vector& weights) {
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i)
        sum += weights[i] * angle(at, points[i]) * angle(at, points[i]);
    return sum;
}

Vector vectorOf(const Endpoint& endpoint) {
    return unit(Vector(endpoint.vector.begin(), endpoint.vector.end()));
}

/// Feedback.
Vector adjusted(const Vector& query, const std::vector<Endpoint>& endpoints) {
    const CompositionRules rules;
    Vector result = query;
    Vector more(query.size()), less(query.size());
    double moreCount = 0, lessCount = 0;
    for (const Endpoint& endpoint : endpoints) {
        const Vector v = vectorOf(endpoint);
        if (endpoint.role == Role::More) {
            more = plus(more, 1, v);
            ++moreCount;
        } else if (endpoint.role == Role::Less) {
            less = plus(less, 1, v);
            ++lessCount;
        }
    }
    if (moreCount > 0)
        result = plus(result, rules.more / moreCount, more);
    if (lessCount > 0)
        result = plus(result, -rules.less / lessCount, less);
    return unit(result);
}

}  // namespace naive

class Random {
public:
    explicit Random(unsigned seed) : m_engine(seed) {}

    double uniform(double from, double to) {
        return std::uniform_real_distribution<double>(from, to)(m_engine);
    }

    /// With a common part, as embeddings of one model have.
    Endpoint endpoint(Role role, double weight = 1, std::size_t dimension = 24) {
        std::normal_distribution<double> normal;
        Vector v(dimension);
        for (double& value : v)
            value = normal(m_engine) + 0.5;
        v = naive::unit(v);
        return {role, weight, std::vector<float>(v.begin(), v.end())};
    }

private:
    std::mt19937 m_engine;
};

Vector composed(const std::vector<Endpoint>& endpoints, double mix) {
    const std::vector<float> weights = compose(endpoints, Gram(endpoints), mix);
    const std::vector<float> sum = composedVector(endpoints, weights);
    return Vector(sum.begin(), sum.end());
}

bool near(const Vector& a, const Vector& b, double tolerance = 3e-6) {
    const Vector difference = naive::plus(a, -1, b);
    return a.size() == b.size() && std::sqrt(naive::dot(difference, difference)) < tolerance;
}

Endpoint axis(Role role, std::size_t at, float sign = 1, double weight = 1) {
    std::vector<float> vector(4);
    vector[at] = sign;
    return {role, weight, vector};
}

}  // namespace

class TestComposition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pictureOrTextAlone();
    void slerpWithoutStageWeights();
    void throughTheComposition();
    void severalReferences();
    void furtherCriteria();
    void feedback();
    void feedbackAlone();
    void scoreIsTheWeightedSumOfScores();
    void orderDoesNotMatter();
    void negativesAreNoPartOfIt();
    void degenerate();
    void manyRandomQueries();
};

void TestComposition::pictureOrTextAlone() {
    Random random(1);
    for (Role role : {Role::Reference, Role::Text}) {
        const Endpoint only = random.endpoint(role);
        for (double mix : {0.0, 0.5, 1.0})
            QVERIFY(near(composed({only}, mix), naive::vectorOf(only)));
    }
}

void TestComposition::slerpWithoutStageWeights() {
    Random random(2);
    for (int i = 0; i < 50; ++i) {
        const Endpoint v = random.endpoint(Role::Reference);
        const Endpoint t = random.endpoint(Role::Modification);
        const double mix = random.uniform(0, 1);
        QVERIFY(
            near(composed({v, t}, mix), naive::slerp(naive::vectorOf(v), naive::vectorOf(t), mix)));
        for (double start : {0.0, -7.0})
            QVERIFY(near(composed({v, t}, start), naive::vectorOf(v)));
        for (double end : {1.0, 7.0})
            QVERIFY(near(composed({v, t}, end), naive::vectorOf(t)));
    }
}

void TestComposition::throughTheComposition() {
    Random random(3);
    const Endpoint v = random.endpoint(Role::Reference);
    const Endpoint c = random.endpoint(Role::Composed);
    const Endpoint t = random.endpoint(Role::Modification);
    const auto naiveMix = [&](double m) {
        return m <= 0.5 ? naive::slerp(naive::vectorOf(v), naive::vectorOf(c), 2 * m)
                        : naive::slerp(naive::vectorOf(c), naive::vectorOf(t), 2 * m - 1);
    };
    for (double m : {0.0, 0.1, 0.37, 0.5, 0.51, 0.8, 1.0})
        QVERIFY(near(composed({v, c, t}, m), naiveMix(m)));
    QVERIFY(near(composed({v, c, t}, 0.5), naive::vectorOf(c)));
    // Without the sentence's own vector the second half stays at the composition.
    QVERIFY(near(composed({v, c}, 0.9), naive::vectorOf(c)));
}

void TestComposition::severalReferences() {
    Random random(4);
    for (int round = 0; round < 20; ++round) {
        const Endpoint a = random.endpoint(Role::Reference, 0.3);
        const Endpoint b = random.endpoint(Role::Reference, 0.9);
        QVERIFY(
            near(composed({a, b}, 0), naive::slerp(naive::vectorOf(a), naive::vectorOf(b), 0.75)));

        std::vector<Endpoint> many;
        std::vector<Vector> points;
        Vector weights;
        for (int i = 0; i < 5; ++i) {
            weights.push_back(random.uniform(0.1, 2));
            many.push_back(random.endpoint(Role::Reference, weights.back()));
            points.push_back(naive::vectorOf(many.back()));
        }
        const Vector mean = composed(many, 0);
        QVERIFY(std::abs(naive::dot(mean, mean) - 1) < 1e-5);
        // No small step in any direction makes the sum of squared angles smaller.
        const double least = naive::squaredAngles(naive::unit(mean), points, weights);
        for (int i = 0; i < 30; ++i) {
            const Vector step = naive::vectorOf(random.endpoint(Role::Reference));
            for (double size : {0.01, -0.01}) {
                const Vector beside = naive::unit(naive::plus(mean, size, step));
                QVERIFY(naive::squaredAngles(beside, points, weights) > least - 1e-6);
            }
        }
        // Only ratios of weights count.
        for (Endpoint& endpoint : many)
            endpoint.weight *= 1e3;
        QVERIFY(near(composed(many, 0), mean));
    }
    // Each reference has its own composition.
    const Endpoint v = random.endpoint(Role::Reference);
    const Endpoint c = random.endpoint(Role::Composed, 1);
    const Endpoint d = random.endpoint(Role::Composed, 3);
    QVERIFY(
        near(composed({v, c, d}, 0.5), naive::slerp(naive::vectorOf(c), naive::vectorOf(d), 0.75)));
}

void TestComposition::furtherCriteria() {
    Random random(5);
    const Endpoint v = random.endpoint(Role::Reference);
    const Endpoint t = random.endpoint(Role::Modification);
    const Endpoint text = random.endpoint(Role::Text);
    const Vector q = naive::slerp(naive::vectorOf(v), naive::vectorOf(t), 0.3);
    const Vector mean =
        naive::plus(naive::plus(Vector(q.size()), 0.5, q), 0.5, naive::vectorOf(text));
    QVERIFY(near(composed({v, t, text}, 0.3), mean));
}

void TestComposition::feedback() {
    Random random(6);
    for (int round = 0; round < 60; ++round) {
        std::vector<Endpoint> endpoints = {random.endpoint(Role::Reference),
                                           random.endpoint(Role::Modification)};
        const Vector q =
            naive::slerp(naive::vectorOf(endpoints[0]), naive::vectorOf(endpoints[1]), 0.4);
        for (int i = 0; i < round % 4; ++i)
            endpoints.push_back(random.endpoint(Role::More));
        for (int i = 0; i < round % 5; ++i)
            endpoints.push_back(random.endpoint(Role::Less));
        QVERIFY(near(composed(endpoints, 0.4), naive::adjusted(q, endpoints), 1e-5));
    }
}

/// What is liked is all there is to go by.
void TestComposition::feedbackAlone() {
    Random random(12);
    for (int round = 0; round < 20; ++round) {
        const Endpoint liked = random.endpoint(Role::More);
        QVERIFY(near(composed({liked}, 0.3), naive::vectorOf(liked)));
        const std::vector<Endpoint> endpoints = {liked, random.endpoint(Role::Less),
                                                 random.endpoint(Role::Negative)};
        QVERIFY(near(composed(endpoints, 0.3), naive::adjusted(naive::vectorOf(liked), endpoints),
                     1e-5));
        const Endpoint other = random.endpoint(Role::More);
        const Vector both = composed({liked, other}, 0);
        QVERIFY(std::abs(naive::dot(both, naive::vectorOf(liked)) -
                         naive::dot(both, naive::vectorOf(other))) < 1e-5);
    }
    const std::vector<Endpoint> disliked{random.endpoint(Role::Less)};
    QCOMPARE(compose(disliked, Gram(disliked), 0.5), std::vector<float>{0});
}

void TestComposition::scoreIsTheWeightedSumOfScores() {
    Random random(7);
    const std::vector<Endpoint> endpoints = {
        random.endpoint(Role::Reference, 2), random.endpoint(Role::Reference),
        random.endpoint(Role::Modification), random.endpoint(Role::Text),
        random.endpoint(Role::Negative)};
    const Vector whole = composed(endpoints, 0.6);
    const std::vector<float> weights = compose(endpoints, Gram(endpoints), 0.6);
    for (int i = 0; i < 20; ++i) {
        const Vector x = naive::vectorOf(random.endpoint(Role::Reference));
        double sum = 0;
        for (std::size_t e = 0; e < endpoints.size(); ++e)
            sum += weights[e] * naive::dot(x, naive::vectorOf(endpoints[e]));
        QVERIFY(std::abs(sum - naive::dot(x, whole)) < 1e-6);
    }
}

void TestComposition::orderDoesNotMatter() {
    Random random(8);
    std::vector<Endpoint> endpoints = {
        random.endpoint(Role::Reference, 2), random.endpoint(Role::Reference),
        random.endpoint(Role::Modification), random.endpoint(Role::Text),
        random.endpoint(Role::Negative),     random.endpoint(Role::Negative, 0.5),
        random.endpoint(Role::More),         random.endpoint(Role::Less)};
    const Vector before = composed(endpoints, 0.7);
    std::reverse(endpoints.begin(), endpoints.end());
    QVERIFY(near(composed(endpoints, 0.7), before));
}

/// Whatever negatives there are, the other weights are to the bit what they are without them.
void TestComposition::negativesAreNoPartOfIt() {
    Random random(9);
    for (int round = 0; round < 60; ++round) {
        std::vector<Endpoint> endpoints = {
            random.endpoint(Role::Reference),    random.endpoint(Role::Composed),
            random.endpoint(Role::Modification), random.endpoint(Role::Text),
            random.endpoint(Role::More),         random.endpoint(Role::Less)};
        const double mix = random.uniform(0, 1);
        std::vector<float> expected = compose(endpoints, Gram(endpoints), mix);
        for (int i = 0; i <= round % 3; ++i) {
            endpoints.push_back(random.endpoint(Role::Negative, random.uniform(0.1, 1.5)));
            expected.push_back(0);
        }
        QCOMPARE(compose(endpoints, Gram(endpoints), mix), expected);
    }
}

void TestComposition::degenerate() {
    const Vector nothing(4), x = {1, 0, 0, 0}, y = {0, 1, 0, 0}, minusX = {-1, 0, 0, 0};
    // Nothing to look for.
    QVERIFY(compose({}, Gram({}), 0.5).empty());
    QVERIFY(composedVector({}, {}).empty());
    QVERIFY(near(composed({axis(Role::Negative, 0), axis(Role::Less, 1)}, 0.5), nothing));
    // The same picture and sentence; opposite ones.
    QVERIFY(near(composed({axis(Role::Reference, 0), axis(Role::Modification, 0)}, 0.3), x));
    const std::vector<Endpoint> opposite = {axis(Role::Reference, 0),
                                            axis(Role::Modification, 0, -1)};
    QVERIFY(near(composed(opposite, 0.5), x));
    QVERIFY(near(composed(opposite, 0.6), minusX));
    // References that cancel out: the heaviest, the first of equals.
    QVERIFY(near(composed({axis(Role::Reference, 0), axis(Role::Reference, 0, -1)}, 0), x));
    QVERIFY(near(composed({axis(Role::Reference, 0), axis(Role::Reference, 0, -1),
                           axis(Role::Reference, 1, 1, 3), axis(Role::Reference, 1, -1, 3)},
                          0),
                 y));
    // An endpoint without length is not there.
    const Endpoint empty{Role::Text, 1, std::vector<float>(4)};
    QVERIFY(near(composed({axis(Role::Reference, 0), empty}, 0), x));
    QVERIFY(near(composed({empty}, 0), nothing));
}

void TestComposition::manyRandomQueries() {
    Random random(11);
    const Role roles[] = {Role::Reference, Role::Composed, Role::Modification, Role::Text,
                          Role::Negative,  Role::More,     Role::Less};
    for (int round = 0; round < 500; ++round) {
        std::vector<Endpoint> endpoints;
        int texts = 0;
        bool pictures = false;
        for (int i = 0; i < 1 + round % 9; ++i) {
            const Role role = roles[static_cast<std::size_t>(random.uniform(0, 6.999))];
            texts += role == Role::Text ? 1 : 0;
            pictures |= role <= Role::Modification;
            // Two dimensions only, both signs: many near coincidences and opposites.
            endpoints.push_back(random.endpoint(role, random.uniform(0.01, 3), 2));
            for (float& value : endpoints.back().vector)
                value = random.uniform(0, 1) < 0.5 ? value : -value;
        }
        const int criteria = texts + (pictures ? 1 : 0);
        const Vector q = composed(endpoints, random.uniform(0, 1));
        const double length = std::sqrt(naive::dot(q, q));
        QVERIFY(std::isfinite(length));
        QVERIFY2(length < 1.001, qPrintable(QString::number(length)));
        if (criteria == 1)
            QVERIFY2(length > 0.999, qPrintable(QString::number(length)));
    }
}

SEMBLANCE_APPLESS_TEST(TestComposition)
#include "tst_composition.moc"
