#pragma once

#include <QtGlobal>
#include <memory>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/ids.h"

namespace semblance {

class Library;

/// Cancelled by Ctrl-C and by SIGTERM from the first call on.
const CancelToken& interrupted();

/// Indexes these roots, and what lacks a vector elsewhere, with progress on standard error; prints
/// the summary. `refused` counts as failed. The exit code.
int indexAndReport(const std::shared_ptr<Library>& library, const std::vector<RootId>& roots,
                   qint64 refused, bool json);

}  // namespace semblance
