#include "app/engine/inspectcommand.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <cstdio>

#include "app/engine/computeoptions.h"
#include "app/engine/subcommand.h"
#include "core/base/modelfolder.h"
#include "core/model/composition/dualencoder.h"
#include "core/model/files/manifest.h"
#include "core/model/files/modelfacts.h"
#include "core/remote/frame.h"
#include "core/remote/modelreport.h"
#include "core/study/precisioncomparison.h"
#include "core/study/selftest.h"

namespace semblance {

namespace {

struct Options {
    QString help;  ///< when not empty, only this is wanted
    QString model;
    DualEncoder::Options compute;
    bool measure = false;
    bool json = false;
};

Result<Options> parse(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Says what a model folder is, whether it can be used, and how fast it is here."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption model(
        QStringLiteral("model"),
        QStringLiteral("The model: a folder with a model.json, a Hugging Face folder, or a name."),
        QStringLiteral("DIR|NAME"));
    const QCommandLineOption measure(
        QStringLiteral("measure"),
        QStringLiteral("Read every file again, test the model and measure its speed here."));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Print one JSON object."));
    parser.addOptions({model, measure, json});
    addComputeOptions(parser);
    parser.addPositionalArgument(QStringLiteral("inspect"), QStringLiteral("This command."));
    const auto wrong = [](const QString& sentence) {
        return fail(
            ErrorKind::WrongUse,
            sentence + QLatin1Char(' ') + QStringLiteral("See semblance-engine inspect --help."));
    };
    if (!parser.parse(arguments))
        return wrong(parser.errorText() + QLatin1Char('.'));
    Options options;
    if (parser.isSet(help)) {
        options.help = parser.helpText();
        return options;
    }
    options.model = parser.value(model);
    options.measure = parser.isSet(measure);
    SEMBLANCE_TRY_ASSIGN(options.compute, computeOptions(parser));
    options.json = parser.isSet(json);
    if (options.model.isEmpty() || parser.positionalArguments().size() != 1)
        return wrong(QStringLiteral("A model is needed: --model DIR."));
    return options;
}

/// What is noted of the files is left aside: all of them are read.
Status readAgain(ModelManifest manifest) {
    for (ModelManifest::Part& part : manifest.parts)
        part.modified = 0;
    return manifest.verifyParts();
}

ModelReport describe(const ModelManifest& manifest, const ModelFacts& facts) {
    ModelReport report;
    report.name = manifest.name;
    report.family = manifest.family;
    report.imageNetwork = facts.imageNetwork;
    report.textNetwork = facts.textNetwork;
    report.hash = manifest.hash();
    report.compositionHash = manifest.compositionHash();
    report.bytes = facts.bytes;
    report.parameters = facts.parameters;
    report.dim = manifest.dim;
    report.side = manifest.input.side;
    report.maxTokens = manifest.text.maxPieces;
    report.licences = facts.licences;
    report.composes = !report.compositionHash.isEmpty();
    report.defaultMix = double(manifest.defaultMix);
    report.files = facts.files;
    report.partsDir = manifest.folder;
    return report;
}

Result<ModelReport> inspect(const Options& options) {
    SEMBLANCE_TRY_ASSIGN(const ModelFolder folder, findModel(options.model));
    say(QStringLiteral("Reading the files ..."));
    SEMBLANCE_TRY_ASSIGN(const ModelManifest manifest, ModelManifest::read(folder.dir));
    if (options.measure)
        SEMBLANCE_TRY(readAgain(manifest));
    SEMBLANCE_TRY_ASSIGN(const ModelFacts facts, modelFacts(manifest));
    ModelReport report = describe(manifest, facts);

    say(QStringLiteral("Loading ..."));
    QElapsedTimer timer;
    timer.start();
    SEMBLANCE_TRY_ASSIGN(auto encoder, DualEncoder::load(folder.dir, options.compute));
    report.precision = toString(encoder->info().precision);
    report.device = encoder->info().device;
    if (!encoder->info().notice.isEmpty())
        say(encoder->info().notice);
    if (!options.measure)
        return report;
    say(QStringLiteral("Testing ..."));
    SEMBLANCE_TRY(testVectors(*encoder));
    report.loadSeconds = double(timer.elapsed()) / 1000.0;
    say(QStringLiteral("Measuring the speed ..."));
    SEMBLANCE_TRY_ASSIGN(const ModelMeasurement measured, measureSpeed(*encoder));
    report.measurements.append(measured);
    report.peakMemory = peakMemory();
    if (options.compute.precision || report.device != toString(DeviceKind::Cpu))
        return report;
    encoder.reset();  // one model in memory at a time
    SEMBLANCE_TRY_ASSIGN(report.measurements, comparePrecisions(manifest, measured, say));
    report.precision = report.measurements.first().precision;
    return report;
}

QString megabytes(qint64 bytes) {
    return QStringLiteral("%1 MB").arg(double(bytes) / 1e6, 0, 'f', 1);
}

void print(const ModelReport& report) {
    QStringList lines{
        QStringLiteral("name        ") + report.name,
        QStringLiteral("family      ") + report.family,
        QStringLiteral("pictures    %1, %2 pixels a side")
            .arg(report.imageNetwork)
            .arg(report.side),
        QStringLiteral("sentences   %1, at most %2 tokens")
            .arg(report.textNetwork)
            .arg(report.maxTokens),
        QStringLiteral("vectors     %1 numbers").arg(report.dim),
        QStringLiteral("weights     %1 million, %2")
            .arg(double(report.parameters) / 1e6, 0, 'f', 1)
            .arg(megabytes(report.bytes)),
        QStringLiteral("licence     ") + (report.licences.isEmpty()
                                              ? QStringLiteral("not stated")
                                              : report.licences.join(QStringLiteral("; "))),
        QStringLiteral("composition %1, default mix %2")
            .arg(report.composes ? QStringLiteral("learnt") : QStringLiteral("by mixing"))
            .arg(report.defaultMix),
        QStringLiteral("hash        ") + report.hash,
        QStringLiteral("runs in     %1 on %2").arg(report.precision, report.device),
    };
    for (const ModelMeasurement& measured : report.measurements) {
        QString line = QStringLiteral("speed       %1 on %2: %3 pictures/s, %4 sentences/s")
                           .arg(measured.precision, measured.device)
                           .arg(measured.picturesPerSecond, 0, 'f', 1)
                           .arg(measured.sentencesPerSecond, 0, 'f', 1);
        if (measured.cosine)
            line += QStringLiteral(", cosine to fp32 %1").arg(*measured.cosine, 0, 'f', 4);
        lines << line;
    }
    if (report.wasTested()) {
        lines << QStringLiteral("memory      %1 at most").arg(megabytes(report.peakMemory))
              << QStringLiteral("first answer after %1 s").arg(report.loadSeconds, 0, 'f', 2);
    }
    std::printf("%s\n", qUtf8Printable(lines.join(QLatin1Char('\n'))));
}

void printJson(const QJsonObject& object) {
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact);
    std::printf("%s\n", line.constData());
}

Status run(const Options& options) {
    const Result<ModelReport> report = inspect(options);
    if (report && options.json)
        printJson(report->toJson());
    else if (report)
        print(*report);
    else if (options.json)
        printJson({{QStringLiteral("error"), errorToCbor(report.error()).toJsonObject()}});
    if (!report)
        return fail(report.error());
    return {};
}

}  // namespace

int inspectCommand(const QStringList& arguments) {
    return runSubcommand(parse(arguments), run, sayWithDetail);
}

}  // namespace semblance
