#pragma once

#include <QString>

#include "core/query/query.h"

namespace semblance {

/// A query in one line, as it is listed: "heart.png, in green, without people".
QString queryText(const Query& query);

/// A name for it as a saved search: its sentence, else what it is.
QString suggestedName(const Query& query);

}  // namespace semblance
