#pragma once

#include "app/cli/arguments.h"
#include "core/base/result.h"
#include "core/catalogue/snapshot.h"

namespace semblance {

class Catalogue;

/// The root of the library that a folder is, however it is written; NotFound when it is none.
Result<RootInfo> rootNamed(const QString& folder, const Catalogue& catalogue);

/// `library relocate OLD NEW`.
Status relocateFolder(Catalogue& catalogue, const Arguments& arguments);

/// `library ignore`.
Status editIgnored(Catalogue& catalogue, const Arguments& arguments);

}  // namespace semblance
