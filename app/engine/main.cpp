#include <QCoreApplication>
#include <algorithm>
#include <cstdio>
#include <iterator>

#include "app/engine/ablatecommand.h"
#include "app/engine/commandspecs.h"
#include "app/engine/encode.h"
#include "app/engine/evaluatecommand.h"
#include "app/engine/finishcommand.h"
#include "app/engine/inspectcommand.h"
#include "app/engine/keepmemory.h"
#include "app/engine/passivewaiting.h"
#include "app/engine/serve.h"
#include "app/engine/subcommand.h"
#include "app/engine/traincommand.h"
#include "core/base/crashhandler.h"
#include "core/base/crashnotes.h"
#include "core/base/currentfolder.h"
#include "core/commandline/commandline.h"
#include "translations/language.h"

using namespace semblance;

namespace {

/// What runs a command of engineSpec().
struct Command {
    const char* name;
    int (*run)(const CommandLine& line);
    bool needsCurrentFolder;  ///< it writes files, and paths of it would lead elsewhere
};

constexpr Command kCommands[] = {{"serve", serve, false},
                                 {"encode", encode, false},
                                 {"inspect", inspectCommand, false},
                                 {"train", trainCommand, true},
                                 {"finish", finishCommand, true},
                                 {"evaluate", evaluateCommand, true},
                                 {"ablate", ablateCommand, true}};

int run(const CommandLine& line, bool isFolderGone) {
    const QString name = line.commands.value(0);
    const auto* const command =
        std::find_if(std::begin(kCommands), std::end(kCommands),
                     [&](const Command& one) { return name == QLatin1StringView(one.name); });
    if (command == std::end(kCommands))
        return sayFailure(
            {ErrorKind::Internal, QStringLiteral("%1 is not at hand.").arg(name), {}});
    if (isFolderGone && command->needsCurrentFolder)
        return sayFailure({ErrorKind::NotFound,
                           QStringLiteral("The current folder is no longer there. Go to another "
                                          "folder first."),
                           {}});
    return command->run(line);
}

}  // namespace

int main(int argc, char** argv) {
    usePassiveWaiting(argv);
    keepFreedMemory();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("semblance-engine"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEMBLANCE_VERSION));
    noteCrashes(crashNotesDir());
    const bool isFolderGone = leaveDeletedFolder();
    const Result<CommandLine> line = readCommandLine(engineSpec(), QCoreApplication::arguments());
    if (!line)
        return sayFailure(line.error());
    if (line->version || !line->help.isEmpty()) {
        const QString version = QStringLiteral("semblance-engine " SEMBLANCE_VERSION "\n");
        std::fputs(qUtf8Printable(line->version ? version : line->help), stdout);
        return 0;
    }
    // After the command line, which is English. What it says of models is shown in the window: in
    // the window's language.
    installLanguage(app, qEnvironmentVariable("SEMBLANCE_LANGUAGE", QStringLiteral("en")));
    return run(*line, isFolderGone);
}
