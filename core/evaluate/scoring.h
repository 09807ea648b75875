#pragma once

#include <QList>
#include <QString>
#include <cstddef>
#include <functional>
#include <vector>

#include "core/evaluate/evaluationset.h"
#include "core/evaluate/ranking.h"
#include "core/evaluate/vectorrows.h"

namespace semblance {

/// One number of a result, as it is printed: percent.
struct Figure {
    QString name;  ///< "R@1", "mAP@10", "R_s@1", "mAP@10 negation"
    double percent = 0;
};

struct Figures {
    std::size_t queries = 0;
    QList<Figure> figures;  ///< in the protocol's order

    /// 0 when there is no figure of that name.
    double value(const QString& name) const;
};

struct QueryRanking {
    Ranking best;    ///< the first kDeepest of what competes
    Ranking subset;  ///< CIRR: the whole subset
};

inline constexpr std::size_t kDeepest = 50;

/// Ranks every query's candidates by what `score` says of a query's index and a picture.
using ScoreOf = std::function<float(std::size_t query, PictureIndex picture)>;
std::vector<QueryRanking> rankAll(const EvaluationSet& set, const ScoreOf& score);

/// The same by cosine. `pictures`: a unit row per picture of the set;
/// `queries`: a unit row per query, of the same width.
std::vector<QueryRanking> rankAll(const EvaluationSet& set, const Rows& pictures,
                                  const Rows& queries);

/// The protocol's figures; none when the set has no truth. `rankings`: one per query.
Figures measure(const EvaluationSet& set, const std::vector<QueryRanking>& rankings);

/// Figure by figure; the reports have the same figures.
Figures meanOf(const std::vector<Figures>& parts);

}  // namespace semblance
