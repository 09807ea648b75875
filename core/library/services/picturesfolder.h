#pragma once

#include <QString>
#include <QtGlobal>

#include "core/base/cancel.h"

namespace semblance {

/// How many pictures indexing would find in a folder, by their names, with the rules of a new
/// library; 0 where it cannot be listed or was cancelled. Blocking: a large folder takes seconds, a
/// disk that does not answer for ever.
qint64 countPictures(const QString& folder, const CancelToken& cancel);

}  // namespace semblance
