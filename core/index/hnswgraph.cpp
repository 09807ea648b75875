#include "core/index/hnswgraph.h"

// hnswlib's prefetching reads past the end of link lists; its distances are not the ones used here.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

#include <QCoreApplication>
#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <mutex>

#include "core/base/checkedfile.h"
#include "core/index/kernels.h"
#include "core/index/scan.h"
#include "core/index/scanpool.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::HnswGraph)
};

using Graph = hnswlib::HierarchicalNSW<float>;
using Link = hnswlib::tableint;

constexpr CheckedFormat kFormat{{'S', 'm', 'b', 'l', 'H', 'n', 's', 'w'}, 1};

/// Payload: the lowest layer as it lies in memory, the level of every row, the upper links of every
/// row that has any.
enum Field { Dimension, Rows, Links, BuildWidth, RowBytes, TopLevel, EntryRow };

constexpr int kMostLevels = 32;
constexpr int kMostLinks = 1024;

/// What hnswlib passes around as "data" is a row number; this one means that a QueryPoint is meant.
constexpr Row kQueryMark = ~Row{0};

struct QueryPoint {
    Row mark = kQueryMark;
    const PaddedQueries* query = nullptr;
};

Row rowOf(const void* data) {
    Row row;
    std::memcpy(&row, data, sizeof row);
    return row;
}

/// Tells hnswlib how far apart two rows of the matrix are, so that it stores four bytes per row.
class MatrixSpace final : public hnswlib::SpaceInterface<float> {
public:
    explicit MatrixSpace(MatrixSnapshot snapshot) : m_snapshot(std::move(snapshot)) {}

    std::size_t get_data_size() override { return sizeof(Row); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
    void* get_dist_func_param() override { return &m_snapshot; }

    const MatrixSnapshot& snapshot() const { return m_snapshot; }

private:
    static float distance(const void* a, const void* b, const void* parameter) {
        const auto& matrix = *static_cast<const MatrixSnapshot*>(parameter);
        if (rowOf(a) != kQueryMark)
            return -kernels::dotHalf(matrix.row(rowOf(a)), matrix.row(rowOf(b)), matrix.stride());
        const auto* point = static_cast<const QueryPoint*>(a);
        float score = 0;
        float* out = &score;
        kernels::dotRows(matrix.row(rowOf(b)), 1, matrix.stride(), point->query->data(), 1, &out);
        return -score;
    }

    MatrixSnapshot m_snapshot;
};

Error graphFailed(const char* what) {
    return {ErrorKind::Internal,
            Text::tr("The fast index could not be made. Search goes on without it."),
            QString::fromLocal8Bit(what)};
}

bool areSensible(const HnswParameters& parameters) {
    return parameters.links >= 2 && parameters.links <= kMostLinks && parameters.buildWidth >= 1 &&
           parameters.searchWidth >= 1;
}

std::size_t upperBytes(const Graph& graph, std::size_t row) {
    return graph.size_links_per_element_ * static_cast<std::size_t>(graph.element_levels_[row]);
}

/// Links of one row on one layer: their count in the low half of the first word (the rest are flags
/// we never set), then row numbers; all must be rows that have that layer.
bool linksAreSound(const Graph& graph, const hnswlib::linklistsizeint* list, std::size_t most,
                   int layer, std::size_t rows) {
    const std::size_t count = *list;
    if (count > most)
        return false;
    return std::all_of(list + 1, list + 1 + count, [&](Link link) {
        return link < rows && graph.element_levels_[link] >= layer;
    });
}

bool isSound(const Graph& graph, std::size_t rows) {
    for (std::size_t row = 0; row < rows; ++row) {
        const auto id = static_cast<Link>(row);
        if (rowOf(graph.getDataByInternalId(id)) >= rows ||
            graph.getExternalLabel(id) != rowOf(graph.getDataByInternalId(id)) ||
            !linksAreSound(graph, graph.get_linklist0(id), graph.maxM0_, 0, rows))
            return false;
        for (int layer = 1; layer <= graph.element_levels_[row]; ++layer) {
            if (!linksAreSound(graph, graph.get_linklist(id, layer), graph.maxM_, layer, rows))
                return false;
        }
    }
    return graph.enterpoint_node_ < rows &&
           graph.element_levels_[graph.enterpoint_node_] == graph.maxlevel_;
}

/// Takes pieces off the front of a payload.
class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    bool take(void* to, std::size_t size) {
        if (size > m_bytes.size())
            return false;
        std::memcpy(to, m_bytes.data(), size);
        m_bytes = m_bytes.subspan(size);
        return true;
    }
    bool atEnd() const { return m_bytes.empty(); }

private:
    std::span<const std::byte> m_bytes;
};

/// Fills an empty graph with room for `rows`. False when the payload does not fit or makes no
/// sense.
bool restore(Graph& graph, std::size_t rows, const CheckedFields& fields,
             std::span<const std::byte> payload) {
    Reader reader(payload);
    std::vector<std::int32_t> levels(rows);
    if (!reader.take(graph.data_level0_memory_, rows * graph.size_data_per_element_) ||
        !reader.take(levels.data(), rows * sizeof(std::int32_t)))
        return false;
    const bool levelsAreSound = std::all_of(levels.begin(), levels.end(), [](std::int32_t level) {
        return level >= 0 && level <= kMostLevels;
    });
    if (!levelsAreSound || fields[TopLevel] > kMostLevels)
        return false;
    for (std::size_t row = 0; row < rows; ++row) {
        graph.element_levels_[row] = levels[row];
        graph.cur_element_count = row + 1;  // what the destructor frees
        if (levels[row] == 0)
            continue;
        // The graph frees it with free(); one byte more as hnswlib itself allocates.
        graph.linkLists_[row] = static_cast<char*>(std::calloc(upperBytes(graph, row) + 1, 1));
        if (!graph.linkLists_[row] || !reader.take(graph.linkLists_[row], upperBytes(graph, row)))
            return false;
    }
    graph.maxlevel_ = static_cast<int>(fields[TopLevel]);
    graph.enterpoint_node_ = static_cast<Link>(fields[EntryRow]);
    return reader.atEnd() && isSound(graph, rows);
}

}  // namespace

struct HnswGraph::State {
    State(const MatrixSnapshot& snapshot, std::size_t rowCount, const HnswParameters& parameters)
        : rows(rowCount),
          space(snapshot),
          graph(&space, std::max<std::size_t>(1, rows), static_cast<std::size_t>(parameters.links),
                static_cast<std::size_t>(parameters.buildWidth)) {
        graph.setEf(static_cast<std::size_t>(parameters.searchWidth));
    }

    std::size_t rows;
    MatrixSpace space;
    Graph graph;
};

HnswGraph::HnswGraph(std::unique_ptr<State> state) : m_state(std::move(state)) {}
HnswGraph::~HnswGraph() = default;

std::size_t HnswGraph::rows() const {
    return m_state->rows;
}

Result<std::shared_ptr<const HnswGraph>> HnswGraph::build(const MatrixSnapshot& snapshot,
                                                          const HnswParameters& parameters,
                                                          const CancelToken& cancel,
                                                          const Progress& progress) try {
    if (!areSensible(parameters))
        return fail(graphFailed("parameters out of range"));
    auto state = std::make_unique<State>(snapshot, snapshot.rows(), parameters);
    constexpr std::size_t rowsPerReport = 1000;
    std::atomic<std::size_t> done = 0;
    std::mutex reporting;
    std::exception_ptr failure;
    const auto addRow = [&](std::size_t item, std::size_t) {
        if (cancel.isCancelled())
            return;
        try {
            const auto row = static_cast<Row>(item);
            state->graph.addPoint(&row, row);
        } catch (...) {
            std::lock_guard lock(reporting);
            failure = std::current_exception();
            return;
        }
        const std::size_t count = done.fetch_add(1) + 1;
        if (progress && (count % rowsPerReport == 0 || count == state->rows)) {
            std::lock_guard lock(reporting);
            progress(count, state->rows);
        }
    };
    ScanPool(parameters.threads).run(state->rows, addRow);
    if (failure)
        std::rethrow_exception(failure);
    if (cancel.isCancelled())
        return fail(cancelledError());
    return std::shared_ptr<const HnswGraph>(new HnswGraph(std::move(state)));
} catch (const std::exception& exception) {
    return fail(graphFailed(exception.what()));
}

Status HnswGraph::save(const QString& path, const QByteArray& identity) const {
    const Graph& graph = m_state->graph;
    const std::size_t rows = m_state->rows;
    SEMBLANCE_TRY_ASSIGN(const auto writer, CheckedFileWriter::create(path));
    const auto write = [&](const void* from, std::size_t size) {
        return writer->write({static_cast<const std::byte*>(from), size});
    };
    SEMBLANCE_TRY(write(graph.data_level0_memory_, rows * graph.size_data_per_element_));
    const std::vector<std::int32_t> levels(
        graph.element_levels_.begin(),
        graph.element_levels_.begin() + static_cast<std::ptrdiff_t>(rows));
    SEMBLANCE_TRY(write(levels.data(), rows * sizeof(std::int32_t)));
    for (std::size_t row = 0; row < rows; ++row) {
        if (levels[row] > 0)
            SEMBLANCE_TRY(write(graph.linkLists_[row], upperBytes(graph, row)));
    }
    CheckedFields fields{};
    fields[Dimension] = static_cast<std::uint64_t>(m_state->space.snapshot().dimension());
    fields[Rows] = rows;
    fields[Links] = graph.M_;
    fields[BuildWidth] = graph.ef_construction_;
    fields[RowBytes] = graph.size_data_per_element_;
    fields[TopLevel] = static_cast<std::uint64_t>(graph.maxlevel_);
    fields[EntryRow] = graph.enterpoint_node_;
    return writer->commit(kFormat, identity, fields);
}

Result<std::shared_ptr<const HnswGraph>> HnswGraph::load(const QString& path,
                                                         const MatrixSnapshot& snapshot,
                                                         const QByteArray& identity,
                                                         const HnswParameters& parameters) try {
    SEMBLANCE_TRY_ASSIGN(const CheckedFile file, openCheckedFile(path, kFormat, identity));
    const auto unusable = [&](const char* detail) {
        return fail(unusableCache(path, QString::fromLatin1(detail)));
    };
    const CheckedFields& fields = file.fields;
    if (fields[Dimension] != static_cast<std::uint64_t>(snapshot.dimension()) ||
        fields[Rows] > snapshot.rows())
        return unusable("a graph over other rows");
    HnswParameters saved = parameters;
    if (fields[Links] > kMostLinks || fields[BuildWidth] > std::numeric_limits<Row>::max() / 2)
        return unusable("impossible parameters");
    saved.links = static_cast<int>(fields[Links]);
    saved.buildWidth = static_cast<int>(fields[BuildWidth]);
    if (!areSensible(saved))
        return unusable("impossible parameters");
    const auto rows = static_cast<std::size_t>(fields[Rows]);
    auto state = std::make_unique<State>(snapshot, rows, saved);
    if (fields[RowBytes] != state->graph.size_data_per_element_)
        return unusable("another layout of rows");
    if (rows > 0 && !restore(state->graph, rows, fields, file.payload))
        return unusable("links that lead nowhere");
    return std::shared_ptr<const HnswGraph>(new HnswGraph(std::move(state)));
} catch (const std::exception& exception) {
    return fail(graphFailed(exception.what()));
}

Result<std::vector<Neighbour>> HnswGraph::candidates(std::span<const float> query,
                                                     std::size_t k) const try {
    const PaddedQueries padded({&query, 1}, m_state->space.snapshot().dimension());
    const QueryPoint point{kQueryMark, &padded};
    const std::size_t wanted = std::min(std::max(k, m_state->graph.ef_), m_state->rows);
    auto found = m_state->graph.searchKnn(&point, wanted);
    std::vector<Neighbour> neighbours;
    neighbours.reserve(found.size());
    for (; !found.empty(); found.pop())
        neighbours.push_back({static_cast<Row>(found.top().second), -found.top().first});
    return neighbours;
} catch (const std::exception& exception) {
    return fail(graphFailed(exception.what()));
}

}  // namespace semblance
