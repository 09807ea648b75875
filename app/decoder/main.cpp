#include <QCborArray>
#include <QCommandLineParser>
#include <QCoreApplication>

#include "app/decoder/confine.h"
#include "app/decoder/dispatch.h"
#include "app/decoder/quiet.h"
#include "core/media/picture.h"
#include "core/remote/childserver.h"
#include "translations/language.h"

using namespace semblance;

namespace {

constexpr int kDefaultMemoryMiB = 3072;

int memoryLimit(const QCoreApplication& app) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "semblance::DecoderMain", "Decodes pictures for Semblance, which starts it by itself."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption memory(
        QStringLiteral("memory-limit"),
        QCoreApplication::translate("semblance::DecoderMain",
                                    "Memory that decoding may take, in MiB."),
        QStringLiteral("MiB"), QString::number(kDefaultMemoryMiB));
    parser.addOption(memory);
    parser.process(app);
    const int value = parser.value(memory).toInt();
    return value > 0 ? value : kDefaultMemoryMiB;
}

}  // namespace

int main(int argc, char** argv) {
    // No QGuiApplication: pixels need no display.
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("semblance-decoder"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEMBLANCE_VERSION));
    // What it says of files is shown in the window: in the window's language.
    installLanguage(app, qEnvironmentVariable("SEMBLANCE_LANGUAGE", QStringLiteral("en")));
    const int memoryMiB = memoryLimit(app);

    ChildServer server;
    // The plugins' code first: afterwards only reading files is left.
    const QStringList formats = loadCodecs();
    silenceLibraries();
    const QStringList confined = confineProcess(memoryMiB);
    server.addLane({QStringLiteral("decode")}, answerDecode);
    return server.run(QCoreApplication::applicationName(),
                      {{QStringLiteral("confined"), QCborArray::fromStringList(confined)},
                       {QStringLiteral("formats"), QCborArray::fromStringList(formats)}});
}
