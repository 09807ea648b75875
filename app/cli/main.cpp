#include <QCoreApplication>

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/base/crashhandler.h"
#include "core/base/crashnotes.h"

using namespace semblance;

namespace {
int run(const Arguments& arguments) {
    switch (arguments.command) {
        case Arguments::Command::Help:
            printText(arguments.helpText);
            return kDone;
        case Arguments::Command::Version:
            printLine(QStringLiteral("semblance-cli %1").arg(QStringLiteral(SEMBLANCE_VERSION)));
            return kDone;
        case Arguments::Command::Index:
            return runIndex(arguments);
        case Arguments::Command::Search:
            return runSearch(arguments);
        case Arguments::Command::Show:
            return runShow(arguments);
        case Arguments::Command::Mark:
            return runMark(arguments);
        case Arguments::Command::Library:
            return runLibrary(arguments);
        case Arguments::Command::Model:
            return runModel(arguments);
        case Arguments::Command::Team:
            return runTeam(arguments);
        case Arguments::Command::Doctor:
            return runDoctor(arguments);
    }
    return kCouldNot;
}
}  // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("semblance-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEMBLANCE_VERSION));
    noteCrashes(crashNotesDir());
    const Result<Arguments> arguments = parseArguments(QCoreApplication::arguments());
    if (!arguments)
        return reportError(arguments.error());
    const int code = run(*arguments);
    if (outputIsWhole())
        return code;
    printError(QStringLiteral("The answer could not be written completely; the disk may be full."));
    return kCouldNot;
}
