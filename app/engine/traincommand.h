#pragma once

namespace semblance {

struct CommandLine;

/// `semblance-engine train align|map|compose ...`: one stage of training, from its configuration to
/// a complete model. Progress goes to standard error. The first interrupt (Ctrl+C) saves a
/// checkpoint and stops with exit code 3, a second one stops at once. Returns the exit code.
int trainCommand(const CommandLine& line);

}  // namespace semblance
