#include "core/store/librarydoctor.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <utility>

#include "core/catalogue/rows.h"
#include "core/store/databasecopy.h"
#include "core/store/librarybackups.h"
#include "core/store/librarydatabase.h"
#include "core/store/libraryreader.h"
#include "core/store/libraryrestore.h"
#include "core/store/schema.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryDoctor)
};

constexpr const char* kLooseContents =
    "FROM content WHERE NOT EXISTS (SELECT 1 FROM file WHERE file.content = content.id)";

std::int64_t count(SQLite::Database& database, const std::string& from) {
    return database.execAndGet("SELECT count(*) " + from).getInt64();
}

std::string expiredFiles() {
    return "FROM file WHERE missing_since_ms < " +
           std::to_string(QDateTime::currentMSecsSinceEpoch() - keepMissingMs);
}

/// Reads every page and compares every row with its indexes.
Status wholeCheck(const QString& path) {
    return guarded(path, [&]() -> Status {
        SQLite::Database database = openReadable(path);
        const SchemaState state = schemaState(database, librarySchema);
        if (state == SchemaState::Newer)
            return fail(schemaError(state, path));
        if (state == SchemaState::Foreign || state == SchemaState::Empty)
            return fail(corruptError(path, QStringLiteral("not a library")));
        return integrityCheck(database, path);
    });
}

}  // namespace

LibraryDoctor::LibraryDoctor(const LibraryPaths& paths, CancelToken cancel)
    : m_paths(paths), m_cancel(std::move(cancel)) {}

Result<LibraryHealth> LibraryDoctor::look() {
    if (QFile::exists(m_paths.dir)) {
        const auto lock = LibraryLock::acquire(m_paths);
        m_health.isBusy = !lock && lock.error().kind == ErrorKind::Busy;
    }
    return run();
}

Result<LibraryHealth> LibraryDoctor::mend(const LibraryLock&) {
    m_mends = true;
    SEMBLANCE_TRY(finishReplacing(m_paths.database));
    for (const QString& vectors : m_paths.allVectors())
        SEMBLANCE_TRY(finishReplacing(vectors));
    return run();
}

Status LibraryDoctor::checkCancelled() const {
    return m_cancel.isCancelled() ? Status(fail(cancelledError())) : Status();
}

Result<LibraryHealth> LibraryDoctor::run() {
    treatLeftovers();
    SEMBLANCE_TRY(treatDatabase());
    if (m_isReadable)
        SEMBLANCE_TRY(treatRows());
    for (const QString& path : m_paths.allVectors()) {
        SEMBLANCE_TRY(checkCancelled());
        SEMBLANCE_TRY(treatVectors(path));
    }
    SEMBLANCE_TRY(checkCancelled());
    if (m_isReadable)
        SEMBLANCE_TRY(treatThumbnails());
    if (const auto backup = LibraryBackups(m_paths).newestGood())
        m_health.backup = backup->made;
    return std::move(m_health);
}

Status LibraryDoctor::treatDatabase() {
    const bool isLost = !refuseLostLibrary(m_paths);
    if (!isLost && !QFile::exists(m_paths.database))
        return fail(ErrorKind::NotFound, Text::tr("There is no library in %1.").arg(m_paths.dir));
    const Status whole = isLost ? Status() : wholeCheck(m_paths.database);
    if (!whole && whole.error().kind != ErrorKind::Corrupt)
        return whole;
    m_isReadable = !isLost && whole;
    if (m_isReadable)
        return {};
    find(isLost ? LibraryFault::LostDatabase : LibraryFault::DamagedDatabase, m_paths.database);
    if (!m_mends)
        return {};
    SEMBLANCE_TRY_ASSIGN(RestoredDatabase restored, restoreLibraryDatabase(m_paths));
    m_isReadable = restored.from != RestoredDatabase::From::Nothing;
    m_health.restored.push_back(std::move(restored));
    return {};
}

Status LibraryDoctor::treatRows() {
    if (m_mends) {
        SEMBLANCE_TRY(LibraryDatabase::open(m_paths.database));
    } else {
        SEMBLANCE_TRY(LibraryReader::open(m_paths));
    }
    const std::size_t before = m_health.findings.size();
    SEMBLANCE_TRY(guarded(m_paths.database, [&]() -> Status {
        SQLite::Database database = openReadable(m_paths.database);
        SQLite::Statement uuid(database, "SELECT value FROM meta WHERE name = 'uuid'");
        if (uuid.executeStep())
            m_uuid = columnText(uuid, 0);
        m_isKept = isKept(database);
        find(LibraryFault::DanglingRows, m_paths.database,
             count(database, "FROM pragma_foreign_key_check"));
        find(LibraryFault::ExpiredFiles, m_paths.database, count(database, expiredFiles()));
        if (mayBeLoose())
            find(LibraryFault::LooseContents, m_paths.database, count(database, kLooseContents));
        const std::int64_t removals = count(database, "FROM removed_file");
        if (removals > LibraryDatabase::mostRemovals)
            find(LibraryFault::OldRemovals, m_paths.database, removals);
        return {};
    }));
    return m_mends && m_health.findings.size() > before ? mendRows() : Status();
}

Status LibraryDoctor::mendRows() {
    SEMBLANCE_TRY(LibraryBackups(m_paths).make(m_cancel));
    return guarded(m_paths.database, [&]() -> Status {
        {
            SQLite::Database database = openDatabase(m_paths.database, OpenMode::Create);
            SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
            database.exec("UPDATE meta SET value = value + 1 WHERE name = 'generation'");
            mendReferences(database);
            database.exec("DELETE " + expiredFiles());
            if (!m_isKept)
                database.exec(std::string("DELETE ") + kLooseContents);
            database.exec("INSERT OR REPLACE INTO meta VALUES ('untidy', 1)");
            transaction.commit();
        }
        SEMBLANCE_TRY_ASSIGN(const auto library, LibraryDatabase::open(m_paths.database));
        library->forgetRemoved();
        library->shrink();
        return {};
    });
}

void LibraryDoctor::treatLeftovers() {
    // Whoever writes may be in the middle of one.
    if (m_health.isBusy)
        return;
    for (const QString& folder : {m_paths.dir, m_paths.backups}) {
        const QDir dir(folder);
        const QStringList names{QStringLiteral("*.part"), QStringLiteral("*.part-*")};
        for (const QString& name : dir.entryList(names, QDir::Files)) {
            if (!m_mends || QFile::remove(dir.filePath(name)))
                find(LibraryFault::Leftover, dir.filePath(name));
        }
    }
}

}  // namespace semblance
