#include "core/store/deskstore.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/paths.h"
#include "core/store/databasecopy.h"
#include "core/store/schema.h"
#include "core/store/sqlite.h"

namespace semblance {

namespace {

Q_LOGGING_CATEGORY(logDesk, "semblance.desk")

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::DeskStore)
};

// A step's parent may be gone. Members keep the order they were put in by hand.
constexpr std::array deskSteps = {R"sql(
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    parent INTEGER NOT NULL,
    query TEXT NOT NULL,
    top_row INTEGER NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX step_parent ON step (parent);
CREATE TABLE step_picture (
    step INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    key BLOB NOT NULL,
    PRIMARY KEY (step, number)
) WITHOUT ROWID;
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL
);
CREATE TABLE collection (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE member (
    collection INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    key BLOB NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (collection, number)
) WITHOUT ROWID;
)sql"};

// "Smbd"
const Schema deskSchema = {0x536d6264, deskSteps};

using DatabasePtr = std::unique_ptr<SQLite::Database>;

QString backupOf(const LibraryPaths& paths) {
    return paths.backups + QStringLiteral("/desk.db");
}

Result<DatabasePtr> connect(const QString& path) {
    return guarded(path, [&]() -> Result<DatabasePtr> {
        auto database = std::make_unique<SQLite::Database>(openDatabase(path, OpenMode::Create));
        // What is forgotten is not to be found in the file any more.
        database->exec("PRAGMA secure_delete = ON");
        SEMBLANCE_TRY(bringUpToDate(*database, deskSchema, path, true));
        SEMBLANCE_TRY(quickCheck(*database, path));
        return database;
    });
}

/// Without the history: what is forgotten there must not live on in a copy.
Status backUp(SQLite::Database& database, const QString& backup) {
    const QString part = backup + QStringLiteral(".new");
    SEMBLANCE_TRY(copyDatabase(database, part, {}));
    {
        SQLite::Database copy(part.toStdString(), SQLite::OPEN_READWRITE);
        copy.exec("PRAGMA foreign_keys = ON; PRAGMA journal_mode = DELETE");
        copy.exec("DELETE FROM step");
        copy.exec("VACUUM");
    }
    return renameFile(part, backup);
}

/// Once a day, so that what was put together by hand outlives a damaged file.
void backUpIfDue(SQLite::Database& database, const LibraryPaths& paths) {
    constexpr qint64 daySeconds = 24 * 3600;
    const QString backup = backupOf(paths);
    const QFileInfo last(backup);
    const QDateTime now = QDateTime::currentDateTime();
    if (last.exists() && std::abs(last.lastModified().secsTo(now)) < daySeconds)
        return;
    std::error_code ignored;  // the copy says what is wrong
    std::filesystem::create_directories(toFsPath(paths.backups), ignored);
    if (const Status made = guarded(backup, [&] { return backUp(database, backup); }); !made)
        qCWarning(logDesk) << made.error().sentence << made.error().detail;
}

/// The name it was moved to; empty when it could not be.
QString moveAside(const QString& path) {
    const QString stamp = QDateTime::currentDateTimeUtc().toString(
        QStringLiteral("'.damaged-'yyyyMMdd'T'HHmmsszzz'Z'"));
    if (!QFile::rename(path, path + stamp))
        return {};
    for (const char* suffix : {"-wal", "-shm", "-journal"})
        QFile::rename(path + QLatin1StringView(suffix), path + stamp + QLatin1StringView(suffix));
    return path + stamp;
}

bool restore(const QString& backup, const QString& path) {
    if (!QFile::exists(backup) || !connect(backup))
        return false;
    // Opening it for the check left a log beside it.
    const Status copied = guarded(path, [&]() -> Status {
        SQLite::Database source = openReadable(backup);
        return copyDatabase(source, path, {});
    });
    return copied.has_value();
}

Error newerError(const QString& path) {
    return {ErrorKind::Newer,
            Text::tr("%1 was made by a newer version of Semblance. History, saved searches and "
                     "collections are left alone until Semblance is updated.")
                .arg(path),
            {}};
}

}  // namespace

struct DeskStore::Private {
    QString path;
    DatabasePtr database;

    template <class Work>
    auto run(Work&& work) {
        return guarded(path, std::forward<Work>(work));
    }

    Status remove(const char* sql, std::int64_t id) {
        return run([&]() -> Status {
            SQLite::Statement erase(*database, sql);
            erase.bind(1, id);
            erase.exec();
            return {};
        });
    }
};

Result<DeskStore::Opened> DeskStore::open(const LibraryPaths& paths) {
    auto d = std::make_unique<Private>();
    d->path = paths.desk;
    Opened opened;
    Result<DatabasePtr> database = connect(paths.desk);
    if (!database && database.error().kind == ErrorKind::Newer)
        return fail(newerError(paths.desk));
    if (!database && database.error().kind == ErrorKind::Corrupt) {
        const QString aside = moveAside(paths.desk);
        if (aside.isEmpty())
            return fail(database.error());
        const bool isRestored = restore(backupOf(paths), paths.desk);
        opened.notice = isRestored
                            ? Text::tr(
                                  "History, saved searches and collections were damaged. Searches "
                                  "and collections are as they were in their last copy, and "
                                  "the damaged file is kept as %1.")
                                  .arg(aside)
                            : Text::tr(
                                  "History, saved searches and collections were damaged and begin "
                                  "anew. The damaged file is kept as %1.")
                                  .arg(aside);
        database = connect(paths.desk);
    }
    if (!database)
        return fail(database.error());
    d->database = std::move(*database);
    backUpIfDue(*d->database, paths);
    opened.desk = std::unique_ptr<Desk>(new DeskStore(std::move(d)));
    return opened;
}

DeskStore::DeskStore(std::unique_ptr<Private> data) : d(std::move(data)) {}
DeskStore::~DeskStore() = default;

Result<std::vector<DeskStep>> DeskStore::steps() {
    return d->run([&]() -> Result<std::vector<DeskStep>> {
        std::vector<DeskStep> steps;
        SQLite::Statement pictures(*d->database,
                                   "SELECT key FROM step_picture WHERE step = ? ORDER BY number");
        SQLite::Statement select(*d->database,
                                 "SELECT id, parent, query, top_row, name FROM step ORDER BY id");
        while (select.executeStep()) {
            DeskStep step;
            step.id = StepId{columnInt(select, 0)};
            step.parent = StepId{columnInt(select, 1)};
            step.query = columnText(select, 2);
            step.topRow = static_cast<int>(columnInt(select, 3));
            step.name = columnText(select, 4);
            const ResetAtEnd reset(pictures);
            pictures.bind(1, step.id.value);
            while (pictures.executeStep())
                step.pictures.push_back(columnBlob(pictures, 0));
            steps.push_back(std::move(step));
        }
        return steps;
    });
}

Result<std::vector<SavedSearch>> DeskStore::searches() {
    return d->run([&]() -> Result<std::vector<SavedSearch>> {
        std::vector<SavedSearch> searches;
        SQLite::Statement select(*d->database,
                                 "SELECT id, name, query FROM saved_search ORDER BY id");
        while (select.executeStep())
            searches.push_back(
                {SearchId{columnInt(select, 0)}, columnText(select, 1), columnText(select, 2)});
        return searches;
    });
}

Result<std::vector<Collection>> DeskStore::collections() {
    return d->run([&]() -> Result<std::vector<Collection>> {
        std::vector<Collection> collections;
        SQLite::Statement members(
            *d->database, "SELECT key, path FROM member WHERE collection = ? ORDER BY number");
        SQLite::Statement select(*d->database, "SELECT id, name FROM collection ORDER BY id");
        while (select.executeStep()) {
            Collection collection{CollectionId{columnInt(select, 0)}, columnText(select, 1), {}};
            const ResetAtEnd reset(members);
            members.bind(1, collection.id.value);
            while (members.executeStep())
                collection.members.push_back({columnBlob(members, 0), columnText(members, 1)});
            collections.push_back(std::move(collection));
        }
        return collections;
    });
}

Status DeskStore::putStep(const DeskStep& step) {
    return d->run([&]() -> Status {
        SQLite::Transaction transaction(*d->database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement put(*d->database, "REPLACE INTO step VALUES (?, ?, ?, ?, ?)");
        put.bind(1, step.id.value);
        put.bind(2, step.parent.value);
        bindText(put, 3, step.query);
        put.bind(4, step.topRow);
        bindText(put, 5, step.name);
        put.exec();
        SQLite::Statement picture(*d->database, "INSERT INTO step_picture VALUES (?, ?, ?)");
        int number = 0;
        for (const QByteArray& key : step.pictures) {
            picture.bind(1, step.id.value);
            picture.bind(2, number++);
            bindBlob(picture, 3, key);
            runOnce(picture);
        }
        SQLite::Statement forget(
            *d->database,
            "DELETE FROM step WHERE id <= (SELECT id FROM step ORDER BY id DESC LIMIT 1 OFFSET ?)");
        forget.bind(1, mostSteps);
        forget.exec();
        transaction.commit();
        return {};
    });
}

Status DeskStore::putSearch(const SavedSearch& search) {
    return d->run([&]() -> Status {
        SQLite::Statement put(*d->database, "REPLACE INTO saved_search VALUES (?, ?, ?)");
        put.bind(1, search.id.value);
        bindText(put, 2, search.name);
        bindText(put, 3, search.query);
        put.exec();
        return {};
    });
}

Status DeskStore::putCollection(const Collection& collection) {
    return d->run([&]() -> Status {
        SQLite::Transaction transaction(*d->database, SQLite::TransactionBehavior::IMMEDIATE);
        // Its former members go with the row that is replaced.
        SQLite::Statement put(*d->database, "REPLACE INTO collection VALUES (?, ?)");
        put.bind(1, collection.id.value);
        bindText(put, 2, collection.name);
        put.exec();
        SQLite::Statement insert(*d->database, "INSERT INTO member VALUES (?, ?, ?, ?)");
        std::int64_t number = 0;
        for (const CollectionMember& member : collection.members) {
            insert.bind(1, collection.id.value);
            insert.bind(2, number++);
            bindBlob(insert, 3, member.contentKey);
            bindText(insert, 4, member.path);
            runOnce(insert);
        }
        transaction.commit();
        return {};
    });
}

Status DeskStore::removeStep(StepId step) {
    return d->run([&]() -> Status {
        SQLite::Transaction transaction(*d->database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement lift(
            *d->database,
            "UPDATE step SET parent = (SELECT parent FROM step WHERE id = ?1) WHERE parent = ?1"
            " AND EXISTS (SELECT 1 FROM step WHERE id = ?1)");
        lift.bind(1, step.value);
        lift.exec();
        SQLite::Statement erase(*d->database, "DELETE FROM step WHERE id = ?");
        erase.bind(1, step.value);
        erase.exec();
        transaction.commit();
        return {};
    });
}

Status DeskStore::removeAllSteps() {
    return d->run([&]() -> Status {
        d->database->exec("DELETE FROM step");
        // Neither in free pages nor in the log; the copy has none.
        d->database->exec("VACUUM");
        d->database->tryExec("PRAGMA wal_checkpoint(TRUNCATE)");
        return {};
    });
}

Status DeskStore::removeSearch(SearchId search) {
    return d->remove("DELETE FROM saved_search WHERE id = ?", search.value);
}

Status DeskStore::removeCollection(CollectionId collection) {
    return d->remove("DELETE FROM collection WHERE id = ?", collection.value);
}

}  // namespace semblance
