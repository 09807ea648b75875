#pragma once

#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/catalogue/rows.h"
#include "core/store/sqlite.h"

/// The roots and whose the files are. Internal to the room.
namespace semblance {

/// Belongs to the writer's thread, inside a transaction. Throws SQLite::Exception.
class RootRows {
public:
    explicit RootRows(SQLite::Database& database) : m_database(database) {}

    /// These are RowWriter's of the same names.
    AddedRoot add(const RootPlace& place);
    void update(RootId root, const RootPlace& place);
    AddedRoot split(RootId root, const QString& folder, const RootPlace& place);
    /// `replaced` gets the contents that a file held before, or that of another row of the file.
    Result<RootId> relocate(RootId root, const RootPlace& place, std::vector<ContentId>& replaced);

private:
    struct Root {
        RootId id;
        QString path;  ///< on the volume
    };
    /// The file that is in two roots: the row that stays and the one that goes.
    struct Twins {
        FileId kept;
        FileId other;
    };
    enum class Kept { From, To };

    std::vector<Root> rootsOn(const QString& volumeId);
    std::optional<RootPlace> placeOf(RootId root);
    RootId insert(const RootPlace& place);
    void remove(RootId root);
    /// Gives the files of a root to another one, below a folder of it, with the first one's globs.
    void giveFiles(RootId from, RootId to, const QString& folder);
    void uniteTwins(RootId from, RootId to, const QString& folder, Kept kept,
                    std::vector<ContentId>& replaced);
    void unite(const Twins& twins, std::vector<ContentId>& replaced);

    SQLite::Database& m_database;
};

}  // namespace semblance
