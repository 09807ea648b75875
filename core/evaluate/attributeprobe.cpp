#include "core/evaluate/attributeprobe.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace semblance {

namespace {

// Of the mean square of a row's numbers: keeps rare labels from being learnt by heart.
constexpr double kRidge = 0.01;
constexpr double kLeast = 1e-3;

/// Solves A x = b for several b at once, A symmetric and positive definite, in place, by Cholesky's
/// decomposition (Golub, Van Loan, Matrix Computations, 4.2). `a`: width^2; each b: width.
void solve(std::vector<double>& a, std::size_t width, std::vector<double>& bs) {
    const auto at = [&](std::size_t row, std::size_t column) -> double& {
        return a[row * width + column];
    };
    for (std::size_t j = 0; j < width; ++j) {
        for (std::size_t i = j; i < width; ++i) {
            const double* rowI = &at(i, 0);
            const double* rowJ = &at(j, 0);
            const double rest = at(i, j) - std::inner_product(rowI, rowI + j, rowJ, 0.0);
            at(i, j) = i == j ? std::sqrt(rest) : rest / at(j, j);
        }
    }
    for (std::size_t begin = 0; begin < bs.size(); begin += width) {
        double* b = &bs[begin];
        for (std::size_t i = 0; i < width; ++i)
            b[i] = (b[i] - std::inner_product(b, b + i, &at(i, 0), 0.0)) / at(i, i);
        for (std::size_t i = width; i-- > 0;) {
            for (std::size_t k = i + 1; k < width; ++k)
                b[i] -= at(k, i) * b[k];
            b[i] /= at(i, i);
        }
    }
}

std::vector<double> withConstant(std::span<const float> row) {
    std::vector<double> wide(row.begin(), row.end());
    wide.push_back(1);
    return wide;
}

/// All pictures' probabilities for one attribute, picture after picture.
struct Probed {
    QStringList labels;
    std::vector<double> values;

    std::span<const double> of(PictureIndex picture) const {
        const auto width = static_cast<std::size_t>(labels.size());
        return std::span(values).subspan(static_cast<std::size_t>(picture) * width, width);
    }
};

Probed probeAll(const AttributeProbe& probe, const Rows& pictures) {
    Probed probed{probe.labels(), {}};
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const auto some = probe.probabilities(pictures.row(i));
        probed.values.insert(probed.values.end(), some.begin(), some.end());
    }
    return probed;
}

}  // namespace

AttributeProbe AttributeProbe::fit(const Rows& rows, const QStringList& labels) {
    AttributeProbe probe;
    probe.m_labels = labels;
    probe.m_labels.sort();
    probe.m_labels.removeDuplicates();
    const auto width = static_cast<std::size_t>(rows.dim) + 1;
    probe.m_width = width;
    probe.m_weights.resize(static_cast<std::size_t>(probe.m_labels.size()) * width);

    std::vector<double> squares(width * width);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::vector<double> row = withConstant(rows.row(i));
        for (std::size_t j = 0; j < width; ++j) {
            for (std::size_t k = 0; k <= j; ++k)
                squares[j * width + k] += row[j] * row[k];
        }
        const auto label =
            static_cast<std::size_t>(probe.m_labels.indexOf(labels[static_cast<qsizetype>(i)]));
        for (std::size_t k = 0; k < width; ++k)
            probe.m_weights[label * width + k] += row[k];
    }
    // Unit rows: each number's square is 1 / width in the mean.
    const double ridge = kRidge * static_cast<double>(rows.size()) / static_cast<double>(width);
    for (std::size_t j = 0; j < width; ++j)
        squares[j * width + j] += ridge;
    solve(squares, width, probe.m_weights);
    return probe;
}

std::vector<double> AttributeProbe::probabilities(std::span<const float> row) const {
    const std::vector<double> wide = withConstant(row);
    std::vector<double> shares;
    for (std::size_t begin = 0; begin < m_weights.size(); begin += m_width) {
        // Least squares towards 0 and 1 estimates the probability, up to its bounds.
        shares.push_back(
            std::max(kLeast, std::inner_product(wide.begin(), wide.end(), &m_weights[begin], 0.0)));
    }
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares)
        share /= sum;
    return shares;
}

std::vector<QueryRanking> rankByProbes(const EvaluationSet& set, const Rows& pictures,
                                       const Rows& train) {
    const ProbeTask& task = *set.probe;
    std::vector<Probed> kept;
    for (const QStringList& labels : task.kept)
        kept.push_back(probeAll(AttributeProbe::fit(train, labels), pictures));
    const Probed changed = probeAll(AttributeProbe::fit(train, task.changed), pictures);

    return rankAll(set, [&](std::size_t index, PictureIndex picture) {
        const EvaluationQuery& query = set.queries[index];
        const qsizetype asked = changed.labels.indexOf(query.asked);
        double score = asked < 0 ? 1 : changed.of(picture)[static_cast<std::size_t>(asked)];
        for (const Probed& attribute : kept) {
            const auto mine = attribute.of(picture);
            const auto theirs = attribute.of(query.reference);
            score *= std::inner_product(mine.begin(), mine.end(), theirs.begin(), 0.0);
        }
        return static_cast<float>(score);
    });
}

}  // namespace semblance
