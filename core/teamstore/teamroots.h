#pragma once

#include <optional>
#include <vector>

#include "core/catalogue/rows.h"
#include "core/teamstore/teamconnection.h"

/// The roots of a team library and whose the files are. Internal to the room.
namespace semblance {

/// Lives in a transaction of the caller's.
class TeamRoots {
public:
    explicit TeamRoots(TeamConnection& connection) : m_connection(connection) {}

    /// These are RowWriter's of the same names.
    Result<AddedRoot> add(const RootPlace& place);
    Status update(RootId root, const RootPlace& place);
    Result<AddedRoot> split(RootId root, const QString& folder, const RootPlace& place);
    /// `replaced` gets the keys of contents that a file held before, or that of another row of the
    /// file.
    Result<RootId> relocate(RootId root, const RootPlace& place, std::vector<QByteArray>& replaced);
    Status remove(RootId root);

private:
    struct Root {
        RootId id;
        QString path;  ///< on the volume
    };
    enum class Kept { From, To };

    Result<std::vector<Root>> rootsOn(const QString& volumeId);
    Result<RootId> insert(const RootPlace& place);
    /// Gives the files of a root to another one, below a folder of it, with the first one's globs.
    Status giveFiles(RootId from, RootId to, const QString& folder);
    Status giveGlobs(RootId from, RootId to, const QString& folder);
    /// Of two rows of one file one stays, with what the other one knew.
    Status uniteTwins(RootId from, RootId to, const QString& folder, Kept kept,
                      std::vector<QByteArray>& replaced);

    TeamConnection& m_connection;
};

}  // namespace semblance
