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

#include "core/base/photofacts.h"
#include "core/base/pictureformats.h"
#include "core/base/timelimit.h"
#include "core/catalogue/catalogue.h"
#include "core/library/indexing/indexpipeline.h"
#include "core/library/indexing/pausegate.h"
#include "core/library/indexing/rootguard.h"
#include "core/library/indexing/rootlister.h"
#include "core/library/indexing/settledcounts.h"
#include "core/library/models/modelsession.h"
#include "core/remote/picturedecoder.h"
#include "core/scan/changeset.h"
#include "core/scan/filekey.h"
#include "core/scan/volume.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Indexer)
};

Q_LOGGING_CATEGORY(logIndexer, "semblance.library.indexer")

constexpr std::int64_t kKeepMissingMs = std::int64_t(30) * 24 * 3600 * 1000;

bool contains(const std::vector<RootId>& roots, RootId root) {
    return std::find(roots.begin(), roots.end(), root) != roots.end();
}

/// What is to be done in one root.
struct RootPlan {
    RootId id;
    QString path;
    FileListing found;
    std::vector<std::string> unread;
    std::vector<std::uint32_t> toRead;      ///< indices into found
    std::vector<std::uint32_t> toDescribe;  ///< others, of which only the facts are to be read
    qint64 left = 0;                        ///< of these, for the disk went; guarded
};

/// One run's state and counters; the counters are guarded, the rest belongs to the run's thread.
class Run {
public:
    Run(Catalogue& catalogue, RowReader& reader, RootLister lister, IndexingObserver& observer,
        PauseGate& pause, const CancelToken& cancel)
        : m_catalogue(catalogue),
          m_writer(*catalogue.writer()),
          m_reader(reader),
          m_lister(std::move(lister)),
          m_observer(observer),
          m_pause(pause),
          m_cancel(cancel) {}

    /// Lists the root's files; problems are reported and leave the root out.
    Status listRoot(const RootLocation& root);
    /// Compares what was listed with the library, whose vectors of the model are open.
    Status compareWithLibrary(const QString& modelHash);
    Status encode(PictureDecoder& decoder, const ReadyModel& model);
    Status finish();
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
        m_plans.push_back({listed.id,
                           listed.place.path,
                           std::move(listed.files),
                           std::move(listed.unread),
                           {},
                           {},
                           0});
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
        SEMBLANCE_TRY_ASSIGN(const FileListing known, m_reader.listing(plan.id, options));
        const ChangeSet changes = compareListings(known, plan.found, plan.unread);
        countUnread(known, plan, changes);
        SEMBLANCE_TRY(applyChanges(plan, known, changes));
        std::lock_guard lock(m_mutex);
        m_progress.toDo += static_cast<qint64>(plan.toRead.size() + plan.toDescribe.size());
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
    return applyMoves(plan, known, changes);
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
    const auto add = [&](const RootPlan& plan, std::uint32_t index, bool factsOnly) -> Status {
        m_pause.wait(m_cancel);
        if (m_guard.isGone(plan.id)) {
            std::lock_guard lock(m_mutex);
            leave(plan.id);
            return {};
        }
        return pipeline.add(
            {plan.id, plan.path, plan.found.pathString(index), plan.found[index].stat, factsOnly});
    };
    for (const RootPlan& plan : m_plans) {
        for (std::uint32_t index : plan.toRead)
            SEMBLANCE_TRY(add(plan, index, false));
    }
    // What is new comes first.
    for (const RootPlan& plan : m_plans) {
        for (std::uint32_t index : plan.toDescribe)
            SEMBLANCE_TRY(add(plan, index, true));
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

void Run::onDone(const IndexPipeline::Work& work, IndexPipeline::Outcome outcome,
                 const QString& sentence) {
    std::lock_guard lock(m_mutex);
    switch (outcome) {
        case IndexPipeline::Outcome::Indexed:
            ++m_summary.indexed;
            break;
        case IndexPipeline::Outcome::Failed:
            ++m_summary.failed;
            ++m_progress.failed;
            m_observer.failed(work.rootPath + QLatin1Char('/') + work.path, sentence);
            break;
        case IndexPipeline::Outcome::Vanished:
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

Status Run::finish() {
    {
        std::lock_guard lock(m_mutex);
        m_progress.phase = IndexingProgress::Phase::Finishing;
        report();
    }
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t purged,
        m_writer.purgeMissing(QDateTime::currentMSecsSinceEpoch() - kKeepMissingMs));
    Q_UNUSED(purged)
    SEMBLANCE_TRY(m_catalogue.refresh({}));
    // What was indexed is in the library whether the rest can be done or not.
    if (const Status settled = m_catalogue.settle(); !settled)
        qCWarning(logIndexer) << settled.error().sentence << settled.error().detail;
    return {};
}
}  // namespace

Indexer::Indexer(Catalogue& catalogue, ModelSession& models, PictureDecoder& decoder)
    : m_catalogue(catalogue), m_models(models), m_decoder(decoder) {}

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
    Run run(m_catalogue, *reader, RootLister(*writer, rows, std::move(settings), cancel), observer,
            pause, cancel);
    Status status;
    for (const RootLocation& row : rows) {
        if (status && contains(roots, row.id))
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
    if (status) {
        const std::vector<RootId> toEncode =
            m_catalogue.snapshot()->rootsToEncode(model->info.hash);
        for (const RootLocation& row : rows) {
            if (status && contains(toEncode, row.id) && !contains(roots, row.id))
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
    SEMBLANCE_TRY(run.finish());
    IndexingSummary summary = run.summary();
    summary.cancelled = cancelled;
    summary.seconds = double(timer.elapsed()) / 1000.0;
    return summary;
}

}  // namespace semblance
