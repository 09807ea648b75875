#include "app/engine/subcommand.h"

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

}  // namespace semblance
