#include "core/store/factsrows.h"

#include <string>

namespace semblance {

using namespace std::string_literals;

namespace {

template <class Number>
void bindOptional(SQLite::Statement& statement, int index, const std::optional<Number>& number) {
    if (number)
        statement.bind(index, *number);
    else
        statement.bind(index);
}

std::optional<double> latitudeOf(const PhotoFacts& facts) {
    return facts.place ? std::optional(facts.place->latitude) : std::nullopt;
}

std::optional<double> longitudeOf(const PhotoFacts& facts) {
    return facts.place ? std::optional(facts.place->longitude) : std::nullopt;
}

std::string clearNames(const char* table, const char* owner) {
    return "DELETE FROM "s + table + " WHERE " + owner + " = ?";
}

std::string addName(const char* table, const char* owner) {
    return "INSERT OR IGNORE INTO "s + table + " (" + owner + ", name, number) VALUES (?, ?, ?)";
}

}  // namespace

FactsRows::FactsRows(SQLite::Database& database, const FactsTables& tables)
    : m_update(database,
               "UPDATE "s + tables.facts +
                   " SET facts = ?, camera = ?, captured_ms = ?, zone_minutes = ?, lens = ?,"
                   " exposure_s = ?, aperture = ?, iso = ?, focal_length_mm = ?, latitude = ?,"
                   " longitude = ?, rating = ?, label = ?, title = ?, description = ?," +
                   " duration_ms = ? WHERE " + tables.id + " = ?"),
      m_clearTags(database, clearNames(tables.tags, tables.owner)),
      m_addTag(database, addName(tables.tags, tables.owner)),
      m_clearPeople(database, clearNames(tables.people, tables.owner)),
      m_addPerson(database, addName(tables.people, tables.owner)) {}

void FactsRows::put(std::int64_t owner, const PhotoFacts& facts, int version) {
    m_update.bind(1, version);
    bindText(m_update, 2, facts.camera);
    bindOptional(m_update, 3, facts.capturedMs);
    bindOptional(m_update, 4, facts.zoneMinutes);
    bindText(m_update, 5, facts.lens);
    bindOptional(m_update, 6, facts.exposureSeconds);
    bindOptional(m_update, 7, facts.aperture);
    bindOptional(m_update, 8, facts.iso);
    bindOptional(m_update, 9, facts.focalLengthMm);
    bindOptional(m_update, 10, latitudeOf(facts));
    bindOptional(m_update, 11, longitudeOf(facts));
    bindOptional(m_update, 12, facts.rating);
    bindText(m_update, 13, facts.label);
    bindText(m_update, 14, facts.title);
    bindText(m_update, 15, facts.description);
    bindOptional(m_update, 16, facts.durationMs);
    m_update.bind(17, owner);
    runOnce(m_update);
    putNames(m_clearTags, m_addTag, owner, facts.keywords);
    putNames(m_clearPeople, m_addPerson, owner, facts.people);
}

void FactsRows::putNames(SQLite::Statement& clear, SQLite::Statement& add, std::int64_t owner,
                         const QStringList& names) {
    clear.bind(1, owner);
    runOnce(clear);
    for (int number = 0; number < static_cast<int>(names.size()); ++number) {
        add.bind(1, owner);
        bindText(add, 2, names[number]);
        add.bind(3, number);
        runOnce(add);
    }
}

}  // namespace semblance
