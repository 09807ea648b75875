#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <cstdio>

#include "app/cli/batchline.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/library/library.h"
#include "core/library/searcher.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::SearchCommand)
};

// What is new in so many lines is encoded together.
constexpr std::size_t kLinesAhead = 64;

struct Found {
    QString path;
    float score = 0;
};

Result<std::vector<Found>> search(Searcher& searcher, const Query& query, SearchTimings& timings) {
    SEMBLANCE_TRY_ASSIGN(const PreparedQuery prepared, searcher.prepare(query, {}, &timings));
    std::vector<Found> found;
    for (const Hit& hit : prepared.rank(std::nullopt, &timings)) {
        found.push_back({prepared.view->item(hit.photo).path, hit.score});
    }
    return found;
}

QJsonArray toJson(const std::vector<Found>& found) {
    QJsonArray results;
    for (const Found& item : found) {
        results.append(QJsonObject{{QStringLiteral("path"), item.path},
                                   {QStringLiteral("score"), double(item.score)}});
    }
    return results;
}

QJsonObject toJson(const SearchTimings& timings) {
    return {{QStringLiteral("encode"), timings.encode},
            {QStringLiteral("scan"), timings.scan},
            {QStringLiteral("rank"), timings.rank},
            {QStringLiteral("total"), timings.encode + timings.scan + timings.rank}};
}

/// After a change of the model: says what is missing, and fails where that is everything.
Status checkSearchable(const Library::Answering& answering) {
    const LibraryView& view = *answering.view;
    const std::size_t waiting = view.contentCount() - view.searchableCount();
    if (waiting == 0)
        return {};
    if (view.searchableCount() == 0) {
        return fail(ErrorKind::NotFound,
                    Text::tr("The pictures of this library are not encoded with the model %1 yet. "
                             "Index its folders again; then they can be found.")
                        .arg(answering.model.name));
    }
    printError(Text::tr("%1 pictures are not encoded with the model %2 yet and are left out. Index "
                        "a folder of this library; the others follow.")
                   .arg(waiting)
                   .arg(answering.model.name));
    return {};
}

int searchOnce(Searcher& searcher, const Arguments& arguments) {
    SearchTimings timings;
    const auto found = search(searcher, arguments.query, timings);
    if (!found)
        return reportError(found.error());
    if (arguments.json) {
        printJson({{QStringLiteral("results"), toJson(*found)},
                   {QStringLiteral("timings_ms"), toJson(timings)}});
        return kDone;
    }
    for (const Found& item : *found) {
        printLine(QStringLiteral("%1  %2").arg(double(item.score), 7, 'f', 4).arg(item.path));
    }
    if (found->empty())
        printError(Text::tr("Nothing found: the library holds no pictures yet."));
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
        const auto found = line.query ? search(searcher, *line.query, timings)
                                      : Result<std::vector<Found>>(fail(line.query.error()));
        QJsonObject answer{{QStringLiteral("id"), line.id}};
        if (found) {
            answer[QStringLiteral("results")] = toJson(*found);
        } else {
            answer[QStringLiteral("error")] = found.error().sentence;
            whole = false;
        }
        printJson(answer);
    }
    return whole;
}

int searchBatch(Searcher& searcher, const QString& name, const Query& defaults) {
    QFile file(name);
    const bool opened = name == QLatin1StringView("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                       : file.open(QIODevice::ReadOnly);
    if (!opened) {
        return reportError({ErrorKind::NotFound,
                            Text::tr("The batch file %1 cannot be opened.").arg(name),
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
    // An engine that cannot work fails the command, not line after line.
    const auto answering = (*library)->answering();
    if (!answering)
        return reportError(answering.error());
    if (answering->problem)
        printError(answering->problem->sentence + QLatin1Char(' ') +
                   Text::tr("The model %1 answers meanwhile.").arg(answering->model.name));
    if (const Status searchable = checkSearchable(*answering); !searchable)
        return reportError(searchable.error());
    Searcher searcher(*library);
    return arguments.batchFile.isEmpty()
               ? searchOnce(searcher, arguments)
               : searchBatch(searcher, arguments.batchFile, arguments.query);
}

}  // namespace semblance
