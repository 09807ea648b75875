#include "core/store/cachedatabase.h"

#include <QLoggingCategory>
#include <mutex>

namespace semblance {

namespace {
Q_LOGGING_CATEGORY(logCaches, "semblance.caches")

/// Two threads that meet the same damaged cache must not throw away each other's new one.
std::mutex rebuildMutex;
}  // namespace

Result<CacheDatabase> CacheDatabase::open(const QString& path, const Schema& schema) {
    CacheDatabase cache(path, schema);
    std::lock_guard lock(rebuildMutex);
    Status connected = cache.connect();
    if (!connected && isWorthless(connected.error())) {
        qCWarning(logCaches) << path << "is damaged and is made new";
        removeDatabaseFiles(path);
        connected = cache.connect();
    }
    if (!connected)
        return fail(connected.error());
    return cache;
}

bool CacheDatabase::isWorthless(const Error& error) {
    return error.kind == ErrorKind::Corrupt || error.kind == ErrorKind::Newer;
}

Status CacheDatabase::connect() {
    return guarded(m_path, [this]() -> Status {
        auto database = std::make_unique<SQLite::Database>(openDatabase(m_path, OpenMode::Create));
        SEMBLANCE_TRY(bringUpToDate(*database, *m_schema, m_path, false));
        m_database = std::move(database);
        return {};
    });
}

Status CacheDatabase::rebuild() {
    std::lock_guard lock(rebuildMutex);
    m_database.reset();
    removeDatabaseFiles(m_path);
    return connect();
}

}  // namespace semblance
