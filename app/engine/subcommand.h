#pragma once

#include <QString>

#include "core/base/result.h"

/// What semblance-engine's commands have in common.
namespace semblance {

struct CommandLine;

/// A line on standard error, at once: standard output is for results.
void say(const QString& line);

/// The error's sentence, and below it the detail where there is one.
void sayWithDetail(const Error& error);

/// Says the error's sentence; returns the exit code.
int sayFailure(const Error& error);

/// WrongUse: `sentence`, and where the help of the command that was read is found.
tl::unexpected<Error> wrongUse(const CommandLine& line, const QString& sentence);

/// A command from the options it was given to the exit code: calls `run`, and has `tell` say what
/// is wrong with the options or went wrong then.
template <class Options, class Run, class Tell>
int runSubcommand(const Result<Options>& options, const Run& run, const Tell& tell) {
    const Status status = options ? run(*options) : Status(fail(options.error()));
    if (status)
        return 0;
    tell(status.error());
    return exitCode(status.error());
}

}  // namespace semblance
