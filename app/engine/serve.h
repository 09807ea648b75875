#pragma once

namespace semblance {

struct CommandLine;

/// `semblance-engine serve ...`: answers "images" and "query" requests (core/remote/messages.h) on
/// standard input until it closes, each kind on a thread of its own. A model that cannot be loaded
/// is reported in place of the hello. Returns the exit code.
int serve(const CommandLine& line);

}  // namespace semblance
