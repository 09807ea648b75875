#include "core/store/filteredrows.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace semblance {

namespace {
using FactsById = std::unordered_map<std::int64_t, PhotoFacts>;

bool asksForTags(const PhotoFilter& filter) {
    return std::any_of(filter.terms.begin(), filter.terms.end(),
                       [](const auto& term) { return term.field == PhotoFilter::Field::Tag; });
}

void addNames(SQLite::Database& database, const char* select, QStringList PhotoFacts::*names,
              FactsById& facts) {
    SQLite::Statement row(database, select);
    while (row.executeStep())
        (facts[columnInt(row, 0)].*names).append(columnText(row, 1));
}

/// What the contents are tagged with; empty unless the filter asks.
FactsById tagsOfContents(SQLite::Database& database, const PhotoFilter& filter) {
    FactsById facts;
    if (!asksForTags(filter))
        return facts;
    addNames(database, "SELECT content, name FROM tag ORDER BY content, number",
             &PhotoFacts::keywords, facts);
    addNames(database, "SELECT content, name FROM person ORDER BY content, number",
             &PhotoFacts::people, facts);
    return facts;
}

/// What sidecars say, by file, as far as filters ask.
FactsById factsOfSidecars(SQLite::Database& database, const PhotoFilter& filter) {
    FactsById all;
    SQLite::Statement row(database, "SELECT file, camera, lens, captured_ms, rating FROM sidecar");
    while (row.executeStep()) {
        PhotoFacts& facts = all[columnInt(row, 0)];
        facts.camera = columnText(row, 1);
        facts.lens = columnText(row, 2);
        facts.capturedMs = columnOptionalInt(row, 3);
        if (const auto rating = columnOptionalInt(row, 4))
            facts.rating = int(*rating);
    }
    if (!all.empty() && asksForTags(filter)) {
        addNames(database, "SELECT file, name FROM sidecar_tag ORDER BY file, number",
                 &PhotoFacts::keywords, all);
        addNames(database, "SELECT file, name FROM sidecar_person ORDER BY file, number",
                 &PhotoFacts::people, all);
    }
    return all;
}
}  // namespace

std::vector<MatchingFile> matchingFiles(SQLite::Database& database, const PhotoFilter& filter) {
    constexpr std::int64_t nsPerMs = 1'000'000;
    const FactsById tags = tagsOfContents(database, filter);
    const FactsById sidecars = factsOfSidecars(database, filter);
    SQLite::Statement row(database,
                          "SELECT file.id, content.id, root.path, file.path, file.mtime_ns,"
                          "       file.size, content.captured_ms, content.width, content.height,"
                          "       content.format, content.camera, content.lens, content.rating,"
                          "       content.duration_ms"
                          " FROM file JOIN content ON content.id = file.content"
                          " JOIN root ON root.id = file.root"
                          " WHERE file.missing_since_ms IS NULL AND content.state = 1"
                          " ORDER BY file.id");
    std::vector<MatchingFile> files;
    while (row.executeStep()) {
        const MatchingFile file{{columnInt(row, 0)}, {columnInt(row, 1)}};
        const auto tagged = tags.find(file.content.value);
        PhotoFacts facts = tagged == tags.end() ? PhotoFacts() : tagged->second;
        facts.capturedMs = columnOptionalInt(row, 6);
        facts.width = int(columnInt(row, 7));
        facts.height = int(columnInt(row, 8));
        facts.format = columnText(row, 9);
        facts.camera = columnText(row, 10);
        facts.lens = columnText(row, 11);
        if (const auto rating = columnOptionalInt(row, 12))
            facts.rating = int(*rating);
        facts.durationMs = columnOptionalInt(row, 13);
        if (const auto said = sidecars.find(file.file.value); said != sidecars.end())
            facts = withSidecars(std::move(facts), said->second);
        const FilteredPhoto photo{columnText(row, 2) + u'/' + columnText(row, 3),
                                  facts.capturedMs.value_or(columnInt(row, 4) / nsPerMs),
                                  columnInt(row, 5), &facts};
        if (matches(filter, photo))
            files.push_back(file);
    }
    return files;
}

}  // namespace semblance
