#pragma once

#include <QString>
#include <cstdio>

#include "core/base/result.h"

/// What semblance-engine's training and measuring commands have in common.
namespace semblance {

/// A line on standard error, at once: standard output is for results.
void say(const QString& line);

/// The error's sentence, and below it the detail where there is one.
void sayWithDetail(const Error& error);

/// A subcommand from its parsed options to the exit code: prints the help when that was asked for
/// (Options::help is not empty), else calls `run`, and has `tell` say what went wrong in either.
template <class Options, class Run, class Tell>
int runSubcommand(const Result<Options>& options, const Run& run, const Tell& tell) {
    if (options && !options->help.isEmpty()) {
        std::printf("%s", qUtf8Printable(options->help));
        return 0;
    }
    const Status status = options ? run(*options) : Status(fail(options.error()));
    if (status)
        return 0;
    tell(status.error());
    return exitCode(status.error());
}

}  // namespace semblance
