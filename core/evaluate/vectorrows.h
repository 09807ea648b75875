#pragma once

#include <QStringList>
#include <cstddef>
#include <span>
#include <vector>

namespace semblance {

/// Vectors of one width, row after row.
struct Rows {
    int dim = 0;
    std::vector<float> values;  ///< size() * dim

    std::size_t size() const { return dim > 0 ? values.size() / static_cast<std::size_t>(dim) : 0; }
    std::span<const float> row(std::size_t index) const {
        const auto width = static_cast<std::size_t>(dim);
        return std::span(values).subspan(index * width, width);
    }
    std::span<float> row(std::size_t index) {
        const auto width = static_cast<std::size_t>(dim);
        return std::span(values).subspan(index * width, width);
    }
    void append(std::span<const float> row) { values.insert(values.end(), row.begin(), row.end()); }
};

/// Rows that have names, as feature files hold them.
struct NamedRows {
    QStringList names;  ///< one per row
    Rows rows;
};

/// To unit length, in double precision; a row of zeros stays what it is.
void normalise(std::span<float> row);
void normalise(Rows& rows);

/// The same numbers give the same result wherever they stand, so equal pictures tie exactly.
float dot(std::span<const float> a, std::span<const float> b);

/// Normalised a + b, of one width: the mean of two unit vectors on the sphere.
std::vector<float> normalisedSum(std::span<const float> a, std::span<const float> b);

}  // namespace semblance
