#pragma once

#include <QByteArray>
#include <QString>
#include <cstddef>
#include <functional>
#include <memory>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/rowfilter.h"
#include "core/index/vectormatrix.h"

namespace semblance {

class NeighbourGraph;
class SearchActivity;

/// Names as in the paper (neighbourgraph.h) in brackets.
struct GraphParameters {
    int links = 16;        ///< [M] of a row in each layer; twice as many in the lowest layer
    int buildWidth = 200;  ///< [efConstruction] candidates kept while a row is added
    int threads = 1;       ///< with 1 the graph is reproducible
};

/// What a long piece of work asks and tells meanwhile.
struct GraphWork {
    CancelToken cancel;
    SearchActivity* searches = nullptr;  ///< stands back while one runs; null: never
    /// Rows added by this call and to be added, every thousand rows and at the end; from any of the
    /// working threads, one at a time.
    std::function<void(std::size_t, std::size_t)> progress;
};

/// A graph that grows, in memory of its own; whoever searches uses what save() wrote. With hnswlib.
/// Memory: 8 * links + 56 bytes a row of the snapshot, most of it what the file holds, too.
/// Thread-safety: none (adding uses threads of its own).
class GraphBuilder {
public:
    /// Starts with the rows of `from`, a graph that fits(snapshot), and its number of links;
    /// without one with no rows.
    static Result<std::unique_ptr<GraphBuilder>> create(const MatrixSnapshot& snapshot,
                                                        const GraphParameters& parameters = {},
                                                        const NeighbourGraph* from = nullptr);
    ~GraphBuilder();

    /// Adds up to `most` of the wanted rows that are not covered yet, spread over all of them.
    /// After an error, ErrorKind::Cancelled too, the rows added so far stay, and the graph is
    /// sound.
    Status add(const RowFilter& wanted, std::size_t most, const GraphWork& work = {});

    std::size_t coveredCount() const;

    /// One file with its own header and checksum, written to a temporary file and renamed over
    /// `path`. `identity` names the matrix (model and library, say); any bytes.
    Status save(const QString& path, const QByteArray& identity,
                const CancelToken& cancel = {}) const;

private:
    struct State;
    explicit GraphBuilder(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace semblance
