#include "core/index/graphkeeper.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "core/base/background.h"
#include "core/index/searchactivity.h"

namespace semblance {

namespace {

/// Between two files of one build: often enough to lose little, seldom enough to write little.
constexpr std::size_t kLeastPiece = 20'000;

/// Less than this share of new rows is read one by one faster than the file is written anew.
constexpr std::size_t kNewShare = 20;
constexpr std::size_t kLeastNew = 500;
constexpr std::size_t kDeadShare = 4;

std::size_t countOfBoth(const RowFilter& a, const RowFilter& b) {
    std::size_t count = 0;
    for (std::size_t i = 0; i * RowFilter::bitsPerWord < a.rows(); ++i)
        count += static_cast<std::size_t>(std::popcount(a.word(i) & b.word(i)));
    return count;
}

}  // namespace

GraphStep nextStep(const GraphCounts& counts) {
    if (counts.covered == 0)
        return counts.wanted >= counts.least && counts.wanted > 0 ? GraphStep::Rebuild
                                                                  : GraphStep::Nothing;
    if (counts.covered - counts.both > counts.covered / kDeadShare)
        return GraphStep::Rebuild;
    const std::size_t missing = counts.wanted - counts.both;
    return missing > std::max(kLeastNew, counts.wanted / kNewShare) ? GraphStep::Extend
                                                                    : GraphStep::Nothing;
}

struct GraphKeeper::Worker {
    struct Task {
        MatrixSnapshot snapshot;
        RowFilter wanted;
    };

    Worker(GraphFiles files_, Options options_)
        : files(std::move(files_)), options(std::move(options_)), thread([this] { run(); }) {}
    ~Worker();

    void run();
    void work(const Task& task);
    void openFile(const Task& task);
    Status build(const Task& task, GraphStep step);
    Status publish(const GraphBuilder& builder, const Task& task);
    GraphCounts countsOf(const Task& task) const;
    void tell(const std::function<void(State&)>& change);

    const GraphFiles files;
    const Options options;

    mutable std::mutex mutex;  // guards what follows
    std::condition_variable wake;
    bool stopping = false;
    std::optional<Task> next;
    std::optional<MatrixSnapshot> at;  ///< the matrix being worked on
    CancelToken cancel;                ///< of that work
    std::shared_ptr<const NeighbourGraph> graph;
    State state;

    // Of the thread alone.
    std::optional<MatrixSnapshot> opened;  ///< the matrix for which the file was looked at
    std::size_t failedAt = 0;              ///< wanted rows when building failed

    std::thread thread;  // last: starts when all else is there
};

GraphKeeper::Worker::~Worker() {
    {
        std::lock_guard lock(mutex);
        stopping = true;
        wake.notify_all();
    }
    cancel.cancel();
    thread.join();
}

void GraphKeeper::Worker::tell(const std::function<void(State&)>& change) {
    {
        std::lock_guard lock(mutex);
        change(state);
    }
    if (options.changed)
        options.changed();
}

void GraphKeeper::Worker::run() {
    yieldToOthers();
    for (;;) {
        std::optional<Task> task;
        {
            std::unique_lock lock(mutex);
            wake.wait(lock, [this] { return stopping || next; });
            if (stopping)
                return;
            task.swap(next);
            at = task->snapshot;
            cancel = CancelToken();
        }
        work(*task);
    }
}

GraphCounts GraphKeeper::Worker::countsOf(const Task& task) const {
    GraphCounts counts;
    counts.wanted = task.wanted.count();
    counts.least = options.leastRows;
    std::lock_guard lock(mutex);
    if (graph) {
        counts.covered = graph->coveredCount();
        counts.both = countOfBoth(graph->covered(), task.wanted);
    }
    return counts;
}

void GraphKeeper::Worker::work(const Task& task) {
    openFile(task);
    const GraphCounts counts = countsOf(task);
    const GraphStep step = nextStep(counts);
    // What failed, for want of disk space say, is tried again when much has changed, not at once.
    const bool failedJustNow = failedAt > 0 && counts.wanted < failedAt + failedAt / kDeadShare;
    if (step == GraphStep::Nothing || failedJustNow) {
        tell([&](State& told) {
            told.covered = counts.covered;
            told.wanted = counts.wanted;
        });
        return;
    }
    tell([&](State& told) {
        told = {true, step == GraphStep::Extend ? counts.covered : 0, counts.wanted, std::nullopt};
    });
    const Status built = build(task, step);
    failedAt = built || built.error().kind == ErrorKind::Cancelled ? 0 : counts.wanted;
    tell([&](State& told) {
        told.isWorking = false;
        if (failedAt > 0)
            told.problem = built.error();
    });
}

void GraphKeeper::Worker::openFile(const Task& task) {
    if (opened && opened->isOfSameMatrix(task.snapshot))
        return;
    opened.reset();
    failedAt = 0;
    auto found = files.open(task.snapshot, cancel);
    std::lock_guard lock(mutex);
    graph = found ? *found : nullptr;
    if (found || found.error().kind != ErrorKind::Cancelled)
        opened = task.snapshot;
}

Status GraphKeeper::Worker::build(const Task& task, GraphStep step) {
    const std::shared_ptr<const NeighbourGraph> from = step == GraphStep::Extend ? graph : nullptr;
    SEMBLANCE_TRY_ASSIGN(const auto builder,
                         GraphBuilder::create(task.snapshot, options.parameters, from.get()));
    GraphWork hooks;
    hooks.cancel = cancel;
    hooks.searches = options.searches.get();
    for (std::size_t before = ~std::size_t{0}; before != builder->coveredCount();) {
        before = builder->coveredCount();
        hooks.progress = [&](std::size_t done, std::size_t) {
            tell([&](State& told) { told.covered = before + done; });
        };
        SEMBLANCE_TRY(builder->add(task.wanted, std::max(kLeastPiece, before / 4), hooks));
        // A graph in use is not replaced by the beginning of another.
        if (builder->coveredCount() > before && builder->coveredCount() >= countsOf(task).both)
            SEMBLANCE_TRY(publish(*builder, task));
    }
    return {};
}

Status GraphKeeper::Worker::publish(const GraphBuilder& builder, const Task& task) {
    const QString path = files.next();
    SEMBLANCE_TRY(builder.save(path, files.identity(), cancel));
    SEMBLANCE_TRY_ASSIGN(auto saved,
                         NeighbourGraph::open(path, task.snapshot, files.identity(), cancel));
    {
        std::lock_guard lock(mutex);
        graph = std::move(saved);
    }
    files.sweep();
    if (options.changed)
        options.changed();
    return {};
}

GraphKeeper::GraphKeeper(GraphFiles files, Options options)
    : m_worker(std::make_unique<Worker>(std::move(files), std::move(options))) {}
GraphKeeper::~GraphKeeper() = default;

void GraphKeeper::follow(const MatrixSnapshot& snapshot, const RowFilter& wanted) {
    std::lock_guard lock(m_worker->mutex);
    m_worker->next = Worker::Task{snapshot, wanted};
    if (m_worker->at && !m_worker->at->isOfSameMatrix(snapshot))
        m_worker->cancel.cancel();
    m_worker->wake.notify_all();
}

std::shared_ptr<const NeighbourGraph> GraphKeeper::graph() const {
    std::lock_guard lock(m_worker->mutex);
    return m_worker->graph;
}

GraphKeeper::State GraphKeeper::state() const {
    std::lock_guard lock(m_worker->mutex);
    return m_worker->state;
}

}  // namespace semblance
