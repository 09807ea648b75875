#pragma once

#include <QByteArray>
#include <QString>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/neighbour.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
/// Hierarchical Navigable Small World graphs", arXiv 1603.09320; names as there in brackets.
struct HnswParameters {
    int links = 16;         ///< [M] neighbours per row and layer; twice as many in the lowest layer
    int buildWidth = 200;   ///< [efConstruction] candidates kept while building
    int searchWidth = 160;  ///< [ef] candidates kept while searching; at least k is used
    int threads = 0;        ///< while building; 0 = one per core; with 1 the graph is reproducible
};

/// The neighbour graph over the first rows() rows of a matrix. Holds row numbers only and reads the
/// vectors from the snapshot it was built on. Immutable, thread-safe.
class HnswGraph {
public:
    /// Reports rows done and all rows; called from any of the building threads, one at a time.
    using Progress = std::function<void(std::size_t, std::size_t)>;

    static Result<std::shared_ptr<const HnswGraph>> build(const MatrixSnapshot& snapshot,
                                                          const HnswParameters& parameters = {},
                                                          const CancelToken& cancel = {},
                                                          const Progress& progress = {});

    /// One file with its own header and checksum, written to a temporary file and renamed.
    /// `identity` names the matrix (model and generation, say); any bytes.
    Status save(const QString& path, const QByteArray& identity) const;

    /// Every byte is checked and every link is in range before use. A damaged file, another
    /// identity or dimension, or a graph over more rows than `snapshot` has is ErrorKind::Corrupt,
    /// a missing file ErrorKind::NotFound: build anew.
    static Result<std::shared_ptr<const HnswGraph>> load(const QString& path,
                                                         const MatrixSnapshot& snapshot,
                                                         const QByteArray& identity,
                                                         const HnswParameters& parameters = {});

    ~HnswGraph();
    std::size_t rows() const;

    /// Up to max(k, searchWidth) approximate neighbours, in no promised order.
    Result<std::vector<Neighbour>> candidates(std::span<const float> query, std::size_t k) const;

private:
    struct State;
    explicit HnswGraph(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace semblance
