#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/catalogue/libraryfeed.h"
#include "core/catalogue/rows.h"
#include "core/index/graphkeeper.h"
#include "core/library/embedded/matrixscorer.h"

namespace semblance {

class PhotoTable;
struct PhotoChanges;

/// One model's vectors in memory: mapped from the cache file where it is good, completed from the
/// store, which is the truth; and which of them are searched. Not thread-safe, but its scorers are.
class VectorSet {
public:
    /// How its vectors are searched.
    struct Options {
        SearchWay way = SearchWay::Quickest;
        bool buildsGraph = false;  ///< else one that is there is used
        std::shared_ptr<SearchActivity> searches = std::make_shared<SearchActivity>();
        std::function<void()> graphChanged;  ///< follow() then; on a thread of its own
    };

    /// Opens the cache, or rebuilds it when there is any doubt about it: damaged, of another model
    /// or library (content ids mean nothing elsewhere), of a vectors' database that is not there
    /// any more, or more than a quarter of it of no use any more. `photos` is as of now. Errors:
    /// those of reading, Cancelled.
    static Result<std::unique_ptr<VectorSet>> open(LibraryFeed& reader, const QString& cacheDir,
                                                   const VectorModel& model,
                                                   const PhotoTable& photos, Options options,
                                                   const CancelToken& cancel);
    ~VectorSet();

    /// Removes what open() and save keep in the cache folder for a model.
    static void removeCaches(const QString& cacheDir, const QString& modelHash);

    const VectorModel& model() const { return m_model; }
    /// The last follow() met another vectors' database than the one this began with: open anew.
    bool isSuperseded() const { return m_isSuperseded; }

    /// Appends what the store got since the last call, and looks at what `changes` says of the
    /// contents in `photos`. True when something became searchable, or is no longer.
    Result<bool> follow(LibraryFeed& reader, const PhotoTable& photos, const PhotoChanges& changes,
                        const CancelToken& cancel);

    /// As of the last follow(); the same one until something changes.
    std::shared_ptr<const MatrixScorer> scorer();

    /// Writes the cache file when much was appended since it was written.
    Status saveIfGrown();

    /// From now on it builds the graph, too.
    void buildGraph();

private:
    VectorSet(const QString& cacheDir, const VectorModel& model, const QString& libraryUuid,
              const LibraryFeed::VectorsStanding& standing, Options options);

    /// False when the cache is not there or cannot be trusted.
    bool openCache();
    Status append(LibraryFeed& reader, const CancelToken& cancel);
    void noteRows(const PhotoTable& photos);
    void setSearchable(ContentId content, bool searchable);
    bool isMostlyDead() const;
    /// Takes up what the graph's keeper, or the cache, has by now.
    void followGraph();
    std::shared_ptr<const NeighbourGraph> storedGraph() const;
    GraphFiles graphFiles() const;

    const QString m_cacheDir;
    const VectorModel m_model;
    const QByteArray m_cacheOwner;  ///< what a cache file must say it belongs to
    std::shared_ptr<VectorMatrix> m_matrix;
    LibraryFeed::VectorsStanding m_standing;  ///< of the store when it was followed last
    bool m_isSuperseded = false;
    std::int64_t m_after = 0;  ///< the store's position up to which all rows were taken
    /// Behind m_after, ascending: taken although a content before them is not stored yet.
    std::vector<std::int64_t> m_taken;
    std::size_t m_savedRows = 0;

    std::size_t m_notedRows = 0;  ///< of the matrix, that the members below know
    RowOfContent m_rowOf;
    RowFilter m_searchable;
    std::size_t m_searchableCount = 0;
    std::shared_ptr<const MatrixScorer> m_scorer;  ///< null after a change

    Options m_options;
    std::shared_ptr<const NeighbourGraph> m_graph;  ///< that m_scorer has
    std::unique_ptr<GraphKeeper> m_keeper;          ///< while it builds
};

}  // namespace semblance
