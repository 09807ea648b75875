#include "core/store/likenessstore.h"

#include <utility>

#include "core/store/cachedatabase.h"

namespace semblance {

struct LikenessStore::Private {
    CacheDatabase database;
};

Result<std::unique_ptr<LikenessStore>> LikenessStore::open(const QString& cacheDir) {
    SEMBLANCE_TRY_ASSIGN(
        CacheDatabase database,
        CacheDatabase::open(cacheDir + QStringLiteral("/likenesses.db"), likenessesSchema));
    auto d = std::make_unique<Private>(Private{std::move(database)});
    return std::unique_ptr<LikenessStore>(new LikenessStore(std::move(d)));
}

LikenessStore::LikenessStore(std::unique_ptr<Private> data) : d(std::move(data)) {}
LikenessStore::~LikenessStore() = default;

Status LikenessStore::forEachCompared(const std::function<void(const Compared&)>& visit) {
    return d->database.run([&]() -> Status {
        SQLite::Statement select(*d->database, "SELECT key, looks FROM compared");
        while (select.executeStep())
            visit({columnBlob(select, 0), columnBlob(select, 1)});
        return {};
    });
}

Status LikenessStore::forEachPair(const std::function<void(const Pair&)>& visit) {
    return d->database.run([&]() -> Status {
        SQLite::Statement select(*d->database, "SELECT a, b, kind FROM pair");
        while (select.executeStep()) {
            visit({columnBlob(select, 0), columnBlob(select, 1),
                   static_cast<GroupKind>(columnInt(select, 2))});
        }
        return {};
    });
}

Status LikenessStore::put(const std::vector<Compared>& compared, const std::vector<Pair>& pairs) {
    return d->database.run([&]() -> Status {
        SQLite::Transaction transaction(*d->database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement insertPair(*d->database, "INSERT OR REPLACE INTO pair VALUES (?, ?, ?)");
        for (const Pair& pair : pairs) {
            bindBlob(insertPair, 1, pair.a);
            bindBlob(insertPair, 2, pair.b);
            insertPair.bind(3, static_cast<int>(pair.kind));
            runOnce(insertPair);
        }
        SQLite::Statement insert(*d->database, "INSERT OR REPLACE INTO compared VALUES (?, ?)");
        for (const Compared& content : compared) {
            bindBlob(insert, 1, content.contentKey);
            bindBlob(insert, 2, content.looks);
            runOnce(insert);
        }
        transaction.commit();
        return {};
    });
}

Status LikenessStore::remove(const std::vector<QByteArray>& contentKeys) {
    if (contentKeys.empty())
        return {};
    return d->database.run([&]() -> Status {
        SQLite::Transaction transaction(*d->database, SQLite::TransactionBehavior::IMMEDIATE);
        for (const char* sql :
             {"DELETE FROM compared WHERE key = ?", "DELETE FROM pair WHERE a = ?1 OR b = ?1"}) {
            SQLite::Statement erase(*d->database, sql);
            for (const QByteArray& key : contentKeys) {
                bindBlob(erase, 1, key);
                runOnce(erase);
            }
        }
        transaction.commit();
        return {};
    });
}

}  // namespace semblance
