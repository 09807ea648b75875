#include "app/engine/inspectcommand.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <cstdio>

#include "app/engine/options.h"
#include "app/engine/subcommand.h"
#include "core/base/modelfolder.h"
#include "core/commandline/commandline.h"
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
    ModelOptions encoder;
    bool measure = false;
    bool json = false;
};

Result<Options> readOptions(const CommandLine& line) {
    Options options;
    SEMBLANCE_TRY_ASSIGN(options.encoder, readModelOptions(line));
    options.measure = line.has(u"measure");
    options.json = line.has(u"json");
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
    SEMBLANCE_TRY_ASSIGN(const ModelFolder folder, findModel(options.encoder.model));
    say(QStringLiteral("Reading the files ..."));
    SEMBLANCE_TRY_ASSIGN(const ModelManifest manifest, ModelManifest::read(folder.dir));
    if (options.measure)
        SEMBLANCE_TRY(readAgain(manifest));
    SEMBLANCE_TRY_ASSIGN(const ModelFacts facts, modelFacts(manifest));
    ModelReport report = describe(manifest, facts);

    say(QStringLiteral("Loading ..."));
    QElapsedTimer timer;
    timer.start();
    SEMBLANCE_TRY_ASSIGN(auto encoder, DualEncoder::load(folder.dir, options.encoder.compute));
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
    if (options.encoder.compute.precision || report.device != toString(DeviceKind::Cpu))
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

int inspectCommand(const CommandLine& line) {
    return runSubcommand(readOptions(line), run, sayWithDetail);
}

}  // namespace semblance
