#include "core/store/schema.h"

#include <QCoreApplication>
#include <array>

#include "core/store/databasecopy.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::Schema)
};

// file.content is NULL when the file itself could not be read; file.error says why then.
// AUTOINCREMENT: a window may hold numbers of rows that were deleted; they must not come to mean
// another photo.
constexpr const char* firstLibrary = R"sql(
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('uuid', lower(hex(randomblob(16)))), ('generation', 0),
                        ('contents_generation', 0);

CREATE TABLE root (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    volume_id TEXT NOT NULL,
    volume_name TEXT NOT NULL,
    path_on_volume TEXT NOT NULL,
    path TEXT NOT NULL,
    UNIQUE (volume_id, path_on_volume)
);

CREATE TABLE content (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    full_hash BLOB,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    orientation INTEGER NOT NULL DEFAULT 1,
    format TEXT NOT NULL DEFAULT '',
    camera TEXT NOT NULL DEFAULT '',
    captured_ms INTEGER,
    rating INTEGER,
    state INTEGER NOT NULL,
    error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX content_not_done ON content (state) WHERE state <> 1;

CREATE TABLE file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    root INTEGER NOT NULL REFERENCES root (id),
    path TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    file_index INTEGER NOT NULL,
    content INTEGER REFERENCES content (id),
    error TEXT NOT NULL DEFAULT '',
    missing_since_ms INTEGER,
    UNIQUE (root, path)
);
CREATE INDEX file_content ON file (content);
CREATE INDEX file_missing ON file (missing_since_ms) WHERE missing_since_ms IS NOT NULL;

CREATE TABLE tag (
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (content, name)
) WITHOUT ROWID;
CREATE INDEX tag_name ON tag (name);

CREATE TABLE model (
    hash TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    dim INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL
);

CREATE TABLE query_trail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    parent INTEGER REFERENCES query_trail (id) ON DELETE SET NULL,
    query TEXT NOT NULL,
    asked_ms INTEGER NOT NULL
);
CREATE INDEX query_trail_parent ON query_trail (parent);
)sql";

// Whether a content has a vector is known by the vectors' database alone, so what was Pending (0)
// with its facts known is as readable as what was Done (1). file.changed is the library's
// generation at the row's last change, so that a reader asks for what is new only; removed_file
// keeps the numbers of rows that went since removed_known_after.
constexpr const char* knownChanges = R"sql(
UPDATE content SET state = 1 WHERE state = 0 AND width > 0;
DROP INDEX content_not_done;
CREATE INDEX content_not_readable ON content (state) WHERE state <> 1;
DELETE FROM meta WHERE name = 'contents_generation';
INSERT INTO meta VALUES ('removed_known_after', (SELECT value FROM meta WHERE name = 'generation'));

ALTER TABLE content ADD COLUMN decoder INTEGER NOT NULL DEFAULT 0;
ALTER TABLE file ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX file_changed ON file (changed);
CREATE TABLE removed_file (
    file INTEGER PRIMARY KEY,
    changed INTEGER NOT NULL
);
CREATE INDEX removed_file_changed ON removed_file (changed);

CREATE TRIGGER file_updated
AFTER UPDATE OF root, path, size, mtime_ns, content, error, missing_since_ms ON file BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE id = new.id;
END;
CREATE TRIGGER file_deleted AFTER DELETE ON file BEGIN
    INSERT INTO removed_file
    VALUES (old.id, (SELECT value FROM meta WHERE name = 'generation'));
END;
CREATE TRIGGER content_updated
AFTER UPDATE OF width, height, orientation, format, camera, captured_ms, rating, state, error
ON content BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE content = new.id;
END;
)sql";

// What files say of themselves, in the units of PhotoFacts, and when the file system changed them.
// content.facts is the version of what
// was read: rows of version 0 have only some of it. tag and person keep the file's order.
constexpr const char* moreFacts = R"sql(
ALTER TABLE file ADD COLUMN ctime_ns INTEGER NOT NULL DEFAULT 0;

ALTER TABLE content ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE content ADD COLUMN zone_minutes INTEGER;
ALTER TABLE content ADD COLUMN lens TEXT NOT NULL DEFAULT '';
ALTER TABLE content ADD COLUMN exposure_s REAL;
ALTER TABLE content ADD COLUMN aperture REAL;
ALTER TABLE content ADD COLUMN iso INTEGER;
ALTER TABLE content ADD COLUMN focal_length_mm REAL;
ALTER TABLE content ADD COLUMN latitude REAL;
ALTER TABLE content ADD COLUMN longitude REAL;
ALTER TABLE content ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE content ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE content ADD COLUMN description TEXT NOT NULL DEFAULT '';

ALTER TABLE tag ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
CREATE TABLE person (
    content INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    number INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (content, name)
) WITHOUT ROWID;
CREATE INDEX person_name ON person (name);

DROP TRIGGER content_updated;
CREATE TRIGGER content_updated
AFTER UPDATE OF width, height, orientation, format, camera, captured_ms, rating, state, error,
                facts, zone_minutes, lens, exposure_s, aperture, iso, focal_length_mm, latitude,
                longitude, label, title, description
ON content BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE content = new.id;
END;
)sql";

// What the sidecars of a file say, in the columns of content: facts of a content belong to its
// bytes, and two files with the same bytes may have different sidecars. file.sidecars is their
// stamp.
constexpr const char* sidecarFacts = R"sql(
ALTER TABLE file ADD COLUMN sidecars INTEGER NOT NULL DEFAULT 0;

CREATE TABLE sidecar (
    file INTEGER PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE,
    facts INTEGER NOT NULL DEFAULT 0,
    camera TEXT NOT NULL DEFAULT '',
    captured_ms INTEGER,
    zone_minutes INTEGER,
    lens TEXT NOT NULL DEFAULT '',
    exposure_s REAL,
    aperture REAL,
    iso INTEGER,
    focal_length_mm REAL,
    latitude REAL,
    longitude REAL,
    rating INTEGER,
    label TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT ''
);
CREATE TABLE sidecar_tag (
    file INTEGER NOT NULL REFERENCES sidecar (file) ON DELETE CASCADE,
    name TEXT NOT NULL,
    number INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (file, name)
) WITHOUT ROWID;
CREATE INDEX sidecar_tag_name ON sidecar_tag (name);
CREATE TABLE sidecar_person (
    file INTEGER NOT NULL REFERENCES sidecar (file) ON DELETE CASCADE,
    name TEXT NOT NULL,
    number INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (file, name)
) WITHOUT ROWID;
CREATE INDEX sidecar_person_name ON sidecar_person (name);

CREATE TRIGGER sidecar_inserted AFTER INSERT ON sidecar BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE id = new.file;
END;
CREATE TRIGGER sidecar_deleted AFTER DELETE ON sidecar BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE id = old.file;
END;
)sql";

// Of films, in milliseconds, 0 when it is not known.
constexpr const char* filmLengths = R"sql(
ALTER TABLE content ADD COLUMN duration_ms INTEGER;
ALTER TABLE sidecar ADD COLUMN duration_ms INTEGER;
CREATE TRIGGER content_duration_updated
AFTER UPDATE OF duration_ms ON content BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE content = new.id;
END;
)sql";

// What scans look at. left_out.root is NULL for every root; taken_in marks one of the program's own
// globs that the user took back.
constexpr const char* scanSettings = R"sql(
CREATE TABLE left_out (
    id INTEGER PRIMARY KEY,
    root INTEGER REFERENCES root (id) ON DELETE CASCADE,
    glob TEXT NOT NULL,
    taken_in INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX left_out_root ON left_out (root);
)sql";

// What the user said of pictures, by content.key: it outlives the rows of files and contents.
// NULL: as the file says. mark_tag.given = 0 marks one of the file's own tags that does not count.
constexpr const char* userMarks = R"sql(
CREATE TABLE mark (
    key BLOB PRIMARY KEY,
    rating INTEGER,
    label TEXT,
    note TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE mark_tag (
    key BLOB NOT NULL REFERENCES mark (key) ON DELETE CASCADE,
    name TEXT NOT NULL,
    given INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (key, name)
) WITHOUT ROWID;

CREATE TRIGGER mark_inserted AFTER INSERT ON mark BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE content = (SELECT id FROM content WHERE key = new.key);
END;
CREATE TRIGGER mark_updated AFTER UPDATE ON mark BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE content = (SELECT id FROM content WHERE key = new.key);
END;
CREATE TRIGGER mark_tag_inserted AFTER INSERT ON mark_tag BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE content = (SELECT id FROM content WHERE key = new.key);
END;
CREATE TRIGGER mark_deleted AFTER DELETE ON mark BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE content = (SELECT id FROM content WHERE key = old.key);
END;
)sql";

// The colours of a picture (toBytes of palette.h); NULL until its thumbnail was looked at.
constexpr const char* palettes = R"sql(
ALTER TABLE content ADD COLUMN palette BLOB;
CREATE INDEX content_without_palette ON content (id) WHERE palette IS NULL AND state = 1;
CREATE TRIGGER content_palette_updated AFTER UPDATE OF palette ON content BEGIN
    UPDATE file SET changed = (SELECT value FROM meta WHERE name = 'generation')
     WHERE content = new.id;
END;
)sql";

constexpr std::array librarySteps = {firstLibrary, knownChanges, moreFacts, sidecarFacts,
                                     filmLengths,  scanSettings, userMarks, palettes};

// Keyed by content key, not by content row: a vector is stored before its row exists. `seq` rises
// with every vector stored, also when one is replaced. It starts from the clock (microseconds), as
// the generation does, so that a database made anew never repeats the numbers of a lost one.
constexpr const char* firstVectors = R"sql(
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES
    ('generation', CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER));

CREATE TABLE vector (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    half BLOB NOT NULL
);
INSERT INTO sqlite_sequence SELECT 'vector', value FROM meta WHERE name = 'generation';
)sql";

// Tells a database that was made anew in the place of another.
constexpr const char* bornVectors = R"sql(
INSERT INTO meta VALUES ('born', lower(hex(randomblob(16))));
DELETE FROM meta WHERE name = 'matched_contents';
)sql";

constexpr std::array vectorsSteps = {firstVectors, bornVectors};

constexpr std::array thumbnailsSteps = {R"sql(
CREATE TABLE thumbnail (
    key BLOB NOT NULL,
    side INTEGER NOT NULL,
    image BLOB NOT NULL,
    PRIMARY KEY (key, side)
);
)sql"};

// What belongs to a content's bytes, by its key. To find everything anew, append a step that
// empties the tables.
constexpr std::array likenessesSteps = {R"sql(
CREATE TABLE compared (
    key BLOB PRIMARY KEY,
    looks BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE pair (
    a BLOB NOT NULL,
    b BLOB NOT NULL,
    kind INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX pair_b ON pair (b);
)sql"};

// Text in pictures. `words.plain` has the plainWords() of each text, apart by blanks: all letters
// beyond ASCII are parts of words to this tokenizer, so that it parts them there and nowhere else.
constexpr std::array textsSteps = {R"sql(
CREATE TABLE written (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5 (plain, tokenize = 'ascii');
CREATE TRIGGER written_deleted AFTER DELETE ON written BEGIN
    DELETE FROM words WHERE rowid = old.id;
END;
)sql"};

int pragmaInt(SQLite::Database& database, const char* pragma) {
    return database.execAndGet(pragma).getInt();
}

Status backUp(SQLite::Database& database, const QString& path, int version) {
    return copyDatabase(database, path + QStringLiteral(".v%1.bak").arg(version), {});
}

}  // namespace

// "Smbl", "Smbv", "Smbt", "Smbk", "Smbw"
const Schema librarySchema = {0x536d626c, librarySteps};
const Schema vectorsSchema = {0x536d6276, vectorsSteps};
const Schema thumbnailsSchema = {0x536d6274, thumbnailsSteps};
const Schema likenessesSchema = {0x536d626b, likenessesSteps};
const Schema textsSchema = {0x536d6277, textsSteps};

SchemaState schemaState(SQLite::Database& database, const Schema& schema) {
    const int version = pragmaInt(database, "PRAGMA user_version");
    const int application = pragmaInt(database, "PRAGMA application_id");
    if (application != schema.applicationId) {
        const bool empty = database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0;
        return empty && application == 0 && version == 0 ? SchemaState::Empty
                                                         : SchemaState::Foreign;
    }
    const int newest = static_cast<int>(schema.steps.size());
    return version == newest  ? SchemaState::Current
           : version > newest ? SchemaState::Newer
                              : SchemaState::Older;
}

Status bringUpToDate(SQLite::Database& database, const Schema& schema, const QString& path,
                     bool backup) {
    const SchemaState state = schemaState(database, schema);
    if (state == SchemaState::Newer || state == SchemaState::Foreign)
        return fail(schemaError(state, path));
    if (state == SchemaState::Older && backup)
        SEMBLANCE_TRY(backUp(database, path, pragmaInt(database, "PRAGMA user_version")));
    runSteps(database, schema, static_cast<int>(schema.steps.size()));
    return {};
}

void runSteps(SQLite::Database& database, const Schema& schema, int wanted) {
    for (int version = pragmaInt(database, "PRAGMA user_version"); version < wanted; ++version) {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        // Another program may have run this step while we waited for the lock.
        if (pragmaInt(database, "PRAGMA user_version") > version)
            continue;
        database.exec(schema.steps[static_cast<std::size_t>(version)]);
        database.exec("PRAGMA application_id = " + std::to_string(schema.applicationId));
        database.exec("PRAGMA user_version = " + std::to_string(version + 1));
        transaction.commit();
    }
}

Error schemaError(SchemaState state, const QString& path) {
    if (state == SchemaState::Newer)
        return {ErrorKind::Newer,
                Text::tr("%1 was made by a newer version of Semblance. Update Semblance to open "
                         "it, or choose another folder for the library.")
                    .arg(path),
                {}};
    return corruptError(path, QStringLiteral("application_id is another program's"));
}

}  // namespace semblance
