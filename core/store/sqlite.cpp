#include "core/store/sqlite.h"

#include <sqlite3.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QUrl>

#include "core/base/paths.h"

namespace semblance {

namespace {

Q_LOGGING_CATEGORY(logStore, "semblance.store")

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Store)
};

constexpr int busyTimeoutMs = 10000;

std::string fileName(const QString& path, OpenMode mode) {
    if (mode != OpenMode::ReadOnlyFrozen)
        return path.toStdString();
    // Nobody can make the shared-memory file that WAL needs; SQLite must be told that it may go
    // without.
    const QByteArray encoded = QUrl::toPercentEncoding(path, "/:");
    return "file:" + encoded.toStdString() + "?immutable=1";
}

void useWriteAheadLog(SQLite::Database& database, const QString& path) {
    // WAL needs memory shared between all who have the file open, and locks that work: sure only on
    // the disks of this machine.
    const bool isLocal = isOnLocalDisk(path);
    SQLite::Statement pragma(
        database, isLocal ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
    pragma.executeStep();
    const std::string_view mode = columnView(pragma, 0);
    if (isLocal && mode != "wal")
        qCWarning(logStore) << path << "has journal mode"
                            << QByteArray(mode.data(), static_cast<qsizetype>(mode.size()));
    // NORMAL is safe in WAL: a power cut can lose the last commits but harms nothing.
    database.exec(mode == "wal" ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
    database.exec("PRAGMA journal_size_limit = 67108864");
}

}  // namespace

SQLite::Database openDatabase(const QString& path, OpenMode mode) {
    const int flags = mode == OpenMode::Create     ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE
                      : mode == OpenMode::ReadOnly ? SQLite::OPEN_READONLY
                                                   : SQLite::OPEN_READONLY | SQLite::OPEN_URI;
    SQLite::Database database(fileName(path, mode), flags | SQLite::OPEN_NOMUTEX, busyTimeoutMs);
    database.exec("PRAGMA foreign_keys = ON");
    if (mode == OpenMode::Create) {
        // Counts only in an empty file; an older one changes with its next VACUUM.
        if (QFileInfo(path).size() == 0)
            database.exec("PRAGMA auto_vacuum = INCREMENTAL");
        useWriteAheadLog(database, path);
    }
    return database;
}

void attachDatabase(SQLite::Database& database, const QString& path, const char* name,
                    OpenMode mode) {
    SQLite::Statement attach(database, "ATTACH DATABASE ? AS ?");
    attach.bind(1, fileName(path, mode));
    attach.bind(2, name);
    attach.exec();
}

Error corruptError(const QString& path, const QString& detail) {
    return {ErrorKind::Corrupt,
            Text::tr("The database %1 is damaged or not Semblance's. It is kept as it is, and your "
                     "photos are not affected. semblance-cli doctor --repair restores the library "
                     "from its last good backup, or reads from it what can still be read.")
                .arg(path),
            detail};
}

namespace {

Error ioError(int extendedCode, const QString& path, const QString& detail) {
    switch (extendedCode) {
        // Quotas and file size limits arrive here, not as SQLITE_FULL.
        case SQLITE_IOERR_WRITE:
        case SQLITE_IOERR_FSYNC:
        case SQLITE_IOERR_SHMSIZE:
            return {ErrorKind::NoSpace,
                    Text::tr("%1 cannot be written: its disk is full, over its quota or failing. "
                             "What was stored is kept. Free some space and start again.")
                        .arg(path),
                    detail};
        default:
            return {ErrorKind::Internal,
                    Text::tr("%1 cannot be read. Its disk may be failing or unplugged. What was "
                             "stored is kept.")
                        .arg(path),
                    detail};
    }
}

}  // namespace

Error sqliteError(const SQLite::Exception& exception, const QString& path) {
    const QString detail = QStringLiteral("SQLite %1/%2: %3")
                               .arg(exception.getErrorCode())
                               .arg(exception.getExtendedErrorCode())
                               .arg(QString::fromUtf8(exception.what()));
    // Of a backup there is only one number, the extended one.
    constexpr int primary = 0xff;
    const int extended = exception.getExtendedErrorCode() > 0 ? exception.getExtendedErrorCode()
                                                              : exception.getErrorCode();
    switch (exception.getErrorCode() & primary) {
        case SQLITE_FULL:
            return {ErrorKind::NoSpace,
                    Text::tr("The disk is full: %1 cannot grow. What was stored is kept. Free some "
                             "space and start again.")
                        .arg(path),
                    detail};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return corruptError(path, detail);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorKind::Busy,
                    Text::tr("Another program is using %1. Try again in a moment.").arg(path),
                    detail};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {ErrorKind::Permission,
                    Text::tr("%1 cannot be written. Check the permissions of its folder, or choose "
                             "another folder for the library.")
                        .arg(path),
                    detail};
        case SQLITE_CANTOPEN:
            return {QFile::exists(path) ? ErrorKind::Permission : ErrorKind::NotFound,
                    Text::tr("%1 cannot be opened. Check that its folder is there and that you may "
                             "read and write it.")
                        .arg(path),
                    detail};
        case SQLITE_IOERR:
            return ioError(extended, path, detail);
        default:
            return {
                ErrorKind::Internal,
                Text::tr("The database %1 refused a request. The log has the details.").arg(path),
                detail};
    }
}

std::int64_t databaseFilesSize(const QString& path) {
    return QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size();
}

void giveBackFreePages(SQLite::Database& database) {
    constexpr std::int64_t worthIt = 8 << 20;
    constexpr std::int64_t mostToRewrite = 1 << 30;
    const auto number = [&](const char* pragma) { return database.execAndGet(pragma).getInt64(); };
    const std::int64_t pageSize = number("PRAGMA page_size");
    const std::int64_t pages = number("PRAGMA page_count");
    const std::int64_t unused = number("PRAGMA freelist_count");
    if (unused * pageSize < worthIt || unused < pages / 4)
        return;
    constexpr std::int64_t incremental = 2;
    if (number("PRAGMA auto_vacuum") == incremental)
        database.exec("PRAGMA incremental_vacuum");
    else if (pages * pageSize <= mostToRewrite)
        database.exec("PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
    // Until the log is written back the file keeps its size.
    database.tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
}

namespace {
Status checkWith(SQLite::Database& database, const char* pragma, const QString& path) {
    SQLite::Statement check(database, pragma);
    check.executeStep();
    if (const QString found = columnText(check, 0); found != QStringLiteral("ok"))
        return fail(corruptError(path, found));
    return {};
}
}  // namespace

Status quickCheck(SQLite::Database& database, const QString& path) {
    return checkWith(database, "PRAGMA quick_check(1)", path);
}

Status integrityCheck(SQLite::Database& database, const QString& path) {
    return checkWith(database, "PRAGMA integrity_check(1)", path);
}

bool removeDatabaseFiles(const QString& path) {
    for (const char* suffix : {"-wal", "-shm", "-journal", ""}) {
        const QString file = path + QLatin1String(suffix);
        if (QFile::exists(file) && !QFile::remove(file))
            return false;
    }
    return true;
}

}  // namespace semblance
