#include "core/teamstore/teamschema.h"

#include <QCoreApplication>
#include <QVersionNumber>

#include "core/teamstore/teamschemasteps.h"

namespace semblance {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::TeamSchema)
};

constexpr int kOldestServer = 150000;
constexpr int kOldestPgvectorMinor = 8;

/// Of whoever makes or changes the tables ("semblance" in hexadecimal numbers, cut short).
constexpr std::int64_t kSetUpLock = 0x73656d626c616e63;

QString dottedVersion(int number) {
    return QStringLiteral("%1.%2").arg(number / 10000).arg(number % 10000);
}

Status checkServer(const TeamConnection& connection) {
    if (connection.serverVersion() >= kOldestServer)
        return {};
    return fail(ErrorKind::NotFound,
                Text::tr("The database server is PostgreSQL %1, and a team library needs version "
                         "15 or newer. Ask its administrator to update it.")
                    .arg(dottedVersion(connection.serverVersion())));
}

Error noPgvector() {
    return {ErrorKind::NotFound,
            Text::tr("The database server lacks the extension pgvector. Ask its administrator to "
                     "install it (version 0.8 or newer)."),
            {}};
}

Status checkPgvector(TeamConnection& connection) {
    SEMBLANCE_TRY_ASSIGN(
        const auto version,
        (connection.one<QString>("SELECT extversion FROM pg_extension WHERE extname = 'vector'", {},
                                 [](const TeamRow& row) { return row.text(0); })));
    if (!version)
        return fail(noPgvector());
    if (QVersionNumber::fromString(*version) >= QVersionNumber(0, kOldestPgvectorMinor))
        return {};
    return fail(ErrorKind::NotFound,
                Text::tr("The database has version %1 of the extension pgvector, and a team "
                         "library needs 0.8 or newer. Ask its administrator to update it (ALTER "
                         "EXTENSION vector UPDATE).")
                    .arg(*version));
}

Status addPgvector(TeamConnection& connection) {
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t isThere,
        connection.number("SELECT count(*) FROM pg_extension WHERE extname = 'vector'"));
    if (isThere > 0)
        return {};
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t isInstalled,
        connection.number("SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'"));
    if (isInstalled == 0)
        return fail(noPgvector());
    const auto made = connection.run("CREATE EXTENSION IF NOT EXISTS vector");
    if (!made && made.error().kind == ErrorKind::Permission) {
        return fail(ErrorKind::Permission,
                    Text::tr("You may not add the extension pgvector to this database. Ask the "
                             "server's administrator to do it (CREATE EXTENSION vector)."),
                    made.error().detail);
    }
    return made ? Status() : fail(made.error());
}

/// Nothing where there is no library, or nothing that one can be made in.
Result<std::optional<std::int64_t>> versionOf(TeamConnection& connection) {
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t tables,
        connection.number("SELECT count(*) FROM pg_class WHERE relnamespace ="
                          " (SELECT oid FROM pg_namespace WHERE nspname = 'semblance')"));
    if (tables == 0)
        return std::nullopt;
    SEMBLANCE_TRY_ASSIGN(
        const std::int64_t isOurs,
        connection.number("SELECT count(*) FROM pg_attribute WHERE attname = 'schema_version'"
                          " AND attrelid = to_regclass('semblance.library')"));
    if (isOurs == 0) {
        return fail(ErrorKind::Corrupt,
                    Text::tr("The database holds something that is called semblance and is no "
                             "team library. Choose another database."));
    }
    return connection.one<std::int64_t>("SELECT schema_version FROM semblance.library", {},
                                        [](const TeamRow& row) { return row.number(0); });
}

Error newerLibrary() {
    return {ErrorKind::Newer,
            Text::tr("The team library was made or updated by a newer version of Semblance. "
                     "Update Semblance on this computer to open it."),
            {}};
}

Status useSchema(TeamConnection& connection) {
    return connection
        .run(
            "SELECT set_config('search_path', 'semblance, ' || quote_ident(nspname), false)"
            " FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace"
            " WHERE extname = 'vector'")
        .map([](std::int64_t) {});
}

Status runSteps(TeamConnection& connection) {
    SEMBLANCE_TRY_ASSIGN(auto transaction,
                         TeamTransaction::begin(connection, TeamTransaction::Kind::Write));
    SEMBLANCE_TRY(
        connection.run("SELECT pg_advisory_xact_lock($1)", TeamParameters::of(kSetUpLock)));
    // Others may have done it while we waited.
    SEMBLANCE_TRY_ASSIGN(const auto found, versionOf(connection));
    const auto steps = teamSchemaSteps();
    if (found && *found > std::int64_t(steps.size()))
        return fail(newerLibrary());
    SEMBLANCE_TRY(addPgvector(connection));
    SEMBLANCE_TRY(checkPgvector(connection));
    // What there is of many pictures takes its time.
    SEMBLANCE_TRY(connection.run("SELECT set_config('statement_timeout', '0', true)"));
    SEMBLANCE_TRY(connection.script("CREATE SCHEMA IF NOT EXISTS semblance"));
    SEMBLANCE_TRY(useSchema(connection));
    for (auto step = static_cast<std::size_t>(found.value_or(0)); step < steps.size(); ++step)
        SEMBLANCE_TRY(connection.script(steps[step]));
    SEMBLANCE_TRY(connection.run("UPDATE library SET schema_version = $1",
                                 TeamParameters::of(teamSchemaVersion())));
    return transaction.commit();
}
}  // namespace

int teamSchemaVersion() {
    return static_cast<int>(teamSchemaSteps().size());
}

Status setUpTeamLibrary(TeamConnection& connection) {
    SEMBLANCE_TRY(checkServer(connection));
    // Before anything is changed.
    SEMBLANCE_TRY_ASSIGN(const auto found, versionOf(connection));
    if (found && *found > teamSchemaVersion())
        return fail(newerLibrary());
    SEMBLANCE_TRY(runSteps(connection));
    return enterTeamLibrary(connection);
}

Status enterTeamLibrary(TeamConnection& connection) {
    SEMBLANCE_TRY(checkServer(connection));
    SEMBLANCE_TRY_ASSIGN(const auto found, versionOf(connection));
    if (!found) {
        return fail(ErrorKind::NotFound,
                    Text::tr("There is no team library in this database. Its administrator makes "
                             "one with \"semblance-cli team init\"."));
    }
    if (*found > teamSchemaVersion())
        return fail(newerLibrary());
    if (*found < teamSchemaVersion()) {
        return fail(ErrorKind::WrongUse,
                    Text::tr("The team library was made by an older version of Semblance. Its "
                             "administrator updates it with \"semblance-cli team init\"; nothing "
                             "is lost by it."));
    }
    SEMBLANCE_TRY(checkPgvector(connection));
    return useSchema(connection);
}

}  // namespace semblance
