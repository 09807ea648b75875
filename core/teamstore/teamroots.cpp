#include "core/teamstore/teamroots.h"

#include <QCoreApplication>

#include "core/catalogue/rootpaths.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamRoots)
};

Status done(const Result<std::int64_t>& rows) {
    return rows ? Status() : fail(rows.error());
}
}  // namespace

Result<std::vector<TeamRoots::Root>> TeamRoots::rootsOn(const QString& volumeId) {
    return m_connection.list<Root>("SELECT id, path_on_volume FROM root WHERE volume_id = $1",
                                   TeamParameters::of(volumeId), [](const TeamRow& row) {
                                       return Root{{row.number(0)}, row.text(1)};
                                   });
}

Result<RootId> TeamRoots::insert(const RootPlace& place) {
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t id,
        m_connection.number(
            "INSERT INTO root (volume_id, volume_name, path_on_volume, path)"
            " VALUES ($1, $2, $3, $4) RETURNING id",
            TeamParameters::of(place.volumeId, place.volumeName, place.pathOnVolume, place.path)));
    return RootId{id};
}

Status TeamRoots::update(RootId root, const RootPlace& place) {
    return done(m_connection.run(
        "UPDATE root SET volume_id = $1, volume_name = $2, path_on_volume = $3, path = $4"
        " WHERE id = $5",
        TeamParameters::of(place.volumeId, place.volumeName, place.pathOnVolume, place.path,
                           root.value)));
}

Status TeamRoots::remove(RootId root) {
    return done(m_connection.run("DELETE FROM root WHERE id = $1", TeamParameters::of(root.value)));
}

Status TeamRoots::giveFiles(RootId from, RootId to, const QString& folder) {
    SEMBLANCE_TRY(m_connection.run("UPDATE file SET root = $1, path = $2 || path WHERE root = $3",
                                   TeamParameters::of(to.value, folderPrefix(folder), from.value)));
    return giveGlobs(from, to, folder);
}

Status TeamRoots::giveGlobs(RootId from, RootId to, const QString& folder) {
    struct Line {
        std::int64_t id = 0;
        QString glob;
    };
    SEMBLANCE_TRY_ASSIGN(
        const std::vector<Line> lines,
        m_connection.list<Line>("SELECT id, glob FROM left_out WHERE root = $1 ORDER BY id",
                                TeamParameters::of(from.value), [](const TeamRow& row) {
                                    return Line{row.number(0), row.text(1)};
                                }));
    for (const Line& line : lines) {
        SEMBLANCE_TRY(m_connection.run(
            "UPDATE left_out SET root = $1, glob = $2 WHERE id = $3",
            TeamParameters::of(to.value, globFromAbove(line.glob, folder), line.id)));
    }
    return {};
}

Result<AddedRoot> TeamRoots::add(const RootPlace& place) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<Root> others, rootsOn(place.volumeId));
    std::vector<Root> inner;
    for (const Root& other : others) {
        if (const auto subfolder = pathBelow(place.pathOnVolume, other.path))
            return AddedRoot{other.id, RootOutcome::AlreadyIncluded, *subfolder, {}};
        if (const auto subfolder = pathBelow(other.path, place.pathOnVolume))
            inner.push_back({other.id, *subfolder});
    }
    SEMBLANCE_TRY_ASSIGN(const RootId root, insert(place));
    AddedRoot added{root, RootOutcome::Added, {}, {}};
    for (const Root& absorbed : inner) {
        SEMBLANCE_TRY(giveFiles(absorbed.id, root, absorbed.path));
        SEMBLANCE_TRY(remove(absorbed.id));
        added.absorbed.push_back(absorbed.id);
        added.outcome = RootOutcome::Absorbed;
    }
    return added;
}

Result<AddedRoot> TeamRoots::split(RootId root, const QString& folder, const RootPlace& place) {
    SEMBLANCE_TRY_ASSIGN(const std::vector<Root> others, rootsOn(place.volumeId));
    for (const Root& other : others) {
        if (const auto subfolder = pathBelow(place.pathOnVolume, other.path))
            return AddedRoot{other.id, RootOutcome::AlreadyIncluded, *subfolder, {}};
    }
    SEMBLANCE_TRY_ASSIGN(const RootId made, insert(place));
    SEMBLANCE_TRY(
        m_connection.run("UPDATE file SET root = $1, path = substr(path, length($2) + 1)"
                         " WHERE root = $3 AND starts_with(path, $2)",
                         TeamParameters::of(made.value, folderPrefix(folder), root.value)));
    return AddedRoot{made, RootOutcome::Added, {}, {}};
}

Result<RootId> TeamRoots::relocate(RootId root, const RootPlace& place,
                                   std::vector<QByteArray>& replaced) {
    SEMBLANCE_TRY_ASSIGN(const auto before,
                         (m_connection.one<QString>(
                             "SELECT path FROM root WHERE id = $1", TeamParameters::of(root.value),
                             [](const TeamRow& row) { return row.text(0); })));
    if (!before)
        return fail(ErrorKind::NotFound, Text::tr("The folder is not in the library any more."));
    SEMBLANCE_TRY(m_connection.run("UPDATE file SET file_index = 0, ctime_ns = 0 WHERE root = $1",
                                   TeamParameters::of(root.value)));
    SEMBLANCE_TRY_ASSIGN(const std::vector<Root> others, rootsOn(place.volumeId));
    for (const Root& other : others) {
        const auto inOther = pathBelow(place.pathOnVolume, other.path);
        const auto inPlace = pathBelow(other.path, place.pathOnVolume);
        if (other.id == root) {
            if ((inOther || inPlace) && place.pathOnVolume != other.path)
                return fail(ErrorKind::WrongUse,
                            Text::tr("%1 lies in %2 or holds it: it cannot be the same folder at "
                                     "a new place.")
                                .arg(place.path, *before));
        } else if (inOther && !inOther->isEmpty()) {
            SEMBLANCE_TRY(uniteTwins(root, other.id, *inOther, Kept::From, replaced));
            SEMBLANCE_TRY(giveFiles(root, other.id, *inOther));
            SEMBLANCE_TRY(remove(root));
            return other.id;
        } else if (inPlace) {
            SEMBLANCE_TRY(uniteTwins(other.id, root, *inPlace, Kept::To, replaced));
            SEMBLANCE_TRY(giveFiles(other.id, root, *inPlace));
            SEMBLANCE_TRY(remove(other.id));
        }
    }
    SEMBLANCE_TRY(update(root, place));
    return root;
}

Status TeamRoots::uniteTwins(RootId from, RootId to, const QString& folder, Kept kept,
                             std::vector<QByteArray>& replaced) {
    struct Twins {
        std::int64_t one = 0;
        std::int64_t two = 0;
        QByteArray keyOfOne;
        QByteArray keyOfTwo;
    };
    SEMBLANCE_TRY_ASSIGN(
        const std::vector<Twins> twins,
        m_connection.list<Twins>(
            "SELECT one.id, two.id, one.content_key, two.content_key"
            " FROM file AS one JOIN file AS two"
            " ON two.root = $1 AND md5(two.path) = md5($2 || one.path) WHERE one.root = $3",
            TeamParameters::of(to.value, folderPrefix(folder), from.value), [](const TeamRow& row) {
                return Twins{row.number(0), row.number(1), row.bytes(2), row.bytes(3)};
            }));
    for (const Twins& pair : twins) {
        const std::int64_t stays = kept == Kept::From ? pair.one : pair.two;
        const std::int64_t goes = kept == Kept::From ? pair.two : pair.one;
        for (const QByteArray& key : {pair.keyOfOne, pair.keyOfTwo}) {
            if (!key.isEmpty())
                replaced.push_back(key);
        }
        // A row that is not there any more knows nothing better.
        SEMBLANCE_TRY(m_connection.run(
            "UPDATE file SET size = other.size, mtime_ns = other.mtime_ns,"
            " file_index = other.file_index, ctime_ns = other.ctime_ns,"
            " content_key = other.content_key, error = other.error, missing_since_ms = NULL"
            " FROM file AS other WHERE file.id = $1 AND other.id = $2"
            " AND other.missing_since_ms IS NULL",
            TeamParameters::of(stays, goes)));
        SEMBLANCE_TRY(m_connection.run("DELETE FROM file WHERE id = $1", TeamParameters::of(goes)));
    }
    return {};
}

}  // namespace semblance
