#include "core/store/factsrows.h"

namespace semblance {

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

}  // namespace

FactsRows::FactsRows(SQLite::Database& database)
    : m_update(database,
               "UPDATE content SET facts = ?, camera = ?, captured_ms = ?, zone_minutes = ?,"
               " lens = ?, exposure_s = ?, aperture = ?, iso = ?, focal_length_mm = ?,"
               " latitude = ?, longitude = ?, rating = ?, label = ?, title = ?, description = ?,"
               " duration_ms = ?"
               " WHERE id = ?"),
      m_clearTags(database, "DELETE FROM tag WHERE content = ?"),
      m_addTag(database, "INSERT OR IGNORE INTO tag (content, name, number) VALUES (?, ?, ?)"),
      m_clearPeople(database, "DELETE FROM person WHERE content = ?"),
      m_addPerson(database,
                  "INSERT OR IGNORE INTO person (content, name, number) VALUES (?, ?, ?)") {}

void FactsRows::put(ContentId content, const PhotoFacts& facts, int version) {
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
    m_update.bind(17, content.value);
    runOnce(m_update);
    putNames(m_clearTags, m_addTag, content, facts.keywords);
    putNames(m_clearPeople, m_addPerson, content, facts.people);
}

void FactsRows::putNames(SQLite::Statement& clear, SQLite::Statement& add, ContentId content,
                         const QStringList& names) {
    clear.bind(1, content.value);
    runOnce(clear);
    for (int number = 0; number < static_cast<int>(names.size()); ++number) {
        add.bind(1, content.value);
        bindText(add, 2, names[number]);
        add.bind(3, number);
        runOnce(add);
    }
}

}  // namespace semblance
