#include "core/store/rootrows.h"

#include <QCoreApplication>

#include "core/catalogue/rootpaths.h"
#include "core/store/scansettingsrows.h"

namespace semblance {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::RootRows)
};

}  // namespace

std::vector<RootRows::Root> RootRows::rootsOn(const QString& volumeId) {
    SQLite::Statement select(m_database, "SELECT id, path_on_volume FROM root WHERE volume_id = ?");
    bindText(select, 1, volumeId);
    std::vector<Root> roots;
    while (select.executeStep())
        roots.push_back({{columnInt(select, 0)}, columnText(select, 1)});
    return roots;
}

std::optional<RootPlace> RootRows::placeOf(RootId root) {
    SQLite::Statement select(
        m_database, "SELECT volume_id, volume_name, path_on_volume, path FROM root WHERE id = ?");
    select.bind(1, root.value);
    if (!select.executeStep())
        return std::nullopt;
    return RootPlace{columnText(select, 0), columnText(select, 1), columnText(select, 2),
                     columnText(select, 3)};
}

RootId RootRows::insert(const RootPlace& place) {
    SQLite::Statement insert(m_database,
                             "INSERT INTO root (volume_id, volume_name, path_on_volume, path)"
                             " VALUES (?, ?, ?, ?)");
    bindText(insert, 1, place.volumeId);
    bindText(insert, 2, place.volumeName);
    bindText(insert, 3, place.pathOnVolume);
    bindText(insert, 4, place.path);
    insert.exec();
    return {m_database.getLastInsertRowid()};
}

void RootRows::remove(RootId root) {
    SQLite::Statement remove(m_database, "DELETE FROM root WHERE id = ?");
    remove.bind(1, root.value);
    remove.exec();
}

void RootRows::update(RootId root, const RootPlace& place) {
    SQLite::Statement update(m_database,
                             "UPDATE root SET volume_id = ?, volume_name = ?, path_on_volume = ?,"
                             " path = ? WHERE id = ?");
    bindText(update, 1, place.volumeId);
    bindText(update, 2, place.volumeName);
    bindText(update, 3, place.pathOnVolume);
    bindText(update, 4, place.path);
    update.bind(5, root.value);
    update.exec();
}

void RootRows::giveFiles(RootId from, RootId to, const QString& folder) {
    SQLite::Statement give(m_database, "UPDATE file SET root = ?, path = ? || path WHERE root = ?");
    give.bind(1, to.value);
    bindText(give, 2, folderPrefix(folder));
    give.bind(3, from.value);
    give.exec();
    giveGlobs(m_database, from, to, folder);
}

AddedRoot RootRows::add(const RootPlace& place) {
    std::vector<Root> inner;
    for (Root& root : rootsOn(place.volumeId)) {
        if (const auto subfolder = pathBelow(place.pathOnVolume, root.path))
            return {root.id, RootOutcome::AlreadyIncluded, *subfolder, {}};
        if (const auto subfolder = pathBelow(root.path, place.pathOnVolume))
            inner.push_back({root.id, *subfolder});
    }
    AddedRoot added{insert(place), RootOutcome::Added, {}, {}};
    for (const Root& root : inner) {
        giveFiles(root.id, added.root, root.path);
        remove(root.id);
        added.absorbed.push_back(root.id);
        added.outcome = RootOutcome::Absorbed;
    }
    return added;
}

AddedRoot RootRows::split(RootId root, const QString& folder, const RootPlace& place) {
    for (const Root& other : rootsOn(place.volumeId)) {
        if (const auto subfolder = pathBelow(place.pathOnVolume, other.path))
            return {other.id, RootOutcome::AlreadyIncluded, *subfolder, {}};
    }
    const AddedRoot split{insert(place), RootOutcome::Added, {}, {}};
    const QString prefix = folderPrefix(folder);
    // Not LIKE: names may hold its wildcards.
    SQLite::Statement give(m_database,
                           "UPDATE file SET root = ?1, path = substr(path, length(?2) + 1)"
                           " WHERE root = ?3 AND substr(path, 1, length(?2)) = ?2");
    give.bind(1, split.root.value);
    bindText(give, 2, prefix);
    give.bind(3, root.value);
    give.exec();
    return split;
}

Result<RootId> RootRows::relocate(RootId root, const RootPlace& place,
                                  std::vector<ContentId>& replaced) {
    const std::optional<RootPlace> before = placeOf(root);
    if (!before)
        return fail(ErrorKind::NotFound, Text::tr("The folder is not in the library any more."));
    SQLite::Statement forget(m_database,
                             "UPDATE file SET file_index = 0, ctime_ns = 0 WHERE root = ?");
    forget.bind(1, root.value);
    forget.exec();
    for (const Root& other : rootsOn(place.volumeId)) {
        const auto inOther = pathBelow(place.pathOnVolume, other.path);
        const auto inPlace = pathBelow(other.path, place.pathOnVolume);
        if (other.id == root) {
            if ((inOther || inPlace) && place.pathOnVolume != other.path)
                return fail(ErrorKind::WrongUse,
                            Text::tr("%1 lies in %2 or holds it: it cannot be the same folder at "
                                     "a new place.")
                                .arg(place.path, before->path));
        } else if (inOther && !inOther->isEmpty()) {
            uniteTwins(root, other.id, *inOther, Kept::From, replaced);
            giveFiles(root, other.id, *inOther);
            remove(root);
            return other.id;
        } else if (inPlace) {
            uniteTwins(other.id, root, *inPlace, Kept::To, replaced);
            giveFiles(other.id, root, *inPlace);
            remove(other.id);
        }
    }
    update(root, place);
    return root;
}

void RootRows::uniteTwins(RootId from, RootId to, const QString& folder, Kept kept,
                          std::vector<ContentId>& replaced) {
    std::vector<Twins> twins;
    {
        SQLite::Statement select(m_database,
                                 "SELECT one.id, two.id FROM file AS one JOIN file AS two"
                                 "  ON two.root = ? AND two.path = ? || one.path"
                                 " WHERE one.root = ?");
        select.bind(1, to.value);
        bindText(select, 2, folderPrefix(folder));
        select.bind(3, from.value);
        while (select.executeStep()) {
            const FileId one{columnInt(select, 0)};
            const FileId two{columnInt(select, 1)};
            twins.push_back(kept == Kept::From ? Twins{one, two} : Twins{two, one});
        }
    }
    for (const Twins& pair : twins)
        unite(pair, replaced);
}

void RootRows::unite(const Twins& twins, std::vector<ContentId>& replaced) {
    SQLite::Statement contents(m_database,
                               "SELECT content FROM file WHERE id IN (?, ?) AND content NOT NULL");
    contents.bind(1, twins.kept.value);
    contents.bind(2, twins.other.value);
    while (contents.executeStep())
        replaced.push_back({columnInt(contents, 0)});
    // A row that is not there any more knows nothing better.
    SQLite::Statement take(
        m_database,
        "UPDATE file SET (size, mtime_ns, file_index, ctime_ns, content, error, missing_since_ms) ="
        "  (SELECT size, mtime_ns, file_index, ctime_ns, content, error, NULL"
        "    FROM file WHERE id = ?2)"
        " WHERE id = ?1 AND (SELECT missing_since_ms IS NULL FROM file WHERE id = ?2)");
    take.bind(1, twins.kept.value);
    take.bind(2, twins.other.value);
    take.exec();
    SQLite::Statement remove(m_database, "DELETE FROM file WHERE id = ?");
    remove.bind(1, twins.other.value);
    remove.exec();
}

}  // namespace semblance
