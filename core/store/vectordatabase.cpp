#include "core/store/vectordatabase.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <utility>

#include "core/store/schema.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::VectorDatabase)
};

void noteModel(SQLite::Database& database, const VectorModel& model) {
    SQLite::Statement note(database, "INSERT OR REPLACE INTO meta VALUES (?, ?)");
    const auto noteText = [&](const char* name, const QString& value) {
        note.bind(1, name);
        bindText(note, 2, value);
        runOnce(note);
    };
    noteText("model", model.name);
    noteText("hash", model.hash);
    noteText("precision", model.precision);
    noteText("device", model.device);
    noteText("source", model.source);
    note.bind(1, "used_ms");
    note.bind(2, static_cast<std::int64_t>(QDateTime::currentMSecsSinceEpoch()));
    runOnce(note);
    note.bind(1, "dim");
    note.bind(2, model.dim);
    runOnce(note);
}

Status checkModel(SQLite::Database& database, const VectorModel& model, const QString& path) {
    SQLite::Statement select(database,
                             "SELECT (SELECT value FROM meta WHERE name = 'hash'),"
                             "       (SELECT value FROM meta WHERE name = 'dim')");
    select.executeStep();
    if (select.isColumnNull(0))
        return {};
    if (columnText(select, 0) == model.hash && columnInt(select, 1) == model.dim)
        return {};
    return fail(ErrorKind::WrongUse,
                Text::tr("%1 holds the vectors of another model. Move it to another folder, then "
                         "index your folders again.")
                    .arg(path));
}

}  // namespace

Result<std::unique_ptr<VectorDatabase>> VectorDatabase::open(const QString& path,
                                                             const VectorModel& model,
                                                             RowWriter::Check check) {
    return guarded(path, [&]() -> Result<std::unique_ptr<VectorDatabase>> {
        SQLite::Database database = openDatabase(path, OpenMode::Create);
        // They can be computed anew: no backup.
        SEMBLANCE_TRY(bringUpToDate(database, vectorsSchema, path, false));
        SEMBLANCE_TRY(checkModel(database, model, path));
        if (check == RowWriter::Check::Always)
            SEMBLANCE_TRY(quickCheck(database, path));
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        noteModel(database, model);
        transaction.commit();
        return std::unique_ptr<VectorDatabase>(
            new VectorDatabase(std::move(database), path, model.dim * 2));
    });
}

Result<std::unique_ptr<VectorDatabase>> VectorDatabase::openExisting(const QString& path) {
    if (!QFile::exists(path))
        return fail(ErrorKind::NotFound, Text::tr("There is no file %1.").arg(path));
    return guarded(path, [&]() -> Result<std::unique_ptr<VectorDatabase>> {
        SQLite::Database database = openDatabase(path, OpenMode::Create);
        SEMBLANCE_TRY(bringUpToDate(database, vectorsSchema, path, false));
        SQLite::Statement dim(database, "SELECT value FROM meta WHERE name = 'dim'");
        const int numbers = dim.executeStep() ? static_cast<int>(columnInt(dim, 0)) : 0;
        dim.reset();
        return std::unique_ptr<VectorDatabase>(
            new VectorDatabase(std::move(database), path, numbers * 2));
    });
}

VectorDatabase::VectorDatabase(SQLite::Database database, const QString& path, int vectorBytes)
    : m_database(std::move(database)),
      m_path(path),
      m_vectorBytes(vectorBytes),
      // REPLACE gives a new seq, which is how readers notice.
      m_put(m_database, "INSERT OR REPLACE INTO vector (key, half) VALUES (?, ?)"),
      m_remove(m_database, "DELETE FROM vector WHERE key = ?"),
      m_bump(m_database, "UPDATE meta SET value = value + 1 WHERE name = 'generation'") {}

void VectorDatabase::put(const std::vector<Item>& items) {
    if (items.empty())
        return;
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const Item& item : items) {
        bindBlob(m_put, 1, item.contentKey);
        bindBlob(m_put, 2, item.half);
        runOnce(m_put);
    }
    runOnce(m_bump);
    transaction.commit();
}

void VectorDatabase::remove(const std::vector<QByteArray>& contentKeys) {
    if (contentKeys.empty())
        return;
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    int removed = 0;
    for (const QByteArray& key : contentKeys) {
        bindBlob(m_remove, 1, key);
        removed += runOnce(m_remove);
    }
    if (removed > 0)
        runOnce(m_bump);
    transaction.commit();
}

std::int64_t VectorDatabase::count() {
    return m_database.execAndGet("SELECT count(*) FROM vector").getInt64();
}

void VectorDatabase::shrink() {
    giveBackFreePages(m_database);
}

}  // namespace semblance
