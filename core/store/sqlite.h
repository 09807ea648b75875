#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/base/result.h"

/// What the files of this room share about SQLite. Internal: included by .cpp files only, so that
/// SQLite and its exceptions stay in the room.
namespace semblance {

enum class OpenMode {
    Create,          ///< read and write, made if missing
    ReadOnly,        ///< beside a writer
    ReadOnlyFrozen,  ///< on a file system nobody writes to
};

/// Opens a connection with this room's settings: foreign keys, 10 s of patience with other
/// connections, and for writers WAL where the file system can (its answer is checked).
/// Throws SQLite::Exception.
SQLite::Database openDatabase(const QString& path, OpenMode mode);

/// `ATTACH` of a database beside an open one, in the same mode. Throws SQLite::Exception.
void attachDatabase(SQLite::Database& database, const QString& path, const char* name,
                    OpenMode mode);

/// The sentence and kind for a failure with the database file `path`.
Error sqliteError(const SQLite::Exception& exception, const QString& path);

/// For a file that is not what it should be; the same words as for a damaged one.
Error corruptError(const QString& path, const QString& detail);

/// Runs `work`, which returns a Result or Status, and turns SQLite's exceptions into errors.
template <class Work>
std::invoke_result_t<Work> guarded(const QString& path, Work&& work) {
    try {
        return std::forward<Work>(work)();
    } catch (const SQLite::Exception& exception) {
        return fail(sqliteError(exception, path));
    }
}

/// Bytes of a database with its log, where what was written last still lies. 0 when it is gone.
std::int64_t databaseFilesSize(const QString& path);

/// Gives the pages that nothing uses any more back to the disk, when they are a quarter of the file
/// and worth the work. In one go; throws SQLite::Exception.
void giveBackFreePages(SQLite::Database& database);

/// Reads every page: Corrupt when one makes no sense. Throws SQLite::Exception.
Status quickCheck(SQLite::Database& database, const QString& path);
/// The same, and compares every row with its indexes.
Status integrityCheck(SQLite::Database& database, const QString& path);

/// Removes a database with its journal files. False when one is still there.
bool removeDatabaseFiles(const QString& path);

inline QString columnText(SQLite::Statement& statement, int column) {
    const SQLite::Column value = statement.getColumn(column);
    return QString::fromUtf8(value.getText(), value.getBytes());
}

inline std::string_view columnView(SQLite::Statement& statement, int column) {
    const SQLite::Column value = statement.getColumn(column);
    const char* text = value.getText();
    return {text, static_cast<std::size_t>(value.getBytes())};
}

inline QByteArray columnBlob(SQLite::Statement& statement, int column) {
    const SQLite::Column value = statement.getColumn(column);
    const void* bytes = value.getBlob();
    return QByteArray(static_cast<const char*>(bytes), value.getBytes());
}

inline std::int64_t columnInt(SQLite::Statement& statement, int column) {
    return statement.getColumn(column).getInt64();
}

inline std::optional<std::int64_t> columnOptionalInt(SQLite::Statement& statement, int column) {
    return statement.isColumnNull(column) ? std::nullopt
                                          : std::optional(columnInt(statement, column));
}

inline void bindText(SQLite::Statement& statement, int index, const QString& text) {
    statement.bind(index, text.toStdString());
}

/// An empty array becomes NULL.
inline void bindBlob(SQLite::Statement& statement, int index, const QByteArray& blob) {
    if (blob.isEmpty())
        statement.bind(index);
    else
        statement.bind(index, blob.constData(), static_cast<int>(blob.size()));
}

/// Makes a statement that is kept ready for the next values at the end of its use, also when a step
/// threw (a full disk): it would refuse every later bind.
class ResetAtEnd {
public:
    explicit ResetAtEnd(SQLite::Statement& statement) : m_statement(statement) {}
    ~ResetAtEnd() { static_cast<void>(m_statement.tryReset()); }
    ResetAtEnd(const ResetAtEnd&) = delete;
    ResetAtEnd& operator=(const ResetAtEnd&) = delete;

private:
    SQLite::Statement& m_statement;
};

/// Runs a statement that returns no rows and makes it ready for the next values.
inline int runOnce(SQLite::Statement& statement) {
    const ResetAtEnd reset(statement);
    return statement.exec();
}

}  // namespace semblance
