#include "app/engine/subcommand.h"

#include <cstdio>

#include "core/commandline/commandline.h"

namespace semblance {

void say(const QString& line) {
    std::fprintf(stderr, "%s\n", qUtf8Printable(line));
    std::fflush(stderr);
}

void sayWithDetail(const Error& error) {
    say(error.sentence);
    if (!error.detail.isEmpty())
        say(QStringLiteral("  ") + error.detail);
}

int sayFailure(const Error& error) {
    say(error.sentence);
    return exitCode(error);
}

tl::unexpected<Error> wrongUse(const CommandLine& line, const QString& sentence) {
    return fail(ErrorKind::WrongUse, QStringLiteral("%1 See semblance-engine %2 --help.")
                                         .arg(sentence, line.commands.join(u' ')));
}

}  // namespace semblance
