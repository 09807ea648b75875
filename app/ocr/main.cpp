#include <QCborArray>
#include <QCoreApplication>
#include <chrono>
#include <cstdio>
#include <optional>

#include "app/decoder/confine.h"
#include "app/decoder/quiet.h"
#include "app/ocr/singlethreaded.h"
#include "core/base/background.h"
#include "core/base/crashhandler.h"
#include "core/base/crashnotes.h"
#include "core/commandline/commandline.h"
#include "core/ocr/textrecognizer.h"
#include "core/remote/childserver.h"
#include "core/remote/textmessages.h"
#include "translations/language.h"

using namespace semblance;

namespace {

/// Of one picture. A page full of small print takes some seconds.
constexpr std::chrono::seconds kReadingLimit{20};
/// 12 million pixels, their binary form and what the networks compute.
constexpr int kMemoryMiB = 1024;

CommandSpec description() {
    CommandSpec program;
    program.name = QStringLiteral("semblance-ocr");
    program.about = QStringLiteral(
        "Reads the text in pictures for Semblance, which starts it by itself and speaks to it over "
        "its standard input and output.");
    program.options = {{QStringLiteral("data"), QStringLiteral("FOLDER"),
                        QStringLiteral("Folder with the languages' data, LANGUAGE.traineddata.")},
                       {QStringLiteral("languages"), QStringLiteral("NAMES"),
                        QStringLiteral("Languages to read, as eng+deu (eng).")}};
    CommandSpec serve;
    serve.name = QStringLiteral("serve");
    serve.about =
        QStringLiteral("Answers requests on standard input, as it does without a command.");
    program.commands = {serve};
    return program;
}

Result<QCborMap> answer(TextRecognizer& recognizer, const QCborMap& map,
                        const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const ReadTextRequest request, ReadTextRequest::fromCbor(map));
    SEMBLANCE_TRY_ASSIGN(
        const RecognizedText read,
        recognizer.read(request.grey, request.width, request.height, kReadingLimit, cancel));
    return ReadTextReply{read.text, read.isWhole}.toCbor();
}

int serve(const CommandLine& line) {
    ChildServer server;
    yieldToOthers();
    QStringList languages = line.value(u"languages").split(u'+', Qt::SkipEmptyParts);
    if (languages.isEmpty())
        languages.append(QStringLiteral("eng"));
    // The data first: afterwards only system libraries can be read.
    const auto recognizer = TextRecognizer::open(line.value(u"data"), languages);
    if (!recognizer)
        return server.sendFailure(recognizer.error());
    silenceLibraries();
    const QStringList confined = confineProcess(kMemoryMiB);
    server.addLane(
        {QStringLiteral("text")},
        [&](const QCborMap& request, const FileHandle&, const CancelToken& cancel) {
            return answer(**recognizer, request, cancel);
        },
        ChildServer::Priority::Background);
    return server.run(QCoreApplication::applicationName(),
                      {{QStringLiteral("confined"), QCborArray::fromStringList(confined)}});
}

}  // namespace

int main(int argc, char** argv) {
    computeOnOneThread(argv);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("semblance-ocr"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SEMBLANCE_VERSION));
    noteCrashes(crashNotesDir());
    const Result<CommandLine> line = readCommandLine(description(), QCoreApplication::arguments());
    if (!line) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(line.error().sentence));
        return exitCode(line.error());
    }
    if (line->version || !line->help.isEmpty()) {
        const QString version = QStringLiteral("semblance-ocr " SEMBLANCE_VERSION "\n");
        std::fputs(qUtf8Printable(line->version ? version : line->help), stdout);
        return 0;
    }
    // What it says of its data is shown in the window: in the window's language.
    installLanguage(app, qEnvironmentVariable("SEMBLANCE_LANGUAGE", QStringLiteral("en")));
    return serve(*line);
}
