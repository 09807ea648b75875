#include "app/engine/ablatecommand.h"

#include <QCommandLineParser>
#include <cstdio>

#include "app/engine/subcommand.h"
#include "core/base/json.h"
#include "core/remote/decoderpool.h"
#include "core/study/ablationrun.h"

namespace semblance {

namespace {

struct Options {
    QString help;  ///< when not empty, only this is wanted
    AblationRequest request;
};

tl::unexpected<Error> wrong(const QString& sentence) {
    return fail(ErrorKind::WrongUse, sentence + QLatin1Char(' ') +
                                         QStringLiteral("See semblance-engine ablate --help."));
}

Result<Options> parse(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Trains the two stages with parts left out, measures every combination on the "
        "project's own sets, and writes RESULTS.md. A run that was stopped goes on where "
        "it was when it is started again."));
    const QCommandLineOption help = parser.addHelpOption();
    const auto option = [&](const char* name, const QString& text, const char* value) {
        parser.addOption({QLatin1String(name), text, QLatin1String(value)});
    };
    option("config",
           QStringLiteral("What to run, a JSON file: sets, seeds, sizes, rows, and the stages' "
                          "configurations as \"map\" and \"compose\". Everything when not given."),
           "FILE");
    option("model", QStringLiteral("The aligned model to start from: a folder, or \"mini\"."),
           "DIR");
    option("data", QStringLiteral("The folder with photos/, fashion/ and icons/."), "DIR");
    option("out", QStringLiteral("Where models, finished cells and drawings are kept."), "DIR");
    option("report", QStringLiteral("Where RESULTS.md and its plots go; the same when not given."),
           "DIR");
    option("cache", QStringLiteral("Features of pictures are kept here; OUT/cache when not given."),
           "DIR");
    option("minutes",
           QStringLiteral("Begin no cell after so many minutes; 0 only writes the report."), "N");
    parser.addPositionalArgument(QStringLiteral("ablate"), QStringLiteral("This command."));
    if (!parser.parse(arguments))
        return wrong(parser.errorText() + QLatin1Char('.'));
    const auto value = [&](const char* name) { return parser.value(QLatin1String(name)); };

    Options options;
    if (parser.isSet(help)) {
        options.help = parser.helpText();
        return options;
    }
    AblationRequest& request = options.request;
    request.model = value("model");
    request.data = value("data");
    request.cache = value("cache");
    request.out = value("out");
    request.report = parser.isSet(QStringLiteral("report")) ? value("report") : request.out;
    if (parser.positionalArguments().size() != 1 || request.model.isEmpty() ||
        request.data.isEmpty() || request.out.isEmpty())
        return wrong(QStringLiteral("Needed are --model DIR, --data DIR and --out DIR."));
    if (parser.isSet(QStringLiteral("minutes"))) {
        bool isNumber = false;
        request.minutes = value("minutes").toDouble(&isNumber);
        if (!isNumber || !(*request.minutes >= 0))
            return wrong(QStringLiteral("--minutes is a number from 0."));
    }
    if (parser.isSet(QStringLiteral("config"))) {
        const QString path = value("config");
        SEMBLANCE_TRY_ASSIGN(const QJsonObject json, readJsonObject(path));
        SEMBLANCE_TRY_ASSIGN(request.plan, AblationPlan::fromJson(json, path));
    }
    return options;
}

Status run(const Options& options) {
    DecoderPool decoders;
    return AblationRun(options.request, decoders, say).run();
}

}  // namespace

int ablateCommand(const QStringList& arguments) {
    return runSubcommand(parse(arguments), run, [](const Error& error) { say(error.sentence); });
}

}  // namespace semblance
