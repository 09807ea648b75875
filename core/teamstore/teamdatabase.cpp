#include "core/teamstore/teamdatabase.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <map>
#include <set>

#include "core/teamstore/teamroots.h"
#include "core/teamstore/teamrows.h"
#include "core/teamstore/teamschema.h"
#include "core/teamstore/wireformat.h"

// Size: short changes of one database, each a statement or two.
namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamDatabase)
};

using Outcome = IndexedFile::Outcome;

Status done(const Result<std::int64_t>& rows) {
    return rows ? Status() : fail(rows.error());
}

bool hasFacts(const IndexedFile& file) {
    return file.outcome == Outcome::Encoded || file.outcome == Outcome::Described;
}

/// Only linked to: the content has to be there.
bool isLink(const IndexedFile& file) {
    return file.outcome == Outcome::Linked || file.outcome == Outcome::Described;
}

/// "($first, $second, ...)" of teamFactsColumns.
std::string placeholders(int first, int count) {
    std::string text = "(";
    for (int i = 0; i < count; ++i)
        text += (i ? ", $" : "$") + std::to_string(first + i);
    return text + ")";
}

std::vector<std::int64_t> numbersOf(const std::vector<FileId>& files) {
    std::vector<std::int64_t> numbers;
    for (const FileId file : files)
        numbers.push_back(file.value);
    return numbers;
}

std::string vectorTable(std::int64_t model) {
    return "vector_" + std::to_string(model);
}

QByteArray wire(std::int64_t number) {
    QByteArray bytes;
    appendNumber(bytes, number);
    return bytes;
}
}  // namespace

template <class Work>
Status TeamDatabase::change(Work&& work) {
    SEMBLANCE_TRY_ASSIGN(auto transaction,
                         TeamTransaction::begin(m_connection, TeamTransaction::Kind::Write));
    // The triggers note it in the rows that change; others who change something wait here.
    SEMBLANCE_TRY(m_connection.run("UPDATE library SET generation = generation + 1"));
    SEMBLANCE_TRY(work());
    return transaction.commit();
}

Result<TeamDatabase::Keys> TeamDatabase::keys(const std::string& sql,
                                              const TeamParameters& parameters) {
    return m_connection.list<QByteArray>(sql, parameters,
                                         [](const TeamRow& row) { return row.bytes(0); });
}

Result<TeamDatabase::Model> TeamDatabase::useModel(const VectorModel& model) {
    Model used{0, model.hash, model.dim};
    const Status changed = change([&]() -> Status {
        const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
        int dim = 0;
        SEMBLANCE_TRY(m_connection.forEach("SELECT id, dim FROM model WHERE hash = $1",
                                           TeamParameters::of(model.hash), [&](const TeamRow& row) {
                                               used.id = row.number(0);
                                               dim = static_cast<int>(row.number(1));
                                               return true;
                                           }));
        if (used.id != 0 && dim != model.dim) {
            return fail(ErrorKind::WrongUse,
                        Text::tr("The library has vectors of the model %1 that are of another "
                                 "length.")
                            .arg(model.name));
        }
        if (used.id == 0) {
            SEMBLANCE_TRY_ASSIGN(
                used.id,
                m_connection.number(
                    "INSERT INTO model (hash, name, dim, precision_, device, source, used_ms)"
                    " VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
                    TeamParameters::of(model.hash, model.name, model.dim, model.precision,
                                       model.device, model.source, now)));
            const std::string table = vectorTable(used.id);
            std::string script = "CREATE TABLE " + table +
                                 " (key bytea PRIMARY KEY, seq bigint NOT NULL, half halfvec(" +
                                 std::to_string(model.dim) +
                                 ") NOT NULL) PARTITION BY HASH (key);"
                                 "CREATE INDEX ON " +
                                 table + " (seq);";
            for (int part = 0; part < teamPartitions; ++part) {
                script += "CREATE TABLE " + table + '_' + std::to_string(part) + " PARTITION OF " +
                          table + " FOR VALUES WITH (MODULUS " + std::to_string(teamPartitions) +
                          ", REMAINDER " + std::to_string(part) + ");";
            }
            SEMBLANCE_TRY(m_connection.script(script));
        }
        SEMBLANCE_TRY(m_connection.run(
            "UPDATE model SET precision_ = $2, device = $3, source = $4, used_ms = $5"
            " WHERE id = $1",
            TeamParameters::of(used.id, model.precision, model.device, model.source, now)));
        return done(
            m_connection.run("UPDATE library SET model = $1", TeamParameters::of(model.source)));
    });
    SEMBLANCE_TRY(changed);
    return used;
}

Status TeamDatabase::removeModel(const QString& hash) {
    return change([&]() -> Status {
        SEMBLANCE_TRY_ASSIGN(const std::int64_t id,
                             m_connection.number("DELETE FROM model WHERE hash = $1 RETURNING id",
                                                 TeamParameters::of(hash)));
        if (id == 0)
            return fail(ErrorKind::NotFound,
                        Text::tr("The library has no vectors of the model %1.").arg(hash));
        return m_connection.script("DROP TABLE " + vectorTable(id));
    });
}

Status TeamDatabase::store(const std::vector<IndexedFile>& files, const Model& model) {
    return change([&]() -> Status {
        std::set<std::int64_t> roots;
        SEMBLANCE_TRY(m_connection.forEach("SELECT id FROM root", {}, [&](const TeamRow& row) {
            roots.insert(row.number(0));
            return true;
        }));
        Keys replaced;
        std::vector<IndexedFile> encoded;
        for (const IndexedFile& file : files) {
            // The user may have removed the root while the file was on its way.
            if (!roots.contains(file.root.value))
                continue;
            SEMBLANCE_TRY(file.outcome == Outcome::Annotated ? storeSidecars(file)
                                                             : storeFile(file, replaced));
            if (file.outcome == Outcome::Encoded)
                encoded.push_back(file);
        }
        SEMBLANCE_TRY(putVectors(encoded, model));
        SEMBLANCE_TRY(putThumbnails(encoded));
        return dropUnheld(replaced);
    });
}

Status TeamDatabase::storeContent(const IndexedFile& file, bool& isThere) {
    static const std::string describe = "UPDATE content SET facts = $2, (" + teamFactsColumns +
                                        ", duration_ms) = " + placeholders(3, teamFactsCount + 1) +
                                        " WHERE key = $1";
    const auto& key = file.contentKey;
    if (isLink(file)) {
        SEMBLANCE_TRY_ASSIGN(const std::int64_t found,
                             m_connection.number("SELECT count(*) FROM content WHERE key = $1",
                                                 TeamParameters::of(key)));
        isThere = found > 0;
        if (!file.fullHash.isEmpty())
            SEMBLANCE_TRY(m_connection.run(
                "UPDATE content SET full_hash = $2 WHERE key = $1 AND full_hash IS NULL",
                TeamParameters::of(key, file.fullHash)));
    } else {
        const auto hash =
            file.fullHash.isEmpty() ? std::nullopt : std::optional<QByteArray>(file.fullHash);
        isThere = true;
        // No number is given in vain: others change nothing meanwhile.
        SEMBLANCE_TRY(
            m_connection.run("INSERT INTO content (key, size, state) SELECT $1, $2, 0"
                             " WHERE NOT EXISTS (SELECT 1 FROM content WHERE key = $1)",
                             TeamParameters::of(key, file.stat.size)));
        if (file.outcome == Outcome::Encoded) {
            // Its thumbnail is another one.
            SEMBLANCE_TRY(m_connection.run(
                "UPDATE content SET full_hash = coalesce($2, full_hash), width = $3, height = $4,"
                " orientation = $5, format = $6, decoder = $7, state = 1, error = '',"
                " palette = NULL WHERE key = $1",
                TeamParameters::of(key, hash, file.facts.width, file.facts.height,
                                   file.facts.orientation, file.facts.format,
                                   file.decoderVersion)));
        } else {
            // The same bytes were decoded once: one failure later does not take that back.
            const auto state =
                file.outcome == Outcome::Failed ? ContentState::Failed : ContentState::Quarantined;
            SEMBLANCE_TRY(m_connection.run(
                "UPDATE content SET full_hash = coalesce($2, full_hash), state = $3, error = $4,"
                " decoder = $5 WHERE key = $1 AND state <> 1",
                TeamParameters::of(key, hash, static_cast<int>(state), file.error,
                                   file.decoderVersion)));
        }
    }
    if (!hasFacts(file) || !isThere)
        return {};
    TeamParameters parameters = TeamParameters::of(key, file.factsVersion);
    addFacts(parameters, file.facts);
    parameters.add(file.facts.durationMs);
    return done(m_connection.run(describe, parameters));
}

Status TeamDatabase::storeFile(const IndexedFile& file, Keys& replaced) {
    std::optional<QByteArray> key;
    if (!file.contentKey.isEmpty()) {
        bool isThere = false;
        SEMBLANCE_TRY(storeContent(file, isThere));
        // A content that was to be linked to went meanwhile: the next scan finds the file again.
        if (!isThere)
            return {};
        key = file.contentKey;
    } else if (isLink(file)) {
        return {};
    }
    SEMBLANCE_TRY_ASSIGN(
        const Keys before,
        keys("SELECT coalesce(content_key, '') FROM file WHERE root = $1 AND md5(path) = md5($2)",
             TeamParameters::of(file.root.value, file.path)));
    if (!before.empty() && !before.front().isEmpty() && before.front() != file.contentKey)
        replaced.push_back(before.front());
    TeamParameters parameters = TeamParameters::of(file.root.value, file.path);
    addStat(parameters, file.stat);
    parameters.add(key);
    parameters.add(key ? QString() : file.error);
    return done(m_connection.run(
        before.empty() ? "INSERT INTO file (root, path, size, mtime_ns, file_index, ctime_ns,"
                         " content_key, error) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
                       : "UPDATE file SET size = $3, mtime_ns = $4, file_index = $5, ctime_ns = $6,"
                         " content_key = $7, error = $8, missing_since_ms = NULL"
                         " WHERE root = $1 AND md5(path) = md5($2)",
        parameters));
}

Status TeamDatabase::storeSidecars(const IndexedFile& file) {
    static const std::string put = "INSERT INTO sidecar (file, facts, " + teamFactsColumns +
                                   ", duration_ms) VALUES " + placeholders(1, teamFactsCount + 3);
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t id,
        m_connection.number("UPDATE file SET sidecars = $3 WHERE root = $1 AND md5(path) = md5($2)"
                            " RETURNING id",
                            TeamParameters::of(file.root.value, file.path,
                                               static_cast<std::int64_t>(file.sidecars))));
    if (id == 0)
        return {};
    SEMBLANCE_TRY(m_connection.run("DELETE FROM sidecar WHERE file = $1", TeamParameters::of(id)));
    if (file.facts == PhotoFacts())
        return {};
    TeamParameters parameters = TeamParameters::of(id, file.factsVersion);
    addFacts(parameters, file.facts);
    parameters.add(file.facts.durationMs);
    return done(m_connection.run(put, parameters));
}

Status TeamDatabase::putVectors(const std::vector<IndexedFile>& files, const Model& model) {
    std::map<QByteArray, QByteArray> halves;  // of each content the last one
    for (const IndexedFile& file : files)
        halves[file.contentKey] = file.vector;
    if (halves.empty())
        return {};
    const auto count = static_cast<std::int64_t>(halves.size());
    Keys all;
    for (const auto& [key, half] : halves)
        all.push_back(key);
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t last,
        m_connection.number("UPDATE model SET last_seq = last_seq + $2, generation = generation + 1"
                            " WHERE id = $1 RETURNING last_seq",
                            TeamParameters::of(model.id, count)));
    if (last == 0)
        return fail(ErrorKind::WrongUse,
                    Text::tr("The model was removed from the library meanwhile."));
    const std::string table = vectorTable(model.id);
    SEMBLANCE_TRY(m_connection.run("DELETE FROM " + table + " WHERE key = ANY ($1)",
                                   TeamParameters::of(all)));
    std::int64_t seq = last - count;
    auto next = halves.begin();
    return m_connection.copyIn("COPY " + table + " (key, seq, half) FROM STDIN (FORMAT binary)",
                               [&]() -> std::optional<TeamConnection::CopiedFields> {
                                   if (next == halves.end())
                                       return std::nullopt;
                                   TeamConnection::CopiedFields fields{next->first, wire(++seq),
                                                                       toHalfVector(next->second)};
                                   ++next;
                                   return fields;
                               });
}

Status TeamDatabase::putThumbnails(const std::vector<IndexedFile>& files) {
    std::map<QByteArray, QMap<int, QByteArray>> images;
    for (const IndexedFile& file : files)
        images[file.contentKey] = file.thumbnails;
    Keys all;
    std::vector<TeamConnection::CopiedFields> rows;
    for (const auto& [key, sides] : images) {
        all.push_back(key);
        for (auto side = sides.begin(); side != sides.end(); ++side) {
            QByteArray number;
            appendNumber<std::int32_t>(number, side.key());
            rows.push_back({key, number, side.value()});
        }
    }
    if (rows.empty())
        return {};
    SEMBLANCE_TRY(
        m_connection.run("DELETE FROM thumbnail WHERE key = ANY ($1)", TeamParameters::of(all)));
    std::size_t next = 0;
    return m_connection.copyIn("COPY thumbnail (key, side, image) FROM STDIN (FORMAT binary)", [&] {
        return next < rows.size() ? std::optional(rows[next++]) : std::nullopt;
    });
}

Status TeamDatabase::dropUnheld(const Keys& candidates) {
    if (candidates.empty())
        return {};
    SEMBLANCE_TRY_ASSIGN(
        const Keys dropped,
        keys("DELETE FROM content WHERE key = ANY ($1)"
             " AND NOT EXISTS (SELECT 1 FROM file WHERE file.content_key = content.key)"
             " RETURNING key",
             TeamParameters::of(candidates)));
    if (dropped.empty())
        return {};
    SEMBLANCE_TRY(m_connection.run("DELETE FROM thumbnail WHERE key = ANY ($1)",
                                   TeamParameters::of(dropped)));
    SEMBLANCE_TRY_ASSIGN(
        const std::vector<std::int64_t> models,
        m_connection.list<std::int64_t>("UPDATE model SET generation = generation + 1 RETURNING id",
                                        {}, [](const TeamRow& row) { return row.number(0); }));
    for (const std::int64_t model : models) {
        SEMBLANCE_TRY(
            m_connection.run("DELETE FROM " + vectorTable(model) + " WHERE key = ANY ($1)",
                             TeamParameters::of(dropped)));
    }
    return {};
}

Result<AddedRoot> TeamDatabase::addRoot(const RootPlace& place) {
    AddedRoot added;
    const Status changed = change([&]() -> Status {
        SEMBLANCE_TRY_ASSIGN(added, TeamRoots(m_connection).add(place));
        return {};
    });
    SEMBLANCE_TRY(changed);
    return added;
}

Status TeamDatabase::updateRoot(RootId root, const RootPlace& place) {
    return change([&] { return TeamRoots(m_connection).update(root, place); });
}

Result<RootId> TeamDatabase::relocateRoot(RootId root, const RootPlace& place) {
    RootId now;
    const Status changed = change([&]() -> Status {
        Keys replaced;
        SEMBLANCE_TRY_ASSIGN(now, TeamRoots(m_connection).relocate(root, place, replaced));
        return dropUnheld(replaced);
    });
    SEMBLANCE_TRY(changed);
    return now;
}

Result<AddedRoot> TeamDatabase::splitRoot(RootId root, const QString& folder,
                                          const RootPlace& place) {
    AddedRoot split;
    const Status changed = change([&]() -> Status {
        SEMBLANCE_TRY_ASSIGN(split, TeamRoots(m_connection).split(root, folder, place));
        return {};
    });
    SEMBLANCE_TRY(changed);
    return split;
}

Status TeamDatabase::removeRoot(RootId root) {
    return change([&]() -> Status {
        SEMBLANCE_TRY_ASSIGN(const Keys held, keys("DELETE FROM file WHERE root = $1"
                                                   " RETURNING coalesce(content_key, '')",
                                                   TeamParameters::of(root.value)));
        SEMBLANCE_TRY(TeamRoots(m_connection).remove(root));
        return dropUnheld(held);
    });
}

Status TeamDatabase::setMarks(const std::vector<MarkedContent>& marked) {
    return change([&]() -> Status {
        for (const MarkedContent& one : marked) {
            SEMBLANCE_TRY_ASSIGN(const Keys key, keys("SELECT key FROM content WHERE id = $1",
                                                      TeamParameters::of(one.content.value)));
            if (key.empty())
                continue;
            SEMBLANCE_TRY(m_connection.run("DELETE FROM mark WHERE key = $1",
                                           TeamParameters::of(key.front())));
            if (one.marks.isEmpty())
                continue;
            QStringList tags = one.marks.tags;
            QStringList taken = one.marks.taken;
            tags.sort();
            taken.sort();
            SEMBLANCE_TRY(
                m_connection.run("INSERT INTO mark (key, rating, label, note, tags, taken)"
                                 " VALUES ($1, $2, $3, $4, $5, $6)",
                                 TeamParameters::of(key.front(), one.marks.rating, one.marks.label,
                                                    one.marks.note, tags, taken)));
        }
        return {};
    });
}

Status TeamDatabase::setPalettes(const std::vector<ContentPalette>& palettes) {
    return change([&]() -> Status {
        for (const ContentPalette& palette : palettes) {
            SEMBLANCE_TRY(m_connection.run(
                "UPDATE content SET palette = $1 WHERE id = $2",
                TeamParameters::of(toBytes(palette.palette), palette.content.value)));
        }
        return {};
    });
}

Status TeamDatabase::setScanSettings(const ScanSettings& settings) {
    return change([&]() -> Status {
        SEMBLANCE_TRY(m_connection.run("UPDATE library SET follows_links = $1",
                                       TeamParameters::of(settings.followLinks)));
        SEMBLANCE_TRY(m_connection.run("DELETE FROM left_out"));
        const auto put = [&](RootId root, const QStringList& globs, bool isTakenIn) -> Status {
            const auto of = root.isValid() ? std::optional(root.value) : std::nullopt;
            for (const QString& glob : globs) {
                SEMBLANCE_TRY(m_connection.run(
                    "INSERT INTO left_out (root, glob, is_taken_in) SELECT $1, $2, $3"
                    " WHERE $1 IS NULL OR EXISTS (SELECT 1 FROM root WHERE id = $1)",
                    TeamParameters::of(of, glob, isTakenIn)));
            }
            return {};
        };
        SEMBLANCE_TRY(put({}, settings.leftOut, false));
        SEMBLANCE_TRY(put({}, settings.takenIn, true));
        for (const auto& [root, globs] : settings.ofRoots)
            SEMBLANCE_TRY(put(root, globs, false));
        return {};
    });
}

Status TeamDatabase::moveFiles(const std::vector<MovedFile>& files) {
    return change([&]() -> Status {
        Keys replaced;
        for (const MovedFile& file : files) {
            SEMBLANCE_TRY_ASSIGN(
                const Keys cleared,
                keys("DELETE FROM file WHERE root = $1 AND md5(path) = md5($2) AND id <> $3"
                     " RETURNING coalesce(content_key, '')",
                     TeamParameters::of(file.root.value, file.path, file.file.value)));
            replaced.insert(replaced.end(), cleared.begin(), cleared.end());
            TeamParameters parameters =
                TeamParameters::of(file.file.value, file.root.value, file.path);
            addStat(parameters, file.stat);
            SEMBLANCE_TRY(m_connection.run(
                "UPDATE file SET root = $2, path = $3, size = $4, mtime_ns = $5, file_index = $6,"
                " ctime_ns = $7, missing_since_ms = NULL WHERE id = $1",
                parameters));
        }
        return dropUnheld(replaced);
    });
}

Status TeamDatabase::markMissing(const std::vector<FileId>& files, std::int64_t nowMs) {
    return change([&] {
        return done(
            m_connection.run("UPDATE file SET missing_since_ms = $2"
                             " WHERE id = ANY ($1) AND missing_since_ms IS NULL",
                             TeamParameters::of(numbersOf(files), nowMs)));
    });
}

Status TeamDatabase::noteStats(const std::vector<SeenFile>& files) {
    return change([&]() -> Status {
        for (const SeenFile& file : files) {
            SEMBLANCE_TRY(m_connection.run(
                "UPDATE file SET file_index = $2, ctime_ns = $3 WHERE id = $1",
                TeamParameters::of(file.file.value, static_cast<std::int64_t>(file.stat.fileIndex),
                                   file.stat.changedNs)));
        }
        return {};
    });
}

Status TeamDatabase::markReturned(const std::vector<FileId>& files) {
    return change([&] {
        return done(
            m_connection.run("UPDATE file SET missing_since_ms = NULL"
                             " WHERE id = ANY ($1) AND missing_since_ms IS NOT NULL",
                             TeamParameters::of(numbersOf(files))));
    });
}

Result<std::int64_t> TeamDatabase::purgeMissing(std::int64_t beforeMs) {
    std::int64_t purged = 0;
    const Status changed = change([&]() -> Status {
        SEMBLANCE_TRY_ASSIGN(const Keys held, keys("DELETE FROM file WHERE missing_since_ms < $1"
                                                   " RETURNING coalesce(content_key, '')",
                                                   TeamParameters::of(beforeMs)));
        purged = static_cast<std::int64_t>(held.size());
        return dropUnheld(held);
    });
    SEMBLANCE_TRY(changed);
    return purged;
}

Status TeamDatabase::retryFailed() {
    return change([&] {
        return done(m_connection.run("UPDATE content SET state = 0, error = '' WHERE state >= 2"));
    });
}

Status TeamDatabase::forgetRemoved() {
    SEMBLANCE_TRY_ASSIGN(const std::int64_t removed,
                         m_connection.number("SELECT count(*) FROM removed_file"));
    if (removed <= mostRemovals)
        return {};
    return change([&]() -> Status {
        SEMBLANCE_TRY(m_connection.run("DELETE FROM removed_file"));
        return done(m_connection.run("UPDATE library SET removed_known_after = generation"));
    });
}

}  // namespace semblance
