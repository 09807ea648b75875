#pragma once

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <vector>

namespace semblance {

/// A float64 leaf from the given numbers.
inline at::Tensor matrix(std::initializer_list<std::initializer_list<double>> rows) {
    std::vector<double> numbers;
    for (const auto& row : rows)
        numbers.insert(numbers.end(), row);
    return at::tensor(numbers, at::kDouble).view({static_cast<std::int64_t>(rows.size()), -1});
}

inline at::Tensor scalar(double value) {
    return at::tensor(std::vector<double>{value}, at::kDouble);
}

/// Reproducible numbers without libtorch's generator: an irrational rotation.
inline at::Tensor scattered(std::int64_t rows, std::int64_t columns, double seed) {
    std::vector<double> numbers;
    for (std::int64_t i = 0; i < rows * columns; ++i)
        numbers.push_back(std::sin(seed + 12.9898 * double(i) * double(i + 1)));
    return at::tensor(numbers, at::kDouble).view({rows, columns});
}

inline at::Tensor unitRows(const at::Tensor& x) {
    return x / at::linalg_vector_norm(x, 2, {1}, true);
}

/// The largest difference between the gradient by autograd and by central differences of `loss` at
/// `at`, float64, relative to the largest gradient.
inline double gradientError(const std::function<at::Tensor(const at::Tensor&)>& loss,
                            const at::Tensor& at) {
    at::Tensor leaf = at.detach().clone();
    leaf.set_requires_grad(true);
    loss(leaf).backward();
    const at::Tensor analytic = leaf.grad().reshape({-1});
    constexpr double kStep = 1e-6;
    double largest = 1e-8;
    double worst = 0;
    for (std::int64_t i = 0; i < at.numel(); ++i) {
        const auto moved = [&](double step) {
            at::Tensor copy = at.detach().clone();
            copy.view({-1})[i] += step;
            return loss(copy).item<double>();
        };
        const double numeric = (moved(kStep) - moved(-kStep)) / (2 * kStep);
        const double exact = analytic[i].item<double>();
        largest = std::max(largest, std::abs(exact));
        worst = std::max(worst, std::abs(exact - numeric));
    }
    return worst / largest;
}

}  // namespace semblance
