#pragma once

#include <QString>

#include "core/commandline/commandspec.h"

namespace semblance {

/// The program's page for man(1), section 1, in roff: every command and action with its options.
QString manPage(const CommandSpec& program, const QString& version);

}  // namespace semblance
