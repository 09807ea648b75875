#include "core/store/thumbnailstore.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <mutex>
#include <utility>

#include "core/store/schema.h"

namespace semblance {

namespace {

Q_LOGGING_CATEGORY(logThumbnails, "semblance.thumbnails")

/// Two threads that meet the same damaged cache must not throw away each other's new one.
std::mutex rebuildMutex;

struct Connection {
    explicit Connection(SQLite::Database opened)
        : database(std::move(opened)),
          select(database, "SELECT image FROM thumbnail WHERE key = ? AND side = ?"),
          insert(database, "INSERT OR REPLACE INTO thumbnail VALUES (?, ?, ?)"),
          erase(database, "DELETE FROM thumbnail WHERE key = ?") {}

    SQLite::Database database;
    SQLite::Statement select;
    SQLite::Statement insert;
    SQLite::Statement erase;
};

Result<std::unique_ptr<Connection>> connect(const QString& path) {
    return guarded(path, [&]() -> Result<std::unique_ptr<Connection>> {
        SQLite::Database database = openDatabase(path, OpenMode::Create);
        SEMBLANCE_TRY(bringUpToDate(database, thumbnailsSchema, path, false));
        return std::make_unique<Connection>(std::move(database));
    });
}

bool isWorthless(const Error& error) {
    return error.kind == ErrorKind::Corrupt || error.kind == ErrorKind::Newer;
}

/// Opens the cache, making it new when it is damaged or not ours. `suspect` says that it opens but
/// was found damaged in use.
Result<std::unique_ptr<Connection>> connectOrRebuild(const QString& path, bool suspect) {
    std::lock_guard lock(rebuildMutex);
    if (auto connection = connect(path); connection || !isWorthless(connection.error())) {
        if (!connection || !suspect)
            return connection;
        if (guarded(path, [&] { return quickCheck((*connection)->database, path); }))
            return connection;
    }
    qCWarning(logThumbnails) << path << "is damaged and is made new";
    removeDatabaseFiles(path);
    return connect(path);
}

}  // namespace

struct ThumbnailStore::Private {
    QString path;
    std::unique_ptr<Connection> connection;

    /// Runs `work` on the connection, and when the cache proves damaged makes it new and runs
    /// `work` once more.
    template <class Work>
    std::invoke_result_t<Work, Connection&> run(Work&& work) {
        if (!connection)
            SEMBLANCE_TRY(reconnect(false));
        const auto attempt = [&] { return work(*connection); };
        auto result = guarded(path, attempt);
        if (result || !isWorthless(result.error()))
            return result;
        SEMBLANCE_TRY(reconnect(true));
        return guarded(path, attempt);
    }

    Status reconnect(bool suspect) {
        connection.reset();
        SEMBLANCE_TRY_ASSIGN(connection, connectOrRebuild(path, suspect));
        return {};
    }
};

Result<std::unique_ptr<ThumbnailStore>> ThumbnailStore::open(const QString& cacheDir) {
    auto d = std::make_unique<Private>();
    d->path = cacheDir + QStringLiteral("/thumbnails.db");
    SEMBLANCE_TRY_ASSIGN(d->connection, connectOrRebuild(d->path, false));
    return std::unique_ptr<ThumbnailStore>(new ThumbnailStore(std::move(d)));
}

ThumbnailStore::ThumbnailStore(std::unique_ptr<Private> data) : d(std::move(data)) {}
ThumbnailStore::~ThumbnailStore() = default;

Result<std::optional<QByteArray>> ThumbnailStore::get(const QByteArray& contentKey, int side) {
    return d->run([&](Connection& cache) -> Result<std::optional<QByteArray>> {
        SQLite::Statement& select = cache.select;
        const ResetAtEnd reset(select);
        bindBlob(select, 1, contentKey);
        select.bind(2, side);
        std::optional<QByteArray> image;
        if (select.executeStep())
            image = columnBlob(select, 0);
        return image;
    });
}

Status ThumbnailStore::put(const std::vector<Item>& items) {
    if (items.empty())
        return {};
    return d->run([&](Connection& cache) -> Status {
        SQLite::Statement& insert = cache.insert;
        SQLite::Transaction transaction(cache.database, SQLite::TransactionBehavior::IMMEDIATE);
        for (const Item& item : items) {
            for (auto image = item.images.cbegin(); image != item.images.cend(); ++image) {
                bindBlob(insert, 1, item.contentKey);
                insert.bind(2, image.key());
                bindBlob(insert, 3, image.value());
                runOnce(insert);
            }
        }
        transaction.commit();
        return {};
    });
}

Status ThumbnailStore::remove(const std::vector<QByteArray>& contentKeys) {
    return d->run([&](Connection& cache) -> Status {
        SQLite::Statement& erase = cache.erase;
        SQLite::Transaction transaction(cache.database, SQLite::TransactionBehavior::IMMEDIATE);
        for (const QByteArray& key : contentKeys) {
            bindBlob(erase, 1, key);
            runOnce(erase);
        }
        transaction.commit();
        return {};
    });
}

Status ThumbnailStore::tidy(const std::function<bool(const QByteArray&)>& isWanted) {
    std::vector<QByteArray> unwanted;
    SEMBLANCE_TRY(d->run([&](Connection& cache) -> Status {
        unwanted.clear();
        SQLite::Statement select(cache.database, "SELECT DISTINCT key FROM thumbnail");
        while (select.executeStep()) {
            if (QByteArray key = columnBlob(select, 0); !isWanted(key))
                unwanted.push_back(std::move(key));
        }
        return {};
    }));
    if (!unwanted.empty())
        SEMBLANCE_TRY(remove(unwanted));
    return d->run([](Connection& cache) -> Status {
        giveBackFreePages(cache.database);
        return {};
    });
}

}  // namespace semblance
