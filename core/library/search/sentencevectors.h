#pragma once

#include <QStringList>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"

namespace semblance {

class Encoder;

/// The unit vectors of sentences that nobody waits for, in their order: a few at a time, so that a
/// query gets in between and does not notice. Errors: the engine's, Cancelled.
Result<std::vector<std::vector<float>>> encodeAside(Encoder& encoder, const QStringList& sentences,
                                                    const CancelToken& cancel);

}  // namespace semblance
