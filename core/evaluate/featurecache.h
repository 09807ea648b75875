#pragma once

#include <QString>
#include <vector>

#include "core/base/result.h"
#include "core/evaluate/evaluationset.h"
#include "core/evaluate/vectorrows.h"

namespace semblance {

/// The file in `dir` that holds these pictures' rows as the model `modelKey` makes them: its name
/// changes with the model and with any picture's content or box (see pictureKey).
QString featureCachePath(const QString& dir, const QString& modelKey,
                         const std::vector<DatasetPicture>& pictures);

/// The rows, or nothing when there is no such file or anything about it is wrong.
Rows readCachedRows(const QString& path, const std::vector<DatasetPicture>& pictures, int dim);

/// Makes the folder when it is missing.
Status writeCachedRows(const QString& path, const std::vector<DatasetPicture>& pictures,
                       const Rows& rows);

}  // namespace semblance
