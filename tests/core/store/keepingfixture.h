#pragma once

#include <QFile>

#include "core/store/sqlite.h"
#include "tests/core/store/storefixture.h"

/// Libraries that come to harm. Beside storefixture.h.
namespace semblance::test {

/// Files 0 .. count - 1 of a root, each with a content of its own, and tags.
inline void fill(Fixture& library, int count, int first = 0) {
    const RootId root = library.addRoot();
    for (int i = first; i < first + count; ++i) {
        IndexedFile file =
            encodedFile(root, QStringLiteral("%1.jpg").arg(i, 6, 10, QLatin1Char('0')), i);
        file.facts.keywords = {QStringLiteral("tag%1").arg(i % 7), QStringLiteral("all")};
        file.factsVersion = 1;
        if (!library.writer->submit(std::move(file)))
            qFatal("cannot fill");
    }
    if (!library.writer->flush())
        qFatal("cannot fill");
}

inline QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool putBytes(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline std::int64_t ask(const QString& path, const std::string& sql) {
    SQLite::Database database = openDatabase(path, OpenMode::ReadOnly);
    return database.execAndGet(sql).getInt64();
}

inline void run(const QString& path, const std::string& sql) {
    SQLite::Database database = openDatabase(path, OpenMode::Create);
    database.exec("PRAGMA foreign_keys = OFF");
    database.exec(sql);
}

/// All rows of all tables, but what `without` names; to compare two states of a database.
inline QStringList rowsOf(const QString& path, const std::string& without = "''") {
    SQLite::Database database = openDatabase(path, OpenMode::ReadOnly);
    QStringList rows;
    SQLite::Statement tables(database,
                             "SELECT name FROM sqlite_master WHERE type = 'table'"
                             " AND name NOT IN (" +
                                 without + ") ORDER BY name");
    while (tables.executeStep()) {
        const std::string table = tables.getColumn(0).getString();
        SQLite::Statement row(database, "SELECT * FROM " + table);
        while (row.executeStep()) {
            QString line = QString::fromStdString(table);
            for (int column = 0; column < row.getColumnCount(); ++column)
                line += u'|' + QString::fromLatin1(columnBlob(row, column).toHex());
            rows.append(line);
        }
    }
    rows.sort();
    return rows;
}

}  // namespace semblance::test
