#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/store/sqlite.h"

/// The tags of listed files. Internal to the room.
namespace semblance {

/// Reads tags and people of files one after another: content's, sidecars' and the user's, put
/// together as withSidecars() and withMarks() do. Lives in a transaction of the caller's. Throws
/// what SQLiteCpp throws.
class ListedTags {
public:
    enum class Reads {
        All,  ///< everything at once: for nearly all files
        Few,  ///< what is asked for
    };
    ListedTags(SQLite::Database& database, Reads reads);
    ~ListedTags();

    /// Lines in no order, until the next call.
    struct Of {
        std::string_view keywords;
        std::string_view people;
    };
    Of of(std::int64_t file, std::int64_t content);

private:
    class Names;
    enum Table { Tag, Person, SidecarTag, SidecarPerson, Given, Taken, tableCount };

    std::vector<std::unique_ptr<Names>> m_tables;
    std::string m_keywords;
    std::string m_people;
};

}  // namespace semblance
