#include "core/library/services/shelfservice.h"

#include <QPointer>
#include <QSet>
#include <algorithm>
#include <chrono>
#include <utility>

#include "core/library/search/failedphotos.h"
#include "core/library/services/deskthreads.h"
#include "core/library/services/searchcounter.h"
#include "core/query/queryjson.h"

namespace semblance {

namespace {

using OnFailure = DeskThreads::OnFailure;

template <class Items, class Id>
auto withId(Items& items, Id id) {
    return std::find_if(items.begin(), items.end(),
                        [id](const auto& item) { return item.id == id; });
}

/// Higher than all before it, and than what another window makes at the same time.
template <class Item>
std::int64_t nextId(const QList<Item>& items) {
    using namespace std::chrono;
    std::int64_t id = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    for (const Item& item : items)
        id = std::max(id, item.id.value + 1);
    return id;
}

/// A library that is opened again knows those that were made meanwhile.
template <class Item>
QList<Item> joined(QList<Item> known, const QList<Item>& here) {
    for (const Item& item : here) {
        if (withId(known, item.id) == known.end())
            known.append(item);
    }
    return known;
}

template <class Item>
QStringList namesOf(const QList<Item>& items) {
    QStringList names;
    for (const Item& item : items)
        names.append(item.name);
    return names;
}

/// The photo that shows a member: at its path if it is there, else wherever its content is now.
std::optional<PhotoItem> photoOf(const CollectionMember& member,
                                 const DeskThreads::Sources& sources) {
    if (!sources.rows || !sources.snapshot)
        return std::nullopt;
    const auto content = sources.rows->contentByKey(member.contentKey);
    if (!content || !*content)
        return std::nullopt;
    const std::vector<PhotoItem> photos = sources.snapshot->photosOf((*content)->id);
    const auto same = std::find_if(photos.begin(), photos.end(), [&](const PhotoItem& photo) {
        return photo.path == member.path;
    });
    if (same != photos.end())
        return *same;
    return photos.empty() ? std::nullopt : std::optional(photos.front());
}

CollectionPhotos photosOf(const Collection& collection, const DeskThreads::Sources& sources) {
    CollectionPhotos found;
    std::vector<PhotoItem> items;
    for (const CollectionMember& member : collection.members) {
        if (const auto photo = photoOf(member, sources)) {
            items.push_back(*photo);
        } else {
            PhotoItem missing;
            missing.file = FileId{-1 - found.missing++};
            missing.content = ContentId{missing.file.value};
            missing.path = member.path;
            missing.available = false;
            items.push_back(std::move(missing));
        }
        found.members.push_back(member);
    }
    found.photos = photoListOf(std::move(items));
    return found;
}

/// Nothing where it cannot be told.
std::optional<qint64> photosMeant(const PhotoFilter& filter, const DeskThreads::Sources& sources) {
    if (!sources.snapshot)
        return std::nullopt;
    if (!asksForFailed(filter))
        return qint64(sources.snapshot->filtered(filter).files.size());
    if (!sources.rows)
        return std::nullopt;
    const auto failed = readFailedPhotos(*sources.rows, *sources.snapshot);
    return failed ? std::optional(qint64(failedItems(*failed, filter).size())) : std::nullopt;
}

}  // namespace

ShelfService::ShelfService(DeskThreads& threads, QObject* parent)
    : QObject(parent), m_threads(threads), m_counter(new SearchCounter(this)) {
    connect(m_counter, &SearchCounter::counted, this, &ShelfService::takeAbove);
}

void ShelfService::setLibrary(const std::shared_ptr<Library>& library) {
    m_counter->setLibrary(library);
    if (library)
        countAboveTheLine();
}

void ShelfService::standBack() {
    m_counter->standBack();
}

void ShelfService::readQuery(const SavedSearch& search) {
    if (const auto query = queryFromJsonText(search.query))
        m_queries.insert(search.id.value, *query);
}

void ShelfService::addKnown(const QList<SavedSearch>& searches,
                            const QList<Collection>& collections) {
    m_searches = joined(searches, m_searches);
    m_queries.clear();
    for (const SavedSearch& search : std::as_const(m_searches))
        readQuery(search);
    m_collections = joined(collections, m_collections);
    Q_EMIT searchesChanged();
    Q_EMIT collectionsChanged();
    recount();
}

std::optional<SavedSearch> ShelfService::search(SearchId id) const {
    const auto found = withId(m_searches, id);
    return found == m_searches.end() ? std::nullopt : std::optional(*found);
}

std::optional<Query> ShelfService::queryOf(SearchId id) const {
    const auto found = m_queries.find(id.value);
    return found == m_queries.end() ? std::nullopt : std::optional(*found);
}

SearchId ShelfService::saveSearch(const QString& name, const Query& query) {
    SavedSearch search;
    search.id = SearchId{nextId(m_searches)};
    search.name = freeName(name, searchNames());
    search.query = toJsonText(query);
    m_searches.append(search);
    readQuery(search);
    keepSearch(search);
    Q_EMIT searchesChanged();
    recount();
    return search.id;
}

void ShelfService::renameSearch(SearchId id, const QString& name) {
    const auto found = withId(m_searches, id);
    if (found == m_searches.end() || found->name == name)
        return;
    found->name = freeName(name, searchNames());
    keepSearch(*found);
    Q_EMIT searchesChanged();
}

void ShelfService::keepSearch(const SavedSearch& search) {
    m_threads.write(OnFailure::Tell, [search](Desk& desk) { return desk.putSearch(search); });
}

void ShelfService::removeSearch(SearchId id) {
    m_searches.removeIf([id](const SavedSearch& search) { return search.id == id; });
    for (auto* counts : {&m_found, &m_above})
        counts->remove(id.value);
    m_queries.remove(id.value);
    m_threads.write(OnFailure::Tell, [id](Desk& desk) { return desk.removeSearch(id); });
    Q_EMIT searchesChanged();
}

std::optional<qint64> ShelfService::countOf(SearchId id) const {
    for (const auto* counts : {&m_found, &m_above}) {
        if (const auto found = counts->find(id.value); found != counts->end())
            return *found;
    }
    return std::nullopt;
}

std::optional<Collection> ShelfService::collection(CollectionId id) const {
    const auto found = withId(m_collections, id);
    return found == m_collections.end() ? std::nullopt : std::optional(*found);
}

CollectionId ShelfService::nextCollection() const {
    return CollectionId{nextId(m_collections)};
}

void ShelfService::putCollection(const Collection& collection) {
    const auto found = withId(m_collections, collection.id);
    if (found != m_collections.end()) {
        *found = collection;
    } else {
        // One that was removed comes back to where it was: ids rise.
        const auto behind =
            std::find_if(m_collections.begin(), m_collections.end(),
                         [&](const Collection& other) { return other.id > collection.id; });
        m_collections.insert(behind, collection);
    }
    m_threads.write(OnFailure::Tell,
                    [collection](Desk& desk) { return desk.putCollection(collection); });
    Q_EMIT collectionsChanged();
    recount();
}

void ShelfService::removeCollection(CollectionId id) {
    m_collections.removeIf([id](const Collection& collection) { return collection.id == id; });
    m_threads.write(OnFailure::Tell, [id](Desk& desk) { return desk.removeCollection(id); });
    Q_EMIT collectionsChanged();
}

int ShelfService::missingOf(CollectionId id) const {
    return m_missing.value(id.value, 0);
}

QString ShelfService::freeName(const QString& wanted, const QStringList& taken) {
    QString name = wanted;
    for (int number = 2; taken.contains(name); ++number)
        name = wanted + u' ' + QString::number(number);
    return name;
}

QStringList ShelfService::searchNames() const {
    return namesOf(m_searches);
}

QStringList ShelfService::collectionNames() const {
    return namesOf(m_collections);
}

void ShelfService::membersOf(const QList<PhotoItem>& items, QObject* context,
                             std::function<void(const std::vector<CollectionMember>&)> then) {
    m_threads.read([this, items, context = QPointer(context),
                    then = std::move(then)](const DeskThreads::Sources& sources) {
        std::vector<CollectionMember> members;
        QSet<QByteArray> seen;
        for (const PhotoItem& item : items) {
            const auto row = sources.rows ? sources.rows->content(item.content)
                                          : Result<std::optional<ContentRow>>(std::nullopt);
            if (!row || !*row || seen.contains((*row)->key))
                continue;
            seen.insert((*row)->key);
            members.push_back({(*row)->key, item.path});
        }
        QMetaObject::invokeMethod(this, [context, then, members] {
            if (context)
                then(members);
        });
    });
}

void ShelfService::requestPhotos(CollectionId id) {
    const auto found = collection(id);
    if (!found)
        return;
    m_threads.read([this, collection = *found](const DeskThreads::Sources& sources) {
        const CollectionPhotos photos = photosOf(collection, sources);
        QMetaObject::invokeMethod(
            this, [this, id = collection.id, photos] { Q_EMIT photosReady(id, photos); });
    });
}

// One count at a time: while a library is indexed it changes all the time.
void ShelfService::recount() {
    countAboveTheLine();
    m_countsAgain = m_isCounting;
    if (m_isCounting || (m_searches.isEmpty() && m_collections.isEmpty()))
        return;
    QHash<qint64, PhotoFilter> filters;
    for (auto query = m_queries.cbegin(); query != m_queries.cend(); ++query) {
        if (isFilterOnly(*query))
            filters.insert(query.key(), query->filter);
    }
    m_isCounting = m_threads.read(
        [this, filters, collections = m_collections](const DeskThreads::Sources& sources) {
            QHash<qint64, int> missing;
            for (const Collection& collection : collections)
                missing.insert(collection.id.value, photosOf(collection, sources).missing);
            QHash<qint64, qint64> found;
            for (auto filter = filters.cbegin(); filter != filters.cend(); ++filter) {
                if (const auto count = photosMeant(*filter, sources))
                    found.insert(filter.key(), *count);
            }
            QMetaObject::invokeMethod(this, [this, found, missing] { takeCounts(found, missing); });
        });
}

void ShelfService::countAboveTheLine() {
    QList<SearchCounter::Question> questions;
    for (const SavedSearch& search : std::as_const(m_searches)) {
        const auto query = queryOf(search.id);
        if (query && !isFilterOnly(*query))
            questions.append({search.id.value, *query});
    }
    m_counter->count(questions);
}

void ShelfService::takeAbove(qint64 search, std::optional<qint64> photos) {
    if (!m_queries.contains(search))
        return;
    const auto before = m_above.constFind(search);
    const bool isKnown = before != m_above.cend();
    if (isKnown == photos.has_value() && (!isKnown || *before == *photos))
        return;
    if (photos)
        m_above.insert(search, *photos);
    else
        m_above.remove(search);
    Q_EMIT countsChanged();
}

void ShelfService::takeCounts(const QHash<qint64, qint64>& found,
                              const QHash<qint64, int>& missing) {
    m_isCounting = false;
    const bool isNew = found != m_found || missing != m_missing;
    m_found = found;
    m_missing = missing;
    if (isNew)
        Q_EMIT countsChanged();
    if (std::exchange(m_countsAgain, false))
        recount();
}

}  // namespace semblance
