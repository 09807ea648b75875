#include "core/store/salvage.h"

#include <sqlite3.h>

#include <QFile>
#include <QtEndian>
#include <limits>
#include <optional>
#include <vector>

namespace semblance {

namespace {

constexpr qint64 kPageBytes = 4096;

std::string quoted(const std::string& name) {
    return '"' + name + '"';
}

std::string listOf(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names)
        list += (list.empty() ? "" : ", ") + quoted(name);
    return list;
}

std::string marksFor(std::size_t columns) {
    std::string marks;
    for (std::size_t i = 0; i < columns; ++i)
        marks += i == 0 ? "?" : ", ?";
    return marks;
}

void bindColumn(SQLite::Statement& insert, int index, const SQLite::Column& value) {
    if (value.isInteger())
        insert.bind(index, value.getInt64());
    else if (value.isFloat())
        insert.bind(index, value.getDouble());
    else if (value.isText())
        insert.bind(index,
                    std::string(value.getText(), static_cast<std::size_t>(value.getBytes())));
    else if (value.isBlob())
        insert.bind(index, value.getBlob(), value.getBytes());
    else
        insert.bind(index);
}

/// One table, from the damaged database into the new one. What the damaged one throws ends in here.
class TableSalvage {
public:
    TableSalvage(SQLite::Database& from, SQLite::Database& to, const std::string& table)
        : m_from(from),
          m_table(quoted(table)),
          m_columns(columnsOf(to, "main", table)),
          m_insert(to, (table == "meta" ? "INSERT OR REPLACE INTO " : "INSERT OR IGNORE INTO ") +
                           m_table + " (" + listOf(m_columns) + ") VALUES (" +
                           marksFor(m_columns.size()) + ")") {
        SQLite::Statement keys(to,
                               "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk");
        keys.bind(1, table);
        while (keys.executeStep())
            m_keys.push_back(keys.getColumn(0).getString());
        SQLite::Statement indexes(to,
                                  "SELECT name FROM pragma_index_list(?) WHERE partial = 0"
                                  " AND origin <> 'pk'");
        indexes.bind(1, table);
        while (indexes.executeStep())
            m_indexes.push_back(indexes.getColumn(0).getString());
        m_hasRowid =
            to.execAndGet("SELECT wr = 0 FROM pragma_table_list('" + table + "')").getInt();
    }

    void run() {
        if (m_hasRowid) {
            readByRowid();
        } else {
            readByKeys("");
            if (!m_isWhole)
                readByKeys(" DESC");
        }
        if (m_isWhole)
            compareWithIndexes();
    }

    bool isWhole() const { return m_isWhole; }
    std::int64_t rows() const { return m_rows; }

private:
    using Number = std::int64_t;
    static constexpr Number kLast = std::numeric_limits<Number>::max();

    void put(SQLite::Statement& row, int firstColumn) {
        for (int i = 0; i < static_cast<int>(m_columns.size()); ++i)
            bindColumn(m_insert, i + 1, row.getColumn(firstColumn + i));
    }

    /// Reads on from a row number; where to try next after damage, nothing at the end.
    std::optional<Number> readFrom(Number first) {
        Number last = first - 1;
        try {
            SQLite::Statement rows(m_from, "SELECT rowid, " + listOf(m_columns) + " FROM " +
                                               m_table +
                                               " NOT INDEXED WHERE rowid >= ? ORDER BY rowid");
            rows.bind(1, first);
            while (rows.executeStep()) {
                const Number number = columnInt(rows, 0);
                // A tree that leads in a circle.
                if (number <= last)
                    break;
                last = number;
                put(rows, 1);
                keep();
            }
            if (rows.isDone())
                return std::nullopt;
        } catch (const SQLite::Exception& exception) {
            rethrowOwn(exception);
        }
        m_isWhole = false;
        return last == kLast ? std::nullopt : resume(last);
    }

    /// The first row number behind `bad` from which the table can be read.
    std::optional<Number> resume(Number bad) {
        std::optional<Number> good;
        for (Number step = 1; !good; step *= 2) {
            if (bad > kLast - step || step > kLast / 4)
                return std::nullopt;
            if (canReadFrom(bad + step))
                good = bad + step;
            else
                bad += step;
        }
        while (*good - bad > 1) {
            const Number middle = bad + (*good - bad) / 2;
            (canReadFrom(middle) ? *good : bad) = middle;
        }
        return good;
    }

    bool canReadFrom(Number first) {
        try {
            SQLite::Statement row(m_from, "SELECT rowid, " + listOf(m_columns) + " FROM " +
                                              m_table +
                                              " NOT INDEXED WHERE rowid >= ? ORDER BY rowid");
            row.bind(1, first);
            if (row.executeStep() && columnInt(row, 0) >= first) {
                // Long values lie on pages of their own.
                for (int i = 0; i < row.getColumnCount(); ++i)
                    static_cast<void>(row.getColumn(i).getBytes());
            }
            return true;
        } catch (const SQLite::Exception&) {
            return false;
        }
    }

    void readByRowid() {
        std::optional<Number> next = std::numeric_limits<Number>::min() + 1;
        while (next)
            next = readFrom(*next);
    }

    void readByKeys(const char* order) {
        try {
            std::string by;
            for (const std::string& key : m_keys)
                by += (by.empty() ? " ORDER BY " : ", ") + quoted(key) + order;
            SQLite::Statement rows(m_from, "SELECT " + listOf(m_columns) + " FROM " + m_table + by);
            while (rows.executeStep()) {
                put(rows, 0);
                keep();
            }
        } catch (const SQLite::Exception& exception) {
            rethrowOwn(exception);
            m_isWhole = false;
        }
    }

    void keep() {
        m_isStoring = true;
        try {
            m_rows += runOnce(m_insert);
        } catch (const SQLite::Exception& exception) {
            if (exception.getErrorCode() != SQLITE_MISMATCH)
                throw;
            m_isWhole = false;
        }
        m_isStoring = false;
    }

    /// A full disk is no damage.
    void rethrowOwn(const SQLite::Exception& exception) const {
        if (m_isStoring)
            throw exception;
    }

    /// A page that lost its rows may still look like a page.
    void compareWithIndexes() {
        for (const std::string& index : m_indexes) {
            try {
                const Number counted = m_from
                                           .execAndGet("SELECT count(*) FROM " + m_table +
                                                       " INDEXED BY " + quoted(index))
                                           .getInt64();
                m_isWhole = m_isWhole && counted <= m_rows;
            } catch (const SQLite::Exception&) {
                // The index is lost, which costs no row.
            }
        }
    }

    SQLite::Database& m_from;
    const std::string m_table;
    const std::vector<std::string> m_columns;
    SQLite::Statement m_insert;
    std::vector<std::string> m_keys;
    std::vector<std::string> m_indexes;
    bool m_hasRowid = false;
    bool m_isWhole = true;
    bool m_isStoring = false;
    Number m_rows = 0;
};

/// Rows with a value of a kind that its column never has: what was read was another table's page.
int removeStrange(SQLite::Database& database, const std::string& table) {
    SQLite::Statement columns(database, "SELECT name, type FROM pragma_table_info(?)");
    columns.bind(1, table);
    int removed = 0;
    while (columns.executeStep()) {
        const std::string type = columns.getColumn(1).getString();
        const std::string kinds = type == "INTEGER" ? "'integer', 'null'"
                                  : type == "REAL"  ? "'real', 'integer', 'null'"
                                  : type == "TEXT"  ? "'text', 'null'"
                                  : type == "BLOB"  ? "'blob', 'null'"
                                                    : "";
        if (!kinds.empty())
            removed += database.exec("DELETE FROM " + quoted(table) + " WHERE typeof(" +
                                     quoted(columns.getColumn(0).getString()) + ") NOT IN (" +
                                     kinds + ")");
    }
    return removed;
}

/// Numbers of rows that went must not come to mean others.
void takeSequences(SQLite::Database& from, SQLite::Database& to) {
    try {
        SQLite::Statement rows(from, "SELECT name, seq FROM sqlite_sequence");
        SQLite::Statement put(to, "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?");
        while (rows.executeStep()) {
            put.bind(1, columnInt(rows, 1));
            put.bind(2, rows.getColumn(0).getString());
            runOnce(put);
        }
    } catch (const SQLite::Exception&) {
        // As far as it goes: whoever salvages what is not whole gives the library a new name.
    }
}

Result<Salvaged> salvageTables(SQLite::Database& from, SQLite::Database& to) {
    Salvaged salvaged;
    sqlite3_db_config(to.getHandle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    to.exec("PRAGMA foreign_keys = OFF");
    SQLite::Transaction transaction(to, SQLite::TransactionBehavior::IMMEDIATE);
    for (const std::string& name : tablesOf(to, "main")) {
        TableSalvage table(from, to, name);
        table.run();
        const int strange = removeStrange(to, name);
        salvaged.rows += table.rows() - strange;
        if (!table.isWhole() || strange > 0)
            salvaged.incomplete.append(QString::fromStdString(name));
    }
    takeSequences(from, to);
    transaction.commit();
    return salvaged;
}

/// Opens the damaged database; nothing when even its list of tables is lost.
std::optional<SQLite::Database> openDamaged(const QString& path, const Schema& schema) {
    try {
        SQLite::Database database = openDatabase(path, OpenMode::ReadOnly);
        const int version = database.execAndGet("PRAGMA user_version").getInt();
        const bool hasTables =
            database.execAndGet("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").getInt() >
            0;
        if (hasTables && version > 0 && version <= static_cast<int>(schema.steps.size()))
            return database;
    } catch (const SQLite::Exception&) {
    }
    return std::nullopt;
}

SQLite::Database makeNew(const QString& path, const Schema& schema, int version) {
    removeDatabaseFiles(path);
    SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA auto_vacuum = INCREMENTAL");
    runSteps(database, schema, version);
    return database;
}

std::string declarationOf(SQLite::Database& database, const std::string& table) {
    const bool hasRowid =
        database.execAndGet("SELECT wr = 0 FROM pragma_table_list('" + table + "')").getInt() != 0;
    SQLite::Statement columns(database, "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid");
    columns.bind(1, table);
    std::string list;
    std::vector<std::string> keys;
    while (columns.executeStep()) {
        const std::string name = columns.getColumn(0).getString();
        const bool isKey = columnInt(columns, 1) > 0;
        list += (list.empty() ? "" : ", ") + name;
        if (isKey && hasRowid)
            list += " INTEGER PRIMARY KEY";
        else if (isKey)
            keys.push_back(name);
    }
    if (!keys.empty())
        list += ", PRIMARY KEY (" + listOf(keys) + ")";
    return "CREATE TABLE " + table + " (" + list + (hasRowid ? ")" : ") WITHOUT ROWID");
}

/// A first page that says where the tables of that version begin: the steps that make them put them
/// on the same pages in every database that gives pages back (auto_vacuum), whatever it holds.
QByteArray firstPageOf(const QString& scratch, const Schema& schema, int version) {
    SQLite::Database made = makeNew(scratch + QStringLiteral(".tables.part"), schema, version);
    const QString path = scratch + QStringLiteral(".page.part");
    {
        SQLite::Database page = makeNew(path, schema, 0);
        page.exec("PRAGMA application_id = " + std::to_string(schema.applicationId));
        page.exec("PRAGMA user_version = " + std::to_string(version));
        page.exec("PRAGMA writable_schema = ON");
        SQLite::Statement put(page, "INSERT INTO sqlite_master VALUES ('table', ?1, ?1, ?2, ?3)");
        for (const std::string& table : tablesOf(made, "main")) {
            SQLite::Statement root(made, "SELECT rootpage FROM sqlite_master WHERE name = ?");
            root.bind(1, table);
            root.executeStep();
            put.bind(1, table);
            put.bind(2, columnInt(root, 0));
            put.bind(3, declarationOf(made, table));
            runOnce(put);
        }
    }
    QFile file(path);
    const QByteArray bytes =
        file.open(QIODevice::ReadOnly) && file.size() == kPageBytes ? file.readAll() : QByteArray();
    file.close();
    removeDatabaseFiles(path);
    return bytes;
}

/// A copy of the damaged file under another first page.
bool writeHeaded(const QString& from, const QString& to, QByteArray firstPage) {
    constexpr int pageCountAt = 28;
    removeDatabaseFiles(to);
    if (firstPage.isEmpty() || !QFile::copy(from, to))
        return false;
    QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner);
    QFile file(to);
    if (!file.open(QIODevice::ReadWrite) || file.size() <= kPageBytes)
        return false;
    qToBigEndian(static_cast<quint32>(file.size() / kPageBytes), firstPage.data() + pageCountAt);
    return file.write(firstPage) == firstPage.size();
}

/// Makes `to` of what the damaged file holds if it is of that version.
Result<Salvaged> salvageAs(const QString& from, const QString& to, const Schema& schema,
                           int version) {
    const QString headed = to + QStringLiteral(".headed.part");
    struct Remove {
        const QString& headed;
        const QString tables;
        ~Remove() {
            removeDatabaseFiles(headed);
            removeDatabaseFiles(tables);
        }
    } const remove{headed, to + QStringLiteral(".tables.part")};
    if (!writeHeaded(from, headed, firstPageOf(to, schema, version)))
        return Salvaged();
    auto damaged = openDamaged(headed, schema);
    if (!damaged)
        return Salvaged();
    SQLite::Database made = makeNew(to, schema, version);
    return salvageTables(*damaged, made);
}

Result<Salvaged> salvageHeadless(const QString& from, const QString& to, const Schema& schema) {
    std::int64_t most = 0;
    int best = 0;
    for (int version = static_cast<int>(schema.steps.size()); version > 0; --version) {
        SEMBLANCE_TRY_ASSIGN(const Salvaged salvaged, salvageAs(from, to, schema, version));
        if (salvaged.rows > most) {
            most = salvaged.rows;
            best = version;
        }
    }
    if (best == 0)
        return fail(corruptError(from, QStringLiteral("not one row could be read")));
    SEMBLANCE_TRY_ASSIGN(Salvaged salvaged, salvageAs(from, to, schema, best));
    // What the first page said of the tables was not read but assumed.
    salvaged.incomplete.append(QStringLiteral("sqlite_master"));
    return salvaged;
}

}  // namespace

Result<Salvaged> salvageDatabase(const QString& from, const QString& to, const Schema& schema) {
    auto damaged = openDamaged(from, schema);
    if (!damaged)
        return salvageHeadless(from, to, schema);
    const int version = damaged->execAndGet("PRAGMA user_version").getInt();
    SQLite::Database made = makeNew(to, schema, version);
    SEMBLANCE_TRY_ASSIGN(Salvaged salvaged, salvageTables(*damaged, made));
    if (salvaged.rows == 0)
        return fail(corruptError(from, QStringLiteral("not one row could be read")));
    return salvaged;
}

std::vector<std::string> tablesOf(SQLite::Database& database, const std::string& schemaName) {
    SQLite::Statement select(database, "SELECT name FROM " + schemaName +
                                           ".sqlite_master WHERE type = 'table'"
                                           " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                                           " AND sql NOT LIKE 'CREATE VIRTUAL%'");
    std::vector<std::string> tables;
    while (select.executeStep())
        tables.push_back(select.getColumn(0).getString());
    return tables;
}

std::vector<std::string> columnsOf(SQLite::Database& database, const std::string& schemaName,
                                   const std::string& table) {
    SQLite::Statement select(database, "SELECT name FROM pragma_table_info(?, ?)");
    select.bind(1, table);
    select.bind(2, schemaName);
    std::vector<std::string> columns;
    while (select.executeStep())
        columns.push_back(select.getColumn(0).getString());
    return columns;
}

}  // namespace semblance
