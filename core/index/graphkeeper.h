#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/index/graphbuilder.h"
#include "core/index/graphfiles.h"
#include "core/index/neighbourgraph.h"
#include "core/index/rowfilter.h"
#include "core/index/vectormatrix.h"

namespace semblance {

class SearchActivity;

/// What becomes of a graph.
enum class GraphStep { Nothing, Extend, Rebuild };

/// Numbers of rows that decide it.
struct GraphCounts {
    std::size_t wanted = 0;   ///< rows that searches may answer with
    std::size_t covered = 0;  ///< rows that the graph finds; 0 without a graph
    std::size_t both = 0;     ///< of them wanted
    std::size_t least = 0;    ///< wanted rows below which no graph is begun
};
GraphStep nextStep(const GraphCounts& counts);

/// Keeps the graph of one matrix in step with it, in the background: opens what the cache has,
/// follows additions and removals, builds anew what is damaged, belongs to other rows, or has more
/// than a quarter of dead rows. A first build is saved, and used, a piece at a time, so that a
/// killed run goes on where it stopped. Works on one thread of low priority, or on as many as
/// `parameters` says.
/// Memory: while it builds, what GraphBuilder takes; what is used is mapped.
/// Thread-safety: all functions may be called from any thread and do not wait for the work; the
/// destructor waits for what cannot be interrupted, a few milliseconds.
class GraphKeeper {
public:
    struct Options {
        GraphParameters parameters;
        std::size_t leastRows = 10'000;  ///< reading so few rows takes no longer than a walk
        std::shared_ptr<SearchActivity> searches;  ///< to stand back for; null: none
        std::function<void()>
            changed;  ///< after graph() or state() changed; on a thread of its own
    };

    struct State {
        bool isWorking = false;
        std::size_t covered = 0;  ///< rows of the graph that is being worked at, or used
        std::size_t wanted = 0;
        std::optional<Error> problem;  ///< of the last attempt; searches are exact meanwhile
    };

    GraphKeeper(GraphFiles files, Options options);
    ~GraphKeeper();
    GraphKeeper(const GraphKeeper&) = delete;
    GraphKeeper& operator=(const GraphKeeper&) = delete;

    /// The rows as they are now, and which of them searches may answer with. Of several calls
    /// during one piece of work the last counts; one with another matrix ends that piece.
    void follow(const MatrixSnapshot& snapshot, const RowFilter& wanted);

    /// Null while there is none. Give it to VectorSearch with any snapshot.
    std::shared_ptr<const NeighbourGraph> graph() const;

    State state() const;

private:
    struct Worker;
    std::unique_ptr<Worker> m_worker;
};

}  // namespace semblance
