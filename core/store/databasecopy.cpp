#include "core/store/databasecopy.h"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>

#include "core/base/paths.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::DatabaseCopy)
};

constexpr int kStepPages = 512;
constexpr std::chrono::milliseconds kRest{2};
constexpr int kMostRestarts = 8;
constexpr int kMostWaits = 2000;

bool hasLog(SQLite::Database& database) {
    return database.execAndGet("PRAGMA journal_mode").getString() == "wal";
}

Error disturbedError() {
    return {ErrorKind::Busy,
            Text::tr("The library is being written to and cannot be copied now. Try again later."),
            {}};
}

}  // namespace

Status copyPages(SQLite::Database& source, SQLite::Database& copy, const CopyOptions& options) {
    // With a log a reader keeps its moment, and nobody waits for it. Without one it would lock
    // writers out, and each commit starts the copy over instead.
    std::optional<SQLite::Transaction> moment;
    if (hasLog(source)) {
        moment.emplace(source);
        source.execAndGet("SELECT count(*) FROM sqlite_master");
    }
    SQLite::Backup backup(copy, source);
    int restarts = 0;
    int waits = 0;
    int left = -1;
    for (;;) {
        if (options.cancel.isCancelled())
            return fail(cancelledError());
        const int step = backup.executeStep(kStepPages);
        const int now = backup.getRemainingPageCount();
        restarts += left >= 0 && now > left ? 1 : 0;
        left = now;
        if (options.progress)
            options.progress(backup.getTotalPageCount() - now, backup.getTotalPageCount());
        if (step == SQLITE_DONE)
            break;
        waits += step == SQLITE_BUSY || step == SQLITE_LOCKED ? 1 : 0;
        if (restarts > kMostRestarts || waits > kMostWaits)
            return fail(disturbedError());
        std::this_thread::sleep_for(kRest);
    }
    return {};
}

Status copyDatabase(SQLite::Database& source, const QString& target, const CopyOptions& options) {
    const QString part = target + QStringLiteral(".part");
    if (!removeDatabaseFiles(part))
        return fail(
            ErrorKind::Permission,
            Text::tr("The old file %1 cannot be removed. Remove it and start again.").arg(part));
    struct Remove {
        const QString& part;
        ~Remove() { removeDatabaseFiles(part); }
    } const remove{part};
    {
        SQLite::Database copy(part.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SEMBLANCE_TRY(copyPages(source, copy, options));
        copy.exec("PRAGMA journal_mode = DELETE");
        SEMBLANCE_TRY(quickCheck(copy, target));
    }
    return renameFile(part, target);
}

Status renameFile(const QString& from, const QString& to) {
    std::error_code error;
    std::filesystem::rename(toFsPath(from), toFsPath(to), error);
    if (error)
        return fail(systemError(error.default_error_condition().value(),
                                Text::tr("The file %1 cannot be written. Check the permissions of "
                                         "its folder and the free space, then try again.")
                                    .arg(to)));
    return {};
}

SQLite::Database openReadable(const QString& path) {
    try {
        SQLite::Database database = openDatabase(path, OpenMode::ReadOnly);
        database.execAndGet("SELECT count(*) FROM sqlite_master");
        return database;
    } catch (const SQLite::Exception& exception) {
        const bool mayBeFrozen = sqliteError(exception, path).kind == ErrorKind::Permission &&
                                 QFileInfo(path + QStringLiteral("-wal")).size() == 0;
        if (!mayBeFrozen)
            throw;
    }
    return openDatabase(path, OpenMode::ReadOnlyFrozen);
}

}  // namespace semblance
