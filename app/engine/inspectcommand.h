#pragma once

namespace semblance {

struct CommandLine;

/// `semblance-engine inspect --model DIR [--measure] [--json]`: what a model folder is, whether it
/// can be used, and how fast it is here. Loads it, so whatever is wrong with it is said. With
/// --json the last line of standard output is a ModelReport, or {"error": ...} as children send
/// errors. Returns the exit code.
int inspectCommand(const CommandLine& line);

}  // namespace semblance
