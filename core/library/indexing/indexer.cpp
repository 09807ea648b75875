#include "core/library/indexing/indexer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "core/base/photofacts.h"
#include "core/base/pictureformats.h"
#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/library/indexing/indexpipeline.h"
#include "core/library/indexing/palettes.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/indexing/rootguard.h"
#include "core/library/indexing/rootlister.h"
#include "core/library/indexing/rootplan.h"
#include "core/library/indexing/settledcounts.h"
#include "core/library/indexing/walkaside.h"
#include "core/library/models/modelsession.h"
#include "core/remote/picturedecoder.h"
#include "core/scan/changeset.h"
#include "core/scan/filekey.h"
#include "core/scan/folderwatch.h"
#include "core/scan/volume.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Indexer)
};

Q_LOGGING_CATEGORY(logIndexer, "semblance.library.indexer")

// Size: the steps of one run in their order; what can stand alone has files of its own.
/// One run's state and counters; the counters are guarded, the rest belongs to the run's thread.
class Run {
public:
    /// `watch` may be null.
    Run(Catalogue& catalogue, RowReader& reader, RootLister lister, FolderWatch* watch,
        IndexingObserver& observer, PauseGate& pause, const CancelToken& cancel)
        : m_catalogue(catalogue),
          m_writer(*catalogue.writer()),
          m_reader(reader),
          m_lister(std::move(lister)),
          m_watch(watch),
          m_observer(observer),
          m_pause(pause),
          m_cancel(cancel) {}

    /// Lists the root's files; problems are reported and leave the root out.
    Status listRoot(const RootLocation& root);
    /// Compares what was listed with the library, whose vectors of the model are open.
    Status compareWithLibrary(const QString& modelHash);
    Status encode(PictureDecoder& decoder, const ReadyModel& model);
    Status finish(bool settles);
    IndexingSummary summary() const { return m_summary; }

private:
    Status applyChanges(RootPlan& plan, const FileListing& known, const ChangeSet& changes);
    Status compareContents(const RootPlan& plan, const FileListing& known,
                           const std::vector<ChangeSet::Pair>& pairs,
                           const std::function<void(const ChangeSet::Pair&, bool same)>& take);
    Status applyMoves(RootPlan& plan, const FileListing& known, const ChangeSet& changes);
    Status settleDoubts(RootPlan& plan, const FileListing& known, const ChangeSet& changes);
    void countUnread(const FileListing& known, const RootPlan& plan, const ChangeSet& changes);
    Result<bool> holdsContentOf(FileId known, const QString& path);
    bool isUnfinished(const IndexPipeline::Work& work);
    void onDone(const IndexPipeline::Work& work, IndexPipeline::Outcome outcome,
                const QString& sentence);
    void leave(RootId root);
    void sayWhatIsLeft();
    void problem(const QString& path, const QString& sentence);
    void report();

    Catalogue& m_catalogue;
    RowWriter& m_writer;
    RowReader& m_reader;
    RootLister m_lister;
    FolderWatch* const m_watch;
    IndexingObserver& m_observer;
    PauseGate& m_pause;
    const CancelToken m_cancel;
    RootGuard m_guard{answers};
    std::vector<RootPlan> m_plans;

    std::mutex m_mutex;
    IndexingProgress m_progress;
    IndexingSummary m_summary;
};

void Run::report() {
    m_observer.progressed(m_progress);
}

void Run::problem(const QString& path, const QString& sentence) {
    std::lock_guard lock(m_mutex);
    ++m_summary.failed;
    m_observer.failed(path, sentence);
}

Status Run::listRoot(const RootLocation& root) {
    qint64 before = 0;
    {
        std::lock_guard lock(m_mutex);
        before = m_progress.found;
    }
    const auto progress = [&](const QString& path, std::int64_t files) {
        std::lock_guard lock(m_mutex);
        m_progress.phase = IndexingProgress::Phase::Scanning;
        m_progress.currentFolder = path;
        m_progress.found = before + files;
        report();
    };
    SEMBLANCE_TRY_ASSIGN(RootLister::Listing listing, m_lister.list(root, progress));
    for (const ScanProblem& found : listing.problems)
        problem(found.path, found.sentence);
    {
        std::lock_guard lock(m_mutex);
        for (auto kind = listing.skipped.cbegin(); kind != listing.skipped.cend(); ++kind)
            m_summary.skipped[kind.key()] += kind.value();
        m_summary.links += listing.links;
        m_summary.placeholders += listing.placeholders;
    }
    for (ListedRoot& listed : listing.roots) {
        m_guard.watch(listed.id, listed.place);
        RootPlan plan;
        plan.id = listed.id;
        plan.path = listed.place.path;
        plan.only = std::move(listed.only);
        plan.found = std::move(listed.files);
        plan.unread = std::move(listed.unread);
        m_plans.push_back(std::move(plan));
    }
    return {};
}

Status Run::compareWithLibrary(const QString& modelHash) {
    SEMBLANCE_TRY(m_catalogue.refresh(m_cancel));
    const auto scorer = m_catalogue.snapshot()->scorer(modelHash);
    RowReader::ListingOptions options;
    options.decoderVersion = decoderVersion;
    options.factsVersion = factsVersion;
    options.isEncoded = [&](ContentId content) { return scorer && scorer->holds(content); };
    for (RootPlan& plan : m_plans) {
        options.only = plan.only;
        SEMBLANCE_TRY_ASSIGN(const FileListing known, m_reader.listing(plan.id, options));
        const ChangeSet changes = compareListings(known, plan.found, plan.unread);
        countUnread(known, plan, changes);
        SEMBLANCE_TRY(applyChanges(plan, known, changes));
        std::lock_guard lock(m_mutex);
        m_progress.toDo += static_cast<qint64>(plan.toRead.size() + plan.toDescribe.size() +
                                               plan.toAnnotate.size());
        report();
    }
    return {};
}

void Run::countUnread(const FileListing& known, const RootPlan& plan, const ChangeSet& changes) {
    const SettledCounts counts = countSettled(known, plan.found, changes);
    std::lock_guard lock(m_mutex);
    m_summary.unchanged += counts.unchanged;
    m_summary.failed += counts.failed;
}

/// A file number may be used again by another file: the content key decides.
Result<bool> Run::holdsContentOf(FileId known, const QString& path) {
    SEMBLANCE_TRY_ASSIGN(const auto row, m_reader.file(known));
    if (!row || !row->content.isValid())
        return false;
    SEMBLANCE_TRY_ASSIGN(const auto content, m_reader.content(row->content));
    constexpr std::chrono::seconds patience{30};
    const auto key = runWithin(patience, m_cancel, [path] { return contentKey(path); });
    return content && key && *key && content->key.startsWith(**key);
}

/// Tells `take` of each pair whether the file holds what is known of it; ends early when cancelled:
/// the next scan finds the rest again.
Status Run::compareContents(const RootPlan& plan, const FileListing& known,
                            const std::vector<ChangeSet::Pair>& pairs,
                            const std::function<void(const ChangeSet::Pair&, bool same)>& take) {
    {
        std::lock_guard lock(m_mutex);
        m_progress.toDo += static_cast<qint64>(pairs.size());
    }
    for (const ChangeSet::Pair& pair : pairs) {
        m_pause.wait(m_cancel);
        if (m_cancel.isCancelled())
            break;
        const QString path = plan.path + QLatin1Char('/') + plan.found.pathString(pair.found);
        SEMBLANCE_TRY_ASSIGN(const bool same, holdsContentOf(known[pair.known].id, path));
        std::lock_guard lock(m_mutex);
        take(pair, same);
        if (same)
            ++m_progress.done;
        else
            --m_progress.toDo;  // counted with the others that are read
        report();
    }
    return {};
}

Status Run::applyMoves(RootPlan& plan, const FileListing& known, const ChangeSet& changes) {
    std::vector<MovedFile> moves;
    std::vector<FileId> gone;
    qint64 stillFailed = 0;
    SEMBLANCE_TRY(
        compareContents(plan, known, changes.moved, [&](const ChangeSet::Pair& pair, bool same) {
            const FileId id = known[pair.known].id;
            if (same) {
                moves.push_back(
                    {id, plan.id, plan.found.pathString(pair.found), plan.found[pair.found].stat});
                stillFailed += isBroken(known[pair.known].state) ? 1 : 0;
            } else {
                plan.toRead.push_back(pair.found);
                gone.push_back(id);
            }
        }));
    if (!gone.empty())
        SEMBLANCE_TRY(m_writer.markMissing(gone, QDateTime::currentMSecsSinceEpoch()));
    if (!moves.empty())
        SEMBLANCE_TRY(m_writer.moveFiles(moves));
    std::lock_guard lock(m_mutex);
    m_summary.indexed += static_cast<qint64>(moves.size()) - stillFailed;
    m_summary.failed += stillFailed;
    return m_cancel.isCancelled() ? Status(fail(cancelledError())) : Status();
}

Status Run::settleDoubts(RootPlan& plan, const FileListing& known, const ChangeSet& changes) {
    std::vector<SeenFile> seen;
    std::vector<FileId> returned;
    const auto note = [&](const ChangeSet::Pair& pair) {
        seen.push_back({known[pair.known].id, plan.found[pair.found].stat});
    };
    std::for_each(changes.renumbered.begin(), changes.renumbered.end(), note);
    qint64 unchanged = 0;
    qint64 stillFailed = 0;
    SEMBLANCE_TRY(
        compareContents(plan, known, changes.doubtful, [&](const ChangeSet::Pair& pair, bool same) {
            if (!same)
                return plan.toRead.push_back(pair.found);
            note(pair);
            if (known[pair.known].missing)
                returned.push_back(known[pair.known].id);
            ++(isBroken(known[pair.known].state) ? stillFailed : unchanged);
        }));
    if (!seen.empty())
        SEMBLANCE_TRY(m_writer.noteStats(seen));
    if (!returned.empty())
        SEMBLANCE_TRY(m_writer.markReturned(returned));
    std::lock_guard lock(m_mutex);
    m_summary.unchanged += unchanged;
    m_summary.failed += stillFailed;
    return m_cancel.isCancelled() ? Status(fail(cancelledError())) : Status();
}

Status Run::applyChanges(RootPlan& plan, const FileListing& known, const ChangeSet& changes) {
    const auto ids = [&](const auto& items, auto knownIndex) {
        std::vector<FileId> result;
        for (const auto& item : items)
            result.push_back(known[knownIndex(item)].id);
        return result;
    };
    if (!changes.gone.empty()) {
        SEMBLANCE_TRY(m_writer.markMissing(ids(changes.gone, [](std::uint32_t i) { return i; }),
                                           QDateTime::currentMSecsSinceEpoch()));
    }
    if (!changes.returned.empty()) {
        SEMBLANCE_TRY(m_writer.markReturned(
            ids(changes.returned, [](const auto& pair) { return pair.known; })));
    }
    plan.toRead = changes.added;
    for (const ChangeSet::Pair& pair : changes.changed)
        plan.toRead.push_back(pair.found);
    for (const ChangeSet::Pair& pair : changes.retry) {
        const bool isDone = known[pair.known].state == FileState::Outdated;
        (isDone ? plan.toDescribe : plan.toRead).push_back(pair.found);
    }
    SEMBLANCE_TRY(settleDoubts(plan, known, changes));
    SEMBLANCE_TRY(applyMoves(plan, known, changes));
    const qint64 moved = plan.takeSidecars(changes);
    // They count as indexed once they are read; what moved does so already.
    std::lock_guard lock(m_mutex);
    m_summary.indexed -= moved;
    m_summary.unchanged += moved;
    return {};
}

Status Run::encode(PictureDecoder& decoder, const ReadyModel& model) {
    {
        std::lock_guard lock(m_mutex);
        m_progress.phase = IndexingProgress::Phase::Encoding;
        report();
    }
    IndexPipeline pipeline(
        decoder, *model.encoder, m_catalogue, m_reader, model.info, m_cancel,
        [this](const auto& work, auto outcome, const QString& sentence) {
            onDone(work, outcome, sentence);
        },
        [this](const auto& work) { return m_guard.looksGone(work.root, m_cancel); });
    if (m_watch)
        pipeline.setUnfinished([this](const auto& work) { return isUnfinished(work); });
    const auto add = [&](IndexPipeline::Work work) -> Status {
        m_pause.wait(m_cancel);
        if (m_guard.isGone(work.root)) {
            std::lock_guard lock(m_mutex);
            leave(work.root);
            return {};
        }
        if (!m_watch || !m_watch->isBeingWritten(work.root, work.path.toStdString()))
            return pipeline.add(std::move(work));
        onDone(work, IndexPipeline::Outcome::Unfinished, {});
        return {};
    };
    for (const RootPlan& plan : m_plans) {
        for (std::uint32_t index : plan.toRead)
            SEMBLANCE_TRY(add(plan.workOf(index)));
    }
    // What is new comes first.
    for (const RootPlan& plan : m_plans) {
        for (std::uint32_t index : plan.toAnnotate) {
            IndexPipeline::Work work = plan.workOf(index);
            work.sidecarsOnly = true;
            SEMBLANCE_TRY(add(std::move(work)));
        }
        for (std::uint32_t index : plan.toDescribe) {
            IndexPipeline::Work work = plan.workOf(index);
            work.factsOnly = true;
            SEMBLANCE_TRY(add(std::move(work)));
        }
    }
    const Status finished = pipeline.finish();
    sayWhatIsLeft();
    return finished;
}

/// Under the lock.
void Run::leave(RootId root) {
    for (RootPlan& plan : m_plans) {
        if (plan.id == root)
            ++plan.left;
    }
    ++m_summary.left;
    --m_progress.toDo;
    --m_progress.found;
}

void Run::sayWhatIsLeft() {
    for (const RootPlan& plan : m_plans) {
        if (plan.left > 0)
            problem(plan.path, Text::tr("The disk of the folder %1 went in the middle. Pictures "
                                        "still to be read: %2. Plug it in and rescan the folder.")
                                   .arg(plan.path)
                                   .arg(plan.left));
    }
}

/// Of a file that could not be read: somebody is at it still, and the watch tells when not.
bool Run::isUnfinished(const IndexPipeline::Work& work) {
    constexpr std::chrono::seconds patience{2};
    const QString path = work.rootPath + QLatin1Char('/') + work.path;
    const auto now = runWithin(patience, m_cancel, [path] { return statFile(path); });
    return now && *now && m_watch->mayBeUnfinished(work.root, work.path.toStdString(), **now);
}

void Run::onDone(const IndexPipeline::Work& work, IndexPipeline::Outcome outcome,
                 const QString& sentence) {
    std::lock_guard lock(m_mutex);
    switch (outcome) {
        case IndexPipeline::Outcome::Indexed:
            ++m_summary.indexed;
            m_summary.unchanged -= work.sidecarsOnly ? 1 : 0;
            break;
        case IndexPipeline::Outcome::Failed:
            ++m_summary.failed;
            ++m_progress.failed;
            m_observer.failed(work.rootPath + QLatin1Char('/') + work.path, sentence);
            break;
        case IndexPipeline::Outcome::Vanished:
        case IndexPipeline::Outcome::Unfinished:
            --m_progress.found;
            break;
        case IndexPipeline::Outcome::Away:
            leave(work.root);
            report();
            return;
        case IndexPipeline::Outcome::Dropped:
            return;
    }
    ++m_progress.done;
    m_progress.paused = m_pause.isPaused();
    report();
}

Status Run::finish(bool settles) {
    {
        std::lock_guard lock(m_mutex);
        m_progress.phase = IndexingProgress::Phase::Finishing;
        report();
    }
    // What was indexed is in the library whether its colours can be found or not.
    const Status coloured = findPalettes(m_catalogue, m_reader, m_pause, m_cancel);
    if (!coloured && coloured.error().kind != ErrorKind::Cancelled)
        qCWarning(logIndexer) << coloured.error().sentence << coloured.error().detail;
    if (settles) {
        SEMBLANCE_TRY_ASSIGN(
            const std::int64_t purged,
            m_writer.purgeMissing(QDateTime::currentMSecsSinceEpoch() - keepMissingMs));
        Q_UNUSED(purged)
    }
    SEMBLANCE_TRY(m_catalogue.refresh({}));
    if (!settles)
        return {};
    // What was indexed is in the library whether the rest can be done or not.
    if (const Status settled = m_catalogue.settle(); !settled)
        qCWarning(logIndexer) << settled.error().sentence << settled.error().detail;
    return {};
}
}  // namespace

Indexer::Indexer(Catalogue& catalogue, ModelSession& models, PictureDecoder& decoder,
                 FolderWatch* watch)
    : m_catalogue(catalogue), m_models(models), m_decoder(decoder), m_watch(watch) {}

Result<AddedFolder> Indexer::addFolder(const QString& path) {
    return addToLibrary(m_catalogue, path);
}

Result<std::vector<RootId>> Indexer::allRoots() {
    SEMBLANCE_TRY_ASSIGN(const auto reader, m_catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootLocation> rows, reader->rootLocations());
    std::vector<RootId> ids;
    for (const RootLocation& row : rows)
        ids.push_back(row.id);
    return ids;
}

Result<IndexingSummary> Indexer::run(const std::vector<RootId>& roots, IndexingObserver& observer,
                                     PauseGate& pause, const CancelToken& cancel) {
    return run(FolderChanges{{}, {roots.begin(), roots.end()}}, Depth::Whole, observer, pause,
               cancel);
}

Result<IndexingSummary> Indexer::follow(const FolderChanges& changes, IndexingObserver& observer,
                                        PauseGate& pause, const CancelToken& cancel) {
    return run(changes, Depth::Hints, observer, pause, cancel);
}

Result<IndexingSummary> Indexer::run(const FolderChanges& scope, Depth depth,
                                     IndexingObserver& observer, PauseGate& pause,
                                     const CancelToken& cancel) {
    QElapsedTimer timer;
    timer.start();
    SEMBLANCE_TRY_ASSIGN(RowWriter* const writer, m_catalogue.acquireWriter());
    const auto held = m_models.holdChosen();
    SEMBLANCE_TRY_ASSIGN(const auto reader, m_catalogue.openReader());
    SEMBLANCE_TRY_ASSIGN(const std::vector<RootLocation> rows, reader->rootLocations());
    // The engine loads while the folders are listed.
    std::future<Result<ReadyModel>> loading =
        std::async(std::launch::async, [this, cancel] { return m_models.chosenModel(cancel); });
    SEMBLANCE_TRY_ASSIGN(ScanSettings settings, reader->scanSettings());
    Run run(m_catalogue, *reader,
            RootLister(*writer, rows, std::move(settings), {m_videos, m_watch, &scope}, cancel),
            m_watch, observer, pause, cancel);
    const auto isInScope = [&](RootId root) {
        return scope.whole.contains(root) || scope.parts.contains(root);
    };
    Status status;
    for (const RootLocation& row : rows) {
        if (status && isInScope(row.id))
            status = run.listRoot(row);
    }
    const Result<ReadyModel> model = loading.get();
    if (!model && model.error().kind != ErrorKind::Cancelled)
        return fail(model.error());
    if (!model)
        status = fail(cancelledError());
    if (status)
        status = writer->useModel(vectorModelOf(model->info, model->source));
    // Pictures that the model's change left without a vector, in whatever folder: until they have
    // one they are out of searches.
    if (status && depth == Depth::Whole) {
        const auto waiting = m_catalogue.snapshot()->rootsToEncode(model->info.hash);
        const std::set<RootId> toEncode(waiting.begin(), waiting.end());
        for (const RootLocation& row : rows) {
            if (status && toEncode.contains(row.id) && !isInScope(row.id))
                status = run.listRoot(row);
        }
    }
    if (status)
        status = run.compareWithLibrary(model->info.hash);
    if (status)
        status = run.encode(m_decoder, *model);
    const bool cancelled = !status && status.error().kind == ErrorKind::Cancelled;
    if (!status && !cancelled)
        return fail(status.error());
    SEMBLANCE_TRY(run.finish(depth == Depth::Whole));
    IndexingSummary summary = run.summary();
    summary.cancelled = cancelled;
    summary.seconds = double(timer.elapsed()) / 1000.0;
    return summary;
}

}  // namespace semblance
