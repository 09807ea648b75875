#include "core/teamstore/teamreader.h"

#include <algorithm>

#include "core/teamstore/teamlink.h"
#include "core/teamstore/teamrows.h"
#include "core/teamstore/wireformat.h"

namespace semblance {

namespace {
TeamParameters scopeParameters(RootId root, const std::optional<FolderScope>& scope) {
    TeamParameters parameters = TeamParameters::of(root.value);
    if (scope)
        parameters.add(QString::fromStdString(scope->path.empty() ? "" : scope->path + '/'));
    return parameters;
}

/// Of the files below a folder, $2, which ends with '/' unless it is the root.
std::string inScope(const FolderScope& scope) {
    // Its first letters are in an index. '0' follows '/'.
    std::string condition = " AND file.missing_since_ms IS NULL";
    if (!scope.path.empty()) {
        condition +=
            " AND left(file.path, 200) >= left($2, 200)"
            " AND left(file.path, 200) <= left(rtrim($2, '/') || '0', 200)"
            " AND starts_with(file.path, $2)";
    }
    if (!scope.isDeep)
        condition += " AND position('/' IN substr(file.path, length($2) + 1)) = 0";
    else if (scope.path.empty())
        condition += " AND starts_with(file.path, $2)";
    return condition;
}
}  // namespace

TeamReader::TeamReader(std::unique_ptr<TeamLink> link) : m_link(std::move(link)) {}
TeamReader::~TeamReader() = default;

Result<std::unique_ptr<TeamReader>> TeamReader::open(const TeamAddress& address,
                                                     const CancelToken& cancel) {
    std::unique_ptr<TeamReader> reader(new TeamReader(std::make_unique<TeamLink>(address, cancel)));
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, reader->m_link->connection());
    SEMBLANCE_TRY_ASSIGN(const auto uuid, (connection->one<QString>(
                                              "SELECT uuid FROM library", {},
                                              [](const TeamRow& row) { return row.text(0); })));
    reader->m_uuid = uuid.value_or(QString());
    return reader;
}

Result<std::vector<RootLocation>> TeamReader::rootLocations() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->list<RootLocation>(
        "SELECT id, volume_id, volume_name, path_on_volume, path FROM root"
        " ORDER BY path COLLATE \"C\"",
        {}, [](const TeamRow& row) {
            return RootLocation{{row.number(0)},
                                {row.text(1), row.text(2), row.text(3), row.text(4)}};
        });
}

Result<ScanSettings> TeamReader::scanSettings() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(const auto snapshot,
                         TeamTransaction::begin(*connection, TeamTransaction::Kind::Snapshot));
    ScanSettings settings;
    SEMBLANCE_TRY_ASSIGN(const std::int64_t follows,
                         connection->number("SELECT follows_links::int FROM library"));
    settings.followLinks = follows != 0;
    SEMBLANCE_TRY(connection->forEach(
        "SELECT root, glob, is_taken_in FROM left_out ORDER BY id", {}, [&](const TeamRow& row) {
            if (const auto root = row.optionalNumber(0))
                settings.ofRoots[{*root}].append(row.text(1));
            else
                (row.flag(2) ? settings.takenIn : settings.leftOut).append(row.text(1));
            return true;
        }));
    return settings;
}

Result<FileListing> TeamReader::listing(RootId root, const ListingOptions& options) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(const auto snapshot,
                         TeamTransaction::begin(*connection, TeamTransaction::Kind::Snapshot));
    FileListing listing;
    if (options.only.empty()) {
        SEMBLANCE_TRY(list(*connection, root, "", std::nullopt, options, listing));
        return listing;
    }
    for (const FolderScope& scope : options.only)
        SEMBLANCE_TRY(list(*connection, root, inScope(scope), scope, options, listing));
    SEMBLANCE_TRY(list(*connection, root, " AND file.missing_since_ms IS NOT NULL", std::nullopt,
                       options, listing));
    listing.sort();
    return listing;
}

Status TeamReader::list(TeamConnection& connection, RootId root, const std::string& condition,
                        const std::optional<FolderScope>& scope, const ListingOptions& options,
                        FileListing& listing) {
    const std::string sql =
        "SELECT file.id, file.path, file.size, file.mtime_ns, file.file_index, file.ctime_ns,"
        " content.state, file.missing_since_ms IS NOT NULL, content.decoder, content.id,"
        " content.facts, file.sidecars FROM file"
        " LEFT JOIN content ON content.key = file.content_key WHERE file.root = $1" +
        condition + " ORDER BY file.path";
    return connection.forEach(sql, scopeParameters(root, scope), [&](const TeamRow& row) {
        FileState state = teamFileState(row, 6);
        const bool failedOnce = state == FileState::Failed || state == FileState::Quarantined;
        if (failedOnce && row.number(8) < options.decoderVersion)
            state = FileState::Pending;
        if (state == FileState::Indexed && options.isEncoded && !options.isEncoded({row.number(9)}))
            state = FileState::Pending;
        if (state == FileState::Indexed && row.number(10) < options.factsVersion)
            state = FileState::Outdated;
        const QByteArrayView path = row.view(1);
        listing.add({path.data(), static_cast<std::size_t>(path.size())}, teamFileStat(row, 2),
                    {row.number(0)}, state, row.flag(7), static_cast<SidecarStamp>(row.number(11)));
        return true;
    });
}

Result<std::optional<FileRow>> TeamReader::file(FileId id) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->one<FileRow>(teamFileColumns + "WHERE file.id = $1",
                                    TeamParameters::of(id.value), teamFileRow);
}

Result<std::optional<FileRow>> TeamReader::fileAt(RootId root, const QString& path) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->one<FileRow>(
        teamFileColumns + "WHERE file.root = $1 AND md5(file.path) = md5($2)",
        TeamParameters::of(root.value, path), teamFileRow);
}

Result<PhotoFacts> TeamReader::sidecarFacts(FileId id) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(const auto facts,
                         connection->one<PhotoFacts>(teamSidecarColumns + "WHERE file = $1",
                                                     TeamParameters::of(id.value), teamSidecarRow));
    return facts.value_or(PhotoFacts());
}

Result<PhotoMarks> TeamReader::marks(ContentId content) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(
        const auto marks,
        connection->one<PhotoMarks>(
            "SELECT mark.rating, mark.label, mark.note, mark.tags, mark.taken FROM mark"
            " JOIN content ON content.key = mark.key WHERE content.id = $1",
            TeamParameters::of(content.value), [](const TeamRow& row) {
                PhotoMarks found;
                if (const auto rating = row.optionalNumber(0))
                    found.rating = static_cast<int>(*rating);
                if (!row.isNull(1))
                    found.label = row.text(1);
                found.note = row.text(2);
                found.tags = row.texts(3);
                found.taken = row.texts(4);
                return found;
            }));
    return marks.value_or(PhotoMarks());
}

Result<std::optional<ContentRow>> TeamReader::content(ContentId id) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->one<ContentRow>(teamContentColumns + "WHERE id = $1",
                                       TeamParameters::of(id.value), teamContentRow);
}

Result<std::optional<ContentRow>> TeamReader::contentByKey(const QByteArray& key) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->one<ContentRow>(teamContentColumns + "WHERE key = $1",
                                       TeamParameters::of(key), teamContentRow);
}

Result<QByteArray> TeamReader::keptVector(const QString&, const QByteArray&) {
    // Rows and vectors go in one transaction.
    return QByteArray();
}

Result<std::vector<ContentRow>> TeamReader::contentsAlike(const QByteArray& key) {
    constexpr int hashBytes = 16;
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->list<ContentRow>(
        teamContentColumns + "WHERE key BETWEEN $1 AND $2 ORDER BY key",
        TeamParameters::of(key, key + QByteArray(hashBytes, '\xff')), teamContentRow);
}

namespace {
RowReader::ContentKey contentKey(const TeamRow& row) {
    return {{row.number(0)}, row.bytes(1)};
}
}  // namespace

Result<std::vector<RowReader::ContentKey>> TeamReader::contentKeys() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->list<ContentKey>("SELECT id, key FROM content WHERE state = 1 ORDER BY id",
                                        {}, contentKey);
}

Result<std::vector<RowReader::ContentKey>> TeamReader::contentsWithoutPalette() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->list<ContentKey>(
        "SELECT id, key FROM content WHERE palette IS NULL AND state = 1 ORDER BY id", {},
        contentKey);
}

Result<std::vector<FileRow>> TeamReader::filesOf(ContentId content) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->list<FileRow>(
        teamFileColumns +
            "WHERE content.id = $1 ORDER BY file.missing_since_ms IS NOT NULL, file.id",
        TeamParameters::of(content.value), teamFileRow);
}

Result<std::vector<FileRow>> TeamReader::failedFiles() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->list<FileRow>(teamFileColumns +
                                         "WHERE (file.content_key IS NULL OR content.state >= 2) "
                                         "AND file.missing_since_ms IS NULL"
                                         " ORDER BY file.root, file.path",
                                     {}, teamFileRow);
}

Result<StoreCounts> TeamReader::counts() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(
        const auto counts,
        connection->one<StoreCounts>(
            "SELECT files.*, contents.* FROM"
            " (SELECT count(*) FILTER (WHERE missing_since_ms IS NULL), count(missing_since_ms),"
            "   count(*) FILTER (WHERE content_key IS NULL AND missing_since_ms IS NULL)"
            "   FROM file) AS files,"
            " (SELECT count(*), count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = "
            "0),"
            "   count(*) FILTER (WHERE state = 2), count(*) FILTER (WHERE state = 3)"
            "   FROM content) AS contents",
            {}, [](const TeamRow& row) {
                return StoreCounts{row.number(0), row.number(1), row.number(2), row.number(3),
                                   row.number(4), row.number(5), row.number(6), row.number(7)};
            }));
    return counts.value_or(StoreCounts());
}

Result<QString> TeamReader::lastModel() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(const auto source, (connection->one<QString>(
                                                "SELECT model FROM library", {},
                                                [](const TeamRow& row) { return row.text(0); })));
    return source.value_or(QString());
}

Result<std::vector<StoredModel>> TeamReader::models() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    std::vector<std::int64_t> ids;
    SEMBLANCE_TRY_ASSIGN(
        std::vector<StoredModel> models,
        connection->list<StoredModel>(
            "SELECT id, name, hash, dim, precision_, device, source, used_ms FROM model"
            " ORDER BY used_ms DESC, id DESC",
            {}, [&](const TeamRow& row) {
                ids.push_back(row.number(0));
                return StoredModel{{row.text(1), row.text(2), static_cast<int>(row.number(3)),
                                    row.text(4), row.text(5), row.text(6)},
                                   row.number(7)};
            }));
    for (std::size_t i = 0; i < models.size(); ++i) {
        const std::string table = "vector_" + std::to_string(ids[i]);
        SEMBLANCE_TRY_ASSIGN(models[i].vectors,
                             connection->number("SELECT count(*) FROM " + table));
        SEMBLANCE_TRY_ASSIGN(
            models[i].bytes,
            connection->number("SELECT sum(pg_total_relation_size(inhrelid))::bigint"
                               " FROM pg_inherits WHERE inhparent = to_regclass($1)",
                               TeamParameters::of(QString::fromStdString(table))));
    }
    return models;
}

Result<Generation> TeamReader::changesSince(Generation since,
                                            const std::function<void(bool)>& begins,
                                            const std::function<void(const ListedFile&)>& changed,
                                            const std::function<void(FileId)>& removed) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(const auto snapshot,
                         TeamTransaction::begin(*connection, TeamTransaction::Kind::Snapshot));
    Generation now = 0;
    Generation known = 0;
    SEMBLANCE_TRY(connection->forEach("SELECT generation, removed_known_after FROM library", {},
                                      [&](const TeamRow& row) {
                                          now = row.number(0);
                                          known = row.number(1);
                                          return true;
                                      }));
    const bool fromStart = since == 0 || since < known || since > now;
    begins(fromStart);
    const auto visit = [&](const TeamRow& row) {
        changed(teamListedFile(row));
        return true;
    };
    if (fromStart) {
        SEMBLANCE_TRY(connection->forEach(teamListedColumns + "WHERE file.missing_since_ms IS NULL",
                                          {}, visit));
        return now;
    }
    SEMBLANCE_TRY(connection->forEach(teamListedColumns + "WHERE file.changed > $1",
                                      TeamParameters::of(since), visit));
    SEMBLANCE_TRY(connection->forEach("SELECT file FROM removed_file WHERE changed > $1",
                                      TeamParameters::of(since), [&](const TeamRow& row) {
                                          removed({row.number(0)});
                                          return true;
                                      }));
    return now;
}

Result<Generation> TeamReader::generation() {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    return connection->number("SELECT generation FROM library");
}

Result<LibraryFeed::VectorsStanding> TeamReader::vectorsStanding(const QString& modelHash) {
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(const auto standing,
                         connection->one<VectorsStanding>(
                             "SELECT born, generation, last_seq FROM model WHERE hash = $1",
                             TeamParameters::of(modelHash), [](const TeamRow& row) {
                                 return VectorsStanding{row.text(0), row.number(1), row.number(2)};
                             }));
    return standing.value_or(VectorsStanding());
}

Result<std::int64_t> TeamReader::forEachVector(
    const QString& modelHash, std::int64_t after,
    const std::function<bool(const StoredVector&)>& row) {
    struct Model {
        std::int64_t id = 0;
        int dim = 0;
        std::int64_t lastSeq = 0;
    };
    SEMBLANCE_TRY_ASSIGN(TeamConnection* const connection, m_link->connection());
    SEMBLANCE_TRY_ASSIGN(const auto snapshot,
                         TeamTransaction::begin(*connection, TeamTransaction::Kind::Snapshot));
    SEMBLANCE_TRY_ASSIGN(
        const auto model,
        connection->one<Model>(
            "SELECT id, dim, last_seq FROM model WHERE hash = $1", TeamParameters::of(modelHash),
            [](const TeamRow& found) {
                return Model{found.number(0), static_cast<int>(found.number(1)), found.number(2)};
            }));
    if (!model || model->lastSeq <= after)
        return after;
    const std::string sql = "COPY (SELECT stored.seq, content.id, stored.half FROM vector_" +
                            std::to_string(model->id) +
                            " AS stored JOIN content ON content.key = stored.key"
                            " WHERE stored.seq > " +
                            std::to_string(after) +
                            " ORDER BY stored.seq) TO STDOUT (FORMAT binary)";
    // Nothing is left to come but after a stop.
    std::int64_t next = model->lastSeq;
    bool isSound = true;
    SEMBLANCE_TRY(connection->copyOut(sql, 3, [&](const std::vector<QByteArrayView>& fields) {
        const auto seq = WireReader(fields[0]).number<std::int64_t>();
        const auto content = WireReader(fields[1]).number<std::int64_t>();
        const auto half = fromHalfVector(fields[2], model->dim);
        isSound =
            seq && content && half && *seq > after && *content > 0 && *content <= mostTeamNumber;
        if (!isSound)
            return false;
        const bool goesOn = row({{*content},
                                 *seq,
                                 {reinterpret_cast<const HalfBits*>(half->constData()),
                                  static_cast<std::size_t>(model->dim)}});
        if (!goesOn)
            next = *seq;
        return goesOn;
    }));
    if (!isSound)
        return fail(teamError("22000", QStringLiteral("a vector that is none")));
    return next;
}

}  // namespace semblance
