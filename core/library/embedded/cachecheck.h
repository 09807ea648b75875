#pragma once

#include <QString>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/store/libraryhealth.h"

namespace semblance {

/// Checks the mapped files of a cache folder, vectors and graphs, against their checksums, and
/// looks for what a program was ended in the middle of. With `removes` they are removed: each is
/// made again when it is needed. Reads every byte. Only while nobody writes to the library.
/// Errors: Cancelled.
Result<std::vector<LibraryFinding>> checkCaches(const QString& cacheDir, bool removes,
                                                const CancelToken& cancel = {});

}  // namespace semblance
