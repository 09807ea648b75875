#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/store/rows.h"
#include "core/store/sqlite.h"
#include "core/store/storewriter.h"

/// The writer's side of one model's vectors. Internal to the room; LibraryReader reads them.
namespace semblance {

/// Vectors by content key. Belongs to the writer's thread. The functions throw SQLite::Exception.
class VectorDatabase {
public:
    /// Opens or makes it and, unless `check` is WhenNeeded and it was left in order, reads every
    /// page once: Corrupt when damaged. Errors: Newer, WrongUse when it holds vectors of another
    /// length; SQLite's are turned into errors too.
    static Result<std::unique_ptr<VectorDatabase>> open(const QString& path,
                                                        const VectorModel& model,
                                                        StoreWriter::Check check);

    const QString& path() const { return m_path; }
    int vectorBytes() const { return m_vectorBytes; }

    /// The library's contents generation that these vectors were noted to match; nothing since the
    /// next change here.
    std::optional<std::int64_t> matchedContents();
    void noteMatch(std::int64_t contentsGeneration);

    struct Item {
        QByteArray contentKey;
        QByteArray half;  ///< vectorBytes()
    };

    /// In one transaction; replaces what is there.
    void put(const std::vector<Item>& items);

    /// In one transaction; keys without a vector are passed over.
    void remove(const std::vector<QByteArray>& contentKeys);

private:
    /// A change: no longer known to match, and another generation.
    void noteChange();

    VectorDatabase(SQLite::Database database, const QString& path, int vectorBytes);

    SQLite::Database m_database;
    QString m_path;
    int m_vectorBytes;
    SQLite::Statement m_put;
    SQLite::Statement m_remove;
    SQLite::Statement m_bump;
    SQLite::Statement m_unmatch;
};

}  // namespace semblance
