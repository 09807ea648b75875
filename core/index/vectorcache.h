#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <memory>
#include <span>

#include "core/base/cancel.h"
#include "core/base/float16.h"
#include "core/base/result.h"
#include "core/index/vectormatrix.h"

namespace semblance {

/// What a vector cache file was made from.
struct VectorCacheInfo {
    int dimension = 0;
    QByteArray model;              ///< identifies the model; any bytes, compared as a whole
    std::uint64_t generation = 0;  ///< of the store, for the caller to compare
};

struct VectorCache {
    std::shared_ptr<VectorMatrix> matrix;  ///< its base is the mapped file
    std::uint64_t generation = 0;
};

/// Maps a cache file. The whole file is checked (xxh3 over header, rows and keys: some 20 ms per
/// 100 MB once it is in memory, and it brings in what the first search reads anyway), so a row read
/// later is a row that was written. A file that is truncated, changed, of another format version,
/// model or dimension is ErrorKind::Corrupt, a missing one ErrorKind::NotFound: either way rebuild
/// it.
Result<VectorCache> openVectorCache(const QString& path, int dimension, const QByteArray& model,
                                    const CancelToken& cancel = {});

/// Writes a cache file row by row into a temporary file beside it; commit replaces the old file by
/// renaming, so a mapping of the old one stays whole. Without commit nothing changes. On Windows a
/// mapped file cannot be replaced: put the generation into the file name there.
/// Memory: 8 bytes per row. Thread-safety: none.
class VectorCacheWriter {
public:
    static Result<std::unique_ptr<VectorCacheWriter>> create(const QString& path,
                                                             const VectorCacheInfo& info);
    ~VectorCacheWriter();

    /// `row` has info.dimension numbers.
    Status add(std::uint64_t key, std::span<const HalfBits> row);
    Status commit();

private:
    struct State;
    explicit VectorCacheWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Writes all rows of a snapshot, in their order.
Status saveVectorCache(const QString& path, const VectorCacheInfo& info,
                       const MatrixSnapshot& snapshot, const CancelToken& cancel = {});

}  // namespace semblance
