#pragma once

namespace semblance {

struct CommandLine;

/// `semblance-engine encode ...`: prints one unit vector per item on standard output, in order:
/// with --json as the object
/// {"dim": D, "vectors": [[...], ...]}, else a line of numbers each. Pictures are decoded by
/// decoder children. A picture that cannot be decoded gets a sentence on standard error and null
/// (an empty line) in its place; the rest goes on, and the exit code is 1.
int encode(const CommandLine& line);

}  // namespace semblance
