#pragma once

#include <QString>
#include <memory>
#include <utility>

#include "core/store/schema.h"
#include "core/store/sqlite.h"

namespace semblance {

/// A database that can be made again: a damaged or foreign one is thrown away, since one that lost
/// its rows is worth no more than an empty one. Internal to the room. Belongs to one thread.
class CacheDatabase {
public:
    /// Makes the file if it is not there; what is thrown away is noted in the log.
    static Result<CacheDatabase> open(const QString& path, const Schema& schema);

    SQLite::Database& operator*() { return *m_database; }

    /// guarded(); what proves damaged in use is made new for the next call.
    template <class Work>
    std::invoke_result_t<Work> run(Work&& work) {
        auto done = guarded(m_path, std::forward<Work>(work));
        if (!done && isWorthless(done.error()))
            SEMBLANCE_TRY(rebuild());
        return done;
    }

private:
    CacheDatabase(QString path, const Schema& schema)
        : m_path(std::move(path)), m_schema(&schema) {}
    static bool isWorthless(const Error& error);
    Status connect();
    Status rebuild();

    QString m_path;
    const Schema* m_schema;
    std::unique_ptr<SQLite::Database> m_database;
};

}  // namespace semblance
