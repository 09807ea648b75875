#include "core/library/vectorset.h"

#include <QDir>
#include <algorithm>
#include <unordered_set>

#include "core/index/vectorcache.h"
#include "core/store/libraryreader.h"

namespace semblance {

namespace {
/// True when the rows hold a vector of every content and few of anything else: of contents that are
/// gone, and vectors that were replaced.
bool matches(const MatrixSnapshot& rows, const std::vector<ContentId>& contents) {
    std::unordered_set<std::uint64_t> held;
    for (std::size_t row = 0; row < rows.rows(); ++row)
        held.insert(rows.key(static_cast<Row>(row)));
    const bool coversAll = std::all_of(contents.begin(), contents.end(), [&](ContentId content) {
        return held.contains(static_cast<std::uint64_t>(content.value));
    });
    return coversAll && rows.rows() - contents.size() <= rows.rows() / 4;
}
}  // namespace

VectorSet::VectorSet(QString file, const VectorModel& model, const QString& libraryUuid)
    : m_cacheFile(std::move(file)),
      m_modelHash(model.hash),
      m_cacheOwner((model.hash + QLatin1Char(' ') + libraryUuid).toLatin1()),
      m_dim(model.dim) {}

QString VectorSet::cacheFile(const QString& cacheDir, const QString& modelHash) {
    return QDir(cacheDir).filePath(QStringLiteral("vectors-%1.f16").arg(modelHash.left(16)));
}

Result<std::unique_ptr<VectorSet>> VectorSet::open(LibraryReader& reader, const QString& cacheDir,
                                                   const VectorModel& model) {
    const QString file = cacheFile(cacheDir, model.hash);
    std::unique_ptr<VectorSet> set(new VectorSet(file, model, reader.uuid()));
    if (const auto cache = openVectorCache(file, set->m_dim, set->m_cacheOwner)) {
        set->m_matrix = cache->matrix;
        set->m_after = static_cast<std::int64_t>(cache->generation);
        set->m_savedRows = set->snapshot().rows();
        // Listed first: what is done by now has its vector when the store is followed.
        SEMBLANCE_TRY_ASSIGN(const std::vector<ContentId> done, reader.doneContents());
        SEMBLANCE_TRY(set->follow(reader));
        if (matches(set->snapshot(), done))
            return set;
    }
    set->m_matrix = std::make_shared<VectorMatrix>(set->m_dim);
    set->m_after = 0;
    set->m_savedRows = 0;
    SEMBLANCE_TRY(set->follow(reader));
    return set;
}

Status VectorSet::follow(LibraryReader& reader) {
    constexpr std::size_t kBlock = 1024;
    std::vector<std::uint64_t> keys;
    std::vector<HalfBits> rows;
    std::vector<std::int64_t> delivered;  // ascending
    const auto isTaken = [&](std::int64_t seq) {
        return std::binary_search(m_taken.begin(), m_taken.end(), seq);
    };
    Status appended;
    const auto appendBlock = [&] {
        appended = m_matrix->append(keys, rows);
        keys.clear();
        rows.clear();
        return appended.has_value();
    };
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t after,
        reader.forEachVector(m_modelHash, m_after, [&](const LibraryReader::StoredVector& stored) {
            delivered.push_back(stored.seq);
            if (!checkRow(stored.half, m_dim) || isTaken(stored.seq))
                return true;
            keys.push_back(static_cast<std::uint64_t>(stored.content.value));
            rows.insert(rows.end(), stored.half.begin(), stored.half.end());
            return keys.size() < kBlock || appendBlock();
        }));
    if (appended && !keys.empty())
        appendBlock();
    if (!appended)
        return appended;
    m_after = after;
    delivered.erase(delivered.begin(),
                    std::upper_bound(delivered.begin(), delivered.end(), m_after));
    m_taken = std::move(delivered);
    return {};
}

Status VectorSet::saveIfGrown() {
    const MatrixSnapshot rows = snapshot();
    const std::size_t appended = rows.rows() - m_savedRows;
    // A twentieth is read from the store at the next start faster than the file is written now.
    if (appended == 0 || appended < m_savedRows / 20)
        return {};
    VectorCacheInfo info;
    info.dimension = m_dim;
    info.model = m_cacheOwner;
    info.generation = static_cast<std::uint64_t>(m_after);
    SEMBLANCE_TRY(saveVectorCache(m_cacheFile, info, rows));
    m_savedRows = rows.rows();
    return {};
}

}  // namespace semblance
