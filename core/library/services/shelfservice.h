#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/ids.h"
#include "core/catalogue/desk.h"
#include "core/catalogue/photolist.h"
#include "core/query/query.h"

namespace semblance {

class DeskThreads;
class Library;
class SearchCounter;

/// The pictures of a collection as they are now.
struct CollectionPhotos {
    /// In its order. Those that the library no longer has are there, too: not available, with a
    /// file and a content of their own below 0.
    PhotoListPtr photos;
    int missing = 0;
    /// Of each row of `photos`.
    std::vector<CollectionMember> members;
};

/// Saved searches and collections, kept with the library. Lives on the GUI thread: every call
/// changes the lists at once, and the database later, on another thread; what cannot be written is
/// told there.
class ShelfService : public QObject {
    Q_OBJECT

public:
    /// `threads` outlives it.
    explicit ShelfService(DeskThreads& threads, QObject* parent = nullptr);

    /// Where searches are counted that do more than filter; null: nowhere.
    void setLibrary(const std::shared_ptr<Library>& library);
    /// Somebody asks for something: nothing is counted at the same time.
    void standBack();

    /// What was kept before the start.
    void addKnown(const QList<SavedSearch>& searches, const QList<Collection>& collections);

    const QList<SavedSearch>& searches() const { return m_searches; }
    std::optional<SavedSearch> search(SearchId id) const;
    /// Its query; nothing when a later version wrote something into it that this one cannot read.
    std::optional<Query> queryOf(SearchId id) const;
    SearchId saveSearch(const QString& name, const Query& query);
    void renameSearch(SearchId id, const QString& name);
    void removeSearch(SearchId id);
    /// How many photos a search finds, as of the last recount(): all that it filters, or those
    /// above the line where its results end. Nothing: not counted yet, or the line is not known.
    std::optional<qint64> countOf(SearchId id) const;

    const QList<Collection>& collections() const { return m_collections; }
    std::optional<Collection> collection(CollectionId id) const;
    /// The id of one that is to be made.
    CollectionId nextCollection() const;
    /// Puts it there, or in the place of what has its id.
    void putCollection(const Collection& collection);
    void removeCollection(CollectionId id);
    /// How many of its pictures the library has no longer, as of the last recount().
    int missingOf(CollectionId id) const;

    /// A name that no other search, or collection, has: "Beach", "Beach 2", ...
    static QString freeName(const QString& wanted, const QStringList& taken);
    QStringList searchNames() const;
    QStringList collectionNames() const;

    /// The pictures as members of a collection, each content once; `then` is called later,
    /// while `context` is there.
    void membersOf(const QList<PhotoItem>& items, QObject* context,
                   std::function<void(const std::vector<CollectionMember>&)> then);
    /// Asks for the pictures of a collection; photosReady() follows.
    void requestPhotos(CollectionId id);
    /// The library has changed: counts anew, countsChanged() follows.
    void recount();

Q_SIGNALS:
    void searchesChanged();
    void collectionsChanged();
    void countsChanged();
    void photosReady(semblance::CollectionId id, const semblance::CollectionPhotos& photos);

private:
    void keepSearch(const SavedSearch& search);
    void readQuery(const SavedSearch& search);
    void countAboveTheLine();
    void takeCounts(const QHash<qint64, qint64>& found, const QHash<qint64, int>& missing);
    void takeAbove(qint64 search, std::optional<qint64> photos);

    DeskThreads& m_threads;
    QList<SavedSearch> m_searches;
    QList<Collection> m_collections;
    SearchCounter* m_counter;
    QHash<qint64, Query> m_queries;  ///< by SearchId; of searches that can be read
    QHash<qint64, qint64> m_found;   ///< by SearchId; of those that only filter
    QHash<qint64, qint64> m_above;   ///< of the others
    QHash<qint64, int> m_missing;    ///< by CollectionId
    bool m_isCounting = false;
    bool m_countsAgain = false;
};

}  // namespace semblance
