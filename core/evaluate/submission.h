#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <vector>

#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"
#include "core/evaluate/scoring.h"

namespace semblance {

/// What CIRR's server takes: {"version": "rc2", "metric": "recall", "<pairid>": [50 names]} and the
/// same with the metric "recall_subset" and 3 names.
QJsonObject cirrRecall(const EvaluationSet& set, const std::vector<QueryRanking>& rankings);
QJsonObject cirrSubsetRecall(const EvaluationSet& set, const std::vector<QueryRanking>& rankings);

/// What CIRCO's server takes: {"<id>": [50 picture numbers]}. A picture's number is its name, also
/// as the file "000000000042.jpg"; BadInput for a name that is none.
Result<QJsonObject> circoSubmission(const EvaluationSet& set,
                                    const std::vector<QueryRanking>& rankings);

/// Writes the server's file or files and returns their paths: for CIRCO `path` itself, for CIRR
/// "x.recall.json" and "x.recall_subset.json" for "x.json". Sets without a server are WrongUse;
/// a gallery with fewer than 50 pictures to name is BadInput.
Result<QStringList> writeSubmission(const QString& path, const EvaluationSet& set,
                                    const std::vector<QueryRanking>& rankings);

}  // namespace semblance
