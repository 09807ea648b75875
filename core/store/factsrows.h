#pragma once

#include <cstdint>

#include "core/base/photofacts.h"
#include "core/store/sqlite.h"

/// Writes what a content's bytes, or the sidecars of a file, say. Internal to the room.
namespace semblance {

/// Where the facts of a kind of owner are kept, each in the same columns.
struct FactsTables {
    const char* facts;
    const char* id;  ///< its column with the owner's number
    const char* tags;
    const char* people;
    const char* owner;  ///< the column of both with the owner's number
};
inline constexpr FactsTables contentFacts{"content", "id", "tag", "person", "content"};
inline constexpr FactsTables sidecarFactsOfFile{"sidecar", "file", "sidecar_tag", "sidecar_person",
                                                "file"};

/// Belongs to the writer's thread, inside a transaction. Throws SQLite::Exception.
class FactsRows {
public:
    FactsRows(SQLite::Database& database, const FactsTables& tables);

    /// Replaces all facts of an owner whose row is there but size, orientation and format, which
    /// belong to its decoding. `version` is factsVersion of who read them.
    void put(std::int64_t owner, const PhotoFacts& facts, int version);

private:
    void putNames(SQLite::Statement& clear, SQLite::Statement& add, std::int64_t owner,
                  const QStringList& names);

    SQLite::Statement m_update;
    SQLite::Statement m_clearTags;
    SQLite::Statement m_addTag;
    SQLite::Statement m_clearPeople;
    SQLite::Statement m_addPerson;
};

}  // namespace semblance
