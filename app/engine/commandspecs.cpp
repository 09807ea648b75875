#include "app/engine/commandspecs.h"

#include "core/evaluate/sets.h"
#include "core/train/stages.h"

namespace semblance {

namespace {

using Repeat = OptionSpec::Repeat;

OptionSpec option(const char* name, const char* value, const QString& help,
                  Repeat repeat = Repeat::LastCounts) {
    return {QString::fromLatin1(name), QString::fromLatin1(value), help, repeat};
}

OptionSpec flag(const char* name, const QString& help) {
    return option(name, "", help);
}

CommandSpec command(const char* name, const QString& about, const QList<OptionSpec>& options) {
    CommandSpec spec;
    spec.name = QString::fromLatin1(name);
    spec.about = about;
    spec.options = options;
    return spec;
}

/// Of the commands that take any model that can encode.
OptionSpec anyModelOption() {
    return option("model", "DIR",
                  QStringLiteral("The model: a folder with a model.json, a Hugging Face folder, "
                                 "or a name, such as \"mini\"."));
}

OptionSpec dataOption() {
    return option("data", "DIR", QStringLiteral("The folder with photos/, fashion/ and icons/."));
}

OptionSpec vectorCacheOption() {
    return option("cache", "DIR",
                  QStringLiteral("Keep the pictures' vectors in this folder for the next time."));
}

OptionSpec jsonOption() {
    return flag("json", QStringLiteral("Print one JSON object."));
}

/// Of every command that loads a model to encode with it.
QList<OptionSpec> computeOptions() {
    return {
        option("precision", "NAME",
               QStringLiteral("fp32, bf16, int8, or auto: what was measured as best here.")),
        option("device", "NAME", QStringLiteral("cpu, cuda, mps, or auto: the fastest there is."))};
}

CommandSpec serveSpec() {
    return command("serve", QStringLiteral("Answers requests on standard input."),
                   QList<OptionSpec>{anyModelOption()} + computeOptions());
}

CommandSpec encodeSpec() {
    return command(
        "encode", QStringLiteral("Prints unit vectors, in the order of the arguments."),
        QList<OptionSpec>{
            anyModelOption(),
            option("image", "FILE", QStringLiteral("A picture; may be repeated."), Repeat::All),
            option("text", "SENTENCE", QStringLiteral("A sentence; may be repeated."), Repeat::All),
            jsonOption()} +
            computeOptions());
}

CommandSpec inspectSpec() {
    return command(
        "inspect",
        QStringLiteral(
            "Says what a model folder is, whether it can be used, and how fast it is here."),
        QList<OptionSpec>{
            anyModelOption(),
            flag("measure",
                 QStringLiteral("Read every file again, test the model and measure its speed "
                                "here.")),
            jsonOption()} +
            computeOptions());
}

CommandSpec trainSpec() {
    CommandSpec train = command(
        "train", QStringLiteral("Trains a model, stage by stage."),
        {option("config", "FILE", QStringLiteral("The stage's configuration, a JSON file.")),
         option("out", "DIR",
                QStringLiteral("Where the model is written; log, curve and checkpoint go to "
                               "DIR.training.")),
         option("model", "DIR",
                QStringLiteral("The model to start from: a folder with a model.json, or \"mini\". "
                               "Replaces the configuration's.")),
         option("data", "DIR",
                QStringLiteral("The folder with photos/, fashion/ and icons/. Replaces the "
                               "configuration's.")),
         option("cache", "DIR",
                QStringLiteral("Keep what is computed from the pictures in this folder. Replaces "
                               "the configuration's; DIR/../cache where nothing else is said.")),
         option("device", "NAME",
                QStringLiteral("Where to compute: auto, cpu, cuda or mps. Replaces the "
                               "configuration's.")),
         flag("resume", QStringLiteral("Go on from the checkpoint of a run that was stopped."))});
    train.operands = {stageNames().join(u'|'),
                      QStringLiteral("a stage: ") + stageNames().join(QStringLiteral(", ")), 1, 1};
    train.more = QStringLiteral(
        "  align     brings image and text towers into one space\n"
        "  map       learns to turn pictures into words\n"
        "  compose   learns to read \"this, but ...\"");
    return train;
}

CommandSpec finishSpec() {
    return command(
        "finish",
        QStringLiteral("Packs a trained model, chooses its default mix on val and writes its "
                       "figures into the model card."),
        {option("model", "DIR", QStringLiteral("The model that came out of training.")),
         dataOption(), option("out", "DIR", QStringLiteral("Where the finished model is written.")),
         vectorCacheOption()});
}

QList<OptionSpec> featureOptions() {
    return {
        option("gallery-features", "FILE",
               QStringLiteral("Measure these vectors instead of a model: a safetensors file with "
                              "F32 \"features\" and the metadata \"names\", a JSON list; one "
                              "file, or one for every part."),
               Repeat::All),
        option("query-features", "FILE",
               QStringLiteral("The queries' vectors, \"features\" in the order of the annotation "
                              "file, for FashionIQ \"forward\" and \"reverse\"; one file for "
                              "every part."),
               Repeat::All),
        option("submission", "FILE",
               QStringLiteral("Write what the benchmark's server takes; for CIRR two files."))};
}

CommandSpec evaluateSpec() {
    const QString sets = evaluationSetNames().join(QStringLiteral(", "));
    const QList<OptionSpec> measured{
        option("set", "NAME", QStringLiteral("What to measure: %1.").arg(sets)),
        option("data", "DIR",
               QStringLiteral("The folder with the annotation files or tables. For folder and "
                              "folder-names any pictures of your own: folder asks for each by "
                              "the lines of x.txt beside x.jpg, folder-names by the name of the "
                              "folder it lies in, or by what DIR/names.tsv (folder, name) calls "
                              "that.")),
        option("images", "DIR",
               QStringLiteral("The folder with the pictures, when it is another one.")),
        option("split", "NAME", QStringLiteral("The split; val when not given.")),
        option("part", "NAME",
               QStringLiteral("Only this part: a FashionIQ category, a GeneCIS task, an "
                              "attribute; may be repeated."),
               Repeat::All),
        anyModelOption(),
        option("mix", "M",
               QStringLiteral("How much the sentence counts, 0 to 1; the model's own when not "
                              "given.")),
        vectorCacheOption()};
    const QList<OptionSpec> how{
        flag("shared-concept",
             QStringLiteral("circo: query with shared_concept and relative_caption.")),
        flag("probe",
             QStringLiteral("Fashion sets: add the row of linear attribute probes, learnt on the "
                            "train split.")),
        jsonOption()};
    return command("evaluate",
                   QStringLiteral("Measures composed retrieval on public benchmarks and on the "
                                  "project's own sets, and how words find pictures, also your "
                                  "own."),
                   measured + featureOptions() + how + computeOptions());
}

CommandSpec ablateSpec() {
    return command(
        "ablate",
        QStringLiteral("Trains the two stages with parts left out, measures every combination on "
                       "the project's own sets, and writes RESULTS.md. A run that was stopped "
                       "goes on where it was when it is started again."),
        {option("config", "FILE",
                QStringLiteral("What to run, a JSON file: sets, seeds, sizes, rows, and the "
                               "stages' configurations as \"map\" and \"compose\". Everything "
                               "when not given.")),
         option("model", "DIR",
                QStringLiteral("The aligned model to start from: a folder, or \"mini\".")),
         dataOption(),
         option("out", "DIR",
                QStringLiteral("Where models, finished cells and drawings are kept.")),
         option("report", "DIR",
                QStringLiteral("Where RESULTS.md and its plots go; the same when not given.")),
         option("cache", "DIR",
                QStringLiteral("Features of pictures are kept here; OUT/cache when not given.")),
         option("minutes", "N",
                QStringLiteral("Begin no cell after so many minutes; 0 only writes the "
                               "report."))});
}

}  // namespace

CommandSpec engineSpec() {
    CommandSpec engine;
    engine.name = QStringLiteral("semblance-engine");
    engine.about = QStringLiteral(
        "Turns pictures and sentences into vectors for Semblance, which starts it by itself; "
        "trains, measures and inspects models.");
    engine.commands = {serveSpec(),  encodeSpec(),   inspectSpec(), trainSpec(),
                       finishSpec(), evaluateSpec(), ablateSpec()};
    engine.commandNeeded = true;
    engine.more = QStringLiteral(
        "Options may stand anywhere; -- ends them. COMMAND --help tells more of one.\n"
        "Exit codes: 0 done, 1 done with failures, 2 wrong use, 3 could not.");
    return engine;
}

}  // namespace semblance
