#include "core/store/deskpackage.h"

#include <QDateTime>
#include <QFile>
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "core/store/databasecopy.h"
#include "core/store/deskstore.h"

namespace semblance::deskpackage {
namespace {

/// A statement that is run for each row of `select`, as `bind` fills it in.
template <class Bind>
void copyRows(SQLite::Database& from, SQLite::Database& to, const char* select, const char* insert,
              const Bind& bind) {
    SQLite::Statement rows(from, select);
    SQLite::Statement put(to, insert);
    while (rows.executeStep()) {
        bind(rows, put);
        runOnce(put);
    }
}

void packRows(SQLite::Database& desk, SQLite::Database& package, const Translate& portableQuery,
              const Translate& portablePath) {
    copyRows(desk, package, "SELECT name, query FROM saved_search ORDER BY id",
             "INSERT INTO package_search (name, query) VALUES (?, ?)",
             [&](SQLite::Statement& row, SQLite::Statement& put) {
                 bindText(put, 1, columnText(row, 0));
                 bindText(put, 2, portableQuery(columnText(row, 1)));
             });
    copyRows(desk, package, "SELECT id, name FROM collection ORDER BY id",
             "INSERT INTO package_collection (number, name) VALUES (?, ?)",
             [](SQLite::Statement& row, SQLite::Statement& put) {
                 put.bind(1, columnInt(row, 0));
                 bindText(put, 2, columnText(row, 1));
             });
    copyRows(desk, package, "SELECT collection, number, key, path FROM member",
             "INSERT INTO package_member (collection, number, key, path) VALUES (?, ?, ?, ?)",
             [&](SQLite::Statement& row, SQLite::Statement& put) {
                 put.bind(1, columnInt(row, 0));
                 put.bind(2, columnInt(row, 1));
                 bindBlob(put, 3, columnBlob(row, 2));
                 bindText(put, 4, portablePath(columnText(row, 3)));
             });
}

bool hasDesk(SQLite::Database& package) {
    return package
               .execAndGet(
                   "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN"
                   " ('package_search', 'package_collection', 'package_member')")
               .getInt() == 3;
}

/// Ids rise with the time, in microseconds.
template <class Rows>
std::int64_t nextId(const Rows& rows) {
    std::int64_t id = QDateTime::currentMSecsSinceEpoch() * 1000;
    for (const auto& row : rows)
        id = std::max(id, row.id.value + 1);
    return id;
}

Status takeSearch(Desk& desk, std::vector<SavedSearch>& known, const QString& name,
                  const QString& query, Merged& merged) {
    const auto named = [&known](const QString& wanted) {
        return std::find_if(known.begin(), known.end(),
                            [&wanted](const SavedSearch& search) { return search.name == wanted; });
    };
    QString free = name;
    for (int number = 2; named(free) != known.end(); ++number) {
        if (named(free)->query == query)
            return {};
        free = QStringLiteral("%1 (%2)").arg(name).arg(number);
    }
    const SavedSearch search{SearchId{nextId(known)}, free, query};
    SEMBLANCE_TRY(desk.putSearch(search));
    known.push_back(search);
    ++merged.searches;
    merged.renamed += free == name ? 0 : 1;
    return {};
}

Status takeCollection(Desk& desk, std::vector<Collection>& known, const Collection& theirs,
                      Merged& merged) {
    const auto found = std::find_if(known.begin(), known.end(), [&theirs](const Collection& one) {
        return one.name == theirs.name;
    });
    const bool isNew = found == known.end();
    Collection mine = isNew ? Collection{CollectionId{nextId(known)}, theirs.name, {}} : *found;
    std::set<QByteArray> keys;
    for (const CollectionMember& member : mine.members)
        keys.insert(member.contentKey);
    const std::size_t before = mine.members.size();
    for (const CollectionMember& member : theirs.members) {
        if (keys.insert(member.contentKey).second)
            mine.members.push_back(member);
    }
    if (!isNew && mine.members.size() == before)
        return {};
    SEMBLANCE_TRY(desk.putCollection(mine));
    if (isNew)
        known.push_back(std::move(mine));
    else
        *found = std::move(mine);
    ++merged.collections;
    return {};
}

std::vector<Collection> collectionsIn(SQLite::Database& package, const Translate& pathHere,
                                      const std::function<QByteArray(const QByteArray&)>& keyHere) {
    std::vector<Collection> collections;
    SQLite::Statement select(package,
                             "SELECT number, name FROM package_collection ORDER BY number");
    SQLite::Statement members(package,
                              "SELECT key, path FROM package_member WHERE collection = ?"
                              " ORDER BY number");
    while (select.executeStep()) {
        Collection collection;
        collection.name = columnText(select, 1);
        const ResetAtEnd reset(members);
        members.bind(1, columnInt(select, 0));
        while (members.executeStep())
            collection.members.push_back(
                {keyHere(columnBlob(members, 0)), pathHere(columnText(members, 1))});
        collections.push_back(std::move(collection));
    }
    return collections;
}

}  // namespace

void pack(const LibraryPaths& paths, SQLite::Database& package, const Translate& portableQuery,
          const Translate& portablePath) {
    if (!QFile::exists(paths.desk))
        return;
    SQLite::Transaction transaction(package);
    const Status packed = guarded(paths.desk, [&]() -> Status {
        SQLite::Database desk = openReadable(paths.desk);
        packRows(desk, package, portableQuery, portablePath);
        return {};
    });
    if (packed)
        transaction.commit();
}

Result<Merged> unpack(SQLite::Database& package, Desk& desk, const Translate& queryHere,
                      const Translate& pathHere,
                      const std::function<QByteArray(const QByteArray&)>& keyHere) {
    Merged merged;
    if (!hasDesk(package))
        return merged;
    SEMBLANCE_TRY_ASSIGN(std::vector<SavedSearch> searches, desk.searches());
    SQLite::Statement select(package, "SELECT name, query FROM package_search ORDER BY number");
    while (select.executeStep()) {
        const QString query = queryHere(columnText(select, 1));
        SEMBLANCE_TRY(takeSearch(desk, searches, columnText(select, 0), query, merged));
    }
    SEMBLANCE_TRY_ASSIGN(std::vector<Collection> collections, desk.collections());
    for (const Collection& theirs : collectionsIn(package, pathHere, keyHere))
        SEMBLANCE_TRY(takeCollection(desk, collections, theirs, merged));
    return merged;
}

}  // namespace semblance::deskpackage
