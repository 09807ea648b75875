#pragma once

#include <QString>

#include "core/base/result.h"

namespace semblance::test {

/// Writes the shipped model with an untrained mapping of the usual size into `dir`, in place of its
/// composing parts if it has any: it composes, if badly, and its other vectors are the shipped
/// model's. `words`: pseudo-words a picture. `dir` is made.
Status writeComposingModel(const QString& dir, int words);

/// The shipped model without its composing parts.
Status writePlainModel(const QString& dir);

}  // namespace semblance::test
