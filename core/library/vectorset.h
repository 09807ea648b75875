#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/index/vectormatrix.h"
#include "core/store/rows.h"

namespace semblance {

class LibraryReader;

/// One model's vectors in memory: mapped from the cache file where it is good, completed from the
/// store, which is the truth. Not thread-safe, but its snapshots are.
class VectorSet {
public:
    /// Opens the cache, or rebuilds it when there is any doubt about it: damaged, of another model
    /// or library (content ids mean nothing elsewhere), lacking the vector of a picture that is
    /// done, or more than a quarter of it of no use any more.
    static Result<std::unique_ptr<VectorSet>> open(LibraryReader& reader, const QString& cacheDir,
                                                   const VectorModel& model);

    /// The file that open() keeps in the cache folder.
    static QString cacheFile(const QString& cacheDir, const QString& modelHash);

    /// Appends what the store got since the last call.
    Status follow(LibraryReader& reader);

    MatrixSnapshot snapshot() const { return m_matrix->snapshot(); }

    /// Writes the cache file when much was appended since it was written.
    Status saveIfGrown();

private:
    VectorSet(QString file, const VectorModel& model, const QString& libraryUuid);

    const QString m_cacheFile;
    const QString m_modelHash;
    const QByteArray m_cacheOwner;  ///< what a cache file must say it belongs to
    const int m_dim;
    std::shared_ptr<VectorMatrix> m_matrix;
    std::int64_t m_after = 0;  ///< the store's position up to which all rows were taken
    /// Behind m_after, ascending: taken although a content before them is not stored yet.
    std::vector<std::int64_t> m_taken;
    std::size_t m_savedRows = 0;
};

}  // namespace semblance
