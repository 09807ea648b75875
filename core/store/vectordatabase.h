#pragma once

#include <memory>
#include <vector>

#include "core/catalogue/rows.h"
#include "core/catalogue/rowwriter.h"
#include "core/store/sqlite.h"

/// The writer's side of one model's vectors. Internal to the room; LibraryReader reads them.
namespace semblance {

/// Vectors by content key. Belongs to the writer's thread. The functions throw SQLite::Exception.
class VectorDatabase {
public:
    /// Opens or makes it; with Check::Always reads every page once: Corrupt when damaged. Errors:
    /// Newer, WrongUse when it holds vectors of another length; SQLite's are turned into errors
    /// too.
    static Result<std::unique_ptr<VectorDatabase>> open(const QString& path,
                                                        const VectorModel& model,
                                                        RowWriter::Check check);

    /// One that is there, whatever model it is of, to take vectors out of it. NotFound, Newer.
    static Result<std::unique_ptr<VectorDatabase>> openExisting(const QString& path);

    const QString& path() const { return m_path; }
    int vectorBytes() const { return m_vectorBytes; }

    struct Item {
        QByteArray contentKey;
        QByteArray half;  ///< vectorBytes()
    };

    /// In one transaction; replaces what is there.
    void put(const std::vector<Item>& items);

    /// In one transaction; keys without a vector are passed over.
    void remove(const std::vector<QByteArray>& contentKeys);

    std::int64_t count();

    /// Gives room that nothing uses any more back to the disk, when it is much.
    void shrink();

private:
    VectorDatabase(SQLite::Database database, const QString& path, int vectorBytes);

    SQLite::Database m_database;
    QString m_path;
    int m_vectorBytes;
    SQLite::Statement m_put;
    SQLite::Statement m_remove;
    SQLite::Statement m_bump;
};

}  // namespace semblance
