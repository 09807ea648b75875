#include "core/store/librarymerge.h"

#include <sqlite3.h>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

#include "core/store/deskpackage.h"
#include "core/store/deskstore.h"
#include "core/store/librarydatabase.h"
#include "core/store/mergeplan.h"
#include "core/store/packagefile.h"
#include "core/store/salvage.h"
#include "core/store/schema.h"
#include "core/store/thumbnailstore.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryMerge)
};

constexpr std::int64_t kBlock = 2000;

std::string joined(const std::vector<std::string>& names, const std::string& prefix = {}) {
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + prefix + '"' + name + '"';
    return list;
}

/// What a file says of itself, of which one library may know more than the other.
std::vector<std::string> factColumns(SQLite::Database& library) {
    return sharedColumns(library, "content",
                         {"id", "key", "full_hash", "size", "width", "height", "orientation",
                          "format", "decoder", "state", "error", "facts"});
}

/// The name of a file is made of it.
bool isModelHash(const QString& hash) {
    return !hash.isEmpty() && std::all_of(hash.begin(), hash.end(), [](QChar character) {
        return character.isLetterOrNumber() && character.unicode() < 128;
    });
}

/// One merge. Belongs to one thread; throws SQLite::Exception.
class Merger {
public:
    Merger(const LibraryPaths& paths, SQLite::Database library, SQLite::Database package,
           const MergeOptions& options)
        : m_paths(paths),
          m_library(std::move(library)),
          m_package(std::move(package)),
          m_options(options) {
        // Long statements end, too, when they are not wanted any more.
        constexpr int someSteps = 100'000;
        sqlite3_progress_handler(
            m_library.getHandle(), someSteps,
            [](void* cancel) { return static_cast<CancelToken*>(cancel)->isCancelled() ? 1 : 0; },
            const_cast<CancelToken*>(&m_options.cancel));
    }

    Status run(const QString& part) {
        SEMBLANCE_TRY(checkEmpty());
        attachDatabase(m_library, part, "x", OpenMode::Create);
        SEMBLANCE_TRY(planRoots(m_library, m_paths.database, m_options.folders));
        planRows(m_library);
        // In this order, as always: a content that is listed has its vector.
        SEMBLANCE_TRY(mergeVectors());
        SEMBLANCE_TRY(mergeThumbnails());
        mergeRows();
        return mergeDesk();
    }

    const MergedLibrary& merged() const { return m_merged; }

private:
    Status checkEmpty() {
        if (!m_options.intoEmpty)
            return {};
        const auto rows = m_library.execAndGet(
            "SELECT (SELECT count(*) FROM file) + (SELECT count(*) FROM content)");
        if (rows.getInt64() == 0)
            return {};
        return fail(ErrorKind::WrongUse,
                    Text::tr("The library %1 has pictures already. Merge the file into it "
                             "instead, or import it into a new folder.")
                        .arg(m_paths.dir));
    }

    struct PackagedModel {
        std::int64_t number = 0;
        VectorModel model;
        std::int64_t usedMs = 0;
    };

    std::vector<PackagedModel> packagedModels() {
        SQLite::Statement select(m_package,
                                 "SELECT number, name, hash, dim, precision, device, source,"
                                 " used_ms FROM package_model");
        std::vector<PackagedModel> models;
        while (select.executeStep()) {
            const VectorModel model{columnText(select, 1),
                                    columnText(select, 2),
                                    static_cast<int>(columnInt(select, 3)),
                                    columnText(select, 4),
                                    columnText(select, 5),
                                    columnText(select, 6)};
            constexpr int mostNumbers = 1 << 16;
            if (isModelHash(model.hash) && model.dim > 0 && model.dim < mostNumbers)
                models.push_back({columnInt(select, 0), model, columnInt(select, 7)});
        }
        return models;
    }

    Status mergeVectors() {
        for (const PackagedModel& packaged : packagedModels()) {
            const QString path = m_paths.vectors(packaged.model.hash);
            SEMBLANCE_TRY(guarded(path, [&] { return mergeVectorsOf(packaged, path); }));
        }
        return {};
    }

    Status mergeVectorsOf(const PackagedModel& packaged, const QString& path) {
        SQLite::Database vectors = openDatabase(path, OpenMode::Create);
        SEMBLANCE_TRY(bringUpToDate(vectors, vectorsSchema, path, false));
        if (!noteModel(vectors, packaged))
            return fail(ErrorKind::WrongUse,
                        Text::tr("%1 holds the vectors of another model. Move it to another "
                                 "folder, then try again.")
                            .arg(path));
        SQLite::Statement rows(m_package,
                               "SELECT key, half FROM package_vector WHERE model = ?"
                               " AND length(half) = ?");
        rows.bind(1, packaged.number);
        rows.bind(2, packaged.model.dim * 2);
        SQLite::Statement put(vectors, "INSERT OR IGNORE INTO vector (key, half) VALUES (?, ?)");
        return copyRows(vectors, rows, [&](const QByteArray& key) {
            bindBlob(put, 1, key);
            bindBlob(put, 2, columnBlob(rows, 1));
            const int added = runOnce(put);
            m_merged.vectors += added;
            return added;
        });
    }

    /// False when they are another model's.
    static bool noteModel(SQLite::Database& vectors, const PackagedModel& packaged) {
        SQLite::Statement known(vectors,
                                "SELECT (SELECT value FROM meta WHERE name = 'hash'),"
                                "       (SELECT value FROM meta WHERE name = 'dim')");
        known.executeStep();
        if (!known.isColumnNull(0))
            return columnText(known, 0) == packaged.model.hash &&
                   columnInt(known, 1) == packaged.model.dim;
        known.reset();
        SQLite::Statement note(vectors, "INSERT OR REPLACE INTO meta VALUES (?, ?)");
        const auto noteText = [&](const char* name, const QString& text) {
            note.bind(1, name);
            bindText(note, 2, text);
            runOnce(note);
        };
        noteText("model", packaged.model.name);
        noteText("precision", packaged.model.precision);
        noteText("device", packaged.model.device);
        noteText("source", packaged.model.source);
        note.bind(1, "used_ms");
        note.bind(2, packaged.usedMs);
        runOnce(note);
        note.bind(1, "dim");
        note.bind(2, packaged.model.dim);
        runOnce(note);
        noteText("hash", packaged.model.hash);
        return true;
    }

    /// Takes each row of a kind, by its content's key, in transactions of some thousand. `take`
    /// gets the key it has here and says how many rows came of it.
    template <class Take>
    Status copyRows(SQLite::Database& target, SQLite::Statement& rows, Take&& take) {
        SQLite::Statement plan(m_library,
                               "SELECT plan.key FROM x.content AS theirs"
                               " JOIN temp.content_plan AS plan ON plan.source = theirs.id"
                               " WHERE theirs.key = ?");
        const bool hasGeneration =
            target.execAndGet("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").getInt() >
            0;
        bool more = true;
        while (more) {
            if (m_options.cancel.isCancelled())
                return fail(cancelledError());
            SQLite::Transaction transaction(target, SQLite::TransactionBehavior::IMMEDIATE);
            int added = 0;
            for (std::int64_t row = 0; row < kBlock && more; ++row) {
                more = rows.executeStep();
                if (!more)
                    break;
                bindBlob(plan, 1, columnBlob(rows, 0));
                if (plan.executeStep())
                    added += take(columnBlob(plan, 0));
                plan.reset();
                ++m_done;
            }
            if (added > 0 && hasGeneration)
                target.exec("UPDATE meta SET value = value + 1 WHERE name = 'generation'");
            if (added > 0)
                transaction.commit();
            tell();
        }
        return {};
    }

    void tell() {
        if (m_all == 0)
            m_all = m_package
                        .execAndGet(
                            "SELECT (SELECT count(*) FROM package_vector) +"
                            " (SELECT count(*) FROM package_thumbnail)")
                        .getInt64();
        if (m_options.progress)
            m_options.progress(m_done, m_all);
    }

    /// A cache, but of photos that may be away they are all there is to see.
    Status mergeThumbnails() {
        if (m_options.cacheDir.isEmpty() ||
            m_package.execAndGet("SELECT count(*) FROM package_thumbnail").getInt64() == 0)
            return {};
        SEMBLANCE_TRY(ThumbnailStore::open(m_options.cacheDir));
        const QString path = m_options.cacheDir + QStringLiteral("/thumbnails.db");
        return guarded(path, [&]() -> Status {
            SQLite::Database thumbnails = openDatabase(path, OpenMode::Create);
            SQLite::Statement rows(m_package, "SELECT key, side, image FROM package_thumbnail");
            SQLite::Statement put(thumbnails, "INSERT OR IGNORE INTO thumbnail VALUES (?, ?, ?)");
            return copyRows(thumbnails, rows, [&](const QByteArray& key) {
                bindBlob(put, 1, key);
                put.bind(2, columnInt(rows, 1));
                bindBlob(put, 3, columnBlob(rows, 2));
                const int added = runOnce(put);
                m_merged.thumbnails += added;
                return added;
            });
        });
    }

    void mergeRows() {
        SQLite::Transaction transaction(m_library, SQLite::TransactionBehavior::IMMEDIATE);
        // First: the triggers note it in the rows that change.
        m_library.exec("UPDATE meta SET value = value + 1 WHERE name = 'generation'");
        m_changes = 0;
        addContents();
        completeContents();
        addNames();
        addMarks();
        addFiles();
        mergeSearches();
        change(
            "INSERT OR IGNORE INTO main.model (hash, name, dim)"
            " SELECT hash, name, dim FROM x.model");
        change(
            "INSERT OR IGNORE INTO main.meta SELECT name, value FROM x.meta"
            " WHERE name = 'model'");
        if (m_changes > 0)
            transaction.commit();
    }

    /// Runs a statement and returns how many rows of the library it changed.
    int change(const std::string& sql) {
        const int changed = m_library.exec(sql);
        m_changes += changed;
        return changed;
    }

    void addContents() {
        const auto columns = sharedColumns(m_library, "content", {"id", "key"});
        m_merged.pictures = change(
            "INSERT OR IGNORE INTO main.content (key, " + joined(columns) + ") SELECT plan.key, " +
            joined(columns, "theirs.") +
            " FROM x.content AS theirs JOIN temp.content_plan AS plan ON plan.source = theirs.id"
            " WHERE plan.target IS NULL");
        m_library.exec(
            "CREATE TEMP TABLE added AS SELECT source FROM temp.content_plan"
            " WHERE target IS NULL;"
            "UPDATE temp.content_plan SET target = (SELECT id FROM main.content"
            " WHERE content.key = content_plan.key) WHERE target IS NULL");
    }

    void completeContents() {
        const std::string both =
            " FROM x.content AS theirs JOIN temp.content_plan AS plan ON plan.source = theirs.id"
            " WHERE plan.target = content.id AND theirs.id NOT IN (SELECT source FROM temp.added)";
        // What could not be read here was read there.
        const auto all = sharedColumns(m_library, "content", {"id", "key", "full_hash", "size"});
        m_merged.completed +=
            change("UPDATE main.content SET (" + joined(all) + ") = (" + joined(all, "theirs.") +
                   ")" + both + " AND content.state <> 1 AND theirs.state = 1");
        std::string set = "full_hash = coalesce(content.full_hash, theirs.full_hash)";
        std::string lacks = "(content.full_hash IS NULL AND theirs.full_hash NOT NULL)";
        for (const std::string& column : factColumns(m_library)) {
            const std::string ours = "content.\"" + column + '"';
            const std::string other = "theirs.\"" + column + '"';
            const std::string isLacking =
                "(coalesce(" + ours + ", '') = '' AND coalesce(" + other + ", '') <> '')";
            set += ", \"" + column + "\" = CASE WHEN " + isLacking + " THEN " + other + " ELSE " +
                   ours + " END";
            lacks += " OR " + isLacking;
        }
        m_merged.completed += change("UPDATE main.content SET " + set + both + " AND (" + lacks +
                                     ") AND theirs.state = 1");
    }

    /// Tags, people and whatever else is a list of a content.
    void addNames() {
        for (const std::string& table : tablesOf(m_library, "main")) {
            SQLite::Statement key(m_library,
                                  "SELECT \"from\" FROM pragma_foreign_key_list(?)"
                                  " WHERE \"table\" = 'content'");
            key.bind(1, table);
            if (table == "file" || !key.executeStep() || !isList(table))
                continue;
            const std::string column = key.getColumn(0).getString();
            const auto others = sharedColumns(m_library, table, {column});
            change("INSERT OR IGNORE INTO main.\"" + table + "\" (" + column + ", " +
                   joined(others) + ") SELECT plan.target, " + joined(others, "theirs.") +
                   " FROM x.\"" + table +
                   "\" AS theirs JOIN temp.content_plan AS plan"
                   " ON plan.source = theirs." +
                   column);
        }
    }

    /// Without numbers of its own, by which the same row would come twice.
    bool isList(const std::string& table) {
        SQLite::Statement list(m_library,
                               "SELECT wr FROM pragma_table_list(?)"
                               " WHERE schema = 'main'");
        list.bind(1, table);
        SQLite::Statement theirs(m_library, "SELECT 1 FROM x.sqlite_master WHERE name = ?");
        theirs.bind(1, table);
        return list.executeStep() && columnInt(list, 0) != 0 && theirs.executeStep();
    }

    /// What was said here stands; what was said there alone comes.
    void addMarks() {
        const std::string here =
            " FROM x.mark AS theirs JOIN x.content AS source ON source.key = theirs.key"
            " JOIN temp.content_plan AS plan ON plan.source = source.id";
        change("INSERT OR IGNORE INTO main.mark (key) SELECT plan.key" + here);
        change(
            "UPDATE main.mark SET rating = coalesce(mark.rating, theirs.rating),"
            " label = coalesce(mark.label, theirs.label),"
            " note = CASE mark.note WHEN '' THEN theirs.note ELSE mark.note END" +
            here +
            " WHERE plan.key = mark.key AND ((mark.rating IS NULL AND theirs.rating NOT NULL)"
            " OR (mark.label IS NULL AND theirs.label NOT NULL)"
            " OR (mark.note = '' AND theirs.note <> ''))");
        change(
            "INSERT OR IGNORE INTO main.mark_tag (key, name, given)"
            " SELECT plan.key, tags.name, tags.given" +
            here + " JOIN x.mark_tag AS tags ON tags.key = theirs.key");
    }

    void addFiles() {
        // Where a folder is at another place its files have other numbers. Without the stamp of
        // their sidecars, which the next scan reads anew.
        const auto columns = sharedColumns(
            m_library, "file",
            {"id", "root", "path", "content", "file_index", "ctime_ns", "changed", "sidecars"});
        m_merged.files = change(
            "INSERT OR IGNORE INTO main.file (root, path, content, file_index, ctime_ns, "
            "changed, " +
            joined(columns) +
            ") SELECT plan.root, plan.path, contents.target,"
            " CASE WHEN plan.moved THEN 0 ELSE theirs.file_index END,"
            " CASE WHEN plan.moved THEN 0 ELSE theirs.ctime_ns END,"
            " (SELECT value FROM main.meta WHERE name = 'generation'), " +
            joined(columns, "theirs.") +
            " FROM temp.file_plan AS plan JOIN x.file AS theirs ON theirs.id = plan.source"
            " LEFT JOIN temp.content_plan AS contents ON contents.source = theirs.content"
            " WHERE theirs.content IS NULL OR contents.target NOT NULL");
    }

    void mergeSearches() {
        SQLite::Statement select(m_library, "SELECT name, query FROM x.saved_search ORDER BY id");
        std::vector<std::pair<QString, QString>> searches;
        while (select.executeStep())
            searches.emplace_back(columnText(select, 0), columnText(select, 1));
        for (const auto& [name, query] : searches)
            mergeSearch(name, atHome(query));
    }

    /// With the paths that its folders have here.
    QString atHome(QString query) {
        SQLite::Statement roots(m_library,
                                "SELECT map.old, map.prefix, root.path FROM temp.root_map AS map"
                                " JOIN main.root ON root.id = map.new ORDER BY map.old DESC");
        while (roots.executeStep()) {
            const QString below = columnText(roots, 2) + QLatin1Char('/') + columnText(roots, 1);
            query = packagefile::replacePathBeginnings(
                query, packagefile::rootMark(columnInt(roots, 0)), below.chopped(1));
        }
        return query;
    }

    /// Empty where its folder did not come.
    QString pathAtHome(const QString& path) {
        const QJsonObject packed{{QStringLiteral("path"), path}};
        const QString json =
            atHome(QString::fromUtf8(QJsonDocument(packed).toJson(QJsonDocument::Compact)));
        const QString here =
            QJsonDocument::fromJson(json.toUtf8())[QStringLiteral("path")].toString();
        return here.startsWith(QLatin1StringView("semblance-root:")) ? QString() : here;
    }

    Status mergeDesk() {
        SEMBLANCE_TRY_ASSIGN(const DeskStore::Opened opened, DeskStore::open(m_paths));
        SQLite::Statement plan(m_library,
                               "SELECT plan.key FROM x.content AS theirs"
                               " JOIN temp.content_plan AS plan ON plan.source = theirs.id"
                               " WHERE theirs.key = ?");
        SEMBLANCE_TRY_ASSIGN(
            const deskpackage::Merged merged,
            deskpackage::unpack(
                m_package, *opened.desk, [this](const QString& query) { return atHome(query); },
                [this](const QString& path) { return pathAtHome(path); },
                [&plan](const QByteArray& key) {
                    const ResetAtEnd reset(plan);
                    bindBlob(plan, 1, key);
                    return plan.executeStep() ? columnBlob(plan, 0) : key;
                }));
        m_merged.searches += merged.searches;
        m_merged.renamed += merged.renamed;
        m_merged.collections = merged.collections;
        return {};
    }

    void mergeSearch(const QString& name, const QString& query) {
        SQLite::Statement at(m_library, "SELECT query FROM main.saved_search WHERE name = ?");
        QString free = name;
        for (int number = 2;; ++number) {
            const ResetAtEnd reset(at);
            bindText(at, 1, free);
            if (!at.executeStep())
                break;
            if (columnText(at, 0) == query)
                return;
            free = QStringLiteral("%1 (%2)").arg(name).arg(number);
        }
        SQLite::Statement put(m_library,
                              "INSERT INTO main.saved_search (name, query) VALUES (?, ?)");
        bindText(put, 1, free);
        bindText(put, 2, query);
        m_changes += put.exec();
        ++m_merged.searches;
        m_merged.renamed += free == name ? 0 : 1;
    }

    const LibraryPaths& m_paths;
    SQLite::Database m_library;
    SQLite::Database m_package;
    const MergeOptions& m_options;
    MergedLibrary m_merged;
    int m_changes = 0;
    std::int64_t m_done = 0;
    std::int64_t m_all = 0;
};

}  // namespace

Result<MergedLibrary> mergeLibrary(const LibraryPaths& paths, const LibraryLock&,
                                   const QString& file, const MergeOptions& options) {
    SEMBLANCE_TRY_ASSIGN(SQLite::Database package, packagefile::open(file));
    const QString part = paths.database + QStringLiteral(".import.part");
    struct Remove {
        const QString& part;
        ~Remove() { removeDatabaseFiles(part); }
    } const remove{part};
    SEMBLANCE_TRY(unpackLibrary(package, file, part));
    // Makes it, or brings it up to date.
    SEMBLANCE_TRY(LibraryDatabase::open(paths.database));
    auto merged = guarded(paths.database, [&]() -> Result<MergedLibrary> {
        Merger merger(paths, openDatabase(paths.database, OpenMode::Create), std::move(package),
                      options);
        SEMBLANCE_TRY(merger.run(part));
        return merger.merged();
    });
    if (!merged && options.cancel.isCancelled())
        return fail(cancelledError());
    return merged;
}

}  // namespace semblance
