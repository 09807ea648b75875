#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/cancel.h"
#include "core/base/result.h"
#include "core/teamstore/teamaddress.h"
#include "core/teamstore/teamparameters.h"

struct pg_conn;
struct pg_result;

namespace semblance {

/// A row of an answer, which lives only during a call. A field of another type than is asked for,
/// or longer than `mostBytes`, is empty, and the statement fails: nothing that a server says is
/// believed. Columns count from 0. Internal to the room.
class TeamRow {
public:
    static constexpr int mostBytes = 16 << 20;  ///< of a field

    TeamRow(const pg_result* result, bool& isSound) : m_result(result), m_isSound(isSound) {}

    bool isNull(int column) const;
    std::int64_t number(int column) const;  ///< of any length; 0 for NULL
    std::optional<std::int64_t> optionalNumber(int column) const;
    std::optional<double> optionalReal(int column) const;
    bool flag(int column) const;
    QString text(int column) const { return QString::fromUtf8(view(column)); }
    QByteArrayView view(int column) const;  ///< of a text, UTF-8, or of a bytea
    QByteArray bytes(int column) const { return view(column).toByteArray(); }
    QStringList texts(int column) const;  ///< of a text[]
    /// The statement fails: a field holds what it must not.
    void refuse() const { m_isSound = false; }

private:
    std::optional<QByteArrayView> field(int column) const;

    const pg_result* m_result;
    bool& m_isSound;
};

/// One connection to a team library's database. Every statement is prepared once; values travel
/// beside it, never in it. Not thread-safe, but cancelling the token that it was opened with ends
/// a statement from any thread: Cancelled then. Errors: Busy where trying again may help (no
/// server, a lock that others hold, a server that restarts), NotFound, Permission, NoSpace, Newer,
/// Corrupt for answers that make no sense, Internal. No sentence and no detail holds a secret.
/// Internal to the room.
class TeamConnection {
public:
    struct Limits {
        int connectSeconds = 15;
        int statementSeconds = 300;
        int lockSeconds = 30;
        /// A longer row or message ends the connection. What comes in while libpq reads is not
        /// counted: of a server that never pauses more may be taken.
        qint64 messageBytes = qint64(64) << 20;
        std::int64_t rows = 100'000'000;  ///< so do more of them than this
    };
    /// Everything but what stays on this computer is encrypted, or there is no connection.
    static Result<std::unique_ptr<TeamConnection>> open(const TeamAddress& address,
                                                        const CancelToken& cancel,
                                                        const Limits& limits);
    static Result<std::unique_ptr<TeamConnection>> open(const TeamAddress& address,
                                                        const CancelToken& cancel) {
        return open(address, cancel, Limits());
    }
    ~TeamConnection();
    TeamConnection(const TeamConnection&) = delete;
    TeamConnection& operator=(const TeamConnection&) = delete;

    /// PostgreSQL's number of its version: 150004 for 15.4.
    int serverVersion() const;
    bool isEncrypted() const;
    /// False after the connection was lost: nothing helps but another one.
    bool isAlive() const;

    /// Rows that it changed, or gave.
    Result<std::int64_t> run(const std::string& sql, const TeamParameters& parameters = {});

    /// Row by row; false from `visit` ends it.
    Status forEach(const std::string& sql, const TeamParameters& parameters,
                   const std::function<bool(const TeamRow&)>& visit);

    template <class Row, class Make>
    Result<std::vector<Row>> list(const std::string& sql, const TeamParameters& parameters,
                                  Make&& make) {
        std::vector<Row> rows;
        SEMBLANCE_TRY(forEach(sql, parameters, [&](const TeamRow& row) {
            rows.push_back(make(row));
            return true;
        }));
        return rows;
    }
    /// The first row.
    template <class Row, class Make>
    Result<std::optional<Row>> one(const std::string& sql, const TeamParameters& parameters,
                                   Make&& make) {
        std::optional<Row> found;
        SEMBLANCE_TRY(forEach(sql, parameters, [&](const TeamRow& row) {
            found = make(row);
            return false;
        }));
        return found;
    }
    /// The first column of the first row, 0 for none.
    Result<std::int64_t> number(const std::string& sql, const TeamParameters& parameters = {});

    /// Several statements of the program's own, without values.
    Status script(const std::string& sql);

    /// COPY ... FROM STDIN (FORMAT binary): `next` gives the fields of a row, nothing at the end.
    using CopiedFields = std::vector<QByteArray>;
    Status copyIn(const std::string& sql, const std::function<std::optional<CopiedFields>()>& next);
    /// COPY ... TO STDOUT (FORMAT binary); false from `visit` ends it. The fields are views that
    /// live only during the call.
    Status copyOut(const std::string& sql, int columns,
                   const std::function<bool(const std::vector<QByteArrayView>&)>& visit);

    /// What was told to one of the channels that it LISTENs to since the last call; waits up to
    /// `ms`.
    Result<bool> waitForNotice(int ms);

private:
    TeamConnection(pg_conn* connection, const CancelToken& cancel, const Limits& limits);

    struct ClearResult {
        void operator()(pg_result* result) const;
    };
    using ResultPtr = std::unique_ptr<pg_result, ClearResult>;

    Status settle();
    Result<QByteArray> prepared(const std::string& sql, const TeamParameters& parameters);
    Status send(const std::string& sql, const TeamParameters& parameters);
    /// The next answer to the statement at hand; null at the end of them.
    Result<ResultPtr> nextResult();
    /// Takes all that is still to come of it; the error of the first answer that is one.
    Result<std::int64_t> finish();
    Status beginCopy(const std::string& sql, int expected);
    Status putCopied(const QByteArray& bytes);
    Status flush();
    /// Waits until the server says something, or can be told more.
    Status waitForServer(bool alsoToWrite);
    /// Ends the statement at hand early; what is still to come of it is thrown away.
    void abandon();
    void drop();
    Error lost();
    Error notSensible();
    Error failed(const pg_result* result) const;

    pg_conn* m_connection;
    const CancelToken m_cancel;
    const Limits m_limits;
    std::unordered_map<std::string, QByteArray> m_prepared;  ///< names, by SQL
    qint64 m_received = 0;                                   ///< bytes since the last whole message
};

/// A transaction that is rolled back unless it was committed. Internal to the room.
class TeamTransaction {
public:
    enum class Kind {
        Write,     ///< sees what others commit meanwhile
        Snapshot,  ///< sees one state, and changes nothing
    };
    static Result<TeamTransaction> begin(TeamConnection& connection, Kind kind);
    ~TeamTransaction();
    TeamTransaction(TeamTransaction&& other) noexcept
        : m_connection(std::exchange(other.m_connection, nullptr)) {}
    TeamTransaction& operator=(TeamTransaction&&) = delete;

    Status commit();

private:
    explicit TeamTransaction(TeamConnection* connection) : m_connection(connection) {}

    TeamConnection* m_connection;
};

/// The sentence and kind for what PostgreSQL calls an SQLSTATE; `detail` is for the log.
Error teamError(std::string_view sqlState, const QString& detail);

}  // namespace semblance
