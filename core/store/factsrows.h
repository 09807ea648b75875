#pragma once

#include "core/base/ids.h"
#include "core/base/photofacts.h"
#include "core/store/sqlite.h"

/// Writes what a content's file says of itself. Internal to the room.
namespace semblance {

/// Belongs to the writer's thread, inside a transaction. Throws SQLite::Exception.
class FactsRows {
public:
    explicit FactsRows(SQLite::Database& database);

    /// Replaces all facts of a content that is there but size, orientation and format, which belong
    /// to its decoding. `version` is factsVersion of who read them.
    void put(ContentId content, const PhotoFacts& facts, int version);

private:
    void putNames(SQLite::Statement& clear, SQLite::Statement& add, ContentId content,
                  const QStringList& names);

    SQLite::Statement m_update;
    SQLite::Statement m_clearTags;
    SQLite::Statement m_addTag;
    SQLite::Statement m_clearPeople;
    SQLite::Statement m_addPerson;
};

}  // namespace semblance
