#include "app/engine/traincommand.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <csignal>
#include <cstdio>
#include <memory>

#include "app/engine/subcommand.h"
#include "core/remote/decoderpool.h"
#include "core/train/stages.h"

namespace semblance {

namespace {

/// What the interrupt handler sets; the token's flag is lock-free.
CancelToken& interruptToken() {
    static CancelToken token;
    return token;
}

extern "C" void onInterrupt(int signal) {
    interruptToken().cancel();
    std::signal(signal, SIG_DFL);
}

tl::unexpected<Error> wrong(const QString& sentence) {
    return fail(ErrorKind::WrongUse,
                sentence + QLatin1Char(' ') + QStringLiteral("See semblance-engine train --help."));
}

struct Options {
    QString help;  ///< when not empty, only this is wanted
    StageRequest request;
};

void addOptions(QCommandLineParser& parser) {
    const auto option = [&](const char* name, const QString& text, const char* value) {
        parser.addOption({QLatin1String(name), text, QLatin1String(value)});
    };
    option("config", QStringLiteral("The stage's configuration, a JSON file."), "FILE");
    option(
        "out",
        QStringLiteral("Where the model is written; log, curve and checkpoint go to DIR.training."),
        "DIR");
    option(
        "model",
        QStringLiteral("The model to start from: a folder with a model.json, or \"mini\". Replaces "
                       "the configuration's."),
        "DIR");
    option("data",
           QStringLiteral(
               "The folder with photos/, fashion/ and icons/. Replaces the configuration's."),
           "DIR");
    option("cache",
           QStringLiteral("Keep what is computed from the pictures in this folder. Replaces the "
                          "configuration's; DIR/../cache where nothing else is said."),
           "DIR");
    option(
        "device",
        QStringLiteral("Where to compute: auto, cpu, cuda or mps. Replaces the configuration's."),
        "NAME");
    parser.addOption({QStringLiteral("resume"),
                      QStringLiteral("Go on from the checkpoint of a run that was stopped.")});
    parser.addPositionalArgument(QStringLiteral("train"), QStringLiteral("This command."));
    parser.addPositionalArgument(
        QStringLiteral("stage"),
        QStringLiteral(
            "align: bring image and text towers into one space. map: learn to turn pictures "
            "into words. compose: learn to read \"this, but ...\"."),
        stageNames().join(QLatin1Char('|')));
}

Result<Options> parse(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Trains a model, stage by stage."));
    const QCommandLineOption help = parser.addHelpOption();
    addOptions(parser);
    if (!parser.parse(arguments))
        return wrong(parser.errorText() + QLatin1Char('.'));
    Options options;
    if (parser.isSet(help)) {
        options.help = parser.helpText();
        return options;
    }
    const QStringList words = parser.positionalArguments();
    const QString stages = stageNames().join(QStringLiteral(", "));
    if (words.size() != 2)
        return wrong(QStringLiteral("Exactly one stage is needed: %1.").arg(stages));
    if (!stageNames().contains(words[1]))
        return wrong(
            QStringLiteral("There is no stage \"%1\"; the stages are: %2.").arg(words[1], stages));
    const auto value = [&](const char* name) { return parser.value(QLatin1String(name)); };
    options.request = {
        words[1],      value("config"), value("out"),    value("model"),
        value("data"), value("cache"),  value("device"), parser.isSet(QStringLiteral("resume"))};
    if (options.request.configPath.isEmpty() || options.request.out.isEmpty())
        return wrong(
            QStringLiteral("A configuration and a folder are needed: --config FILE --out DIR."));
    return options;
}

QString shownTime(double seconds) {
    const int whole = static_cast<int>(seconds);
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

/// A line every few seconds, and one for each measurement.
class Reporter {
public:
    void operator()(const TrainingProgress& progress) {
        constexpr qint64 kEvery = 5000;
        if (progress.measured) {
            say(QStringLiteral("step %1: score %2 on val")
                    .arg(progress.step)
                    .arg(progress.score, 0, 'f', 4));
            return;
        }
        if (m_since.isValid() && m_since.elapsed() < kEvery && progress.step < progress.steps)
            return;
        m_since.start();
        say(QStringLiteral("step %1 of %2, loss %3, %4 steps/s, %5 left")
                .arg(progress.step)
                .arg(progress.steps)
                .arg(progress.loss, 0, 'f', 4)
                .arg(progress.stepsPerSecond, 0, 'f', 2)
                .arg(shownTime(progress.secondsLeft)));
    }

private:
    QElapsedTimer m_since;
};

/// The last thing said is not repeated: feature progress comes once a picture.
class Notes {
public:
    void operator()(const QString& sentence) {
        if (sentence != m_last)
            say(sentence);
        m_last = sentence;
    }

private:
    QString m_last;
};

Status run(const StageRequest& request) {
    DecoderPool decoders;
    StageHooks hooks;
    hooks.notes = Notes();
    hooks.progress = Reporter();
    hooks.cancel = interruptToken();
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    return runStage(request, decoders, hooks);
}

}  // namespace

int trainCommand(const QStringList& arguments) {
    const auto tell = [](Error error) {
        if (error.kind == ErrorKind::Cancelled)
            error.sentence = QStringLiteral("Stopped. --resume goes on from here.");
        sayWithDetail(error);
    };
    const auto train = [](const Options& options) { return run(options.request); };
    return runSubcommand(parse(arguments), train, tell);
}

}  // namespace semblance
