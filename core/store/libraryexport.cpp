#include "core/store/libraryexport.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include "core/store/databasecopy.h"
#include "core/store/deskpackage.h"
#include "core/store/libraryreader.h"
#include "core/store/packagefile.h"
#include "core/store/schema.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryExport)
};

constexpr std::int64_t kBlock = 2000;

/// Only an earlier export may be replaced: the user's own files never are.
Status checkTarget(const QString& file) {
    const QFileInfo target(file);
    if (target.isDir())
        return fail(ErrorKind::WrongUse,
                    Text::tr("%1 is a folder. Name a file to export to.").arg(file));
    if (!target.exists() || target.size() == 0)
        return {};
    const auto package = packagefile::open(file);
    const bool isOurs = package || package.error().kind == ErrorKind::Newer;
    if (!isOurs)
        return fail(ErrorKind::WrongUse,
                    Text::tr("%1 is there already and is not an exported library. Choose another "
                             "name.")
                        .arg(file));
    return {};
}

std::string isPath(const std::string& column) {
    return column + " LIKE '%/%' OR " + column + " LIKE '%\\%'";
}

/// Takes out what is nobody's business elsewhere, or means nothing there.
void strip(SQLite::Database& package) {
    package.exec("PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF");
    package.exec(
        "DELETE FROM query_trail; DELETE FROM removed_file;"
        "DELETE FROM mark_tag WHERE key NOT IN (SELECT key FROM content);"
        "DELETE FROM mark WHERE key NOT IN (SELECT key FROM content);"
        "DELETE FROM meta WHERE name NOT IN ('uuid', 'generation', 'model',"
        "                                    'removed_known_after');"
        "DELETE FROM meta WHERE name = 'model' AND (" +
        isPath("value") + ")");
}

/// Paths as they are in the file: below a folder of the library.
class PortablePaths {
public:
    explicit PortablePaths(SQLite::Database& package) {
        SQLite::Statement select(package, "SELECT id, path FROM root ORDER BY length(path) DESC");
        while (select.executeStep())
            m_roots.push_back({columnInt(select, 0), columnText(select, 1)});
    }

    /// Saved searches name pictures by their paths: below a folder of the library these go along.
    QString query(QString query) const {
        for (const Root& root : m_roots)
            query = packagefile::replacePathBeginnings(query, root.path,
                                                       packagefile::rootMark(root.id));
        return query;
    }

    /// Empty for one that is in no folder.
    QString path(const QString& path) const {
        for (const Root& root : m_roots) {
            if (path.startsWith(root.path + QLatin1Char('/')))
                return packagefile::rootMark(root.id) + path.mid(root.path.size());
        }
        return {};
    }

private:
    struct Root {
        std::int64_t id;
        QString path;
    };

    std::vector<Root> m_roots;
};

void makeSearchesPortable(SQLite::Database& package, const PortablePaths& portable) {
    SQLite::Statement searches(package, "SELECT id, query FROM saved_search");
    std::vector<std::pair<std::int64_t, QString>> changed;
    while (searches.executeStep())
        changed.emplace_back(columnInt(searches, 0), portable.query(columnText(searches, 1)));
    SQLite::Statement put(package, "UPDATE saved_search SET query = ? WHERE id = ?");
    for (const auto& [id, query] : changed) {
        bindText(put, 1, query);
        put.bind(2, id);
        runOnce(put);
    }
}

/// Writes one file. Belongs to one thread; throws SQLite::Exception.
class Exporter {
public:
    Exporter(const LibraryPaths& paths, SQLite::Database& package, const ExportOptions& options)
        : m_paths(paths), m_package(package), m_options(options) {}

    Status run() {
        {
            SQLite::Database library = openReadable(m_paths.database);
            CopyOptions copying{m_options.cancel, m_options.progress};
            SEMBLANCE_TRY(copyPages(library, m_package, copying));
        }
        m_package.exec("PRAGMA journal_mode = DELETE");
        strip(m_package);
        m_package.exec(packagefile::tables);
        const PortablePaths portable(m_package);
        makeSearchesPortable(m_package, portable);
        deskpackage::pack(
            m_paths, m_package, [&](const QString& query) { return portable.query(query); },
            [&](const QString& path) { return portable.path(path); });
        for (const QString& path : m_paths.allVectors())
            SEMBLANCE_TRY(addVectors(path));
        if (!m_options.cacheDir.isEmpty())
            SEMBLANCE_TRY(addThumbnails(m_options.cacheDir + QStringLiteral("/thumbnails.db")));
        noteInfo();
        return quickCheck(m_package, m_paths.dir);
    }

    ExportedLibrary counts() {
        const auto count = [this](const char* table) {
            return m_package.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt64();
        };
        return {count("file"), count("content"), count("package_vector"),
                count("package_thumbnail"), 0};
    }

private:
    /// Copies three columns of every row that `select` gives into `insert`, which has a place for
    /// each.
    Status copyRows(SQLite::Database& from, const std::string& table, const std::string& select,
                    const std::string& insert) {
        const std::int64_t all = from.execAndGet("SELECT count(*) FROM " + table).getInt64();
        SQLite::Transaction transaction(m_package);
        SQLite::Statement rows(from, select + " FROM " + table);
        SQLite::Statement put(m_package, insert);
        for (std::int64_t done = 0; rows.executeStep(); ++done) {
            if (done % kBlock == 0 && m_options.cancel.isCancelled())
                return fail(cancelledError());
            if (done % kBlock == 0 && m_options.progress)
                m_options.progress(done, all);
            bindBlob(put, 1, columnBlob(rows, 0));
            put.bind(2, columnInt(rows, 1));
            bindBlob(put, 3, columnBlob(rows, 2));
            runOnce(put);
        }
        transaction.commit();
        return {};
    }

    /// Those of the contents that go along.
    Status addVectors(const QString& path) {
        SQLite::Database vectors = openReadable(path);
        if (schemaState(vectors, vectorsSchema) != SchemaState::Current &&
            schemaState(vectors, vectorsSchema) != SchemaState::Older)
            return {};
        const std::int64_t number = addModel(vectors);
        if (number == 0)
            return {};
        return copyRows(vectors, "vector", "SELECT key, " + std::to_string(number) + ", half",
                        "INSERT INTO package_vector (key, model, half) SELECT ?1, ?2, ?3"
                        " WHERE EXISTS (SELECT 1 FROM content WHERE content.key = ?1)");
    }

    /// The model's number here, 0 when it has no name.
    std::int64_t addModel(SQLite::Database& vectors) {
        const auto fact = [&](const char* name) {
            SQLite::Statement select(vectors, "SELECT value FROM meta WHERE name = ?");
            select.bind(1, name);
            return select.executeStep() ? select.getColumn(0).getString() : std::string();
        };
        if (fact("hash").empty() || fact("dim").empty())
            return 0;
        SQLite::Statement put(
            m_package,
            "INSERT INTO package_model (hash, name, dim, precision, device, source, used_ms)"
            " VALUES (?, ?, CAST(? AS INTEGER), ?, ?, ?, CAST(? AS INTEGER))");
        int index = 0;
        for (const char* name :
             {"hash", "model", "dim", "precision", "device", "source", "used_ms"})
            put.bind(++index, fact(name));
        put.exec();
        const std::int64_t number = m_package.getLastInsertRowid();
        m_package.exec(
            "UPDATE package_model SET used_ms = 0 WHERE used_ms IS NULL;"
            "UPDATE package_model SET source = '' WHERE " +
            isPath("source"));
        return number;
    }

    Status addThumbnails(const QString& path) {
        if (!QFile::exists(path))
            return {};
        SQLite::Database thumbnails = openReadable(path);
        if (schemaState(thumbnails, thumbnailsSchema) != SchemaState::Current)
            return {};
        return copyRows(thumbnails, "thumbnail", "SELECT key, side, image",
                        "INSERT INTO package_thumbnail (key, side, image) SELECT ?1, ?2, ?3"
                        " WHERE EXISTS (SELECT 1 FROM content WHERE content.key = ?1)");
    }

    void noteInfo() {
        SQLite::Statement put(m_package, "INSERT INTO package_info VALUES (?, ?)");
        const auto note = [&](const char* name, std::int64_t value) {
            put.bind(1, name);
            put.bind(2, value);
            runOnce(put);
        };
        note("library_version", m_package.execAndGet("PRAGMA user_version").getInt64());
        note("made_ms", QDateTime::currentMSecsSinceEpoch());
        m_package.exec("PRAGMA application_id = " + std::to_string(packagefile::applicationId));
        m_package.exec("PRAGMA user_version = " + std::to_string(packagefile::version));
    }

    const LibraryPaths& m_paths;
    SQLite::Database& m_package;
    const ExportOptions& m_options;
};

}  // namespace

Result<ExportedLibrary> exportLibrary(const LibraryPaths& paths, const QString& file,
                                      const ExportOptions& options) {
    SEMBLANCE_TRY(checkTarget(file));
    // Brings an older one up to date.
    SEMBLANCE_TRY(LibraryReader::open(paths));
    const QString part = file + QStringLiteral(".part");
    struct Remove {
        const QString& part;
        ~Remove() { removeDatabaseFiles(part); }
    } const remove{part};
    removeDatabaseFiles(part);
    SEMBLANCE_TRY_ASSIGN(ExportedLibrary exported, guarded(file, [&]() -> Result<ExportedLibrary> {
                             SQLite::Database package(part.toStdString(),
                                                      SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
                             Exporter exporter(paths, package, options);
                             SEMBLANCE_TRY(exporter.run());
                             return exporter.counts();
                         }));
    SEMBLANCE_TRY(renameFile(part, file));
    exported.bytes = QFileInfo(file).size();
    return exported;
}

Result<std::vector<QString>> exportedFolders(const QString& file) {
    SEMBLANCE_TRY_ASSIGN(SQLite::Database package, packagefile::open(file));
    return guarded(file, [&]() -> Result<std::vector<QString>> {
        SQLite::Statement select(package, "SELECT path FROM root ORDER BY path");
        std::vector<QString> folders;
        while (select.executeStep())
            folders.push_back(columnText(select, 0));
        return folders;
    });
}

}  // namespace semblance
