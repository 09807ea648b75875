#pragma once

namespace semblance {

struct CommandLine;

/// `semblance-engine evaluate ...`: measures a model, or features made by any encoder, on one of
/// core/evaluate's sets and prints the table, or with --json one object, on standard output.
/// Returns the exit code.
int evaluateCommand(const CommandLine& line);

}  // namespace semblance
