#include "core/query/composition.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <utility>

namespace semblance {

namespace {

/// Shorter than this is nothing: endpoints are single precision, sums of them no better.
constexpr double kVanishing = 1e-6;

/// A vector in the span of the endpoints, as its coefficients.
using Coefficients = std::vector<double>;

void addScaled(Coefficients& to, double factor, const Coefficients& other) {
    for (std::size_t i = 0; i < to.size(); ++i)
        to[i] += factor * other[i];
}

Coefficients scaled(const Coefficients& a, double factor) {
    Coefficients result(a.size());
    addScaled(result, factor, a);
    return result;
}

struct WeightedPoint {
    Coefficients point;  ///< unit
    double weight = 1;
};

/// Geometry of the unit sphere in the span of the endpoints, by their dot products alone.
class Sphere {
public:
    explicit Sphere(const Gram& gram) : m_gram(gram) {}

    double dot(const Coefficients& a, const Coefficients& b) const {
        double sum = 0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (a[i] == 0)
                continue;
            double row = 0;
            for (std::size_t j = 0; j < b.size(); ++j)
                row += b[j] * m_gram.dot(i, j);
            sum += a[i] * row;
        }
        return sum;
    }

    double length(const Coefficients& a) const { return std::sqrt(std::max(0.0, dot(a, a))); }

    std::optional<Coefficients> normalised(const Coefficients& a) const {
        const double norm = length(a);
        if (!(norm > kVanishing))
            return std::nullopt;
        return scaled(a, 1 / norm);
    }

    /// By the chord, which unlike the arc cosine is accurate for near vectors.
    double angle(const Coefficients& a, const Coefficients& b) const {
        Coefficients difference = a;
        addScaled(difference, -1, b);
        return 2 * std::asin(std::min(1.0, length(difference) / 2));
    }

    Coefficients slerp(const Coefficients& a, const Coefficients& b, double t) const {
        const double theta = angle(a, b);
        if (std::numbers::pi - theta < kVanishing)
            return t <= 0.5 ? a : b;
        Coefficients between;
        if (theta < kVanishing) {
            between = scaled(a, 1 - t);
            addScaled(between, t, b);
        } else {
            between = scaled(a, std::sin((1 - t) * theta) / std::sin(theta));
            addScaled(between, std::sin(t * theta) / std::sin(theta), b);
        }
        return normalised(between).value_or(a);
    }

    /// The point with the least weighted sum of squared angles: algorithm A1 of Buss and Fillmore,
    /// "Spherical averages and applications to spherical splines and interpolation" (2001). Of two
    /// points it is their slerp, which the normalised sum is not.
    Coefficients mean(const std::vector<WeightedPoint>& points) const {
        double total = 0;
        for (const WeightedPoint& point : points)
            total += point.weight;
        Coefficients sum(m_gram.size());
        for (const WeightedPoint& point : points)
            addScaled(sum, point.weight / total, point.point);
        std::optional<Coefficients> start = normalised(sum);
        if (!start) {
            return std::max_element(points.begin(), points.end(),
                                    [](const WeightedPoint& a, const WeightedPoint& b) {
                                        return a.weight < b.weight;
                                    })
                ->point;
        }
        constexpr int mostSteps = 100;
        constexpr double converged = 1e-9;
        Coefficients centre = *std::move(start);
        for (int step = 0; step < mostSteps; ++step) {
            Coefficients tangent(m_gram.size());
            for (const WeightedPoint& point : points) {
                const double theta = angle(centre, point.point);
                if (theta < kVanishing || std::numbers::pi - theta < kVanishing)
                    continue;
                const double factor = point.weight / total * theta / std::sin(theta);
                addScaled(tangent, factor, point.point);
                addScaled(tangent, -factor * std::cos(theta), centre);
            }
            const double distance = length(tangent);
            if (distance < converged)
                break;
            Coefficients moved = scaled(centre, std::cos(distance));
            addScaled(moved, std::sin(distance) / distance, tangent);
            centre = normalised(moved).value_or(centre);
        }
        return centre;
    }

private:
    const Gram& m_gram;
};

class Composer {
public:
    Composer(std::span<const Endpoint> endpoints, const Gram& gram, const CompositionRules& rules)
        : m_endpoints(endpoints), m_sphere(gram), m_rules(rules), m_size(gram.size()) {}

    std::vector<float> weights(double mix) const {
        std::vector<Coefficients> criteria;
        if (auto first = pictureAndSentence(std::clamp(mix, 0.0, 1.0)))
            criteria.push_back(*std::move(first));
        for (WeightedPoint& text : all(Endpoint::Role::Text))
            criteria.push_back(std::move(text.point));
        if (criteria.empty()) {
            if (auto liked = meanOf(Endpoint::Role::More))
                criteria.push_back(*std::move(liked));
        }

        Coefficients sum(m_size);
        for (const Coefficients& criterion : criteria) {
            addScaled(sum, 1 / static_cast<double>(criteria.size()), withFeedback(criterion));
        }
        return std::vector<float>(sum.begin(), sum.end());
    }

private:
    std::vector<WeightedPoint> all(Endpoint::Role role) const {
        std::vector<WeightedPoint> points;
        for (std::size_t i = 0; i < m_size; ++i) {
            if (m_endpoints[i].role != role)
                continue;
            Coefficients unit(m_size);
            unit[i] = 1;
            if (auto point = m_sphere.normalised(unit))
                points.push_back({*std::move(point), m_endpoints[i].weight});
        }
        return points;
    }

    std::optional<Coefficients> meanOf(Endpoint::Role role) const {
        const std::vector<WeightedPoint> points = all(role);
        if (points.empty())
            return std::nullopt;
        return m_sphere.mean(points);
    }

    std::optional<Coefficients> pictureAndSentence(double mix) const {
        const auto picture = meanOf(Endpoint::Role::Reference);
        const auto composed = meanOf(Endpoint::Role::Composed);
        const auto sentence = meanOf(Endpoint::Role::Modification);
        if (!composed) {
            if (picture && sentence)
                return m_sphere.slerp(*picture, *sentence, mix);
            return picture ? picture : sentence;
        }
        if (mix <= 0.5)
            return picture ? m_sphere.slerp(*picture, *composed, 2 * mix) : composed;
        return sentence ? m_sphere.slerp(*composed, *sentence, 2 * mix - 1) : composed;
    }

    Coefficients withFeedback(const Coefficients& query) const {
        Coefficients result = query;
        const auto addMean = [&](Endpoint::Role role, double factor) {
            const std::vector<WeightedPoint> photos = all(role);
            for (const WeightedPoint& photo : photos)
                addScaled(result, factor / static_cast<double>(photos.size()), photo.point);
        };
        addMean(Endpoint::Role::More, m_rules.more);
        addMean(Endpoint::Role::Less, -m_rules.less);
        return m_sphere.normalised(result).value_or(query);
    }

    std::span<const Endpoint> m_endpoints;
    Sphere m_sphere;
    CompositionRules m_rules;
    std::size_t m_size;
};

}  // namespace

Gram::Gram(std::span<const Endpoint> endpoints)
    : m_size(endpoints.size()), m_dots(m_size * m_size) {
    for (std::size_t i = 0; i < m_size; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            const std::vector<float>& a = endpoints[i].vector;
            const std::vector<float>& b = endpoints[j].vector;
            double sum = 0;
            for (std::size_t d = 0; d < std::min(a.size(), b.size()); ++d)
                sum += static_cast<double>(a[d]) * b[d];
            m_dots[i * m_size + j] = m_dots[j * m_size + i] = sum;
        }
    }
}

std::vector<float> compose(std::span<const Endpoint> endpoints, const Gram& gram, double mix,
                           const CompositionRules& rules) {
    return Composer(endpoints, gram, rules).weights(mix);
}

std::vector<float> composedVector(std::span<const Endpoint> endpoints,
                                  std::span<const float> weights) {
    std::vector<float> sum(endpoints.empty() ? 0 : endpoints.front().vector.size());
    for (std::size_t d = 0; d < sum.size(); ++d) {
        double value = 0;
        for (std::size_t i = 0; i < endpoints.size(); ++i)
            value += static_cast<double>(weights[i]) * endpoints[i].vector[d];
        sum[d] = static_cast<float>(value);
    }
    return sum;
}

}  // namespace semblance
