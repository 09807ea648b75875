#include "core/store/markrows.h"

namespace semblance {

namespace {
QByteArray keyOf(SQLite::Database& database, ContentId content) {
    SQLite::Statement select(database, "SELECT key FROM content WHERE id = ?");
    select.bind(1, content.value);
    return select.executeStep() ? columnBlob(select, 0) : QByteArray();
}

void writeTags(SQLite::Statement& add, const QByteArray& key, const QStringList& tags, bool given) {
    for (const QString& tag : tags) {
        bindBlob(add, 1, key);
        bindText(add, 2, tag);
        add.bind(3, given ? 1 : 0);
        runOnce(add);
    }
}
}  // namespace

PhotoMarks readMarks(SQLite::Database& database, ContentId content) {
    PhotoMarks marks;
    SQLite::Statement row(database,
                          "SELECT mark.rating, mark.label, mark.note FROM mark"
                          " JOIN content ON content.key = mark.key WHERE content.id = ?");
    row.bind(1, content.value);
    if (!row.executeStep())
        return marks;
    if (const auto rating = columnOptionalInt(row, 0))
        marks.rating = static_cast<int>(*rating);
    if (!row.isColumnNull(1))
        marks.label = columnText(row, 1);
    marks.note = columnText(row, 2);
    SQLite::Statement tags(database,
                           "SELECT mark_tag.name, mark_tag.given FROM mark_tag JOIN content ON"
                           " content.key = mark_tag.key WHERE content.id = ?"
                           " ORDER BY mark_tag.name");
    tags.bind(1, content.value);
    while (tags.executeStep())
        (columnInt(tags, 1) != 0 ? marks.tags : marks.taken).append(columnText(tags, 0));
    return marks;
}

void writeMarks(SQLite::Database& database, const std::vector<MarkedContent>& marked) {
    // The tags go with their row; the triggers tell of the files.
    SQLite::Statement remove(database, "DELETE FROM mark WHERE key = ?");
    SQLite::Statement put(database,
                          "INSERT INTO mark (key, rating, label, note) VALUES (?, ?, ?, ?)");
    SQLite::Statement add(database,
                          "INSERT OR IGNORE INTO mark_tag (key, name, given) VALUES (?, ?, ?)");
    for (const MarkedContent& one : marked) {
        const QByteArray key = keyOf(database, one.content);
        if (key.isEmpty())
            continue;
        bindBlob(remove, 1, key);
        runOnce(remove);
        if (one.marks.isEmpty())
            continue;
        bindBlob(put, 1, key);
        if (one.marks.rating)
            put.bind(2, *one.marks.rating);
        else
            put.bind(2);
        if (one.marks.label)
            bindText(put, 3, *one.marks.label);
        else
            put.bind(3);
        bindText(put, 4, one.marks.note);
        runOnce(put);
        writeTags(add, key, one.marks.tags, true);
        writeTags(add, key, one.marks.taken, false);
    }
}

}  // namespace semblance
