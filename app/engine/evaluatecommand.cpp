#include "app/engine/evaluatecommand.h"

#include <QCommandLineParser>
#include <QJsonDocument>
#include <cstdio>
#include <optional>

#include "app/engine/computeoptions.h"
#include "app/engine/subcommand.h"
#include "core/evaluate/featurefile.h"
#include "core/evaluate/modelencoder.h"
#include "core/evaluate/report.h"
#include "core/evaluate/runner.h"
#include "core/evaluate/sets.h"
#include "core/evaluate/submission.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {

struct Options {
    QString help;  ///< when not empty, only this is wanted
    QString set;
    QStringList parts;
    SetSource source;
    QString model;
    DualEncoder::Options compute;
    QString cacheDir;
    std::optional<double> mix;
    QStringList galleryFeatures;
    QStringList queryFeatures;
    QString submission;
    bool probe = false;
    bool json = false;

    bool scoresFeatures() const { return !galleryFeatures.isEmpty(); }
};

tl::unexpected<Error> wrong(const QString& sentence) {
    return fail(ErrorKind::WrongUse, sentence + QLatin1Char(' ') +
                                         QStringLiteral("See semblance-engine evaluate --help."));
}

void addOptions(QCommandLineParser& parser) {
    const auto option = [&](const char* name, const QString& text, const char* value) {
        parser.addOption({QLatin1String(name), text, QLatin1String(value)});
    };
    option(
        "set",
        QStringLiteral("What to measure: %1.").arg(evaluationSetNames().join(QStringLiteral(", "))),
        "NAME");
    option("data",
           QStringLiteral(
               "The folder with the annotation files or tables. For folder and folder-names "
               "any pictures of your own: folder asks for each by the lines of x.txt beside "
               "x.jpg, folder-names by the name of the folder it lies in, or by what "
               "DIR/names.tsv (folder, name) calls that."),
           "DIR");
    option("images", QStringLiteral("The folder with the pictures, when it is another one."),
           "DIR");
    option("split", QStringLiteral("The split; val when not given."), "NAME");
    option(
        "part",
        QStringLiteral("Only this part: a FashionIQ category, a GeneCIS task, an attribute; may be "
                       "repeated."),
        "NAME");
    option("model",
           QStringLiteral(
               "The model: a folder with a model.json, a Hugging Face folder, or \"mini\"."),
           "DIR");
    option("mix",
           QStringLiteral("How much the sentence counts, 0 to 1; the model's own when not given."),
           "M");
    option("cache", QStringLiteral("Keep the pictures' vectors in this folder for the next time."),
           "DIR");
    option(
        "gallery-features",
        QStringLiteral("Measure these vectors instead of a model: a safetensors file with F32 "
                       "\"features\" and the metadata \"names\", a JSON list; one file, or one for "
                       "every part."),
        "FILE");
    option("query-features",
           QStringLiteral(
               "The queries' vectors, \"features\" in the order of the annotation file, for "
               "FashionIQ \"forward\" and \"reverse\"; one file for every part."),
           "FILE");
    option("submission",
           QStringLiteral("Write what the benchmark's server takes; for CIRR two files."), "FILE");
    parser.addOption({QStringLiteral("shared-concept"),
                      QStringLiteral("circo: query with shared_concept and relative_caption.")});
    parser.addOption(
        {QStringLiteral("probe"),
         QStringLiteral("Fashion sets: add the row of linear attribute probes, learnt on "
                        "the train split.")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print one JSON object.")});
    addComputeOptions(parser);
    parser.addPositionalArgument(QStringLiteral("evaluate"), QStringLiteral("This command."));
}

Result<Options> parse(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Measures composed retrieval on public benchmarks and on the project's own sets, and how "
        "words find pictures, also your own."));
    const QCommandLineOption help = parser.addHelpOption();
    addOptions(parser);
    if (!parser.parse(arguments))
        return wrong(parser.errorText() + QLatin1Char('.'));
    const auto value = [&](const char* name) { return parser.value(QLatin1String(name)); };

    Options options;
    if (parser.isSet(help)) {
        options.help = parser.helpText();
        return options;
    }
    if (parser.positionalArguments().size() != 1)
        return wrong(QStringLiteral("The evaluate command takes options only."));
    options.set = value("set");
    options.source = {value("data"),
                      value("images"),
                      value("split"),
                      parser.isSet(QStringLiteral("shared-concept")),
                      {}};
    options.parts = parser.values(QStringLiteral("part"));
    options.model = value("model");
    SEMBLANCE_TRY_ASSIGN(options.compute, computeOptions(parser));
    options.cacheDir = value("cache");
    options.galleryFeatures = parser.values(QStringLiteral("gallery-features"));
    options.queryFeatures = parser.values(QStringLiteral("query-features"));
    options.submission = value("submission");
    options.probe = parser.isSet(QStringLiteral("probe"));
    options.json = parser.isSet(QStringLiteral("json"));

    if (options.set.isEmpty() || options.source.dir.isEmpty())
        return wrong(QStringLiteral("A set and its folder are needed: --set NAME --data DIR."));
    SEMBLANCE_TRY_ASSIGN(const QStringList all, evaluationSetParts(options.set));
    if (options.parts.isEmpty())
        options.parts = all;
    if (options.source.sharedConcept && options.set != QLatin1StringView("circo"))
        return wrong(QStringLiteral("--shared-concept belongs to the set circo."));
    if (options.galleryFeatures.isEmpty() != options.queryFeatures.isEmpty())
        return wrong(QStringLiteral("--gallery-features and --query-features go together."));
    if (options.scoresFeatures() == !options.model.isEmpty())
        return wrong(QStringLiteral("Give either --model DIR or feature files."));
    if (options.scoresFeatures() && (options.queryFeatures.size() != options.parts.size() ||
                                     (options.galleryFeatures.size() != 1 &&
                                      options.galleryFeatures.size() != options.parts.size())))
        return wrong(
            QStringLiteral(
                "%1 has %2 part(s) to measure: give a query file for each, and one gallery "
                "file or one for each.")
                .arg(options.set)
                .arg(options.parts.size()));
    if (options.probe && options.scoresFeatures())
        return wrong(QStringLiteral("--probe belongs to a model."));
    if (parser.isSet(QStringLiteral("mix"))) {
        bool isNumber = false;
        options.mix = value("mix").toDouble(&isNumber);
        if (!isNumber || !(*options.mix >= 0 && *options.mix <= 1))
            return wrong(QStringLiteral("--mix is a number from 0 to 1."));
        if (options.scoresFeatures())
            return wrong(QStringLiteral("--mix belongs to a model."));
    }
    return options;
}

void showProgress(std::size_t done, std::size_t of) {
    constexpr std::size_t kStep = 512;
    if (done % kStep == 0 || done == of)
        std::fprintf(stderr, "%s\n",
                     qUtf8Printable(QStringLiteral("%1 of %2 pictures encoded").arg(done).arg(of)));
}

/// A part scored from features, or by the model.
class PartRunner {
public:
    /// `encoder` may be null when features are scored.
    PartRunner(const Options& options, EvaluationEncoder* encoder)
        : m_options(options), m_encoder(encoder) {}

    Result<PartResult> run(qsizetype part) {
        return m_encoder ? runModel(part) : runFeatures(part);
    }

    /// The set of the last run.
    const EvaluationSet& set() const { return m_set; }

private:
    Result<PartResult> runModel(qsizetype part) {
        SEMBLANCE_TRY_ASSIGN(
            m_set, readEvaluationSet(m_options.set, m_options.parts[part], m_options.source));
        SEMBLANCE_TRY_ASSIGN(const Rows pictures, encode(m_set.pictures));
        SEMBLANCE_TRY_ASSIGN(PartResult result,
                             evaluateMethods(m_set, pictures, *m_encoder, m_options.mix));
        if (!m_options.probe)
            return result;
        if (!m_set.probe) {
            return fail(
                ErrorKind::WrongUse,
                QStringLiteral("--probe needs a set made from attributes, with a train split "
                               "beside the one measured."));
        }
        SEMBLANCE_TRY_ASSIGN(const Rows train, encode(m_set.probe->pictures));
        // Before the model's own method, which stays the last.
        if (const auto row = evaluateProbe(m_set, pictures, train))
            result.methods.insert(result.methods.size() - 1, *row);
        return result;
    }

    Result<Rows> encode(const std::vector<DatasetPicture>& pictures) {
        return encodePictures(pictures, *m_encoder, m_options.cacheDir, showProgress);
    }

    Result<PartResult> runFeatures(qsizetype part) {
        const QStringList& files = m_options.galleryFeatures;
        SEMBLANCE_TRY_ASSIGN(const NamedRows gallery,
                             readGalleryFeatures(files.size() == 1 ? files.first() : files[part]));
        SetSource source = m_options.source;
        source.galleryNames = gallery.names;
        SEMBLANCE_TRY_ASSIGN(m_set,
                             readEvaluationSet(m_options.set, m_options.parts[part], source));
        SEMBLANCE_TRY_ASSIGN(const Rows pictures, rowsForPictures(m_set, gallery));
        SEMBLANCE_TRY_ASSIGN(const Rows queries,
                             readQueryFeatures(m_options.queryFeatures[part], m_set, pictures.dim));
        return evaluateRows(m_set, pictures, queries);
    }

    const Options& m_options;
    EvaluationEncoder* m_encoder;
    EvaluationSet m_set;
};

Status run(const Options& options) {
    std::unique_ptr<DualEncoder> model;
    std::unique_ptr<DecoderPool> decoders;
    std::unique_ptr<ModelEncoder> encoder;
    EvaluationReport report;
    report.set = options.set;
    if (!options.scoresFeatures()) {
        SEMBLANCE_TRY_ASSIGN(model, DualEncoder::loadNamed(options.model, options.compute));
        if (!model->info().notice.isEmpty())
            say(model->info().notice);
        decoders = std::make_unique<DecoderPool>();
        encoder = std::make_unique<ModelEncoder>(*model, *decoders, options.cacheDir);
        report.model = encoder->name();
        report.modelKey = encoder->key();
        if (encoder->composes())
            report.modelKey += u'-' + model->info().compositionHash;
    }
    PartRunner runner(options, encoder.get());
    for (qsizetype part = 0; part < options.parts.size(); ++part) {
        SEMBLANCE_TRY_ASSIGN(PartResult result, runner.run(part));
        if (!options.submission.isEmpty()) {
            SEMBLANCE_TRY_ASSIGN(
                const QStringList files,
                writeSubmission(options.submission, runner.set(), result.rankings));
            for (const QString& file : files)
                std::fprintf(stderr, "%s\n", qUtf8Printable(QStringLiteral("Wrote %1").arg(file)));
        }
        report.split = runner.set().split;
        report.parts.append(std::move(result));
    }
    const QByteArray output =
        options.json ? QJsonDocument(asJson(report)).toJson() : asText(report).toUtf8();
    std::fwrite(output.constData(), 1, static_cast<std::size_t>(output.size()), stdout);
    if (std::fflush(stdout) != 0)
        return fail(ErrorKind::NoSpace, QStringLiteral("The result could not be printed."));
    return {};
}

}  // namespace

int evaluateCommand(const QStringList& arguments) {
    return runSubcommand(parse(arguments), run, [](const Error& error) { say(error.sentence); });
}

}  // namespace semblance
