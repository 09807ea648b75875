#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace semblance {

/// A unit vector that a query is made of.
struct Endpoint {
    enum class Role {
        Reference,     ///< v: a reference picture
        Composed,      ///< c: the model's learned composition of references and modification
        Modification,  ///< t: the modification's sentence alone
        Text,          ///< a further criterion
        Negative,      ///< what not to find: no part of what is composed (negatives.h)
        More,          ///< a photo marked "more like this"
        Less,          ///< a photo marked "less like this"
    };

    Role role = Role::Reference;
    double weight = 1;  ///< of a reference, composition or negative; more than 0
    std::vector<float> vector;
};

/// Dot products of all endpoints with each other, in double precision: all that composition needs.
class Gram {
public:
    /// The vectors have one dimension.
    explicit Gram(std::span<const Endpoint> endpoints);

    std::size_t size() const { return m_size; }
    double dot(std::size_t i, std::size_t j) const { return m_dots[i * m_size + j]; }

private:
    std::size_t m_size = 0;
    std::vector<double> m_dots;
};

/// How far feedback reaches. The defaults are part of the meaning of a query.
struct CompositionRules {
    /// Rocchio's beta and gamma with alpha = 1 (Manning, Raghavan, Schuetze, Introduction to
    /// Information Retrieval, 9.1.1).
    double more = 0.75;
    double less = 0.15;
};

/// The query as weights over the endpoints, in their order, so that
///     score(x) = sum_i weights[i] * (x . endpoint_i)
/// for every unit vector x. Depends on nothing but the endpoints' roles, weights and Gram matrix: a
/// slider calls it again and nothing else.
///
/// Meaning. v = weighted spherical mean of the references, c of the compositions, t modification:
///     with c:    m <= 1/2: slerp(v, c, 2m);  m > 1/2: slerp(c, t, 2m - 1)
///     without c: slerp(v, t, m);  without t or c: v
/// That is the first criterion; every Text is a criterion of its own. To each criterion q feedback
/// is added, q <- q + more * mean(More) - less * mean(Less), normalised. The score is the mean of
/// the cosines with the criteria: with one criterion it is the cosine. The order of endpoints does
/// not matter.
///
/// Negatives have weight 0: they are not subtracted, for a model's sentences point at what they
/// name and nowhere when turned round. What they do to a score is not linear (negatives.h), and
/// made of the same kept scores.
///
/// Degenerate cases: a difference or mean that vanishes leaves what was there before (the criterion
/// unchanged; of references that cancel out, the heaviest, the first of equals); slerp between
/// opposite vectors stays at the start up to 1/2, then jumps to the end. Without a criterion the
/// spherical mean of More is the one; without that, too, all weights are 0. `mix` is clamped to
/// 0..1.
std::vector<float> compose(std::span<const Endpoint> endpoints, const Gram& gram, double mix,
                           const CompositionRules& rules = {});

/// The vector whose dot product is the score: sum_i weights[i] * endpoint_i; for indexes that take
/// one vector. Its length is 1 with one criterion and less with several.
std::vector<float> composedVector(std::span<const Endpoint> endpoints,
                                  std::span<const float> weights);

}  // namespace semblance
