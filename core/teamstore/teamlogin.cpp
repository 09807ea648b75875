#include "core/teamstore/teamlogin.h"

#include <libpq-fe.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <memory>

#include "core/teamstore/serversocket.h"
#include "core/teamstore/teamconnection.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamLogin)
};

constexpr int kLookMs = 50;

struct Finish {
    void operator()(pg_conn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<pg_conn, Finish>;

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

/// Begins to connect. Nothing is said to the server before PQconnectPoll().
Result<Connection> begin(TeamAddress::Settings settings) {
    // What the user entered counts; of two the last one does.
    TeamAddress::Settings all{{"application_name", "semblance"},
                              {"keepalives_idle", "30"},
                              {"keepalives_interval", "10"},
                              {"keepalives_count", "3"}};
    all.insert(all.end(), settings.begin(), settings.end());
    all.emplace_back("client_encoding", "UTF8");
    std::vector<const char*> keywords;
    std::vector<const char*> values;
    for (const auto& [keyword, value] : all) {
        keywords.push_back(keyword.constData());
        values.push_back(value.constData());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    Connection connection(PQconnectStartParams(keywords.data(), values.data(), 0));
    if (!connection)
        return fail(ErrorKind::NoMemory, Text::tr("There is not enough memory to connect."));
    // So that errors name their SQLSTATE, which is in no language.
    PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
    return connection;
}

/// As libpq made it out, from what was entered, a service's file and the environment.
QByteArray resolved(pg_conn* connection, const char* keyword) {
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfo(connection));
    for (const PQconninfoOption* option = options.get(); option && option->keyword; ++option) {
        if (qstrcmp(option->keyword, keyword) == 0)
            return option->val;
    }
    return {};
}

bool mayBeReadOnTheWay(pg_conn* connection) {
    const QByteArray address = resolved(connection, "hostaddr");
    const QByteArray hosts = address.isEmpty() ? resolved(connection, "host") : address;
    const QByteArray mode = resolved(connection, "sslmode");
    const bool insists = mode == "require" || mode == "verify-ca" || mode == "verify-full";
    return !isOnThisComputer(hosts) && !insists;
}

Error refused(pg_conn* connection, bool wasEncrypting) {
    const QString message = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    if (PQconnectionNeedsPassword(connection) != 0) {
        return {ErrorKind::Permission,
                Text::tr("The database asks for a password. Write it into the file .pgpass in "
                         "your home folder; PostgreSQL's manual says how."),
                message};
    }
    // With a digit: "FATAL: " is none.
    static const QRegularExpression state(QStringLiteral("\\b(?=[A-Z]*[0-9])([0-9A-Z]{5}): "));
    if (const auto match = state.match(message); match.hasMatch())
        return teamError(match.captured(1).toStdString(), message);
    if (wasEncrypting) {
        return {ErrorKind::Permission,
                Text::tr("The database server offers no encryption that can be trusted, and what "
                         "leaves this computer must be encrypted. Ask its administrator to turn "
                         "TLS on."),
                message};
    }
    return teamError("08001", message);
}
}  // namespace

Result<pg_conn*> logIn(const TeamAddress& address, const CancelToken& cancel, int seconds) {
    TeamAddress::Settings settings = address.settings();
    SEMBLANCE_TRY_ASSIGN(Connection connection, begin(settings));
    if (mayBeReadOnTheWay(connection.get())) {
        settings.emplace_back("sslmode", "require");
        SEMBLANCE_TRY_ASSIGN(connection, begin(settings));
    }
    QElapsedTimer timer;
    timer.start();
    bool wasEncrypting = false;
    auto state =
        PQstatus(connection.get()) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        if (cancel.isCancelled())
            return fail(cancelledError());
        if (timer.elapsed() > qint64(seconds) * 1000)
            return fail(teamError("08001", QStringLiteral("no answer")));
        if (!waitForSocket(PQsocket(connection.get()), state == PGRES_POLLING_WRITING, kLookMs))
            continue;
        wasEncrypting = PQstatus(connection.get()) == CONNECTION_SSL_STARTUP;
        state = PQconnectPoll(connection.get());
    }
    if (state == PGRES_POLLING_FAILED)
        return fail(refused(connection.get(), wasEncrypting));
    return connection.release();
}

}  // namespace semblance
