#include "core/teamstore/teamconnection.h"

#include <libpq-fe.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include "core/teamstore/serversocket.h"
#include "core/teamstore/teamlogin.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamConnection)
};

/// How soon a cancelled token is seen.
constexpr int kLookMs = 50;
/// How long a server may take to end what was cancelled.
constexpr int kEndingMs = 5000;
/// How long after the end of a statement's time an answer is waited for.
constexpr int kPatienceSeconds = 30;
/// Answers that are read to their end rather than cancelled.
constexpr int kFewAnswers = 100;

bool isError(const pg_result* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}
}  // namespace

void TeamConnection::ClearResult::operator()(pg_result* result) const {
    PQclear(result);
}

TeamConnection::TeamConnection(pg_conn* connection, const CancelToken& cancel, const Limits& limits)
    : m_connection(connection), m_cancel(cancel), m_limits(limits) {}

TeamConnection::~TeamConnection() {
    drop();
}

Result<std::unique_ptr<TeamConnection>> TeamConnection::open(const TeamAddress& address,
                                                             const CancelToken& cancel,
                                                             const Limits& limits) {
    SEMBLANCE_TRY_ASSIGN(pg_conn* const connected, logIn(address, cancel, limits.connectSeconds));
    std::unique_ptr<TeamConnection> connection(new TeamConnection(connected, cancel, limits));
    SEMBLANCE_TRY(connection->settle());
    return connection;
}

Status TeamConnection::settle() {
    PQsetnonblocking(m_connection, 1);
    PQsetErrorVerbosity(m_connection, PQERRORS_DEFAULT);
    PQsetNoticeProcessor(
        m_connection, [](void*, const char*) {}, nullptr);
    const auto seconds = [](int number) { return QStringLiteral("%1s").arg(number); };
    return run("SELECT set_config('statement_timeout', $1, false),"
               " set_config('lock_timeout', $2, false),"
               " set_config('idle_in_transaction_session_timeout', $1, false)",
               TeamParameters::of(seconds(m_limits.statementSeconds),
                                  seconds(m_limits.lockSeconds)))
        .map([](std::int64_t) {});
}

int TeamConnection::serverVersion() const {
    return m_connection ? PQserverVersion(m_connection) : 0;
}

bool TeamConnection::isEncrypted() const {
    return m_connection && PQsslInUse(m_connection) != 0;
}

bool TeamConnection::isAlive() const {
    return m_connection && PQstatus(m_connection) == CONNECTION_OK;
}

void TeamConnection::drop() {
    PQfinish(m_connection);
    m_connection = nullptr;
}

Error TeamConnection::lost() {
    const QString detail =
        m_connection ? QString::fromUtf8(PQerrorMessage(m_connection)).trimmed() : QString();
    drop();
    return teamError("08006", detail);
}

Error TeamConnection::notSensible() {
    drop();
    return teamError("22000", QStringLiteral("an answer of another form than was asked for"));
}

Error TeamConnection::failed(const pg_result* result) const {
    if (m_cancel.isCancelled())
        return cancelledError();
    const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return teamError(state ? state : "08006",
                     QString::fromUtf8(PQresultErrorMessage(result)).trimmed());
}

Status TeamConnection::waitForServer(bool alsoToWrite) {
    QElapsedTimer silence;
    silence.start();
    while (!waitForSocket(PQsocket(m_connection), alsoToWrite, kLookMs)) {
        if (m_cancel.isCancelled()) {
            abandon();
            return fail(cancelledError());
        }
        // The server would have ended the statement itself.
        if (m_limits.statementSeconds > 0 &&
            silence.elapsed() > qint64(m_limits.statementSeconds + kPatienceSeconds) * 1000)
            return fail(lost());
    }
    m_received += bytesWaiting(PQsocket(m_connection));
    // libpq keeps a message in memory until it is whole, however long it claims to be.
    if (m_received > m_limits.messageBytes)
        return fail(notSensible());
    if (PQconsumeInput(m_connection) == 0)
        return fail(lost());
    return {};
}

Status TeamConnection::flush() {
    for (;;) {
        const int left = PQflush(m_connection);
        if (left < 0)
            return fail(lost());
        if (left == 0)
            return {};
        SEMBLANCE_TRY(waitForServer(true));
    }
}

Result<TeamConnection::ResultPtr> TeamConnection::nextResult() {
    if (!m_connection)
        return fail(lost());
    SEMBLANCE_TRY(flush());
    while (PQisBusy(m_connection) != 0)
        SEMBLANCE_TRY(waitForServer(false));
    m_received = 0;
    return ResultPtr(PQgetResult(m_connection));
}

Result<std::int64_t> TeamConnection::finish() {
    std::int64_t rows = 0;
    std::optional<Error> error;
    for (;;) {
        SEMBLANCE_TRY_ASSIGN(const ResultPtr result, nextResult());
        if (!result)
            break;
        rows += QByteArray(PQcmdTuples(result.get())).toLongLong();
        if (isError(result.get()) && !error)
            error = failed(result.get());
        const ExecStatusType status = PQresultStatus(result.get());
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH)
            return fail(notSensible());
    }
    if (!isAlive())
        drop();
    return error ? Result<std::int64_t>(fail(*error)) : rows;
}

void TeamConnection::abandon() {
    if (!m_connection)
        return;
    const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel(PQgetCancel(m_connection),
                                                                    &PQfreeCancel);
    char message[256];
    if (!cancel || PQcancel(cancel.get(), message, sizeof(message)) == 0) {
        drop();
        return;
    }
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kEndingMs) {
        while (PQisBusy(m_connection) == 0) {
            const ResultPtr result(PQgetResult(m_connection));
            if (!result)
                return;
            const ExecStatusType status = PQresultStatus(result.get());
            if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
                drop();
                return;
            }
        }
        waitForSocket(PQsocket(m_connection), false, kLookMs);
        if (PQconsumeInput(m_connection) == 0)
            break;
    }
    drop();
}

Result<QByteArray> TeamConnection::prepared(const std::string& sql,
                                            const TeamParameters& parameters) {
    if (!m_connection)
        return fail(lost());
    if (const auto known = m_prepared.find(sql); known != m_prepared.end())
        return known->second;
    std::vector<Oid> types;
    for (const TeamParameters::Value& value : parameters.values())
        types.push_back(value.type);
    const QByteArray name = "s" + QByteArray::number(qint64(m_prepared.size()));
    if (PQsendPrepare(m_connection, name.constData(), sql.c_str(), static_cast<int>(types.size()),
                      types.data()) == 0)
        return fail(lost());
    SEMBLANCE_TRY(finish());
    m_prepared.emplace(sql, name);
    return name;
}

Status TeamConnection::send(const std::string& sql, const TeamParameters& parameters) {
    SEMBLANCE_TRY_ASSIGN(const QByteArray name, prepared(sql, parameters));
    std::vector<const char*> values;
    std::vector<int> lengths;
    for (const TeamParameters::Value& value : parameters.values()) {
        values.push_back(value.isNull ? nullptr : value.bytes.constData());
        lengths.push_back(static_cast<int>(value.bytes.size()));
    }
    const std::vector<int> formats(values.size(), 1);
    if (PQsendQueryPrepared(m_connection, name.constData(), static_cast<int>(values.size()),
                            values.data(), lengths.data(), formats.data(), 1) == 0)
        return fail(lost());
    return {};
}

Status TeamConnection::forEach(const std::string& sql, const TeamParameters& parameters,
                               const std::function<bool(const TeamRow&)>& visit) {
    SEMBLANCE_TRY(send(sql, parameters));
    PQsetSingleRowMode(m_connection);
    std::int64_t rows = 0;
    for (bool goesOn = true; goesOn;) {
        SEMBLANCE_TRY_ASSIGN(const ResultPtr result, nextResult());
        if (!result)
            return fail(notSensible());
        if (PQresultStatus(result.get()) != PGRES_SINGLE_TUPLE) {
            const bool isWrong = isError(result.get());
            const Error error = isWrong ? failed(result.get()) : Error();
            SEMBLANCE_TRY(finish());
            return isWrong ? Status(fail(error)) : Status();
        }
        bool isSound = ++rows <= m_limits.rows;
        goesOn = visit(TeamRow(result.get(), isSound));
        if (!isSound)
            return fail(notSensible());
    }
    for (int i = 0; i < kFewAnswers; ++i) {
        SEMBLANCE_TRY_ASSIGN(const ResultPtr result, nextResult());
        if (!result)
            return {};
    }
    abandon();
    return {};
}

Result<std::int64_t> TeamConnection::run(const std::string& sql, const TeamParameters& parameters) {
    SEMBLANCE_TRY(send(sql, parameters));
    return finish();
}

Result<std::int64_t> TeamConnection::number(const std::string& sql,
                                            const TeamParameters& parameters) {
    SEMBLANCE_TRY_ASSIGN(
        const auto found,
        (one<std::int64_t>(sql, parameters, [](const TeamRow& row) { return row.number(0); })));
    return found.value_or(0);
}

Status TeamConnection::script(const std::string& sql) {
    if (!m_connection || PQsendQuery(m_connection, sql.c_str()) == 0)
        return fail(lost());
    return finish().map([](std::int64_t) {});
}

Result<bool> TeamConnection::waitForNotice(int ms) {
    if (!m_connection)
        return fail(lost());
    bool isTold = false;
    const bool hasNews = waitForSocket(PQsocket(m_connection), false, ms);
    if (hasNews && PQconsumeInput(m_connection) == 0)
        return fail(lost());
    while (PGnotify* const notice = PQnotifies(m_connection)) {
        PQfreemem(notice);
        isTold = true;
    }
    return isTold;
}

Result<TeamTransaction> TeamTransaction::begin(TeamConnection& connection, Kind kind) {
    SEMBLANCE_TRY(connection.run(kind == Kind::Write
                                     ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
                                     : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
    return TeamTransaction(&connection);
}

TeamTransaction::~TeamTransaction() {
    // What is lost is rolled back, too.
    if (m_connection)
        static_cast<void>(m_connection->run("ROLLBACK"));
}

Status TeamTransaction::commit() {
    SEMBLANCE_TRY(m_connection->run("COMMIT"));
    m_connection = nullptr;
    return {};
}

}  // namespace semblance
