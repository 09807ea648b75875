#include "core/library/embedded/vectorset.h"

#include <algorithm>

#include "core/index/vectorcache.h"
#include "core/library/embedded/cachefiles.h"
#include "core/library/embedded/phototable.h"

namespace semblance {

namespace {
QString graphName(const QString& modelHash) {
    return QStringLiteral("graph-%1").arg(modelHash.left(16));
}

CacheFiles cacheFiles(const QString& cacheDir, const QString& modelHash) {
    return CacheFiles(cacheDir, QStringLiteral("vectors-%1").arg(modelHash.left(16)),
                      QStringLiteral("f16"));
}
}  // namespace

VectorSet::VectorSet(const QString& cacheDir, const VectorModel& model, const QString& libraryUuid,
                     const LibraryFeed::VectorsStanding& standing, Options options)
    : m_cacheDir(cacheDir),
      m_model(model),
      m_cacheOwner(
          QStringLiteral("%1 %2 %3").arg(model.hash, libraryUuid, standing.born).toLatin1()),
      m_matrix(std::make_shared<VectorMatrix>(model.dim)),
      m_standing(standing),
      m_options(std::move(options)) {
    if (m_options.buildsGraph)
        buildGraph();
}

VectorSet::~VectorSet() = default;

void VectorSet::removeCaches(const QString& cacheDir, const QString& modelHash) {
    cacheFiles(cacheDir, modelHash).removeAll();
    CacheFiles(cacheDir, graphName(modelHash), QStringLiteral("hnsw")).removeAll();
}

bool VectorSet::openCache() {
    const QString file = cacheFiles(m_cacheDir, m_model.hash).newest();
    if (file.isEmpty())
        return false;
    const auto cache = openVectorCache(file, m_model.dim, m_cacheOwner);
    // A position that the store has not reached is that of a copy which was put in its place.
    if (!cache || static_cast<std::int64_t>(cache->generation) > m_standing.lastSeq)
        return false;
    m_matrix = cache->matrix;
    m_after = static_cast<std::int64_t>(cache->generation);
    m_savedRows = m_matrix->snapshot().rows();
    return true;
}

Result<std::unique_ptr<VectorSet>> VectorSet::open(LibraryFeed& reader, const QString& cacheDir,
                                                   const VectorModel& model,
                                                   const PhotoTable& photos, Options options,
                                                   const CancelToken& cancel) {
    SEMBLANCE_TRY_ASSIGN(const auto standing, reader.vectorsStanding(model.hash));
    const auto make = [&] {
        return std::unique_ptr<VectorSet>(
            new VectorSet(cacheDir, model, reader.uuid(), standing, options));
    };
    std::unique_ptr<VectorSet> set = make();
    if (set->openCache()) {
        SEMBLANCE_TRY(set->append(reader, cancel));
        set->noteRows(photos);
        if (!set->isMostlyDead()) {
            set->m_graph = set->storedGraph();
            return set;
        }
    }
    set = make();
    SEMBLANCE_TRY(set->append(reader, cancel));
    set->noteRows(photos);
    return set;
}

bool VectorSet::isMostlyDead() const {
    return m_notedRows - m_searchableCount > m_notedRows / 4;
}

Result<bool> VectorSet::follow(LibraryFeed& reader, const PhotoTable& photos,
                               const PhotoChanges& changes, const CancelToken& cancel) {
    // Before anything fails: nobody tells of it again.
    for (const ContentId content : changes.contents)
        setSearchable(content, photos.holds(content));
    // The store's counter first: what is committed after it is looked for the next time again.
    SEMBLANCE_TRY_ASSIGN(const auto standing, reader.vectorsStanding(m_model.hash));
    m_isSuperseded = standing.born != m_standing.born;
    if (m_isSuperseded)
        return m_scorer == nullptr;
    if (standing != m_standing || m_after < standing.lastSeq) {
        SEMBLANCE_TRY(append(reader, cancel));
        m_standing = standing;
    }
    noteRows(photos);
    followGraph();
    return m_scorer == nullptr;
}

GraphFiles VectorSet::graphFiles() const {
    return GraphFiles(m_cacheDir, graphName(m_model.hash), m_cacheOwner);
}

std::shared_ptr<const NeighbourGraph> VectorSet::storedGraph() const {
    return graphFiles().open(m_matrix->snapshot()).value_or(nullptr);
}

void VectorSet::buildGraph() {
    if (m_keeper)
        return;
    GraphKeeper::Options options;
    options.searches = m_options.searches;
    options.changed = m_options.graphChanged;
    m_keeper = std::make_unique<GraphKeeper>(graphFiles(), std::move(options));
    m_scorer.reset();
}

void VectorSet::followGraph() {
    if (!m_keeper)
        return;
    if (!m_scorer)
        m_keeper->follow(m_matrix->snapshot(), m_searchable);
    if (auto graph = m_keeper->graph(); graph && graph != m_graph) {
        m_graph = std::move(graph);
        m_scorer.reset();
    }
}

Status VectorSet::append(LibraryFeed& reader, const CancelToken& cancel) {
    constexpr std::size_t kBlock = 1024;
    std::vector<std::uint64_t> keys;
    std::vector<HalfBits> rows;
    std::vector<std::int64_t> delivered;  // ascending
    const auto isTaken = [&](std::int64_t seq) {
        return std::binary_search(m_taken.begin(), m_taken.end(), seq);
    };
    Status appended;
    const auto appendBlock = [&] {
        appended =
            cancel.isCancelled() ? Status(fail(cancelledError())) : m_matrix->append(keys, rows);
        keys.clear();
        rows.clear();
        return appended.has_value();
    };
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t after,
        reader.forEachVector(m_model.hash, m_after, [&](const LibraryFeed::StoredVector& stored) {
            delivered.push_back(stored.seq);
            if (!checkRow(stored.half, m_model.dim) || isTaken(stored.seq))
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

void VectorSet::noteRows(const PhotoTable& photos) {
    const MatrixSnapshot rows = m_matrix->snapshot();
    if (m_notedRows == rows.rows())
        return;
    m_scorer.reset();
    m_searchable.grow(rows.rows());
    for (std::size_t at = m_notedRows; at < rows.rows(); ++at) {
        const auto row = static_cast<Row>(at);
        const auto content = static_cast<std::int64_t>(rows.key(row));
        Row& noted = m_rowOf.edit(static_cast<std::size_t>(content));
        if (noted != 0 && m_searchable.allows(noted - 1)) {
            m_searchable.set(noted - 1, false);
            --m_searchableCount;
        }
        noted = row + 1;
        if (photos.holds({content})) {
            m_searchable.set(row, true);
            ++m_searchableCount;
        }
    }
    m_notedRows = rows.rows();
}

void VectorSet::setSearchable(ContentId content, bool searchable) {
    const Row noted = m_rowOf[static_cast<std::size_t>(content.value)];
    if (noted == 0 || m_searchable.allows(noted - 1) == searchable)
        return;
    m_scorer.reset();
    m_searchable.set(noted - 1, searchable);
    m_searchableCount += searchable ? 1 : -1;
}

std::shared_ptr<const MatrixScorer> VectorSet::scorer() {
    if (!m_scorer) {
        m_scorer = std::make_shared<const MatrixScorer>(m_matrix->snapshot(), m_graph,
                                                        m_options.way, m_rowOf, m_searchable,
                                                        m_searchableCount, m_options.searches);
    }
    return m_scorer;
}

Status VectorSet::saveIfGrown() {
    const MatrixSnapshot rows = m_matrix->snapshot();
    const std::size_t appended = rows.rows() - m_savedRows;
    // A twentieth is read from the store at the next start faster than the file is written now.
    if (appended == 0 || appended < m_savedRows / 20)
        return {};
    VectorCacheInfo info;
    info.dimension = m_model.dim;
    info.model = m_cacheOwner;
    info.generation = static_cast<std::uint64_t>(m_after);
    const CacheFiles files = cacheFiles(m_cacheDir, m_model.hash);
    const QString file = files.next();
    SEMBLANCE_TRY(saveVectorCache(file, info, rows));
    files.removeAllBut(file);
    m_savedRows = rows.rows();
    return {};
}

}  // namespace semblance
