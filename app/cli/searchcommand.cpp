#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <cstdio>
#include <optional>

#include "app/cli/batchline.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/base/interruption.h"
#include "core/catalogue/catalogue.h"
#include "core/library/groups/groupkeeper.h"
#include "core/library/library.h"
#include "core/library/models/modelsession.h"
#include "core/library/search/resultsbackground.h"
#include "core/library/search/searcher.h"
#include "core/library/texts/textkeeper.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {
// What is new in so many lines is encoded together.
constexpr std::size_t kLinesAhead = 64;

struct Found {
    QString path;
    float score = 0;
    QString failure;  ///< why it could not be read; empty: it could
};

struct Answer {
    std::vector<Found> found;
    std::optional<std::size_t> good;  ///< leading ones before results end; nothing: not known
    float unknownShare = 0;           ///< of the sentences, 0..1: the worst one's
    bool isFiltered = false;
    QString model;
};

Result<Answer> search(Searcher& searcher, const Query& query, SearchTimings& timings) {
    SEMBLANCE_TRY_ASSIGN(const PreparedQuery prepared, searcher.prepare(query, {}, &timings));
    const std::vector<PhotoItem> hits = prepared.rank(std::nullopt, &timings);
    Answer answer{{},
                  prepared.good(hits),
                  prepared.unknownFraction,
                  !prepared.query.filter.isEmpty(),
                  prepared.model.name};
    for (const PhotoItem& hit : hits)
        answer.found.push_back({hit.path, hit.score.value_or(0), hit.failure});
    return answer;
}

void put(const Answer& answer, QJsonObject& json) {
    QJsonArray results;
    for (const Found& item : answer.found) {
        QJsonObject result{{QStringLiteral("path"), item.path}};
        if (item.failure.isEmpty())
            result[QStringLiteral("score")] = double(item.score);
        else
            result[QStringLiteral("reason")] = item.failure;
        results.append(result);
    }
    json[QStringLiteral("results")] = results;
    if (answer.good)
        json[QStringLiteral("good")] = qint64(*answer.good);
    json[QStringLiteral("unknown_share")] = double(answer.unknownShare);
}

QJsonObject toJson(const SearchTimings& timings) {
    return {
        {QStringLiteral("encode"), timings.encode},
        {QStringLiteral("filter"), timings.filter},
        {QStringLiteral("scan"), timings.scan},
        {QStringLiteral("rank"), timings.rank},
        {QStringLiteral("total"), timings.encode + timings.filter + timings.scan + timings.rank}};
}

/// After a change of the model: says what is missing, and fails where that is everything.
Status checkSearchable(const Catalogue& catalogue, const ModelInfo& model) {
    const SnapshotPtr snapshot = catalogue.snapshot();
    const auto scorer = snapshot->scorer(model.hash);
    const std::size_t searchable = scorer ? scorer->searchable() : 0;
    const std::size_t waiting = snapshot->contentCount() - searchable;
    if (waiting == 0)
        return {};
    if (searchable == 0) {
        return fail(
            ErrorKind::NotFound,
            QStringLiteral("The pictures of this library are not encoded with the model %1 yet. "
                           "Index its folders again; then they can be found.")
                .arg(model.name));
    }
    printError(
        QStringLiteral("%1 pictures are not encoded with the model %2 yet and are left out. Index "
                       "a folder of this library; the others follow.")
            .arg(waiting)
            .arg(model.name));
    return {};
}

/// Beside the answer, on standard error.
void printHints(const Answer& answer) {
    if (answer.found.empty())
        printError(answer.isFiltered
                       ? QStringLiteral("Nothing found: the filter leaves no picture over.")
                       : QStringLiteral("Nothing found: the library holds no pictures yet."));
    if (answer.unknownShare > mostlyUnread) {
        printError(QStringLiteral("The model %1 does not know most of the sentence (%2 %), so the "
                                  "answer is a guess. Other words may do better, or a model that "
                                  "reads more languages: semblance-cli model --help.")
                       .arg(answer.model, QString::number(qRound(100 * answer.unknownShare))));
    }
}

int searchOnce(Searcher& searcher, const Arguments& arguments) {
    SearchTimings timings;
    const auto answer = search(searcher, arguments.query, timings);
    if (!answer)
        return reportError(answer.error());
    if (arguments.output == SearchOutput::Json) {
        QJsonObject json{{QStringLiteral("timings_ms"), toJson(timings)}};
        put(*answer, json);
        printJson(json);
        return kDone;
    }
    for (std::size_t i = 0; i < answer->found.size(); ++i) {
        const Found& item = answer->found[i];
        if (arguments.output == SearchOutput::Scored && answer->good == i)
            printLine(QStringLiteral("-- good matches end here --"));
        if (arguments.output == SearchOutput::Scored && !item.failure.isEmpty())
            printLine(item.path + QStringLiteral(": ") + item.failure);
        else if (arguments.output == SearchOutput::Scored)
            printLine(QStringLiteral("%1  %2").arg(double(item.score), 7, 'f', 4).arg(item.path));
        else
            printPath(item.path, arguments.output == SearchOutput::Paths ? '\n' : '\0');
    }
    printHints(*answer);
    return kDone;
}

/// Answers lines in order; false when one of them failed.
bool answerLines(Searcher& searcher, const std::vector<BatchLine>& lines) {
    std::vector<Query> queries;
    for (const BatchLine& line : lines) {
        if (line.query)
            queries.push_back(*line.query);
    }
    // A failure here comes up again, with its line, when that line is answered.
    static_cast<void>(searcher.prefetch(queries));
    bool whole = true;
    for (const BatchLine& line : lines) {
        SearchTimings timings;
        const auto answer = line.query ? search(searcher, *line.query, timings)
                                       : Result<Answer>(fail(line.query.error()));
        QJsonObject json{{QStringLiteral("id"), line.id}};
        if (answer) {
            put(*answer, json);
        } else {
            json[QStringLiteral("error")] = answer.error().sentence;
            whole = false;
        }
        printJson(json);
    }
    return whole;
}

int searchBatch(Searcher& searcher, const QString& name, const Query& defaults) {
    QFile file(name);
    const bool opened = name == QLatin1StringView("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                       : file.open(QIODevice::ReadOnly);
    if (!opened) {
        return reportError({ErrorKind::NotFound,
                            QStringLiteral("The batch file %1 cannot be opened.").arg(name),
                            file.errorString()});
    }
    bool whole = true;
    std::vector<BatchLine> lines;
    const auto flush = [&] {
        whole = answerLines(searcher, lines) && whole;
        lines.clear();
    };
    // Not until atEnd(): a named pipe is "at its end" from the start.
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        if (line.trimmed().isEmpty())
            continue;
        lines.push_back(parseBatchLine(line.trimmed(), defaults));
        if (lines.size() == kLinesAhead)
            flush();
    }
    flush();
    return whole ? kDone : kDoneWithFailures;
}
}  // namespace

int runSearch(const Arguments& arguments) {
    const Result<std::shared_ptr<Library>> library =
        Library::open(arguments.libraryDir, Library::Access::Read, arguments.model);
    if (!library)
        return reportError(library.error());
    const auto searchWith = [&](Library& opened) {
        Searcher searcher(opened.catalogue(), opened.models(), opened.decoders(),
                          opened.background());
        return arguments.batchFile.isEmpty()
                   ? searchOnce(searcher, arguments)
                   : searchBatch(searcher, arguments.batchFile, arguments.query);
    };
    // What is written in pictures, as far as it was read: it is published a moment after opening.
    static_cast<void>((*library)->texts().finish(interrupted()));
    if (arguments.batchFile.isEmpty() && isFilterOnly(arguments.query))
        return searchWith(**library);
    // An engine that cannot work fails the command, not line after line.
    const auto answering = (*library)->models().answering(interrupted());
    if (!answering)
        return reportError(answering.error());
    const ModelInfo& model = (*answering)->model.info;
    if (const auto& problem = (*answering)->problem)
        printError(problem->sentence + QLatin1Char(' ') +
                   QStringLiteral("The model %1 answers meanwhile.").arg(model.name));
    if (const Status searchable = checkSearchable((*library)->catalogue(), model); !searchable)
        return reportError(searchable.error());
    // Which pictures are copies of a reference, and where results end, as far as that can be had:
    // an answer without is an answer, too.
    static_cast<void>((*library)->groups().finish(interrupted()));
    static_cast<void>((*library)->background()->learn(interrupted()));
    return searchWith(**library);
}

}  // namespace semblance
