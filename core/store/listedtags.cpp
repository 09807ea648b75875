#include "core/store/listedtags.h"

#include <algorithm>

namespace semblance {

namespace {
/// Calls `take` with each line.
template <class Take>
void forEachLine(std::string_view lines, Take take) {
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        take(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

bool hasLine(std::string_view lines, std::string_view wanted) {
    bool has = false;
    forEachLine(lines, [&](std::string_view line) { has = has || line == wanted; });
    return has;
}

void addLine(std::string& lines, std::string_view line) {
    if (!lines.empty())
        lines += '\n';
    lines += line;
}
}  // namespace

/// The names of one table, as lines by their owner.
class ListedTags::Names {
public:
    /// `select` gives owner and name; `where` narrows it to the owner ?1.
    Names(SQLite::Database& database, const std::string& select, const char* where, Reads reads) {
        if (reads == Reads::Few) {
            m_one.emplace(database, select + where);
            return;
        }
        SQLite::Statement all(database, select);
        while (all.executeStep())
            addLine(m_lines[columnInt(all, 0)], columnView(all, 1));
    }

    /// Until the next call.
    std::string_view of(std::int64_t owner) {
        if (!m_one) {
            const auto it = m_lines.find(owner);
            return it == m_lines.end() ? std::string_view() : std::string_view(it->second);
        }
        m_found.clear();
        const ResetAtEnd reset(*m_one);
        m_one->bind(1, owner);
        while (m_one->executeStep())
            addLine(m_found, columnView(*m_one, 1));
        return m_found;
    }

private:
    std::optional<SQLite::Statement> m_one;
    std::unordered_map<std::int64_t, std::string> m_lines;
    std::string m_found;
};

ListedTags::ListedTags(SQLite::Database& database, Reads reads) {
    const auto add = [&](const std::string& select, const char* where) {
        m_tables.push_back(std::make_unique<Names>(database, select, where, reads));
    };
    const auto marks = [](const char* given) {
        return std::string(
                   "SELECT content.id, mark_tag.name FROM mark_tag"
                   " JOIN content ON content.key = mark_tag.key WHERE mark_tag.given = ") +
               given;
    };
    add("SELECT content, name FROM tag", " WHERE content = ?1");
    add("SELECT content, name FROM person", " WHERE content = ?1");
    add("SELECT file, name FROM sidecar_tag", " WHERE file = ?1");
    add("SELECT file, name FROM sidecar_person", " WHERE file = ?1");
    add(marks("1"), " AND content.id = ?1");
    add(marks("0"), " AND content.id = ?1");
}

ListedTags::~ListedTags() = default;

ListedTags::Of ListedTags::of(std::int64_t file, std::int64_t content) {
    const auto either = [&](Table ofFile, Table ofContent) {
        const std::string_view first = m_tables[ofFile]->of(file);
        return first.empty() ? m_tables[ofContent]->of(content) : first;
    };
    const std::string_view given = m_tables[Given]->of(content);
    const std::string_view taken = m_tables[Taken]->of(content);
    const std::string_view own = either(SidecarTag, Tag);
    m_keywords.clear();
    if (taken.empty()) {
        m_keywords = own;
    } else {
        forEachLine(own, [&](std::string_view tag) {
            if (!hasLine(taken, tag))
                addLine(m_keywords, tag);
        });
    }
    forEachLine(given, [&](std::string_view tag) {
        if (!hasLine(own, tag) || hasLine(taken, tag))
            addLine(m_keywords, tag);
    });
    m_people = either(SidecarPerson, Person);
    return {m_keywords, m_people};
}

}  // namespace semblance
