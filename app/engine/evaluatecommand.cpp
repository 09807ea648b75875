#include "app/engine/evaluatecommand.h"

#include <QJsonDocument>
#include <cstdio>
#include <optional>

#include "app/engine/options.h"
#include "app/engine/subcommand.h"
#include "core/commandline/commandline.h"
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

/// Whether what was given goes together; `options.parts` are all that are to be measured.
Status check(const Options& options, const CommandLine& line) {
    const auto wrong = [&](const QString& sentence) { return wrongUse(line, sentence); };
    const qsizetype parts = options.parts.size();
    const qsizetype galleries = options.galleryFeatures.size();
    if (options.source.sharedConcept && options.set != QLatin1StringView("circo"))
        return wrong(QStringLiteral("--shared-concept belongs to the set circo."));
    if (options.galleryFeatures.isEmpty() != options.queryFeatures.isEmpty())
        return wrong(QStringLiteral("--gallery-features and --query-features go together."));
    if (options.scoresFeatures() == !options.model.isEmpty())
        return wrong(QStringLiteral("Give either --model DIR or feature files."));
    if (!options.scoresFeatures())
        return {};
    if (options.queryFeatures.size() != parts || (galleries != 1 && galleries != parts))
        return wrong(QStringLiteral("%1 has %2 part(s) to measure: give a query file for each, "
                                    "and one gallery file or one for each.")
                         .arg(options.set)
                         .arg(parts));
    if (options.probe)
        return wrong(QStringLiteral("--probe belongs to a model."));
    if (options.mix)
        return wrong(QStringLiteral("--mix belongs to a model."));
    return {};
}

Result<Options> readOptions(const CommandLine& line) {
    Options options;
    options.set = line.value(u"set");
    options.source = {line.value(u"data"),
                      line.value(u"images"),
                      line.value(u"split"),
                      line.has(u"shared-concept"),
                      {}};
    options.parts = line.values(u"part");
    options.model = line.value(u"model");
    SEMBLANCE_TRY_ASSIGN(options.compute, readComputeOptions(line));
    options.cacheDir = line.value(u"cache");
    options.galleryFeatures = line.values(u"gallery-features");
    options.queryFeatures = line.values(u"query-features");
    options.submission = line.value(u"submission");
    options.probe = line.has(u"probe");
    options.json = line.has(u"json");
    SEMBLANCE_TRY_ASSIGN(options.mix, line.number(u"mix", 0, 1));
    if (options.set.isEmpty() || options.source.dir.isEmpty())
        return wrongUse(line,
                        QStringLiteral("A set and its folder are needed: --set NAME --data DIR."));
    SEMBLANCE_TRY_ASSIGN(const QStringList all, evaluationSetParts(options.set));
    if (options.parts.isEmpty())
        options.parts = all;
    SEMBLANCE_TRY(check(options, line));
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

int evaluateCommand(const CommandLine& line) {
    return runSubcommand(readOptions(line), run, sayFailure);
}

}  // namespace semblance
