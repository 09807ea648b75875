#include <QCborArray>
#include <QCoreApplication>
#include <cstdio>

#include "app/decoder/confine.h"
#include "app/decoder/dispatch.h"
#include "app/decoder/options.h"
#include "app/decoder/quiet.h"
#include "core/base/background.h"
#include "core/base/crashhandler.h"
#include "core/base/crashnotes.h"
#include "core/media/codecs/codecs.h"
#include "core/remote/childserver.h"
#include "translations/language.h"

using namespace semblance;

int main(int argc, char** argv) {
    // No QGuiApplication: pixels need no display.
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("semblance-decoder"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEMBLANCE_VERSION));
    noteCrashes(crashNotesDir());
    const Result<DecoderOptions> options = readDecoderOptions(QCoreApplication::arguments());
    if (!options) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(options.error().sentence));
        return exitCode(options.error());
    }
    if (!options->text.isEmpty()) {
        std::fputs(qUtf8Printable(options->text), stdout);
        return 0;
    }
    // Before any thread starts: some systems hand it on.
    if (options->isInBackground)
        yieldToOthers();
    // After the command line, which is English. What it says of files is shown in the window: in
    // the window's language.
    installLanguage(app, qEnvironmentVariable("SEMBLANCE_LANGUAGE", QStringLiteral("en")));

    Dispatch dispatch;
    ChildServer server;
    // The plugins' code first: afterwards only system libraries can be read.
    const QStringList formats = loadCodecs();
    silenceLibraries();
    const QStringList confined = confineProcess(options->memoryMiB);
    server.addLane(
        {QStringLiteral("read"), QStringLiteral("drop"), QStringLiteral("decode")},
        [&](const QCborMap& request, const FileHandle& file, const CancelToken& cancel) {
            return dispatch.answer(request, file, cancel);
        },
        options->isInBackground ? ChildServer::Priority::Background : ChildServer::Priority::Usual);
    return server.run(QCoreApplication::applicationName(),
                      {{QStringLiteral("confined"), QCborArray::fromStringList(confined)},
                       {QStringLiteral("formats"), QCborArray::fromStringList(formats)}});
}
