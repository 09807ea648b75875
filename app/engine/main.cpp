#include <QCoreApplication>
#include <cstdio>

#include "app/engine/ablatecommand.h"
#include "app/engine/encode.h"
#include "app/engine/evaluatecommand.h"
#include "app/engine/finishcommand.h"
#include "app/engine/inspectcommand.h"
#include "app/engine/keepmemory.h"
#include "app/engine/options.h"
#include "app/engine/passivewaiting.h"
#include "app/engine/serve.h"
#include "app/engine/subcommand.h"
#include "app/engine/traincommand.h"
#include "core/base/currentfolder.h"
#include "translations/language.h"

using namespace semblance;

namespace {

/// These write files, and paths of theirs would lead elsewhere.
bool needsCurrentFolder(const QString& command) {
    return command == QLatin1StringView("ablate") || command == QLatin1StringView("finish") ||
           command == QLatin1StringView("train") || command == QLatin1StringView("evaluate");
}

}  // namespace

int main(int argc, char** argv) {
    usePassiveWaiting(argv);
    keepFreedMemory();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("semblance-engine"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEMBLANCE_VERSION));
    // What it says of models is shown in the window: in the window's language.
    installLanguage(app, qEnvironmentVariable("SEMBLANCE_LANGUAGE", QStringLiteral("en")));

    if (leaveDeletedFolder() && needsCurrentFolder(QCoreApplication::arguments().value(1))) {
        say(QStringLiteral("The current folder is no longer there. Go to another folder first."));
        return 3;
    }
    if (QCoreApplication::arguments().value(1) == QLatin1StringView("ablate"))
        return ablateCommand(QCoreApplication::arguments());
    if (QCoreApplication::arguments().value(1) == QLatin1StringView("finish"))
        return finishCommand(QCoreApplication::arguments());
    if (QCoreApplication::arguments().value(1) == QLatin1StringView("train"))
        return trainCommand(QCoreApplication::arguments());
    if (QCoreApplication::arguments().value(1) == QLatin1StringView("evaluate"))
        return evaluateCommand(QCoreApplication::arguments());
    if (QCoreApplication::arguments().value(1) == QLatin1StringView("inspect"))
        return inspectCommand(QCoreApplication::arguments());

    const auto options = EngineOptions::parse(QCoreApplication::arguments());
    if (!options) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(options.error().sentence));
        return exitCode(options.error());
    }
    switch (options->command) {
        case EngineOptions::Command::Help:
            std::printf("%s", qUtf8Printable(options->help));
            return 0;
        case EngineOptions::Command::Version:
            std::printf("%s %s\n", qUtf8Printable(QCoreApplication::applicationName()),
                        SEMBLANCE_VERSION);
            return 0;
        case EngineOptions::Command::Serve:
            return serve(*options);
        case EngineOptions::Command::Encode:
            return encode(*options);
    }
    return 2;
}
