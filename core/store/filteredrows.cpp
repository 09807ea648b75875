#include "core/store/filteredrows.h"

#include <QHash>
#include <algorithm>

namespace semblance {

namespace {
struct Words {
    QStringList keywords;
    QStringList people;
};

/// What the contents are tagged with; empty unless the filter asks.
QHash<qint64, Words> wordsFor(SQLite::Database& database, const PhotoFilter& filter) {
    QHash<qint64, Words> words;
    const bool asks = std::any_of(filter.terms.begin(), filter.terms.end(), [](const auto& term) {
        return term.field == PhotoFilter::Field::Tag;
    });
    if (!asks)
        return words;
    SQLite::Statement tags(database, "SELECT content, name FROM tag");
    while (tags.executeStep())
        words[columnInt(tags, 0)].keywords.append(columnText(tags, 1));
    SQLite::Statement people(database, "SELECT content, name FROM person");
    while (people.executeStep())
        words[columnInt(people, 0)].people.append(columnText(people, 1));
    return words;
}
}  // namespace

std::vector<MatchingFile> matchingFiles(SQLite::Database& database, const PhotoFilter& filter) {
    constexpr std::int64_t nsPerMs = 1'000'000;
    const QHash<qint64, Words> words = wordsFor(database, filter);
    SQLite::Statement row(database,
                          "SELECT file.id, content.id, root.path, file.path, file.mtime_ns,"
                          "       file.size, content.captured_ms, content.width, content.height,"
                          "       content.format, content.camera, content.lens, content.rating"
                          " FROM file JOIN content ON content.id = file.content"
                          " JOIN root ON root.id = file.root"
                          " WHERE file.missing_since_ms IS NULL AND content.state = 1"
                          " ORDER BY file.id");
    std::vector<MatchingFile> files;
    PhotoFacts facts;
    FilteredPhoto photo;
    photo.facts = &facts;
    while (row.executeStep()) {
        const MatchingFile file{{columnInt(row, 0)}, {columnInt(row, 1)}};
        photo.path = columnText(row, 2) + u'/' + columnText(row, 3);
        photo.timeMs = row.getColumn(6).isNull() ? columnInt(row, 4) / nsPerMs : columnInt(row, 6);
        photo.bytes = columnInt(row, 5);
        facts.width = int(columnInt(row, 7));
        facts.height = int(columnInt(row, 8));
        facts.format = columnText(row, 9);
        facts.camera = columnText(row, 10);
        facts.lens = columnText(row, 11);
        facts.rating =
            row.getColumn(12).isNull() ? std::nullopt : std::optional(int(columnInt(row, 12)));
        const Words said = words.value(file.content.value);
        facts.keywords = said.keywords;
        facts.people = said.people;
        if (matches(filter, photo))
            files.push_back(file);
    }
    return files;
}

}  // namespace semblance
