#include "core/store/libraryreader.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <utility>

#include "core/store/librarybackups.h"
#include "core/store/librarylock.h"
#include "core/store/libraryrestore.h"
#include "core/store/listedtags.h"
#include "core/store/markrows.h"
#include "core/store/scansettingsrows.h"
#include "core/store/schema.h"
#include "core/store/selectedrows.h"

// Size: short reads of one database, each a statement or two.
namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::LibraryReader)
};

/// What the model's own database, attached as "v", says of it.
void readFacts(SQLite::Database& database, StoredModel& stored) {
    SQLite::Statement facts(database, "SELECT name, value FROM v.meta");
    while (facts.executeStep()) {
        const std::string_view name = columnView(facts, 0);
        if (name == "precision")
            stored.model.precision = columnText(facts, 1);
        else if (name == "device")
            stored.model.device = columnText(facts, 1);
        else if (name == "source")
            stored.model.source = columnText(facts, 1);
        else if (name == "used_ms")
            stored.usedMs = columnInt(facts, 1);
    }
    SQLite::Statement vectors(database, "SELECT count(*) FROM v.vector");
    if (vectors.executeStep())
        stored.vectors = columnInt(vectors, 0);
}

/// Holds one committed state for several statements.
class Snapshot {
public:
    explicit Snapshot(SQLite::Database& database) : m_transaction(database) {}

private:
    SQLite::Transaction m_transaction;  // DEFERRED; rolled back, for nothing was written
};

/// A read-only connection to a library of the present version.
struct Opened {
    SQLite::Database database;
    OpenMode mode;
};

Result<Opened> connectIn(const QString& path, OpenMode mode) {
    return guarded(path, [&]() -> Result<Opened> {
        Opened opened{openDatabase(path, mode), mode};
        opened.database.execAndGet("SELECT count(*) FROM sqlite_master");
        return opened;
    });
}

Result<Opened> connect(const QString& path) {
    auto opened = connectIn(path, OpenMode::ReadOnly);
    // Where nobody can write, WAL's shared memory cannot be made and an ordinary opening fails.
    const bool mayBeFrozen = !opened && opened.error().kind == ErrorKind::Permission &&
                             QFileInfo(path + QStringLiteral("-wal")).size() == 0;
    return mayBeFrozen ? connectIn(path, OpenMode::ReadOnlyFrozen) : std::move(opened);
}

Result<Opened> connectCurrent(const LibraryPaths& paths) {
    SEMBLANCE_TRY(refuseLostLibrary(paths));
    if (!QFile::exists(paths.database))
        return fail(ErrorKind::NotFound,
                    Text::tr("There is no library in %1 yet. Add a folder of pictures first.")
                        .arg(paths.dir));
    const auto state = [&](Opened& opened) -> Result<SchemaState> {
        return guarded(paths.database, [&]() -> Result<SchemaState> {
            return schemaState(opened.database, librarySchema);
        });
    };
    SEMBLANCE_TRY_ASSIGN(Opened opened, connect(paths.database));
    SEMBLANCE_TRY_ASSIGN(const SchemaState found, state(opened));
    if (found == SchemaState::Current)
        return opened;
    if (found == SchemaState::Newer || found == SchemaState::Foreign)
        return fail(schemaError(found, paths.database));
    SEMBLANCE_TRY_ASSIGN(const auto lock, LibraryLock::acquire(paths));
    SEMBLANCE_TRY(guarded(paths.database, [&]() -> Status {
        SQLite::Database database = openDatabase(paths.database, OpenMode::Create);
        return bringUpToDate(database, librarySchema, paths.database, true);
    }));
    return connect(paths.database);
}

}  // namespace

struct LibraryReader::Private {
    LibraryPaths paths;
    SQLite::Database database;
    OpenMode mode;
    QString uuid;

    /// Runs `work` with the model's database attached as "v" if it exists.
    template <class Work>
    auto withVectors(const QString& modelHash, Work&& work) -> std::invoke_result_t<Work, bool> {
        const QString path = paths.vectors(modelHash);
        if (modelHash.isEmpty() || !QFile::exists(path))
            return guarded(paths.database, [&] { return work(false); });
        return guarded(path, [&]() -> std::invoke_result_t<Work, bool> {
            attachDatabase(database, path, "v", mode);
            struct Detach {
                SQLite::Database& database;
                ~Detach() { database.tryExec("DETACH DATABASE v"); }
            } const detach{database};
            const auto version =
                static_cast<std::size_t>(database.execAndGet("PRAGMA v.user_version").getInt());
            if (version > vectorsSchema.steps.size())
                return fail(schemaError(SchemaState::Newer, path));
            return work(version > 0);
        });
    }

    template <class Row, class Bind, class Make>
    Result<std::vector<Row>> list(const std::string& sql, Bind&& bind, Make&& make) {
        return guarded(paths.database, [&]() -> Result<std::vector<Row>> {
            SQLite::Statement select(database, sql);
            bind(select);
            std::vector<Row> rows;
            while (select.executeStep())
                rows.push_back(make(select));
            return rows;
        });
    }

    template <class Row, class Bind, class Make>
    Result<std::optional<Row>> one(const std::string& sql, Bind&& bind, Make&& make) {
        SEMBLANCE_TRY_ASSIGN(std::vector<Row> rows, (list<Row>(sql, bind, make)));
        return rows.empty() ? std::nullopt : std::optional<Row>(std::move(rows.front()));
    }
};

Result<std::unique_ptr<LibraryReader>> LibraryReader::open(const LibraryPaths& paths) {
    SEMBLANCE_TRY_ASSIGN(Opened opened, connectCurrent(paths));
    auto d = std::make_unique<Private>(
        Private{paths, std::move(opened.database), opened.mode, QString()});
    SEMBLANCE_TRY(guarded(paths.database, [&]() -> Status {
        SQLite::Statement select(d->database, "SELECT value FROM meta WHERE name = 'uuid'");
        if (!select.executeStep())
            return fail(corruptError(paths.database, QStringLiteral("no uuid")));
        d->uuid = columnText(select, 0);
        return {};
    }));
    return std::unique_ptr<LibraryReader>(new LibraryReader(std::move(d)));
}

LibraryReader::LibraryReader(std::unique_ptr<Private> data) : d(std::move(data)) {}
LibraryReader::~LibraryReader() = default;

QString LibraryReader::uuid() const {
    return d->uuid;
}

Result<QString> LibraryReader::lastModel() {
    SEMBLANCE_TRY_ASSIGN(
        const std::optional<QString> source,
        d->one<QString>(
            "SELECT value FROM meta WHERE name = 'model'", [](SQLite::Statement&) {},
            [](SQLite::Statement& row) { return columnText(row, 0); }));
    return source.value_or(QString());
}

Result<std::vector<StoredModel>> LibraryReader::models() {
    SEMBLANCE_TRY_ASSIGN(std::vector<StoredModel> models,
                         d->list<StoredModel>(
                             "SELECT name, hash, dim FROM model", [](SQLite::Statement&) {},
                             [](SQLite::Statement& row) {
                                 StoredModel model;
                                 model.model.name = columnText(row, 0);
                                 model.model.hash = columnText(row, 1);
                                 model.model.dim = static_cast<int>(columnInt(row, 2));
                                 return model;
                             }));
    for (StoredModel& stored : models) {
        SEMBLANCE_TRY(d->withVectors(stored.model.hash, [&](bool attached) -> Status {
            if (attached)
                readFacts(d->database, stored);
            return {};
        }));
        stored.bytes = databaseFilesSize(d->paths.vectors(stored.model.hash));
    }
    std::sort(models.begin(), models.end(),
              [](const StoredModel& a, const StoredModel& b) { return a.usedMs > b.usedMs; });
    return models;
}

Result<std::vector<RootLocation>> LibraryReader::rootLocations() {
    return d->list<RootLocation>(
        "SELECT id, volume_id, volume_name, path_on_volume, path FROM root ORDER BY path",
        [](SQLite::Statement&) {},
        [](SQLite::Statement& row) {
            return RootLocation{
                {columnInt(row, 0)},
                {columnText(row, 1), columnText(row, 2), columnText(row, 3), columnText(row, 4)}};
        });
}

Result<ScanSettings> LibraryReader::scanSettings() {
    return guarded(d->paths.database, [&]() -> Result<ScanSettings> {
        const Snapshot snapshot(d->database);
        return readScanSettings(d->database);
    });
}

Result<FileListing> LibraryReader::listing(RootId root, const ListingOptions& options) {
    return guarded(d->paths.database, [&]() -> Result<FileListing> {
        const Snapshot snapshot(d->database);
        FileListing listing;
        if (options.only.empty()) {
            list(root, "", {}, options, listing);
            return listing;
        }
        for (const FolderScope& scope : options.only) {
            // '0' follows '/'.
            const bool isRoot = scope.path.empty();
            const std::string first = isRoot ? std::string() : scope.path + '/';
            const std::string end = isRoot ? "\xff" : scope.path + '0';
            list(root,
                 scope.isDeep ? " AND file.path >= ?2 AND file.path < ?3"
                                " AND file.missing_since_ms IS NULL"
                              : " AND file.path >= ?2 AND file.path < ?3"
                                " AND instr(substr(file.path, length(?2) + 1), '/') = 0"
                                " AND file.missing_since_ms IS NULL",
                 {first, end}, options, listing);
        }
        list(root, " AND file.missing_since_ms IS NOT NULL", {}, options, listing);
        listing.sort();
        return listing;
    });
}

void LibraryReader::list(RootId root, const char* condition, const std::vector<std::string>& bound,
                         const ListingOptions& options, FileListing& listing) {
    SQLite::Statement select(
        d->database,
        std::string(
            "SELECT file.id, file.path, file.size, file.mtime_ns, file.file_index, file.ctime_ns,"
            "       content.state, file.missing_since_ms IS NOT NULL, content.decoder, content.id,"
            "       content.facts, file.sidecars"
            " FROM file LEFT JOIN content ON content.id = file.content"
            " WHERE file.root = ?1") +
            condition + " ORDER BY file.path");
    select.bind(1, root.value);
    for (std::size_t i = 0; i < bound.size(); ++i)
        select.bind(static_cast<int>(i) + 2, bound[i]);
    while (select.executeStep()) {
        FileState state = fileState(select, 6);
        const bool failedOnce = state == FileState::Failed || state == FileState::Quarantined;
        if (failedOnce && columnInt(select, 8) < options.decoderVersion)
            state = FileState::Pending;
        if (state == FileState::Indexed && options.isEncoded &&
            !options.isEncoded({columnInt(select, 9)}))
            state = FileState::Pending;
        if (state == FileState::Indexed && columnInt(select, 10) < options.factsVersion)
            state = FileState::Outdated;
        listing.add(columnView(select, 1), fileStat(select, 2), {columnInt(select, 0)}, state,
                    columnInt(select, 7) != 0, static_cast<SidecarStamp>(columnInt(select, 11)));
    }
}

Result<Generation> LibraryReader::changesSince(
    Generation since, const std::function<void(bool)>& begins,
    const std::function<void(const ListedFile&)>& changed,
    const std::function<void(FileId)>& removed) {
    return guarded(d->paths.database, [&]() -> Result<Generation> {
        const Snapshot snapshot(d->database);
        const auto meta = [&](const char* name) {
            SQLite::Statement select(d->database, "SELECT value FROM meta WHERE name = ?");
            select.bind(1, name);
            return select.executeStep() ? columnInt(select, 0) : 0;
        };
        const Generation now = meta("generation");
        const bool fromStart = since == 0 || since < meta("removed_known_after") || since > now;
        begins(fromStart);
        SQLite::Statement rows(d->database, std::string(listedColumns) +
                                                (fromStart ? "WHERE file.missing_since_ms IS NULL"
                                                           : "WHERE file.changed > ?"));
        if (!fromStart)
            rows.bind(1, since);
        ListedTags tags(d->database, fromStart ? ListedTags::Reads::All : ListedTags::Reads::Few);
        while (rows.executeStep()) {
            ListedFile file = listedFile(rows);
            const ListedTags::Of names = tags.of(file.file.value, file.content.value);
            file.keywords = names.keywords;
            file.people = names.people;
            changed(file);
        }
        if (fromStart)
            return now;
        SQLite::Statement gone(d->database, "SELECT file FROM removed_file WHERE changed > ?");
        gone.bind(1, since);
        while (gone.executeStep())
            removed({columnInt(gone, 0)});
        return now;
    });
}

Result<Generation> LibraryReader::generation() {
    SEMBLANCE_TRY_ASSIGN(
        const std::optional<Generation> generation,
        d->one<Generation>(
            "SELECT value FROM meta WHERE name = 'generation'", [](SQLite::Statement&) {},
            [](SQLite::Statement& row) { return columnInt(row, 0); }));
    return generation.value_or(0);
}

Result<std::optional<FileRow>> LibraryReader::file(FileId id) {
    return d->one<FileRow>(
        std::string(fileColumns) + "WHERE file.id = ?",
        [&](SQLite::Statement& select) { select.bind(1, id.value); }, fileRow);
}

Result<std::optional<FileRow>> LibraryReader::fileAt(RootId root, const QString& path) {
    return d->one<FileRow>(
        std::string(fileColumns) + "WHERE file.root = ? AND file.path = ?",
        [&](SQLite::Statement& select) {
            select.bind(1, root.value);
            bindText(select, 2, path);
        },
        fileRow);
}

Result<PhotoFacts> LibraryReader::sidecarFacts(FileId id) {
    SEMBLANCE_TRY_ASSIGN(
        const std::optional<PhotoFacts> facts,
        d->one<PhotoFacts>(
            std::string(sidecarColumns) + "WHERE file = ?",
            [&](SQLite::Statement& select) { select.bind(1, id.value); }, sidecarFactsRow));
    return facts.value_or(PhotoFacts());
}

Result<PhotoMarks> LibraryReader::marks(ContentId content) {
    return guarded(d->paths.database, [&]() -> Result<PhotoMarks> {
        const Snapshot snapshot(d->database);
        return readMarks(d->database, content);
    });
}

Result<std::optional<ContentRow>> LibraryReader::content(ContentId id) {
    return d->one<ContentRow>(
        std::string(contentColumns) + "WHERE id = ?",
        [&](SQLite::Statement& select) { select.bind(1, id.value); }, contentRow);
}

Result<std::optional<ContentRow>> LibraryReader::contentByKey(const QByteArray& key) {
    return d->one<ContentRow>(
        std::string(contentColumns) + "WHERE key = ?",
        [&](SQLite::Statement& select) { bindBlob(select, 1, key); }, contentRow);
}

Result<QByteArray> LibraryReader::keptVector(const QString& modelHash, const QByteArray& key) {
    // Nearly every library has lost nothing.
    SEMBLANCE_TRY_ASSIGN(const bool keeps, guarded(d->paths.database, [&]() -> Result<bool> {
                             return isKept(d->database);
                         }));
    if (!keeps)
        return QByteArray();
    return d->withVectors(modelHash, [&](bool attached) -> Result<QByteArray> {
        if (!attached)
            return QByteArray();
        SQLite::Statement select(d->database,
                                 "SELECT half FROM v.vector WHERE key = ? AND length(half) ="
                                 " 2 * (SELECT value FROM v.meta WHERE name = 'dim')");
        bindBlob(select, 1, key);
        return select.executeStep() ? columnBlob(select, 0) : QByteArray();
    });
}

Result<std::vector<ContentRow>> LibraryReader::contentsAlike(const QByteArray& key) {
    constexpr int hashBytes = 16;
    return d->list<ContentRow>(
        std::string(contentColumns) + "WHERE key BETWEEN ? AND ? ORDER BY key",
        [&](SQLite::Statement& select) {
            bindBlob(select, 1, key);
            bindBlob(select, 2, key + QByteArray(hashBytes, '\xff'));
        },
        contentRow);
}

Result<std::vector<RowReader::ContentKey>> LibraryReader::contentKeys() {
    return d->list<ContentKey>(
        "SELECT id, key FROM content WHERE state = 1 ORDER BY id", [](SQLite::Statement&) {},
        [](SQLite::Statement& row) {
            return ContentKey{{columnInt(row, 0)}, columnBlob(row, 1)};
        });
}

Result<std::vector<RowReader::ContentKey>> LibraryReader::contentsWithoutPalette() {
    return d->list<ContentKey>(
        "SELECT id, key FROM content WHERE palette IS NULL AND state = 1 ORDER BY id",
        [](SQLite::Statement&) {},
        [](SQLite::Statement& row) {
            return ContentKey{{columnInt(row, 0)}, columnBlob(row, 1)};
        });
}

Result<std::vector<FileRow>> LibraryReader::filesOf(ContentId content) {
    return d->list<FileRow>(
        std::string(fileColumns) +
            "WHERE file.content = ? ORDER BY file.missing_since_ms IS NOT NULL, file.id",
        [&](SQLite::Statement& select) { select.bind(1, content.value); }, fileRow);
}

Result<std::vector<FileRow>> LibraryReader::failedFiles() {
    return d->list<FileRow>(
        std::string(fileColumns) +
            "WHERE (file.content IS NULL OR content.state >= 2) AND file.missing_since_ms IS NULL"
            " ORDER BY file.root, file.path",
        [](SQLite::Statement&) {}, fileRow);
}

Result<StoreCounts> LibraryReader::counts() {
    return guarded(d->paths.database, [&]() -> Result<StoreCounts> {
        const Snapshot snapshot(d->database);
        StoreCounts counts;
        SQLite::Statement files(d->database,
                                "SELECT count(*) FILTER (WHERE missing_since_ms IS NULL),"
                                "       count(missing_since_ms),"
                                "       count(*) FILTER (WHERE content IS NULL AND "
                                "missing_since_ms IS NULL) FROM file");
        files.executeStep();
        counts.files = columnInt(files, 0);
        counts.missing = columnInt(files, 1);
        counts.unreadable = columnInt(files, 2);
        SQLite::Statement contents(
            d->database,
            "SELECT count(*), count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = 0),"
            "       count(*) FILTER (WHERE state = 2), count(*) FILTER (WHERE state = 3)"
            " FROM content");
        contents.executeStep();
        counts.contents = columnInt(contents, 0);
        counts.readable = columnInt(contents, 1);
        counts.untried = columnInt(contents, 2);
        counts.failed = columnInt(contents, 3);
        counts.quarantined = columnInt(contents, 4);
        return counts;
    });
}

Result<LibraryReader::VectorsStanding> LibraryReader::vectorsStanding(const QString& modelHash) {
    return d->withVectors(modelHash, [&](bool attached) -> Result<VectorsStanding> {
        VectorsStanding standing;
        if (!attached)
            return standing;
        SQLite::Statement select(
            d->database,
            "SELECT (SELECT value FROM v.meta WHERE name = 'born'),"
            "       (SELECT value FROM v.meta WHERE name = 'generation'),"
            "       (SELECT seq FROM v.sqlite_sequence WHERE name = 'vector')");
        if (select.executeStep())
            standing = {columnText(select, 0), columnInt(select, 1), columnInt(select, 2)};
        return standing;
    });
}

Result<std::int64_t> LibraryReader::forEachVector(
    const QString& modelHash, std::int64_t after,
    const std::function<bool(const StoredVector&)>& row) {
    return d->withVectors(modelHash, [&](bool attached) -> Result<std::int64_t> {
        if (!attached)
            return after;
        const Snapshot snapshot(d->database);
        SQLite::Statement dimension(d->database, "SELECT value FROM v.meta WHERE name = 'dim'");
        if (!dimension.executeStep())
            return after;
        const std::int64_t dim = columnInt(dimension, 0);
        // A vector whose content row is not committed yet is passed over now and must come next
        // time: `next` stays before the first such one.
        std::int64_t next = after;
        bool gap = false;
        SQLite::Statement select(d->database,
                                 "SELECT v.vector.seq, content.id, v.vector.half"
                                 " FROM v.vector LEFT JOIN content ON content.key = v.vector.key"
                                 " WHERE v.vector.seq > ? ORDER BY v.vector.seq");
        select.bind(1, after);
        while (select.executeStep()) {
            gap = gap || select.isColumnNull(1);
            if (!select.isColumnNull(1)) {
                const SQLite::Column half = select.getColumn(2);
                if (half.getBytes() != dim * 2)
                    return fail(
                        corruptError(d->paths.vectors(modelHash),
                                     QStringLiteral("a vector of %1 bytes").arg(half.getBytes())));
                // SQLite's blobs are aligned to 8 bytes only in its own memory, not in a page.
                const QByteArray aligned(static_cast<const char*>(half.getBlob()), half.getBytes());
                if (!row({{columnInt(select, 1)},
                          columnInt(select, 0),
                          {reinterpret_cast<const HalfBits*>(aligned.constData()),
                           static_cast<std::size_t>(dim)}}))
                    break;
            }
            if (!gap)
                next = columnInt(select, 0);
        }
        return next;
    });
}

Status LibraryReader::check() {
    return guarded(d->paths.database,
                   [&] { return integrityCheck(d->database, d->paths.database); });
}

}  // namespace semblance
