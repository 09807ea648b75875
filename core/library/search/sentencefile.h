#pragma once

#include <QString>

#include "core/base/result.h"
#include "core/library/search/resultsbackground.h"

namespace semblance {

/// What was learned, from a cache file. Corrupt unless it is whole and of this model, NotFound.
Result<KnownSentences> readSentences(const QString& path, const QString& modelHash);

/// Errors: Permission, NoSpace.
Status writeSentences(const QString& path, const KnownSentences& sentences);

}  // namespace semblance
