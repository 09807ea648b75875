#pragma once

#include <QByteArray>

#include "core/base/result.h"
#include "core/media/picture.h"

namespace semblance::fixtures {

/// The picture as a view at its own size, or a vector picture's at `side`.
Result<DecodedPicture> viewed(const QByteArray& file, int side = 4096);

/// Decodes a good file cut off at many lengths and with `flips` times a few bytes changed, the same
/// ones every time. Empty when every result was whole (an error with a sentence, or all that was
/// asked for) and did not depend on what memory held before; else what went wrong.
QString damaged(const QByteArray& file, int flips);

}  // namespace semblance::fixtures
