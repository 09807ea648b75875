#include "core/store/libraryrestore.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/paths.h"
#include "core/store/databasecopy.h"
#include "core/store/librarybackups.h"
#include "core/store/salvage.h"
#include "core/store/schema.h"

namespace semblance {

namespace {

using From = RestoredDatabase::From;

constexpr std::int64_t kKeepMs = std::int64_t(30) * 24 * 3600 * 1000;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryRestore)
};

QString readyName(const QString& path) {
    return path + QStringLiteral(".repaired");
}

/// A name that nothing has.
QString asideName(const QString& path) {
    const QString name = path + QStringLiteral(".damaged-") +
                         QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
    QString free = name;
    for (int number = 2; QFile::exists(free); ++number)
        free = name + QStringLiteral("-%1").arg(number);
    return free;
}

Error cannotReplace(const std::error_code& error, const QString& path) {
    return systemError(
        error.default_error_condition().value(),
        Text::tr("The damaged database %1 cannot be set aside. Check the permissions of its folder "
                 "and the free space. Nothing was changed.")
            .arg(path));
}

/// A second name for a file, or a copy where the file system knows no second names.
Status keepAs(const QString& path, const QString& aside) {
    if (!QFile::exists(path))
        return {};
    std::error_code error;
    std::filesystem::create_hard_link(toFsPath(path), toFsPath(aside), error);
    if (error) {
        error.clear();
        std::filesystem::copy_file(toFsPath(path), toFsPath(aside), error);
    }
    if (error) {
        QFile::remove(aside);
        return fail(cannotReplace(error, path));
    }
    return {};
}

/// Puts `part`, or nothing, in the place of a damaged database, whose dated name is returned. The
/// log before the file: a damaged file without its log would lose what only the log has.
Result<QString> replaceDatabase(const QString& path, const QString& part) {
    QString aside;
    if (QFile::exists(path)) {
        aside = asideName(path);
        SEMBLANCE_TRY(keepAs(path + QStringLiteral("-wal"), aside + QStringLiteral("-wal")));
        SEMBLANCE_TRY(keepAs(path, aside));
    }
    if (part.isEmpty()) {
        if (!removeDatabaseFiles(path))
            return fail(cannotReplace(std::make_error_code(std::errc::permission_denied), path));
        return aside;
    }
    SEMBLANCE_TRY(renameFile(part, readyName(path)));
    SEMBLANCE_TRY(finishReplacing(path));
    return aside;
}

/// One database made of the pieces, not yet in its place.
struct Made {
    RestoredDatabase how;
    QString part;
};

/// Whether a failure is the disk's and not the file's.
bool isOfDisk(const Error& error) {
    return error.kind == ErrorKind::NoSpace || error.kind == ErrorKind::Permission;
}

Result<Salvaged> salvageInto(const QString& path, const QString& part, const Schema& schema) {
    return guarded(part, [&] { return salvageDatabase(path, part, schema); });
}

std::int64_t contentsIn(const QString& path) {
    return guarded(path,
                   [&]() -> Result<std::int64_t> {
                       SQLite::Database database(path.toStdString(), SQLite::OPEN_READONLY);
                       return database.execAndGet("SELECT count(*) FROM content").getInt64();
                   })
        .value_or(0);
}

/// Whether more pictures are left than an old backup knows, and all that people typed.
bool isRicher(const QString& part, const Salvaged& salvaged, const QString& backup) {
    for (const char* table : {"root", "saved_search", "mark", "mark_tag"}) {
        if (salvaged.incomplete.contains(QLatin1StringView(table)))
            return false;
    }
    return contentsIn(part) > contentsIn(backup);
}

Result<Made> makeLibrary(const LibraryPaths& paths) {
    Made made{{From::Nothing, paths.database, {}, {}, 0, {}},
              paths.database + QStringLiteral(".part")};
    const Result<Salvaged> salvaged = salvageInto(paths.database, made.part, librarySchema);
    if (!salvaged && isOfDisk(salvaged.error()))
        return fail(salvaged.error());
    if (salvaged && salvaged->isWhole()) {
        made.how.from = From::Itself;
        made.how.rows = salvaged->rows;
        return made;
    }
    if (salvaged) {
        made.how.from = From::WhatIsLeft;
        made.how.rows = salvaged->rows;
        made.how.incomplete = salvaged->incomplete;
    }
    const auto backup = LibraryBackups(paths).newestGood();
    if (!backup || (salvaged && isRicher(made.part, *salvaged, backup->path)))
        return made;
    SEMBLANCE_TRY(guarded(made.part, [&]() -> Status {
        SQLite::Database source(backup->path.toStdString(), SQLite::OPEN_READONLY);
        return copyDatabase(source, made.part, {});
    }));
    made.how = {From::Backup, paths.database, {}, backup->made, 0, {}};
    return made;
}

/// The models whose vectors lie beside the library, which an earlier state may not know of.
void noteModels(SQLite::Database& database, const LibraryPaths& paths) {
    SQLite::Statement put(database,
                          "INSERT OR IGNORE INTO model (hash, name, dim)"
                          " VALUES (?, ?, ?)");
    for (const QString& path : paths.allVectors()) {
        const Status noted = guarded(path, [&]() -> Status {
            SQLite::Database vectors = openReadable(path);
            SQLite::Statement facts(vectors,
                                    "SELECT (SELECT value FROM meta WHERE name = 'hash'),"
                                    "       (SELECT value FROM meta WHERE name = 'model'),"
                                    "       (SELECT value FROM meta WHERE name = 'dim')");
            if (!facts.executeStep() || facts.isColumnNull(0) || facts.isColumnNull(2))
                return {};
            bindText(put, 1, columnText(facts, 0));
            bindText(put, 2, columnText(facts, 1));
            put.bind(3, columnInt(facts, 2));
            runOnce(put);
            return {};
        });
        Q_UNUSED(noted)  // damaged ones have their own repair
    }
}

Status finishLibrary(const Made& made, const LibraryPaths& paths) {
    return guarded(made.part, [&]() -> Status {
        SQLite::Database database(made.part.toStdString(), SQLite::OPEN_READWRITE);
        SEMBLANCE_TRY(bringUpToDate(database, librarySchema, made.part, false));
        mendReferences(database);
        if (made.how.from != From::Itself) {
            // Numbers of rows may come to mean others: caches go by this name. Readers go by the
            // generation, which must not be met twice either.
            database.exec(
                "UPDATE meta SET value = lower(hex(randomblob(16))) WHERE name = 'uuid';"
                "UPDATE meta SET value = value + 1000000 WHERE name = 'generation'");
            noteKept(database);
            noteModels(database, paths);
        }
        // Names that were lost are read from the files again.
        if (!made.how.incomplete.isEmpty())
            database.exec("UPDATE content SET facts = 0");
        return integrityCheck(database, made.part);
    });
}

Status finishVectors(const QString& part, const QString& hash, int dim) {
    return guarded(part, [&]() -> Status {
        SQLite::Database database(part.toStdString(), SQLite::OPEN_READWRITE);
        SEMBLANCE_TRY(bringUpToDate(database, vectorsSchema, part, false));
        database.exec("UPDATE meta SET value = lower(hex(randomblob(16))) WHERE name = 'born'");
        SQLite::Statement note(database, "INSERT OR IGNORE INTO meta VALUES (?, ?)");
        note.bind(1, "hash");
        bindText(note, 2, hash);
        runOnce(note);
        note.bind(1, "dim");
        note.bind(2, dim);
        runOnce(note);
        return {};
    });
}

}  // namespace

Status finishReplacing(const QString& path) {
    if (!QFile::exists(readyName(path)))
        return {};
    // A log that stays would be played back into the new file.
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        const QString file = path + QLatin1StringView(suffix);
        if (QFile::exists(file) && !QFile::remove(file))
            return fail(cannotReplace(std::make_error_code(std::errc::permission_denied), path));
    }
    return renameFile(readyName(path), path);
}

Result<RestoredDatabase> restoreLibraryDatabase(const LibraryPaths& paths) {
    SEMBLANCE_TRY_ASSIGN(Made made, makeLibrary(paths));
    if (made.how.from == From::Nothing) {
        removeDatabaseFiles(made.part);
        made.part.clear();
    } else if (const Status finished = finishLibrary(made, paths); !finished) {
        removeDatabaseFiles(made.part);
        return fail(finished.error());
    }
    SEMBLANCE_TRY_ASSIGN(made.how.aside, replaceDatabase(paths.database, made.part));
    return std::move(made.how);
}

Result<RestoredDatabase> restoreVectorDatabase(const QString& path, const QString& hash, int dim) {
    const QString part = path + QStringLiteral(".part");
    RestoredDatabase how{From::Nothing, path, {}, {}, 0, {}};
    const Result<Salvaged> salvaged = salvageInto(path, part, vectorsSchema);
    if (!salvaged && isOfDisk(salvaged.error()))
        return fail(salvaged.error());
    if (salvaged && !hash.isEmpty() && finishVectors(part, hash, dim)) {
        how.from = salvaged->isWhole() ? From::Itself : From::WhatIsLeft;
        how.rows = salvaged->rows;
        how.incomplete = salvaged->incomplete;
    } else {
        removeDatabaseFiles(part);
    }
    SEMBLANCE_TRY_ASSIGN(how.aside,
                         replaceDatabase(path, how.from == From::Nothing ? QString() : part));
    return how;
}

std::int64_t mendReferences(SQLite::Database& database) {
    std::int64_t mended = 0;
    for (const std::string& table : tablesOf(database, "main")) {
        SQLite::Statement keys(database,
                               "SELECT \"from\", \"table\", coalesce(\"to\", 'id'), on_delete"
                               " FROM pragma_foreign_key_list(?)");
        keys.bind(1, table);
        while (keys.executeStep()) {
            const std::string column = keys.getColumn(0).getString();
            const std::string missing = " WHERE " + column + " NOT NULL AND NOT EXISTS (SELECT 1" +
                                        " FROM " + keys.getColumn(1).getString() +
                                        " AS held WHERE held." + keys.getColumn(2).getString() +
                                        " = " + table + "." + column + ")";
            mended +=
                keys.getColumn(3).getString() == "SET NULL"
                    ? database.exec("UPDATE " + table + " SET " + column + " = NULL" + missing)
                    : database.exec("DELETE FROM " + table + missing);
        }
    }
    return mended;
}

void noteKept(SQLite::Database& database) {
    SQLite::Statement note(database, "INSERT OR REPLACE INTO meta VALUES ('kept_until_ms', ?)");
    note.bind(1, static_cast<std::int64_t>(QDateTime::currentMSecsSinceEpoch() + kKeepMs));
    note.exec();
}

bool isKept(SQLite::Database& database) {
    SQLite::Statement select(database, "SELECT value FROM meta WHERE name = 'kept_until_ms'");
    return select.executeStep() && columnInt(select, 0) > QDateTime::currentMSecsSinceEpoch();
}

}  // namespace semblance
