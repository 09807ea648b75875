#include "app/engine/options.h"

#include <QCommandLineParser>

#include "app/engine/computeoptions.h"
#include "core/base/currentfolder.h"

namespace semblance {

namespace {

/// Options of different names in the order they were given: the parser keeps order per name only.
std::vector<EngineOptions::Item> itemsInOrder(const QCommandLineParser& parser,
                                              const QString& image, const QString& text) {
    QStringList images = parser.values(image);
    QStringList texts = parser.values(text);
    std::vector<EngineOptions::Item> items;
    for (const QString& name : parser.optionNames()) {
        if (name == image && !images.isEmpty())
            items.push_back({true, images.takeFirst()});
        else if (name == text && !texts.isEmpty())
            items.push_back({false, texts.takeFirst()});
    }
    return items;
}

}  // namespace

Result<EngineOptions> EngineOptions::parse(const QStringList& arguments) {
    const QString model = QStringLiteral("model");
    const QString image = QStringLiteral("image");
    const QString text = QStringLiteral("text");
    const QString json = QStringLiteral("json");

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Turns pictures and sentences into vectors for Semblance, which starts it by "
        "itself. Other commands, each with a --help of its own: inspect, train, finish, "
        "evaluate, ablate."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOption(
        {model,
         QStringLiteral(
             "The model: a folder with a model.json, a Hugging Face folder, or \"mini\"."),
         QStringLiteral("DIR")});
    parser.addOption(
        {image, QStringLiteral("encode: a picture; may be repeated."), QStringLiteral("FILE")});
    parser.addOption(
        {text, QStringLiteral("encode: a sentence; may be repeated."), QStringLiteral("SENTENCE")});
    parser.addOption({json, QStringLiteral("encode: print one JSON object.")});
    addComputeOptions(parser);
    parser.addPositionalArgument(
        QStringLiteral("command"),
        QStringLiteral(
            "serve: answer requests on standard input. encode: print unit vectors, in the "
            "order of the arguments."),
        QStringLiteral("serve|encode"));

    const auto wrong = [](const QString& sentence) {
        return fail(ErrorKind::WrongUse,
                    sentence + QLatin1Char(' ') + QStringLiteral("See semblance-engine --help."));
    };
    if (!parser.parse(arguments))
        return wrong(parser.errorText() + QLatin1Char('.'));

    EngineOptions options;
    options.help = parser.helpText();
    if (parser.isSet(help))
        return options;
    if (parser.isSet(version)) {
        options.command = Command::Version;
        return options;
    }
    const QStringList commands = parser.positionalArguments();
    if (commands.size() != 1)
        return wrong(QStringLiteral("Exactly one command is needed: serve or encode."));
    if (commands[0] == QLatin1StringView("serve"))
        options.command = Command::Serve;
    else if (commands[0] == QLatin1StringView("encode"))
        options.command = Command::Encode;
    else
        return wrong(QStringLiteral("There is no command \"%1\".").arg(commands[0]));

    options.model = parser.value(model);
    if (options.model.isEmpty())
        return wrong(QStringLiteral("A model is needed: --model DIR."));
    options.json = parser.isSet(json);
    SEMBLANCE_TRY_ASSIGN(options.compute, computeOptions(parser));
    options.items = itemsInOrder(parser, image, text);
    for (const Item& item : options.items) {
        if (item.isImage)
            SEMBLANCE_TRY(absolutePath(item.value));
    }
    if (options.command == Command::Encode && options.items.empty())
        return wrong(
            QStringLiteral("There is nothing to encode: give --image FILE or --text SENTENCE."));
    if (options.command == Command::Serve && (!options.items.empty() || options.json))
        return wrong(QStringLiteral("serve takes no pictures or sentences on the command line."));
    return options;
}

}  // namespace semblance
