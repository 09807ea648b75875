#include <QTest>
#include <thread>

#include "core/teamstore/teamadmin.h"
#include "core/teamstore/teamschema.h"
#include "tests/core/teamstore/teamserver.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

/// Making, updating and entering a team library.
class TeamSchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isMadeOnce();
    void twoMakeItAtOnce();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void whoMayNotIsToldSo();
    void anErrorLeavesNothing();

private:
    static Error entered(TeamServer& server, const QString& database) {
        const auto status = teamStatus(*TeamAddress::parse(server.address(database)));
        return status ? Error{ErrorKind::Cancelled, {}, {}} : status.error();
    }
};

void TeamSchemaTest::isMadeOnce() {
    TEAM_SERVER(server);
    const QString database = server->makeDatabase();
    const TeamAddress address = *TeamAddress::parse(server->address(database));
    QVERIFY(entered(*server, database).kind == ErrorKind::NotFound);
    const Status made = initTeamLibrary(address);
    QVERIFY2(made, made ? "" : qPrintable(made.error().sentence + made.error().detail));
    const auto status = teamStatus(address);
    QVERIFY(status);
    QCOMPARE(status->uuid.size(), 32);
    QCOMPARE(status->schemaVersion, teamSchemaVersion());
    QVERIFY(status->server.startsWith(u'1') && status->pgvector.startsWith(u'0'));
    QVERIFY(!status->isEncrypted && status->bytes > 0 && status->visitors > 0);
    QVERIFY(initTeamLibrary(address));
    QCOMPARE(teamStatus(address)->uuid, status->uuid);
    // Every table of pictures is cut by the content key.
    QCOMPARE(server->sql(database, QStringLiteral("SELECT string_agg(relname, ' ' ORDER BY relname)"
                                                  " FROM pg_class WHERE relkind = 'p'")),
             QStringLiteral("compared content likeness mark thumbnail written"));
    QCOMPARE(server->sql(database, QStringLiteral("SELECT count(*) FROM pg_inherits WHERE"
                                                  " inhparent = 'semblance.content'::regclass")),
             QString::number(teamPartitions));
}

void TeamSchemaTest::twoMakeItAtOnce() {
    TEAM_SERVER(server);
    const TeamAddress address = *TeamAddress::parse(server->address(server->makeDatabase()));
    std::vector<std::thread> threads;
    std::vector<Status> made(4);
    for (Status& one : made)
        threads.emplace_back([&] { one = initTeamLibrary(address); });
    for (std::thread& thread : threads)
        thread.join();
    for (const Status& one : made)
        QVERIFY2(one, one ? "" : qPrintable(one.error().sentence + one.error().detail));
    QVERIFY(teamStatus(address));
}

void TeamSchemaTest::saysWhatIsWrong_data() {
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("word");
    const auto add = [](const char* name, const char* change, ErrorKind kind, const char* word) {
        QTest::newRow(name) << QString::fromLatin1(change) << int(kind)
                            << QString::fromLatin1(word);
    };
    add("no library", "DROP SCHEMA semblance CASCADE", ErrorKind::NotFound, "team init");
    add("a newer one", "UPDATE semblance.library SET schema_version = 999", ErrorKind::Newer,
        "Update Semblance");
    add("an older one", "UPDATE semblance.library SET schema_version = 0", ErrorKind::WrongUse,
        "team init");
    add("another program's",
        "DROP SCHEMA semblance CASCADE; CREATE SCHEMA semblance;"
        " CREATE TABLE semblance.library (name text)",
        ErrorKind::Corrupt, "another database");
    add("no pgvector", "DROP EXTENSION vector CASCADE", ErrorKind::NotFound, "pgvector");
    add("an old pgvector", "UPDATE pg_extension SET extversion = '0.7.4' WHERE extname = 'vector'",
        ErrorKind::NotFound, "0.7.4");
}

void TeamSchemaTest::saysWhatIsWrong() {
    QFETCH(QString, change);
    QFETCH(int, kind);
    QFETCH(QString, word);
    TEAM_SERVER(server);
    const QString database = server->makeLibrary();
    QVERIFY(entered(*server, database).kind == ErrorKind::Cancelled);
    server->sql(database, change);
    const Error error = entered(*server, database);
    QCOMPARE(int(error.kind), kind);
    QVERIFY2(error.sentence.contains(word), qPrintable(error.sentence));
    if (error.kind == ErrorKind::Newer || error.kind == ErrorKind::Corrupt) {
        // Making it anew touches nothing that is not ours, or newer than we are.
        const Status made = initTeamLibrary(*TeamAddress::parse(server->address(database)));
        QVERIFY(!made && made.error().kind == error.kind);
        QCOMPARE(int(entered(*server, database).kind), kind);
    }
}

void TeamSchemaTest::whoMayNotIsToldSo() {
    TEAM_SERVER(server);
    const QString database = server->makeDatabase();
    server->sql(database, QStringLiteral("CREATE ROLE stranger LOGIN"));
    const TeamAddress address = *TeamAddress::parse(
        QStringLiteral("host=%1 user=stranger dbname=%2").arg(server->folder(), database));
    const Status made = initTeamLibrary(address);
    QVERIFY(!made && made.error().kind == ErrorKind::Permission);
    QVERIFY2(made.error().sentence.contains(QStringLiteral("CREATE EXTENSION")),
             qPrintable(made.error().sentence));
    // A member without rights on the tables.
    QVERIFY(initTeamLibrary(*TeamAddress::parse(server->address(database))));
    const auto status = teamStatus(address);
    QVERIFY(!status);
    QVERIFY2(status.error().kind == ErrorKind::Permission, qPrintable(status.error().detail));
}

void TeamSchemaTest::anErrorLeavesNothing() {
    TEAM_SERVER(server);
    const QString database = server->makeDatabase();
    // Something of ours is in the way, and nobody can tell before.
    server->sql(database, QStringLiteral("CREATE EXTENSION vector; CREATE SCHEMA semblance;"
                                         " CREATE FUNCTION semblance.tell_generation() RETURNS"
                                         " trigger LANGUAGE plpgsql AS 'BEGIN END'"));
    QVERIFY(!initTeamLibrary(*TeamAddress::parse(server->address(database))));
    QCOMPARE(server->sql(database, QStringLiteral("SELECT count(*) FROM pg_class WHERE"
                                                  " relnamespace = 'semblance'::regnamespace")),
             QStringLiteral("0"));
}

SEMBLANCE_TEST(TeamSchemaTest)
#include "tst_teamschema.moc"
