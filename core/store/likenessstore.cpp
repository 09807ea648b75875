#include "core/store/likenessstore.h"

#include <QLoggingCategory>
#include <mutex>
#include <utility>

#include "core/store/schema.h"
#include "core/store/sqlite.h"

namespace semblance {

namespace {

Q_LOGGING_CATEGORY(logLikenesses, "semblance.likenesses")

/// Two threads that meet the same damaged cache must not throw away each other's new one.
std::mutex rebuildMutex;

using DatabasePtr = std::unique_ptr<SQLite::Database>;

Result<DatabasePtr> connect(const QString& path) {
    return guarded(path, [&]() -> Result<DatabasePtr> {
        auto database = std::make_unique<SQLite::Database>(openDatabase(path, OpenMode::Create));
        SEMBLANCE_TRY(bringUpToDate(*database, likenessesSchema, path, false));
        return database;
    });
}

bool isWorthless(const Error& error) {
    return error.kind == ErrorKind::Corrupt || error.kind == ErrorKind::Newer;
}

Result<DatabasePtr> connectOrRebuild(const QString& path) {
    std::lock_guard lock(rebuildMutex);
    auto database = connect(path);
    if (database || !isWorthless(database.error()))
        return database;
    qCWarning(logLikenesses) << path << "is damaged and is made new";
    removeDatabaseFiles(path);
    return connect(path);
}

}  // namespace

struct LikenessStore::Private {
    QString path;
    DatabasePtr database;

    /// What proves damaged in use is made new for the next opening: a cache that lost its rows is
    /// worth no more than an empty one.
    template <class Work>
    Status run(Work&& work) {
        Status done = guarded(path, std::forward<Work>(work));
        if (!done && isWorthless(done.error())) {
            std::lock_guard lock(rebuildMutex);
            database.reset();
            removeDatabaseFiles(path);
            SEMBLANCE_TRY_ASSIGN(database, connect(path));
        }
        return done;
    }
};

Result<std::unique_ptr<LikenessStore>> LikenessStore::open(const QString& cacheDir) {
    auto d = std::make_unique<Private>();
    d->path = cacheDir + QStringLiteral("/likenesses.db");
    SEMBLANCE_TRY_ASSIGN(d->database, connectOrRebuild(d->path));
    return std::unique_ptr<LikenessStore>(new LikenessStore(std::move(d)));
}

LikenessStore::LikenessStore(std::unique_ptr<Private> data) : d(std::move(data)) {}
LikenessStore::~LikenessStore() = default;

Status LikenessStore::forEachCompared(const std::function<void(const Compared&)>& visit) {
    return d->run([&]() -> Status {
        SQLite::Statement select(*d->database, "SELECT key, looks FROM compared");
        while (select.executeStep())
            visit({columnBlob(select, 0), columnBlob(select, 1)});
        return {};
    });
}

Status LikenessStore::forEachPair(const std::function<void(const Pair&)>& visit) {
    return d->run([&]() -> Status {
        SQLite::Statement select(*d->database, "SELECT a, b, kind FROM pair");
        while (select.executeStep()) {
            visit({columnBlob(select, 0), columnBlob(select, 1),
                   static_cast<GroupKind>(columnInt(select, 2))});
        }
        return {};
    });
}

Status LikenessStore::put(const std::vector<Compared>& compared, const std::vector<Pair>& pairs) {
    return d->run([&]() -> Status {
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
    return d->run([&]() -> Status {
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
