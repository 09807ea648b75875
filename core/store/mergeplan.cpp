#include "core/store/mergeplan.h"

#include <QCoreApplication>
#include <algorithm>

#include "core/base/contentkey.h"
#include "core/store/librarydatabase.h"
#include "core/store/packagefile.h"
#include "core/store/salvage.h"
#include "core/store/schema.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryMerge)
};

struct ExportedRoot {
    RootId id;
    RootPlace place;
};

std::vector<ExportedRoot> exportedRoots(SQLite::Database& library) {
    SQLite::Statement select(
        library, "SELECT id, volume_id, volume_name, path_on_volume, path FROM x.root ORDER BY id");
    std::vector<ExportedRoot> roots;
    while (select.executeStep())
        roots.push_back({{columnInt(select, 0)},
                         {columnText(select, 1), columnText(select, 2), columnText(select, 3),
                          columnText(select, 4)}});
    return roots;
}

Status checkFolders(const std::vector<ExportedRoot>& roots,
                    const std::vector<FolderHere>& folders) {
    for (const FolderHere& folder : folders) {
        const bool isThere = std::any_of(roots.begin(), roots.end(), [&](const ExportedRoot& root) {
            return root.place.path == folder.exported;
        });
        if (isThere)
            continue;
        QStringList there;
        for (const ExportedRoot& root : roots)
            there.append(root.place.path);
        return fail(ErrorKind::WrongUse,
                    Text::tr("The exported library has no folder %1. Its folders are: %2.")
                        .arg(folder.exported, there.join(QStringLiteral(", "))));
    }
    return {};
}

std::string joined(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "\"" : ", \"") + name + '"';
    return list;
}

/// What both libraries call by one key and is not the same: the later one gets a longer key, as
/// when it is indexed (ContentLookup).
void renameAlikes(SQLite::Database& library) {
    SQLite::Statement alike(
        library,
        "SELECT plan.source, theirs.key, theirs.full_hash FROM temp.content_plan AS plan"
        " JOIN x.content AS theirs ON theirs.id = plan.source"
        " JOIN main.content AS ours ON ours.key = theirs.key"
        " WHERE theirs.full_hash IS NOT NULL AND ours.full_hash IS NOT NULL"
        "   AND theirs.full_hash <> ours.full_hash AND length(theirs.key) = ?");
    alike.bind(1, static_cast<int>(contentKeyBytes));
    std::vector<std::pair<std::int64_t, QByteArray>> renamed;
    while (alike.executeStep())
        renamed.emplace_back(columnInt(alike, 0), columnBlob(alike, 1) + columnBlob(alike, 2));
    SQLite::Statement put(library, "UPDATE temp.content_plan SET key = ? WHERE source = ?");
    for (const auto& [source, key] : renamed) {
        bindBlob(put, 1, key);
        put.bind(2, source);
        runOnce(put);
    }
}

/// Of two that are alike the other one may have come first there.
void joinAlikes(SQLite::Database& library) {
    SQLite::Statement join(
        library,
        "UPDATE temp.content_plan SET key = substr(key, 1, ?1) WHERE length(key) = ?1 + ?2"
        " AND NOT EXISTS (SELECT 1 FROM main.content WHERE content.key = content_plan.key)"
        " AND EXISTS (SELECT 1 FROM main.content AS ours"
        "              WHERE ours.key = substr(content_plan.key, 1, ?1)"
        "                AND ours.full_hash = substr(content_plan.key, ?1 + 1))");
    join.bind(1, static_cast<int>(contentKeyBytes));
    join.bind(2, static_cast<int>(fullHashBytes));
    join.exec();
}

}  // namespace

Status unpackLibrary(SQLite::Database& package, const QString& packagePath, const QString& part) {
    return guarded(part, [&]() -> Status {
        removeDatabaseFiles(part);
        SQLite::Database made(part.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        made.exec("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        runSteps(made, librarySchema, packagefile::libraryVersion(package));
        attachDatabase(made, packagePath, "package", OpenMode::ReadOnly);
        const std::vector<std::string> theirs = tablesOf(made, "package");
        {
            SQLite::Transaction transaction(made);
            for (const std::string& table : tablesOf(made, "main")) {
                if (table == "meta" ||
                    std::find(theirs.begin(), theirs.end(), table) == theirs.end())
                    continue;
                std::vector<std::string> columns = columnsOf(made, "main", table);
                const std::vector<std::string> there = columnsOf(made, "package", table);
                std::erase_if(columns, [&](const std::string& column) {
                    return std::find(there.begin(), there.end(), column) == there.end();
                });
                made.exec("INSERT OR IGNORE INTO main.\"" + table + "\" (" + joined(columns) +
                          ") SELECT " + joined(columns) + " FROM package.\"" + table + '"');
            }
            made.exec(
                "INSERT OR REPLACE INTO main.meta SELECT name, value FROM package.meta"
                " WHERE name = 'model'");
            // A path must not lead out of its folder.
            made.exec("DELETE FROM file WHERE path LIKE '/%' OR '/' || path || '/' LIKE '%/../%'");
            transaction.commit();
        }
        made.exec("DETACH DATABASE package");
        return bringUpToDate(made, librarySchema, part, false);
    });
}

Status planRoots(SQLite::Database& library, const QString& libraryPath,
                 const std::vector<FolderHere>& folders) {
    const std::vector<ExportedRoot> roots = exportedRoots(library);
    SEMBLANCE_TRY(checkFolders(roots, folders));
    library.exec("CREATE TEMP TABLE root_map (old INTEGER, new INTEGER, prefix TEXT, moved)");
    SQLite::Statement put(library, "INSERT INTO temp.root_map VALUES (?, ?, ?, ?)");
    struct Placed {
        RootId old;
        RootPlace place;
        bool isMoved;
    };
    std::vector<Placed> placed;
    SEMBLANCE_TRY_ASSIGN(const auto writable, LibraryDatabase::open(libraryPath));
    for (const ExportedRoot& root : roots) {
        RootPlace place = root.place;
        for (const FolderHere& folder : folders) {
            if (folder.exported == root.place.path)
                place = folder.place;
        }
        const bool isMoved =
            place.volumeId != root.place.volumeId || place.pathOnVolume != root.place.pathOnVolume;
        writable->addRoot(place);
        placed.push_back({root.id, place, isMoved});
    }
    // Again: a root may have been taken up by one that came after it.
    for (const Placed& root : placed) {
        const AddedRoot there = writable->addRoot(root.place);
        put.bind(1, root.old.value);
        put.bind(2, there.root.value);
        bindText(put, 3,
                 there.subfolder.isEmpty() ? QString() : there.subfolder + QLatin1Char('/'));
        put.bind(4, root.isMoved ? 1 : 0);
        runOnce(put);
    }
    return {};
}

void planRows(SQLite::Database& library) {
    library.exec(
        "CREATE TEMP TABLE file_plan (source INTEGER PRIMARY KEY, root INTEGER, path TEXT, moved,"
        "                             UNIQUE (root, path));"
        "INSERT OR IGNORE INTO temp.file_plan"
        " SELECT theirs.id, map.new, map.prefix || theirs.path, map.moved FROM x.file AS theirs"
        "   JOIN temp.root_map AS map ON map.old = theirs.root"
        "  WHERE NOT EXISTS (SELECT 1 FROM main.file AS ours WHERE ours.root = map.new"
        "                    AND ours.path = map.prefix || theirs.path);"
        "CREATE TEMP TABLE content_plan (source INTEGER PRIMARY KEY, key BLOB, target INTEGER,"
        "                                held);"
        "INSERT INTO temp.content_plan SELECT id, key, NULL, 0 FROM x.content");
    renameAlikes(library);
    joinAlikes(library);
    library.exec(
        "UPDATE temp.content_plan SET target ="
        "   (SELECT id FROM main.content WHERE content.key = content_plan.key),"
        " held = EXISTS (SELECT 1 FROM x.file JOIN temp.file_plan AS plan ON plan.source = file.id"
        "                 WHERE file.content = content_plan.source);"
        // Neither here nor to come.
        "DELETE FROM temp.content_plan WHERE target IS NULL AND held = 0");
}

std::vector<std::string> sharedColumns(SQLite::Database& library, const std::string& table,
                                       const std::vector<std::string>& without) {
    std::vector<std::string> columns = columnsOf(library, "main", table);
    const std::vector<std::string> theirs = columnsOf(library, "x", table);
    std::erase_if(columns, [&](const std::string& column) {
        const auto isIn = [&](const std::vector<std::string>& names) {
            return std::find(names.begin(), names.end(), column) != names.end();
        };
        return isIn(without) || !isIn(theirs);
    });
    return columns;
}

}  // namespace semblance
