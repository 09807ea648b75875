#include "core/index/graphbuilder.h"

// hnswlib's prefetching reads past the end of link lists; its distances are not the ones used here.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include <QCoreApplication>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <exception>
#include <mutex>
#include <numeric>
#include <optional>

#include "core/index/graphfile.h"
#include "core/index/graphwalk.h"
#include "core/index/kernels.h"
#include "core/index/neighbourgraph.h"
#include "core/index/scan.h"
#include "core/index/scanpool.h"
#include "core/index/searchactivity.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::GraphBuilder)
};

using Link = hnswlib::tableint;

/// Tells hnswlib how far apart two rows of the matrix are. It keeps no data of a row, so what it
/// takes for the data is what lies behind: the row's label, its number.
class MatrixSpace final : public hnswlib::SpaceInterface<float> {
public:
    explicit MatrixSpace(MatrixSnapshot snapshot) : m_snapshot(std::move(snapshot)) {}

    std::size_t get_data_size() override { return 0; }
    hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
    void* get_dist_func_param() override { return &m_snapshot; }

    const MatrixSnapshot& snapshot() const { return m_snapshot; }

private:
    static Row rowAt(const void* label) {
        hnswlib::labeltype row = 0;
        std::memcpy(&row, label, sizeof row);
        return static_cast<Row>(row);
    }
    static float distance(const void* a, const void* b, const void* parameter) {
        const auto& matrix = *static_cast<const MatrixSnapshot*>(parameter);
        return -kernels::dotHalf(matrix.row(rowAt(a)), matrix.row(rowAt(b)), matrix.stride());
    }

    MatrixSnapshot m_snapshot;
};

/// A row on its way into the graph.
struct NewRow {
    NewRow(const MatrixSnapshot& matrix, Row row_)
        : row(row_),
          vector(matrix.vector(row)),
          span(vector),
          query({&span, 1}, matrix.dimension()) {}

    Row row;
    std::vector<float> vector;
    std::span<const float> span;
    PaddedQueries query;
};

/// hnswlib's graph with row numbers for its internal ones, whatever the order of adding, and
/// without what it keeps beside: a table of labels, locks for updates. Several threads may insert.
class RowGraph final : public hnswlib::HierarchicalNSW<float>, public LinkLists {
public:
    RowGraph(MatrixSpace& space, std::size_t rows, const GraphParameters& parameters)
        : HierarchicalNSW(&space, std::max<std::size_t>(1, rows),
                          static_cast<std::size_t>(parameters.links),
                          static_cast<std::size_t>(parameters.buildWidth)),
          m_snapshot(space.snapshot()) {
        std::vector<std::mutex>().swap(link_list_update_locks_);
        cur_element_count = max_elements_;  // what the destructor frees
    }

    std::span<const Row> linked(Row row, int layer, std::vector<Row>& room) const override {
        // Locks are not part of what a graph is.
        std::lock_guard lock(const_cast<std::mutex&>(link_list_locks_[row]));
        const hnswlib::linklistsizeint* list = get_linklist_at_level(row, layer);
        room.assign(list + 1, list + 1 + *list);
        return room;
    }

    /// Nothing, or the row of the graph that has the same numbers: then `row` was not linked.
    /// Algorithm 1 of the paper, as hnswlib's addPoint.
    std::optional<Row> insert(const NewRow& added, GraphWalk& walk) {
        const Row row = added.row;
        walk.setQuery(added.query.data());
        const int level = levelOf(row);
        std::lock_guard own(link_list_locks_[row]);
        std::unique_lock top(global);
        const int highest = maxlevel_;
        Row at = enterpoint_node_;
        if (level <= highest)
            top.unlock();
        makeLists(row, 0);
        if (highest >= 0) {
            at = walk.descend(at, highest, level);
            if (level > 0) {
                const Row lowest = walk.descend(at, std::min(level, highest), 0);
                if (const auto equal = equalRow(row, walk.search(lowest, 0, {ef_construction_})))
                    return equal;
                makeLists(row, level);
            }
        }
        for (int layer = std::min(level, highest); layer >= 0; --layer) {
            const std::span<const ScoreCode> near = walk.search(at, layer, {ef_construction_});
            if (level == 0) {
                if (const auto equal = equalRow(row, near))
                    return equal;
            }
            Candidates candidates = candidatesOf(near);
            at = mutuallyConnectNewElement(nullptr, row, candidates, layer, false);
        }
        if (level > highest) {
            enterpoint_node_ = row;
            maxlevel_ = level;
        }
        return std::nullopt;
    }

    /// Room for the lists of a row; they are empty.
    void makeLists(Row row, int level) {
        char* block = data_level0_memory_ + row * size_data_per_element_;
        std::memset(block, 0, size_data_per_element_);
        setExternalLabel(row, row);
        if (level > 0) {
            // The graph frees it with free(); one byte more as hnswlib itself allocates.
            linkLists_[row] = static_cast<char*>(
                std::calloc(size_links_per_element_ * static_cast<std::size_t>(level) + 1, 1));
            if (!linkLists_[row])
                throw std::bad_alloc();
        }
        element_levels_[row] = level;
    }

private:
    using Candidate = std::pair<float, Link>;
    using Candidates = std::priority_queue<Candidate, std::vector<Candidate>, CompareByFirst>;

    static Candidates candidatesOf(std::span<const ScoreCode> rows) {
        std::vector<Candidate> all;
        all.reserve(rows.size());
        for (const ScoreCode code : rows) {
            const Neighbour neighbour = decodeScore(code);
            all.emplace_back(-neighbour.score, neighbour.row);
        }
        return Candidates(CompareByFirst(), std::move(all));
    }

    std::optional<Row> equalRow(Row row, std::span<const ScoreCode> near) const {
        const HalfBits* bits = m_snapshot.row(row);
        const std::size_t bytes = m_snapshot.stride() * sizeof *bits;
        for (const ScoreCode code : near) {
            const Row other = decodeScore(code).row;
            if (std::memcmp(m_snapshot.row(other), bits, bytes) == 0)
                return other;
        }
        return std::nullopt;
    }

    /// The level of a row depends on nothing but its number.
    int levelOf(Row row) const {
        std::uint64_t bits = (row + std::uint64_t{1}) * 0x9E3779B97F4A7C15u;  // splitmix64
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
        bits ^= bits >> 31;
        const double uniform = (static_cast<double>(bits >> 11) + 0.5) * 0x1p-53;
        return std::min(static_cast<int>(-std::log(uniform) * mult_), graphfile::mostLevels);
    }

    const MatrixSnapshot& m_snapshot;
};

/// Every position once, neighbours far apart: photos of one folder, much alike, lie side by side,
/// and a graph that is fed one theme after another finds less.
class Spread {
public:
    explicit Spread(std::size_t count) : m_count(count) {
        constexpr double golden = 0.6180339887498949;
        m_step = std::max<std::size_t>(1, static_cast<std::size_t>(double(count) * golden));
        while (std::gcd(m_step, m_count) > 1)
            ++m_step;
    }
    Row operator[](std::size_t i) const { return static_cast<Row>(i * m_step % m_count); }

private:
    std::size_t m_count;
    std::size_t m_step;
};

Error graphFailed(const char* what) {
    return {ErrorKind::Internal,
            Text::tr("The fast index could not be made. Search goes on without it."),
            QString::fromLocal8Bit(what)};
}

bool areSensible(const GraphParameters& parameters) {
    return parameters.links >= 2 &&
           static_cast<std::size_t>(parameters.links) <= graphfile::mostLinks &&
           parameters.buildWidth >= 1;
}

}  // namespace

struct GraphBuilder::State {
    State(const MatrixSnapshot& snapshot, const GraphParameters& used)
        : parameters(used),
          rows(snapshot.rows()),
          space(snapshot),
          graph(space, rows, used),
          covered(rows) {}

    void take(const NeighbourGraph& from);
    void addRow(Row row, GraphWalk& walk);

    GraphParameters parameters;
    std::size_t rows;
    MatrixSpace space;
    RowGraph graph;
    std::mutex mutex;  ///< guards what follows while rows are added
    RowFilter covered;
    std::size_t coveredCount = 0;
    std::vector<RowCopy> copies;
};

void GraphBuilder::State::take(const NeighbourGraph& from) {
    const GraphLinks& links = from.links();
    for (std::size_t i = 0; i < links.rows; ++i) {
        const auto row = static_cast<Row>(i);
        if (!from.isLinked(row)) {
            if (from.covered().allows(row))
                graph.makeLists(row, 0);  // a copy's, which are empty
            continue;
        }
        graph.makeLists(row, links.level(row));
        std::memcpy(graph.get_linklist0(row), links.list(row, 0),
                    GraphLinks::lowestWords(links.links) * sizeof(Link));
        for (int layer = 1; layer <= links.level(row); ++layer)
            std::memcpy(graph.get_linklist(row, layer), links.list(row, layer),
                        GraphLinks::upperWords(links.links) * sizeof(Link));
    }
    for (std::size_t i = 0; i < links.rows; ++i) {
        if (from.covered().allows(static_cast<Row>(i)))
            covered.set(static_cast<Row>(i), true);
    }
    coveredCount = from.coveredCount();
    copies.assign(from.copies().begin(), from.copies().end());
    if (coveredCount > 0) {
        graph.enterpoint_node_ = links.entry;
        graph.maxlevel_ = links.level(links.entry);
    }
}

void GraphBuilder::State::addRow(Row row, GraphWalk& walk) {
    const NewRow added(space.snapshot(), row);
    const std::optional<Row> equal = graph.insert(added, walk);
    std::lock_guard lock(mutex);
    covered.set(row, true);
    ++coveredCount;
    if (equal)
        copies.push_back({*equal, row});
}

GraphBuilder::GraphBuilder(std::unique_ptr<State> state) : m_state(std::move(state)) {}
GraphBuilder::~GraphBuilder() = default;

std::size_t GraphBuilder::coveredCount() const {
    return m_state->coveredCount;
}

Result<std::unique_ptr<GraphBuilder>> GraphBuilder::create(const MatrixSnapshot& snapshot,
                                                           const GraphParameters& parameters,
                                                           const NeighbourGraph* from) try {
    GraphParameters used = parameters;
    if (from)
        used.links = static_cast<int>(from->links().links);
    if (!areSensible(used) || (from && !from->fits(snapshot)))
        return fail(graphFailed("parameters out of range, or a graph over other rows"));
    auto state = std::make_unique<State>(snapshot, used);
    if (from)
        state->take(*from);
    return std::unique_ptr<GraphBuilder>(new GraphBuilder(std::move(state)));
} catch (const std::exception& exception) {
    return fail(graphFailed(exception.what()));
}

Status GraphBuilder::add(const RowFilter& wanted, std::size_t most, const GraphWork& work) try {
    constexpr std::size_t rowsPerReport = 1000;
    State& state = *m_state;
    std::vector<Row> rows;
    const Spread spread(state.rows);
    for (std::size_t i = 0; i < state.rows && rows.size() < most; ++i) {
        if (wanted.allows(spread[i]) && !state.covered.allows(spread[i]))
            rows.push_back(spread[i]);
    }
    std::atomic<std::size_t> next = 0;
    std::mutex reporting;
    std::size_t done = 0;
    std::exception_ptr failure;
    const auto addRows = [&](std::size_t, std::size_t) {
        GraphWalk walk(state.graph, state.rows, state.space.snapshot());
        for (;;) {
            if (work.searches)
                work.searches->waitForQuiet(work.cancel);
            const std::size_t i = next.fetch_add(1);
            if (i >= rows.size() || work.cancel.isCancelled())
                return;
            try {
                state.addRow(rows[i], walk);
            } catch (...) {
                std::lock_guard lock(reporting);
                failure = std::current_exception();
                next = rows.size();
                return;
            }
            std::lock_guard lock(reporting);
            ++done;
            if (work.progress && (done % rowsPerReport == 0 || done == rows.size()))
                work.progress(done, rows.size());
        }
    };
    const auto threads = static_cast<std::size_t>(std::max(1, state.parameters.threads));
    ScanPool(static_cast<int>(threads)).run(threads, addRows);
    if (failure)
        std::rethrow_exception(failure);
    if (work.cancel.isCancelled())
        return fail(cancelledError());
    return {};
} catch (const std::exception& exception) {
    return fail(graphFailed(exception.what()));
}

Status GraphBuilder::save(const QString& path, const QByteArray& identity,
                          const CancelToken& cancel) const {
    constexpr std::size_t pieceRows = 4096;
    const State& state = *m_state;
    const RowGraph& graph = state.graph;
    SEMBLANCE_TRY_ASSIGN(const auto writer, CheckedFileWriter::create(path));
    const auto write = [&](const auto& numbers) -> Status {
        if (cancel.isCancelled())
            return fail(cancelledError());
        return writer->write(std::as_bytes(std::span(numbers)));
    };
    const QByteArray digest = graphfile::keysDigest(state.space.snapshot(), state.rows);
    SEMBLANCE_TRY(write(std::span(digest.constData(), graphfile::digestBytes)));
    std::vector<std::uint64_t> covered((state.rows + 63) / 64);
    for (std::size_t i = 0; i < covered.size(); ++i)
        covered[i] = state.covered.word(i);
    SEMBLANCE_TRY(write(covered));

    const std::size_t words = GraphLinks::lowestWords(graph.M_);
    std::vector<Link> lists;
    for (std::size_t first = 0; first < state.rows; first += pieceRows) {
        const std::size_t end = std::min(first + pieceRows, state.rows);
        lists.assign((end - first) * words, 0);
        for (std::size_t row = first; row < end; ++row) {
            if (state.covered.allows(static_cast<Row>(row)))
                std::memcpy(&lists[(row - first) * words],
                            graph.get_linklist0(static_cast<Link>(row)), words * sizeof(Link));
        }
        SEMBLANCE_TRY(write(lists));
    }
    std::vector<std::uint32_t> upperAt(1);
    std::uint32_t upperLists = 0;
    for (std::size_t row = 0; row < state.rows; ++row) {
        upperLists += static_cast<std::uint32_t>(graph.element_levels_[row]);
        upperAt.push_back(upperLists);
        if (upperAt.size() == pieceRows || row + 1 == state.rows) {
            SEMBLANCE_TRY(write(upperAt));
            upperAt.clear();
        }
    }
    SEMBLANCE_TRY(write(upperAt));  // of a graph without rows
    for (std::size_t row = 0; row < state.rows; ++row) {
        const auto levels = static_cast<std::size_t>(graph.element_levels_[row]);
        if (levels > 0)
            SEMBLANCE_TRY(
                write(std::span(graph.linkLists_[row], levels * graph.size_links_per_element_)));
    }
    std::vector<RowCopy> copies = state.copies;
    std::sort(copies.begin(), copies.end(), [](const RowCopy& a, const RowCopy& b) {
        return a.of != b.of ? a.of < b.of : a.copy < b.copy;
    });
    SEMBLANCE_TRY(write(copies));

    CheckedFields fields{};
    fields[graphfile::Dimension] = static_cast<std::uint64_t>(state.space.snapshot().dimension());
    fields[graphfile::Rows] = state.rows;
    fields[graphfile::Links] = graph.M_;
    fields[graphfile::UpperLists] = upperLists;
    fields[graphfile::EntryRow] = state.coveredCount > 0 ? graph.enterpoint_node_ : 0;
    fields[graphfile::Copies] = copies.size();
    return writer->commit(graphfile::format, identity, fields);
}

}  // namespace semblance
