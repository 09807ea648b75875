#include <QFile>
#include <algorithm>
#include <utility>
#include <vector>

#include "core/base/float16.h"
#include "core/store/databasecopy.h"
#include "core/store/librarydoctor.h"
#include "core/store/libraryrestore.h"
#include "core/store/schema.h"
#include "core/store/thumbnailstore.h"
#include "core/store/vectordatabase.h"

/// The doctor's look at what lies beside the library's rows: vectors and thumbnails.
namespace semblance {

namespace {

struct KnownModel {
    QString hash;
    int dim = 0;
};

/// What the library says of the model that a file is named by; empty when it knows none.
KnownModel modelOf(const LibraryPaths& paths, const QString& vectors) {
    return guarded(paths.database,
                   [&]() -> Result<KnownModel> {
                       SQLite::Database database = openReadable(paths.database);
                       SQLite::Statement models(database, "SELECT hash, dim FROM model");
                       while (models.executeStep()) {
                           if (paths.vectors(columnText(models, 0)) == vectors)
                               return KnownModel{columnText(models, 0),
                                                 static_cast<int>(columnInt(models, 1))};
                       }
                       return KnownModel();
                   })
        .value_or(KnownModel());
}

Status wholeVectors(const QString& path) {
    return guarded(path, [&]() -> Status {
        SQLite::Database database = openReadable(path);
        const SchemaState state = schemaState(database, vectorsSchema);
        if (state == SchemaState::Foreign || state == SchemaState::Newer)
            return fail(schemaError(state, path));
        return integrityCheck(database, path);
    });
}

bool isFinite(const QByteArray& half) {
    constexpr HalfBits exponent = 0x7c00;
    std::vector<HalfBits> numbers(static_cast<std::size_t>(half.size()) / sizeof(HalfBits));
    std::copy_n(half.constData(), numbers.size() * sizeof(HalfBits),
                reinterpret_cast<char*>(numbers.data()));
    return std::none_of(numbers.begin(), numbers.end(),
                        [](HalfBits number) { return (number & exponent) == exponent; });
}

std::vector<QByteArray> unusableOf(SQLite::Database& database, std::int64_t dim) {
    std::vector<QByteArray> keys;
    SQLite::Statement rows(database, "SELECT key, half FROM vector");
    while (rows.executeStep()) {
        const QByteArray half = columnBlob(rows, 1);
        if (half.size() != dim * static_cast<int>(sizeof(HalfBits)) || !isFinite(half))
            keys.push_back(columnBlob(rows, 0));
    }
    return keys;
}

/// Of the keys that a query gives, those that no content has. Two connections: where nobody may
/// write, one database cannot be attached to another.
std::vector<QByteArray> looseIn(SQLite::Database& database, const LibraryPaths& paths,
                                const char* keys) {
    SQLite::Database library = openReadable(paths.database);
    SQLite::Statement held(library, "SELECT 1 FROM content WHERE key = ?");
    std::vector<QByteArray> loose;
    SQLite::Statement select(database, keys);
    while (select.executeStep()) {
        const ResetAtEnd reset(held);
        QByteArray key = columnBlob(select, 0);
        bindBlob(held, 1, key);
        if (!held.executeStep())
            loose.push_back(std::move(key));
    }
    return loose;
}

Status noteModel(const LibraryPaths& paths, const QString& hash, const QString& name, int dim) {
    return guarded(paths.database, [&]() -> Status {
        SQLite::Database database = openDatabase(paths.database, OpenMode::Create);
        SQLite::Statement put(database,
                              "INSERT OR IGNORE INTO model (hash, name, dim)"
                              " VALUES (?, ?, ?)");
        bindText(put, 1, hash);
        bindText(put, 2, name);
        put.bind(3, dim);
        put.exec();
        return {};
    });
}

}  // namespace

Status LibraryDoctor::treatVectors(const QString& path) {
    const Status whole = wholeVectors(path);
    if (!whole && whole.error().kind == ErrorKind::Newer)
        return {};  // another version's, which reads it
    if (!whole && whole.error().kind != ErrorKind::Corrupt)
        return whole;
    if (!whole) {
        find(LibraryFault::DamagedVectors, path);
        if (!m_mends)
            return {};
        SEMBLANCE_TRY(mendDamagedVectors(path));
    }
    return m_isReadable && QFile::exists(path) ? treatVectorRows(path) : Status();
}

Status LibraryDoctor::mendDamagedVectors(const QString& path) {
    const KnownModel model = m_isReadable ? modelOf(m_paths, path) : KnownModel();
    SEMBLANCE_TRY_ASSIGN(RestoredDatabase restored,
                         restoreVectorDatabase(path, model.hash, model.dim));
    m_health.restored.push_back(std::move(restored));
    return {};
}

Status LibraryDoctor::treatVectorRows(const QString& path) {
    std::vector<QByteArray> useless;
    SEMBLANCE_TRY(guarded(path, [&]() -> Status {
        SQLite::Database database = openReadable(path);
        if (schemaState(database, vectorsSchema) == SchemaState::Empty)
            return {};
        SQLite::Statement facts(database,
                                "SELECT (SELECT value FROM meta WHERE name = 'hash'),"
                                "       (SELECT value FROM meta WHERE name = 'model'),"
                                "       (SELECT value FROM meta WHERE name = 'dim')");
        facts.executeStep();
        if (facts.isColumnNull(0) || facts.isColumnNull(2))
            return {};
        const QString hash = columnText(facts, 0);
        const int dim = static_cast<int>(columnInt(facts, 2));
        useless = unusableOf(database, dim);
        find(LibraryFault::UnusableVectors, path, static_cast<std::int64_t>(useless.size()));
        if (modelOf(m_paths, path).hash.isEmpty()) {
            find(LibraryFault::UnknownVectors, path);
            const Status noted =
                m_mends ? noteModel(m_paths, hash, columnText(facts, 1), dim) : Status();
            if (!noted)
                return noted;
        }
        if (!mayBeLoose())
            return {};
        const std::vector<QByteArray> loose = looseIn(database, m_paths, "SELECT key FROM vector");
        find(LibraryFault::LooseVectors, path, static_cast<std::int64_t>(loose.size()));
        useless.insert(useless.end(), loose.begin(), loose.end());
        return {};
    }));
    if (!m_mends || useless.empty())
        return {};
    SEMBLANCE_TRY_ASSIGN(const auto vectors, VectorDatabase::openExisting(path));
    return guarded(path, [&]() -> Status {
        vectors->remove(useless);
        vectors->shrink();
        return {};
    });
}

Status LibraryDoctor::treatThumbnails() {
    SEMBLANCE_TRY_ASSIGN(const QString cacheDir, m_paths.cacheDir(m_uuid));
    const QString path = cacheDir + QStringLiteral("/thumbnails.db");
    if (!QFile::exists(path))
        return {};
    std::vector<QByteArray> loose;
    const Status read = guarded(path, [&]() -> Status {
        SQLite::Database database = openReadable(path);
        if (schemaState(database, thumbnailsSchema) == SchemaState::Foreign)
            return fail(schemaError(SchemaState::Foreign, path));
        SEMBLANCE_TRY(quickCheck(database, path));
        if (mayBeLoose() && schemaState(database, thumbnailsSchema) == SchemaState::Current)
            loose = looseIn(database, m_paths, "SELECT DISTINCT key FROM thumbnail");
        return {};
    });
    if (!read && read.error().kind != ErrorKind::Corrupt)
        return read;
    if (!read) {
        find(LibraryFault::DamagedThumbnails, path);
        if (m_mends)
            removeDatabaseFiles(path);
        return {};
    }
    find(LibraryFault::LooseThumbnails, path, static_cast<std::int64_t>(loose.size()));
    if (!m_mends || loose.empty())
        return {};
    SEMBLANCE_TRY_ASSIGN(const auto thumbnails, ThumbnailStore::open(cacheDir));
    return thumbnails->remove(loose);
}

}  // namespace semblance
