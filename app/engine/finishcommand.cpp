#include "app/engine/finishcommand.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <algorithm>
#include <cstdio>
#include <list>
#include <memory>

#include "app/engine/subcommand.h"
#include "core/commandline/commandline.h"
#include "core/evaluate/mixsweep.h"
#include "core/evaluate/modelencoder.h"
#include "core/evaluate/runner.h"
#include "core/evaluate/sets.h"
#include "core/model/composition/dualencoder.h"
#include "core/model/composition/finishing.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {

/// The sets whose mean decides about the mix: what users ask with a picture and words.
const QStringList& decidingSets() {
    static const QStringList sets{QStringLiteral("fashion-colour"),
                                  QStringLiteral("fashion-family"),
                                  QStringLiteral("fashion-attribute"),
                                  QStringLiteral("photo-caption-edit"), QStringLiteral("icons")};
    return sets;
}

/// Sets of sentences alone, for the card.
const QStringList& sentenceSets() {
    static const QStringList sets{QStringLiteral("photos-text"),
                                  QStringLiteral("photos-translated"),
                                  QStringLiteral("icon-names")};
    return sets;
}

constexpr double kLeastMix = 0.2;
constexpr double kMostMix = 0.8;
constexpr double kMixStep = 0.02;
constexpr auto kFiguresBegin = "<!-- figures: written by semblance-engine finish -->";
constexpr auto kFiguresEnd = "<!-- end of figures -->";

struct Options {
    QString model;
    QString data;
    QString out;
    QString cache;
};

Result<Options> readOptions(const CommandLine& line) {
    Options options{line.value(u"model"), line.value(u"data"), line.value(u"out"),
                    line.value(u"cache")};
    if (options.model.isEmpty() || options.data.isEmpty() || options.out.isEmpty())
        return wrongUse(line, QStringLiteral("Needed are --model DIR, --data DIR and --out DIR."));
    return options;
}

/// One part of a set with everything a sweep holds on to.
struct Prepared {
    QString title;
    EvaluationSet set;
    Rows pictures;
    std::unique_ptr<MixSweep> sweep;
};

/// The deciding sets, swept; sets whose tables are not in the data are passed over.
class Sweeps {
public:
    Sweeps(const Options& options, const DualEncoder& model)
        : m_options(options), m_model(model), m_encoder(model, m_decoders, options.cache) {}

    Status prepare() {
        for (const QString& name : decidingSets()) {
            SEMBLANCE_TRY_ASSIGN(auto group, addParts(name));
            if (!group.empty())
                m_groups.push_back(std::move(group));
        }
        if (m_groups.empty())
            return fail(ErrorKind::NotFound,
                        QStringLiteral("%1 has none of the sets the mix is chosen on: %2.")
                            .arg(m_options.data, decidingSets().join(QStringLiteral(", "))));
        // Told, but no reason to choose a mix: what a model reads is not its mix's doing.
        SEMBLANCE_TRY(addParts(QStringLiteral("fashion-translated")));
        return {};
    }

    double choose() const {
        std::vector<double> mixes;
        for (double mix = kLeastMix; mix < kMostMix + kMixStep / 2; mix += kMixStep)
            mixes.push_back(mix);
        return bestMix(m_groups, mixes, QStringLiteral("mAP@10"));
    }

    /// A table in Markdown: every set at `mix`, and the sentence sets.
    Result<QString> figuresAt(double mix) {
        QStringList lines{
            QStringLiteral("| set (val) | queries | R@1 | R@10 | mAP@10 | swapped, R@10 |"),
            QStringLiteral("|---|---|---|---|---|---|")};
        for (const Prepared& prepared : m_prepared) {
            const MethodResult result = prepared.sweep->resultAt(mix);
            lines << line(prepared.title, result);
        }
        for (const QString& name : sentenceSets()) {
            SEMBLANCE_TRY_ASSIGN(const QStringList parts, evaluationSetParts(name));
            for (const QString& part : parts) {
                auto result = measureSentences(name, part, mix);
                if (result)
                    lines << line(titleOf(name, part), *result);
                else if (result.error().kind != ErrorKind::NotFound)
                    return fail(result.error());
            }
        }
        return lines.join(QLatin1Char('\n'));
    }

private:
    static QString titleOf(const QString& name, const QString& part) {
        return part.isEmpty() ? name : name + u' ' + part;
    }

    static QString line(const QString& title, const MethodResult& result) {
        const auto shown = [](const Figures& figures, const char* name) {
            const QString key = QLatin1String(name);
            const bool there = std::any_of(figures.figures.begin(), figures.figures.end(),
                                           [&](const Figure& one) { return one.name == key; });
            return there ? QString::number(figures.value(key), 'f', 1) : QStringLiteral("-");
        };
        return QStringLiteral("| %1 | %2 | %3 | %4 | %5 | %6 |")
            .arg(title)
            .arg(result.figures.queries)
            .arg(shown(result.figures, "R@1"), shown(result.figures, "R@10"),
                 shown(result.figures, "mAP@10"),
                 result.swapped ? shown(*result.swapped, "R@10") : QStringLiteral("-"));
    }

    Result<MethodResult> measureSentences(const QString& name, const QString& part, double mix) {
        SetSource source;
        source.dir = m_options.data;
        SEMBLANCE_TRY_ASSIGN(const EvaluationSet set, readEvaluationSet(name, part, source));
        SEMBLANCE_TRY_ASSIGN(const Rows pictures,
                             encodePictures(set.pictures, m_encoder, m_options.cache));
        SEMBLANCE_TRY_ASSIGN(const PartResult result,
                             evaluateMethods(set, pictures, m_encoder, mix));
        return result.methods.last();
    }

    /// Every part of a set that its tables are there for.
    Result<std::vector<const MixSweep*>> addParts(const QString& name) {
        SEMBLANCE_TRY_ASSIGN(const QStringList parts, evaluationSetParts(name));
        std::vector<const MixSweep*> group;
        for (const QString& part : parts) {
            const Status added = add(name, part, group);
            if (!added && added.error().kind != ErrorKind::NotFound)
                return fail(added.error());
        }
        return group;
    }

    Status add(const QString& name, const QString& part, std::vector<const MixSweep*>& group) {
        SetSource source;
        source.dir = m_options.data;
        Prepared& prepared = m_prepared.emplace_back();
        const Status status = [&]() -> Status {
            SEMBLANCE_TRY_ASSIGN(prepared.set, readEvaluationSet(name, part, source));
            SEMBLANCE_TRY_ASSIGN(prepared.pictures,
                                 encodePictures(prepared.set.pictures, m_encoder, m_options.cache));
            const auto method =
                m_model.composes() ? MixSweep::Method::Composed : MixSweep::Method::Slerp;
            SEMBLANCE_TRY_ASSIGN(
                auto sweep, MixSweep::prepare(prepared.set, prepared.pictures, m_encoder, method));
            prepared.sweep = std::make_unique<MixSweep>(std::move(sweep));
            return {};
        }();
        if (!status) {
            m_prepared.pop_back();
            return status;
        }
        prepared.title = titleOf(name, part);
        say(QStringLiteral("%1: %2 queries").arg(prepared.title).arg(prepared.set.queries.size()));
        group.push_back(prepared.sweep.get());
        return {};
    }

    const Options& m_options;
    const DualEncoder& m_model;
    DecoderPool m_decoders;
    ModelEncoder m_encoder;
    std::list<Prepared> m_prepared;  ///< a list: sweeps hold on to what is in it
    std::vector<std::vector<const MixSweep*>> m_groups;
};

/// The card with `table` between the marks, which are added at its end when it has none.
Status writeFigures(const QString& path, double mix, const QString& table) {
    QFile file(path);
    QString card = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    file.close();
    const QString begin = QLatin1String(kFiguresBegin);
    const QString end = QLatin1String(kFiguresEnd);
    const QString block =
        begin + QStringLiteral("\nAt the default mix %1:\n\n").arg(mix) + table + u'\n' + end;
    const qsizetype from = card.indexOf(begin);
    const qsizetype to = card.indexOf(end, from);
    if (from >= 0 && to >= 0)
        card.replace(from, to + end.size() - from, block);
    else
        card += u'\n' + block + u'\n';
    QSaveFile target(path);
    if (target.open(QIODevice::WriteOnly) && target.write(card.toUtf8()) >= 0 && target.commit())
        return {};
    return fail(ErrorKind::NoSpace,
                QStringLiteral("%1 could not be written. Is the disk full?").arg(path),
                target.errorString());
}

Status run(const Options& options) {
    SEMBLANCE_TRY(packModel(options.model, options.out, std::nullopt));
    double mix = 0;
    QString table;
    {
        SEMBLANCE_TRY_ASSIGN(const auto model, DualEncoder::load(options.out));
        Sweeps sweeps(options, *model);
        SEMBLANCE_TRY(sweeps.prepare());
        mix = sweeps.choose();
        SEMBLANCE_TRY_ASSIGN(table, sweeps.figuresAt(mix));
    }
    SEMBLANCE_TRY_ASSIGN(const QString card, packModel(options.model, options.out, mix));
    say(QStringLiteral("default mix %1").arg(mix));
    std::printf("%s\n", qUtf8Printable(table));
    return card.isEmpty() ? Status() : writeFigures(card, mix, table);
}

}  // namespace

int finishCommand(const CommandLine& line) {
    return runSubcommand(readOptions(line), run, sayWithDetail);
}

}  // namespace semblance
