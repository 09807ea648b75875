#pragma once

#include <QString>

#include "core/commandline/commandspec.h"

namespace semblance {

/// What completes the program's commands, options and files in bash, zsh and fish.
QString bashCompletion(const CommandSpec& program);
QString zshCompletion(const CommandSpec& program);
QString fishCompletion(const CommandSpec& program);

}  // namespace semblance
