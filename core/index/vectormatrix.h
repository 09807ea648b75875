#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "core/base/float16.h"
#include "core/base/result.h"
#include "core/index/neighbour.h"

namespace semblance {

struct MatrixState;

/// Rows kept elsewhere (a mapped cache file) that a matrix begins with. `rows` is row-major with
/// matrixStride(dimension) numbers per row, 64-byte aligned, the padding zero.
struct MatrixBase {
    std::shared_ptr<const void> owner;  ///< keeps `keys` and `rows` alive
    std::span<const std::uint64_t> keys;
    const HalfBits* rows = nullptr;
};

/// Numbers between the starts of two rows: the dimension rounded up to 32, so that every row starts
/// on a cache line and kernels need no remainder loop.
constexpr std::size_t matrixStride(int dimension) {
    return (static_cast<std::size_t>(dimension) + 31) / 32 * 32;
}

/// ErrorKind::BadInput unless `row` has `dimension` finite numbers.
Status checkRow(std::span<const HalfBits> row, int dimension);

/// The rows of a VectorMatrix at one moment. Immutable, a pointer to copy; rows stay where they are
/// for its life, whatever is appended meanwhile. Thread-safe.
class MatrixSnapshot {
public:
    /// Consecutive rows that lie consecutively in memory.
    struct Segment {
        Row first = 0;
        std::size_t count = 0;
        const HalfBits* rows = nullptr;
    };

    explicit MatrixSnapshot(std::shared_ptr<const MatrixState> state);

    int dimension() const;
    std::size_t stride() const;
    std::size_t rows() const;

    /// Taken of the same VectorMatrix: then a row of both is the same row.
    bool isOfSameMatrix(const MatrixSnapshot& other) const;

    /// Content id of a row less than rows().
    std::uint64_t key(Row row) const;

    /// The last row that belongs to `key`. Looks at every key: for a few references, not for lists.
    std::optional<Row> find(std::uint64_t key) const;

    /// dimension() numbers, then zeros up to stride().
    const HalfBits* row(Row row) const;
    std::vector<float> vector(Row row) const;

    /// The rows from `row` on that lie consecutively in memory; `row` is less than rows().
    Segment segmentAt(Row row) const;

private:
    std::shared_ptr<const MatrixState> m_state;
};

/// Unit vectors in half precision, one row each, row i belonging to a content id: an immutable base
/// (usually a mapped cache file) and rows appended since, held in blocks that never move. A row is
/// never changed or removed; what must not be found is left out by the RowFilter of the search.
/// Thread-safety: append and snapshot may be called from any thread.
class VectorMatrix {
public:
    explicit VectorMatrix(int dimension, MatrixBase base = {});
    ~VectorMatrix();

    int dimension() const;

    /// Appends keys.size() rows; `rows` holds keys.size() * dimension() numbers without padding.
    /// Either all are appended or none: a wrong size or a number that is not finite is
    /// ErrorKind::BadInput. Snapshots taken before do not change.
    Status append(std::span<const std::uint64_t> keys, std::span<const HalfBits> rows);

    MatrixSnapshot snapshot() const;

private:
    std::mutex m_appending;      ///< one appender at a time, while snapshots go on
    mutable std::mutex m_mutex;  ///< guards the pointer only
    std::shared_ptr<const MatrixState> m_state;
};

}  // namespace semblance
