#include "app/cli/indexrun.h"

#include <QJsonObject>
#include <algorithm>
#include <chrono>

#include "app/cli/indexwatch.h"
#include "app/cli/output.h"
#include "core/base/pictureformats.h"
#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/library/groups/groupkeeper.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/library.h"
#include "core/remote/decoderpool.h"

namespace semblance {

namespace {
constexpr std::chrono::milliseconds kStoreLimit{300};

QJsonObject toJson(const IndexingSummary& summary) {
    QJsonObject skipped;
    for (auto kind = summary.skipped.begin(); kind != summary.skipped.end(); ++kind)
        skipped[kind.key()] = kind.value();
    return {{QStringLiteral("indexed"), summary.indexed},
            {QStringLiteral("unchanged"), summary.unchanged},
            {QStringLiteral("failed"), summary.failed},
            {QStringLiteral("skipped"), skipped},
            {QStringLiteral("seconds"), summary.seconds}};
}

QString skippedLine(const QMap<QString, qint64>& skipped) {
    QStringList kinds;
    bool hasVideos = false;
    for (auto kind = skipped.begin(); kind != skipped.end(); ++kind) {
        kinds.append(QStringLiteral("%1 %2").arg(kind.value()).arg(kind.key()));
        hasVideos = hasVideos || hasVideoExtension("x." + kind.key().toStdString());
    }
    return (hasVideos
                ? QStringLiteral("Passed over, not wanted or of kinds that are not read here: %1.")
                : QStringLiteral("Passed over, of kinds that are not read here: %1."))
        .arg(kinds.join(QStringLiteral(", ")));
}

/// What an interrupt leaves undone the next run does.
void findGroups(GroupKeeper& groups) {
    static_cast<void>(groups.finish(interrupted(), [](std::size_t done, std::size_t all) {
        printProgress(QStringLiteral("Compared for near-duplicates: %1 of %2").arg(done).arg(all));
    }));
    printProgress({});
}

void sayStopped() {
    printError(QStringLiteral("Stopped. The next run goes on from here."));
}
}  // namespace

IndexRun::IndexRun(bool json) : m_json(json), m_lastWords(kCouldNot, [this] { sayLastWords(); }) {
    m_timer.start();
}

void IndexRun::setLibrary(const std::shared_ptr<Library>& library) {
    std::lock_guard lock(m_mutex);
    m_library = library;
}

void IndexRun::progressed(const IndexingProgress& now) {
    {
        std::lock_guard lock(m_mutex);
        m_progress = now;
    }
    if (now.toDo > 0) {
        printProgress(QStringLiteral("%1 of %2 pictures").arg(now.done).arg(now.toDo));
    } else {
        printProgress(QStringLiteral("%1 pictures found").arg(now.found));
    }
}

void IndexRun::failed(const QString& path, const QString& sentence) {
    {
        std::lock_guard lock(m_mutex);
        ++m_failed;
    }
    printProgress({});
    printError(path + QStringLiteral(": ") + sentence);
}

void IndexRun::print(const IndexingSummary& summary) const {
    printProgress({});
    if (!m_json) {
        printLine(QStringLiteral("%1 pictures indexed, %2 unchanged, %3 failed.")
                      .arg(summary.indexed)
                      .arg(summary.unchanged)
                      .arg(summary.failed));
        if (!summary.skipped.isEmpty())
            printLine(skippedLine(summary.skipped));
        if (summary.links > 0)
            printLine(QStringLiteral("Links to folders that are not followed: %1 (--follow-links "
                                     "follows them).")
                          .arg(summary.links));
        if (summary.placeholders > 0)
            printLine(QStringLiteral("Pictures that a cloud keeps elsewhere, left alone: %1.")
                          .arg(summary.placeholders));
    }
    printJson(toJson(summary));
}

void IndexRun::sayLastWords() {
    std::shared_ptr<Library> library;
    IndexingSummary summary;
    {
        std::lock_guard lock(m_mutex);
        library = m_library.lock();
        summary.indexed = std::max<qint64>(0, m_progress.done - m_progress.failed);
        summary.failed = m_failed;
        // Until what is new is counted nothing is known to be old.
        if (m_progress.phase != IndexingProgress::Phase::Scanning)
            summary.unchanged = std::max<qint64>(0, m_progress.found - m_progress.toDo);
    }
    if (library && library->catalogue().writer()) {
        static_cast<void>(runWithin(kStoreLimit, CancelToken(), [library] {
            return library->catalogue().writer()->flush().has_value();
        }));
    }
    summary.seconds = double(m_timer.elapsed()) / 1000.0;
    print(summary);
    sayStopped();
}

int IndexRun::run(const std::vector<RootId>& roots, qint64 refused, FolderWatch* watch) {
    std::shared_ptr<Library> library;
    {
        std::lock_guard lock(m_mutex);
        library = m_library.lock();
        m_failed += refused;
    }
    PauseGate gate;
    Indexer indexer(library->catalogue(), library->models(), library->decoders(), watch);
    indexer.setVideos(m_videos);
    auto held = library->groups().hold();
    Result<IndexingSummary> summary = indexer.run(roots, *this, gate, interrupted());
    held.reset();
    m_lastWords.takeBack();
    if (!summary) {
        printProgress({});
        return reportError(summary.error());
    }
    summary->failed += refused;
    print(*summary);
    library->backUpIfDue(interrupted());
    if (summary->cancelled) {
        sayStopped();
        return kCouldNot;
    }
    findGroups(library->groups());
    return summary->failed > 0 ? kDoneWithFailures : kDone;
}

int IndexRun::follow(IndexWatch& changes) {
    std::shared_ptr<Library> library;
    {
        std::lock_guard lock(m_mutex);
        library = m_library.lock();
    }
    PauseGate gate;
    Indexer indexer(library->catalogue(), library->models(), library->decoders(), &changes.watch());
    indexer.setVideos(m_videos);
    for (FolderChanges next = changes.next(); !interrupted().isCancelled(); next = changes.next()) {
        const auto summary = indexer.follow(next, *this, gate, interrupted());
        if (!summary)
            return reportError(summary.error());
        if (summary->indexed + summary->failed > 0)
            print(*summary);
    }
    return kDone;
}

}  // namespace semblance
