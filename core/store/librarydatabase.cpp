#include "core/store/librarydatabase.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/store/factsrows.h"
#include "core/store/libraryrestore.h"
#include "core/store/markrows.h"
#include "core/store/rootrows.h"
#include "core/store/scansettingsrows.h"
#include "core/store/schema.h"

// Size: short changes of one database, each a statement or two.
namespace semblance {

struct LibraryDatabase::Statements {
    explicit Statements(SQLite::Database& database)
        : bumpLibrary(database, "UPDATE meta SET value = value + 1 WHERE name = 'generation'"),
          rootExists(database, "SELECT 1 FROM root WHERE id = ?"),
          contentByKey(database, "SELECT id FROM content WHERE key = ?"),
          putContent(
              database,
              "INSERT INTO content (key, full_hash, size, width, height, orientation,"
              "                     format, decoder, state)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)"
              " ON CONFLICT (key) DO UPDATE SET"
              "  full_hash = coalesce(excluded.full_hash, full_hash), width = excluded.width,"
              "  height = excluded.height, orientation = excluded.orientation,"
              "  format = excluded.format, decoder = excluded.decoder, state = 1, error = '',"
              // Its thumbnail is another one.
              "  palette = NULL"),
          facts(database, contentFacts),
          // The same bytes were decoded once: one failure later does not take that back.
          putFailedContent(database,
                           "INSERT INTO content (key, full_hash, size, state, error, decoder)"
                           " VALUES (?, ?, ?, ?, ?, ?)"
                           " ON CONFLICT (key) DO UPDATE SET state = excluded.state,"
                           "  error = excluded.error, decoder = excluded.decoder"
                           "  WHERE state <> 1"),
          noteFullHash(database,
                       "UPDATE content SET full_hash = ? WHERE key = ? AND full_hash IS NULL"),
          fileAt(database, "SELECT content FROM file WHERE root = ? AND path = ?"),
          putFile(
              database,
              "INSERT INTO file (root, path, size, mtime_ns, file_index, ctime_ns, content, error,"
              "                  changed)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
              "         (SELECT value FROM meta WHERE name = 'generation'))"
              " ON CONFLICT (root, path) DO UPDATE SET size = excluded.size,"
              "  mtime_ns = excluded.mtime_ns, file_index = excluded.file_index,"
              "  ctime_ns = excluded.ctime_ns,"
              "  content = excluded.content, error = excluded.error, missing_since_ms = NULL"),
          noteSidecars(database,
                       "UPDATE file SET sidecars = ? WHERE root = ? AND path = ? RETURNING id"),
          clearSidecarFacts(database, "DELETE FROM sidecar WHERE file = ?"),
          addSidecarFacts(database, "INSERT INTO sidecar (file) VALUES (?)"),
          sidecarFacts(database, sidecarFactsOfFile),
          contentOfFile(database, "SELECT content FROM file WHERE id = ?"),
          contentsOfRoot(database,
                         "SELECT DISTINCT content FROM file WHERE root = ? AND content NOT NULL"),
          removeFilesOfRoot(database, "DELETE FROM file WHERE root = ?"),
          removeRoot(database, "DELETE FROM root WHERE id = ?"),
          removeFile(database, "DELETE FROM file WHERE id = ?"),
          clearPath(database, "DELETE FROM file WHERE root = ? AND path = ? AND id <> ?"),
          moveFile(database,
                   "UPDATE file SET root = ?, path = ?, size = ?, mtime_ns = ?, file_index = ?,"
                   " ctime_ns = ?, missing_since_ms = NULL WHERE id = ?"),
          noteStat(database, "UPDATE file SET file_index = ?, ctime_ns = ? WHERE id = ?"),
          markMissing(database,
                      "UPDATE file SET missing_since_ms = ?"
                      " WHERE id = ? AND missing_since_ms IS NULL"),
          markReturned(database, "UPDATE file SET missing_since_ms = NULL WHERE id = ?"),
          dropUnheld(database,
                     "DELETE FROM content WHERE id = ?1"
                     " AND NOT EXISTS (SELECT 1 FROM file WHERE content = ?1) RETURNING key"),
          noteUntidy(database, "INSERT OR REPLACE INTO meta VALUES ('untidy', 1)") {}

    SQLite::Statement bumpLibrary;
    SQLite::Statement rootExists;
    SQLite::Statement contentByKey;
    SQLite::Statement putContent;
    FactsRows facts;
    SQLite::Statement putFailedContent;
    SQLite::Statement noteFullHash;
    SQLite::Statement fileAt;
    SQLite::Statement putFile;
    SQLite::Statement noteSidecars;
    SQLite::Statement clearSidecarFacts;
    SQLite::Statement addSidecarFacts;
    FactsRows sidecarFacts;
    SQLite::Statement contentOfFile;
    SQLite::Statement contentsOfRoot;
    SQLite::Statement removeFilesOfRoot;
    SQLite::Statement removeRoot;
    SQLite::Statement removeFile;
    SQLite::Statement clearPath;
    SQLite::Statement moveFile;
    SQLite::Statement noteStat;
    SQLite::Statement markMissing;
    SQLite::Statement markReturned;
    SQLite::Statement dropUnheld;
    SQLite::Statement noteUntidy;
};

/// A transaction with a generation of its own. The counter moves first: the triggers note it in the
/// rows that change.
class LibraryDatabase::Change {
public:
    explicit Change(LibraryDatabase& library)
        : m_transaction(library.m_database, SQLite::TransactionBehavior::IMMEDIATE) {
        runOnce(library.m_statements->bumpLibrary);
    }

    void commit() { m_transaction.commit(); }

private:
    SQLite::Transaction m_transaction;
};

namespace {

void bindStat(SQLite::Statement& statement, int firstIndex, const FileStat& stat) {
    statement.bind(firstIndex, stat.size);
    statement.bind(firstIndex + 1, stat.mtimeNs);
    statement.bind(firstIndex + 2, static_cast<std::int64_t>(stat.fileIndex));
    statement.bind(firstIndex + 3, stat.changedNs);
}

/// The first column of the first row, 0 for NULL or no row.
std::int64_t firstInt(SQLite::Statement& statement) {
    const ResetAtEnd reset(statement);
    return statement.executeStep() ? columnInt(statement, 0) : 0;
}

}  // namespace

Result<std::unique_ptr<LibraryDatabase>> LibraryDatabase::open(const QString& path) {
    return guarded(path, [&]() -> Result<std::unique_ptr<LibraryDatabase>> {
        SQLite::Database database = openDatabase(path, OpenMode::Create);
        SEMBLANCE_TRY(bringUpToDate(database, librarySchema, path, true));
        return std::unique_ptr<LibraryDatabase>(new LibraryDatabase(std::move(database), path));
    });
}

LibraryDatabase::LibraryDatabase(SQLite::Database database, const QString& path)
    : m_database(std::move(database)),
      m_path(path),
      m_statements(std::make_unique<Statements>(m_database)) {
    SQLite::Statement select(m_database, "SELECT value FROM meta WHERE name = 'uuid'");
    if (select.executeStep())
        m_uuid = columnText(select, 0);
}

LibraryDatabase::~LibraryDatabase() = default;

LibraryDatabase::DroppedKeys LibraryDatabase::store(const std::vector<IndexedFile>& files) {
    Change change(*this);
    std::vector<ContentId> replaced;
    DroppedKeys rootless;
    for (const IndexedFile& file : files) {
        // The user may have removed the root while the file was on its way.
        m_statements->rootExists.bind(1, file.root.value);
        if (firstInt(m_statements->rootExists) == 0) {
            if (file.outcome == IndexedFile::Outcome::Encoded)
                rootless.push_back(file.contentKey);
            continue;
        }
        if (file.outcome == IndexedFile::Outcome::Annotated) {
            storeSidecars(file);
            continue;
        }
        const ContentId content = storeContent(file);
        // A content that was to be linked to went meanwhile: the next scan finds the file again.
        const bool wasThere = file.outcome == IndexedFile::Outcome::Linked ||
                              file.outcome == IndexedFile::Outcome::Described;
        if (wasThere && !content.isValid())
            continue;
        if (const ContentId before = storeFile(file, content); before.isValid())
            replaced.push_back(before);
    }
    DroppedKeys dropped;
    dropUnheld(replaced, dropped);
    // Their vectors and thumbnails are stored already and must not stay without a content.
    for (const QByteArray& key : rootless) {
        if (!hasContent(key))
            dropped.push_back(key);
    }
    change.commit();
    return dropped;
}

ContentId LibraryDatabase::storeContent(const IndexedFile& file) {
    if (file.contentKey.isEmpty())
        return {};
    if (file.outcome == IndexedFile::Outcome::Encoded) {
        SQLite::Statement& put = m_statements->putContent;
        bindBlob(put, 1, file.contentKey);
        bindBlob(put, 2, file.fullHash);
        put.bind(3, file.stat.size);
        put.bind(4, file.facts.width);
        put.bind(5, file.facts.height);
        put.bind(6, file.facts.orientation);
        bindText(put, 7, file.facts.format);
        put.bind(8, file.decoderVersion);
        runOnce(put);
    } else if (file.outcome == IndexedFile::Outcome::Linked ||
               file.outcome == IndexedFile::Outcome::Described) {
        if (!file.fullHash.isEmpty()) {
            bindBlob(m_statements->noteFullHash, 1, file.fullHash);
            bindBlob(m_statements->noteFullHash, 2, file.contentKey);
            runOnce(m_statements->noteFullHash);
        }
    } else {
        SQLite::Statement& put = m_statements->putFailedContent;
        bindBlob(put, 1, file.contentKey);
        bindBlob(put, 2, file.fullHash);
        put.bind(3, file.stat.size);
        put.bind(4, static_cast<int>(file.outcome == IndexedFile::Outcome::Failed
                                         ? ContentState::Failed
                                         : ContentState::Quarantined));
        bindText(put, 5, file.error);
        put.bind(6, file.decoderVersion);
        runOnce(put);
    }
    bindBlob(m_statements->contentByKey, 1, file.contentKey);
    const ContentId content{firstInt(m_statements->contentByKey)};
    const bool hasFacts = file.outcome == IndexedFile::Outcome::Encoded ||
                          file.outcome == IndexedFile::Outcome::Described;
    if (hasFacts && content.isValid())
        m_statements->facts.put(content.value, file.facts, file.factsVersion);
    return content;
}

ContentId LibraryDatabase::storeFile(const IndexedFile& file, ContentId content) {
    SQLite::Statement& at = m_statements->fileAt;
    at.bind(1, file.root.value);
    bindText(at, 2, file.path);
    const ContentId before{firstInt(at)};

    SQLite::Statement& put = m_statements->putFile;
    put.bind(1, file.root.value);
    bindText(put, 2, file.path);
    bindStat(put, 3, file.stat);
    if (content.isValid()) {
        put.bind(7, content.value);
        put.bind(8, "");
    } else {
        put.bind(7);
        bindText(put, 8, file.error);
    }
    runOnce(put);
    return before == content ? ContentId() : before;
}

void LibraryDatabase::storeSidecars(const IndexedFile& file) {
    SQLite::Statement& note = m_statements->noteSidecars;
    note.bind(1, static_cast<std::int64_t>(file.sidecars));
    note.bind(2, file.root.value);
    bindText(note, 3, file.path);
    const std::int64_t id = firstInt(note);
    if (id == 0)
        return;
    m_statements->clearSidecarFacts.bind(1, id);
    runOnce(m_statements->clearSidecarFacts);
    if (file.facts == PhotoFacts())
        return;
    m_statements->addSidecarFacts.bind(1, id);
    runOnce(m_statements->addSidecarFacts);
    m_statements->sidecarFacts.put(id, file.facts, file.factsVersion);
}

ContentId LibraryDatabase::contentOfFile(FileId file) {
    m_statements->contentOfFile.bind(1, file.value);
    return {firstInt(m_statements->contentOfFile)};
}

void LibraryDatabase::dropUnheld(const std::vector<ContentId>& candidates, DroppedKeys& dropped) {
    SQLite::Statement& drop = m_statements->dropUnheld;
    for (const ContentId content : std::set<ContentId>(candidates.begin(), candidates.end())) {
        const ResetAtEnd reset(drop);
        drop.bind(1, content.value);
        if (drop.executeStep())
            dropped.push_back(columnBlob(drop, 0));
    }
    if (!dropped.empty())
        runOnce(m_statements->noteUntidy);
}

AddedRoot LibraryDatabase::addRoot(const RootPlace& place) {
    Change change(*this);
    const AddedRoot added = RootRows(m_database).add(place);
    if (added.outcome != RootOutcome::AlreadyIncluded)
        change.commit();
    return added;
}

void LibraryDatabase::updateRoot(RootId root, const RootPlace& place) {
    Change change(*this);
    RootRows(m_database).update(root, place);
    change.commit();
}

Result<RootId> LibraryDatabase::relocateRoot(RootId root, const RootPlace& place,
                                             DroppedKeys& dropped) {
    Change change(*this);
    std::vector<ContentId> replaced;
    SEMBLANCE_TRY_ASSIGN(const RootId now, RootRows(m_database).relocate(root, place, replaced));
    dropUnheld(replaced, dropped);
    change.commit();
    return now;
}

AddedRoot LibraryDatabase::splitRoot(RootId root, const QString& folder, const RootPlace& place) {
    Change change(*this);
    const AddedRoot split = RootRows(m_database).split(root, folder, place);
    change.commit();
    return split;
}

void LibraryDatabase::setMarks(const std::vector<MarkedContent>& marked) {
    Change change(*this);
    writeMarks(m_database, marked);
    change.commit();
}

void LibraryDatabase::setPalettes(const std::vector<ContentPalette>& palettes) {
    Change change(*this);
    SQLite::Statement put(m_database, "UPDATE content SET palette = ? WHERE id = ?");
    for (const ContentPalette& palette : palettes) {
        // An empty one is known, too: no NULL.
        const QByteArray bytes = toBytes(palette.palette);
        put.bind(1, bytes.constData(), static_cast<int>(bytes.size()));
        put.bind(2, palette.content.value);
        runOnce(put);
    }
    change.commit();
}

void LibraryDatabase::setScanSettings(const ScanSettings& settings) {
    Change change(*this);
    writeScanSettings(m_database, settings);
    change.commit();
}

LibraryDatabase::DroppedKeys LibraryDatabase::removeRoot(RootId root) {
    Change change(*this);
    std::vector<ContentId> contents;
    {
        SQLite::Statement& select = m_statements->contentsOfRoot;
        const ResetAtEnd reset(select);
        select.bind(1, root.value);
        while (select.executeStep())
            contents.push_back({columnInt(select, 0)});
    }
    for (SQLite::Statement* remove :
         {&m_statements->removeFilesOfRoot, &m_statements->removeRoot}) {
        remove->bind(1, root.value);
        runOnce(*remove);
    }
    DroppedKeys dropped;
    dropUnheld(contents, dropped);
    change.commit();
    return dropped;
}

LibraryDatabase::DroppedKeys LibraryDatabase::moveFiles(const std::vector<MovedFile>& files) {
    Change change(*this);
    std::vector<ContentId> replaced;
    for (const MovedFile& file : files) {
        SQLite::Statement& at = m_statements->fileAt;
        at.bind(1, file.root.value);
        bindText(at, 2, file.path);
        if (const ContentId before{firstInt(at)}; before.isValid())
            replaced.push_back(before);
        SQLite::Statement& clear = m_statements->clearPath;
        clear.bind(1, file.root.value);
        bindText(clear, 2, file.path);
        clear.bind(3, file.file.value);
        runOnce(clear);

        SQLite::Statement& move = m_statements->moveFile;
        move.bind(1, file.root.value);
        bindText(move, 2, file.path);
        bindStat(move, 3, file.stat);
        move.bind(7, file.file.value);
        runOnce(move);
    }
    DroppedKeys dropped;
    dropUnheld(replaced, dropped);
    change.commit();
    return dropped;
}

void LibraryDatabase::markMissing(const std::vector<FileId>& files, std::int64_t nowMs) {
    Change change(*this);
    for (const FileId file : files) {
        m_statements->markMissing.bind(1, nowMs);
        m_statements->markMissing.bind(2, file.value);
        runOnce(m_statements->markMissing);
    }
    change.commit();
}

void LibraryDatabase::noteStats(const std::vector<SeenFile>& files) {
    Change change(*this);
    SQLite::Statement& note = m_statements->noteStat;
    for (const SeenFile& file : files) {
        note.bind(1, static_cast<std::int64_t>(file.stat.fileIndex));
        note.bind(2, file.stat.changedNs);
        note.bind(3, file.file.value);
        runOnce(note);
    }
    change.commit();
}

void LibraryDatabase::markReturned(const std::vector<FileId>& files) {
    Change change(*this);
    for (const FileId file : files) {
        m_statements->markReturned.bind(1, file.value);
        runOnce(m_statements->markReturned);
    }
    change.commit();
}

LibraryDatabase::DroppedKeys LibraryDatabase::removeFiles(const std::vector<FileId>& files) {
    Change change(*this);
    std::vector<ContentId> contents;
    for (const FileId file : files) {
        if (const ContentId content = contentOfFile(file); content.isValid())
            contents.push_back(content);
        m_statements->removeFile.bind(1, file.value);
        runOnce(m_statements->removeFile);
    }
    DroppedKeys dropped;
    dropUnheld(contents, dropped);
    change.commit();
    return dropped;
}

std::vector<FileId> LibraryDatabase::missingSinceBefore(std::int64_t beforeMs) {
    SQLite::Statement select(m_database, "SELECT id FROM file WHERE missing_since_ms < ?");
    select.bind(1, beforeMs);
    std::vector<FileId> files;
    while (select.executeStep())
        files.push_back({columnInt(select, 0)});
    return files;
}

void LibraryDatabase::retryFailed() {
    Change change(*this);
    m_database.exec("UPDATE content SET state = 0, error = '' WHERE state >= 2");
    change.commit();
}

void LibraryDatabase::noteModel(const VectorModel& model) {
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(m_database, "INSERT OR REPLACE INTO model VALUES (?, ?, ?)");
    bindText(insert, 1, model.hash);
    bindText(insert, 2, model.name);
    insert.bind(3, model.dim);
    insert.exec();
    SQLite::Statement last(m_database, "INSERT OR REPLACE INTO meta VALUES ('model', ?)");
    bindText(last, 1, model.source);
    last.exec();
    transaction.commit();
}

bool LibraryDatabase::hasModel(const QString& hash) {
    SQLite::Statement select(m_database, "SELECT 1 FROM model WHERE hash = ?");
    bindText(select, 1, hash);
    return select.executeStep();
}

void LibraryDatabase::forgetModel(const QString& hash) {
    SQLite::Statement remove(m_database, "DELETE FROM model WHERE hash = ?");
    bindText(remove, 1, hash);
    remove.exec();
}

std::vector<QString> LibraryDatabase::modelHashes() {
    SQLite::Statement select(m_database, "SELECT hash FROM model");
    std::vector<QString> hashes;
    while (select.executeStep())
        hashes.push_back(columnText(select, 0));
    return hashes;
}

std::int64_t LibraryDatabase::countContents() {
    return m_database.execAndGet("SELECT count(*) FROM content").getInt64();
}

bool LibraryDatabase::hasContent(const QByteArray& key) {
    bindBlob(m_statements->contentByKey, 1, key);
    return firstInt(m_statements->contentByKey) != 0;
}

LibraryDatabase::DroppedKeys LibraryDatabase::orphansOf(const QString& vectorsPath) {
    attachDatabase(m_database, vectorsPath, "v", OpenMode::Create);
    struct Detach {
        SQLite::Database& database;
        ~Detach() { database.tryExec("DETACH DATABASE v"); }
    } const detach{m_database};
    DroppedKeys orphans;
    SQLite::Statement select(m_database,
                             "SELECT key FROM v.vector WHERE NOT EXISTS"
                             " (SELECT 1 FROM content WHERE content.key = v.vector.key)");
    while (select.executeStep())
        orphans.push_back(columnBlob(select, 0));
    return orphans;
}

bool LibraryDatabase::isUntidy() {
    return m_database.execAndGet("SELECT count(*) FROM meta WHERE name = 'untidy'").getInt() > 0;
}

void LibraryDatabase::noteTidy() {
    m_database.exec("DELETE FROM meta WHERE name = 'untidy'");
}

void LibraryDatabase::forgetRemoved() {
    if (m_database.execAndGet("SELECT count(*) FROM removed_file").getInt64() <= mostRemovals)
        return;
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    m_database.exec(
        "DELETE FROM removed_file;"
        "UPDATE meta SET value = (SELECT value FROM meta WHERE name = 'generation')"
        " WHERE name = 'removed_known_after'");
    transaction.commit();
}

bool LibraryDatabase::isKept() {
    return semblance::isKept(m_database);
}

void LibraryDatabase::shrink() {
    giveBackFreePages(m_database);
}

}  // namespace semblance
