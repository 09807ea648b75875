#pragma once

#include <QStringList>
#include <vector>

#include "core/evaluate/evaluationset.h"
#include "core/evaluate/scoring.h"
#include "core/evaluate/vectorrows.h"

namespace semblance {

/// A linear probe: reads an attribute off a model's vectors, by least squares with a ridge from
/// unit rows to one-of-many labels. It says how much of an attribute the vectors hold at all.
class AttributeProbe {
public:
    /// `labels`: one per row, at least one row. Closed form: no seed, no steps.
    static AttributeProbe fit(const Rows& rows, const QStringList& labels);

    const QStringList& labels() const { return m_labels; }

    /// The probability of each label for one row, in the order of labels(); sums to 1.
    std::vector<double> probabilities(std::span<const float> row) const;

private:
    QStringList m_labels;
    std::size_t m_width = 0;        ///< of a row and the constant 1
    std::vector<double> m_weights;  ///< labels * m_width
};

/// What retrieval by attributes alone reaches: every picture's attributes are probed; a picture's
/// score is the probability that it has what was asked for and agrees with the reference in the
/// rest. `set` has a probe task, whose pictures' rows are `train`.
std::vector<QueryRanking> rankByProbes(const EvaluationSet& set, const Rows& pictures,
                                       const Rows& train);

}  // namespace semblance
