#pragma once

#include <QString>
#include <QStringList>

#include "core/commandline/commandspec.h"

namespace semblance {

/// The text of --help: of the whole program, or of the command that `path` leads to. Ends in a line
/// break; at most 80 columns wide.
QString helpText(const CommandSpec& program, const QStringList& path);

/// "a, b or c".
QString listedWithOr(const QStringList& names);

}  // namespace semblance
