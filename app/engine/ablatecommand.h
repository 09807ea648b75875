#pragma once

namespace semblance {

struct CommandLine;

/// `semblance-engine ablate ...`: trains the method with parts left out and prints what each part
/// brings. Returns the exit code.
int ablateCommand(const CommandLine& line);

}  // namespace semblance
