#pragma once

#include <cmath>
#include <random>
#include <vector>

/// Made-up vectors that lie to each other like a model's of photos and sentences.
namespace semblance::testing {

/// Photos: many themes around a common direction, pictures around each theme in some directions
/// more than in others. Sentences: around another direction, as all two-tower models have them.
class PhotoVectors {
public:
    explicit PhotoVectors(int dimension, std::size_t themes = 200, unsigned seed = 1)
        : m_dimension(static_cast<std::size_t>(dimension)), m_themes(themes), m_seed(seed) {}

    std::vector<float> photo(std::mt19937& random) const {
        return around(static_cast<unsigned>(random() % m_themes), random, kPhotos);
    }
    /// Of a theme that photos have, too.
    std::vector<float> sentence(std::mt19937& random) const {
        return around(static_cast<unsigned>(random() % m_themes), random, kSentences);
    }

private:
    enum Kind : unsigned { kPhotos, kSentences };

    std::vector<float> around(unsigned theme, std::mt19937& random, Kind kind) const {
        std::mt19937 common(m_seed + kind), centre(m_seed + 10 + theme);
        std::vector<float> vector(m_dimension);
        std::normal_distribution<float> normal;
        double squares = 0;
        for (std::size_t i = 0; i < m_dimension; ++i) {
            const float scale = 1 / std::sqrt(1 + static_cast<float>(i) / 16);
            vector[i] =
                0.5f * normal(common) + scale * normal(centre) + 0.6f * scale * normal(random);
            squares += static_cast<double>(vector[i]) * vector[i];
        }
        const auto length = static_cast<float>(std::sqrt(squares));
        for (float& value : vector)
            value /= length;
        return vector;
    }

    std::size_t m_dimension;
    std::size_t m_themes;
    unsigned m_seed;
};

}  // namespace semblance::testing
