#include <QJsonArray>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/core/teamstore/teamserver.h"
#include "tests/testmain.h"

using namespace semblance::test;

/// `team init` and `team status`, as an administrator sees them.
class CliTeamTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesALibrary();
    void saysWhatIsWrong();
    void takesNoPassword();

private:
    ProgramRun team(const QString& action, const QString& address,
                    const QStringList& more = {}) const {
        return m_programs.cli(QStringList{QStringLiteral("team"), action, address} + more);
    }

    Programs m_programs;
};

void CliTeamTest::makesALibrary() {
    TEAM_SERVER(server);
    const QString address = server->address(server->makeDatabase());
    const ProgramRun before = team(QStringLiteral("status"), address);
    COMPARE_EXIT(before, 3);
    QVERIFY2(before.err.contains("team init"), before.words());
    const ProgramRun made = team(QStringLiteral("init"), address);
    COMPARE_EXIT(made, 0);
    QVERIFY2(made.out.contains("Team library") && made.out.contains("PostgreSQL 1"), made.words());
    COMPARE_EXIT(team(QStringLiteral("init"), address), 0);
    const ProgramRun status = team(QStringLiteral("status"), address, {QStringLiteral("--json")});
    COMPARE_EXIT(status, 0);
    const QJsonObject json = status.last();
    QCOMPARE(json[QStringLiteral("pictures")].toInt(-1), 0);
    QCOMPARE(json[QStringLiteral("encrypted")].toBool(true), false);
    QVERIFY(made.out.contains(json[QStringLiteral("library")].toString().toUtf8()));
    QVERIFY(json[QStringLiteral("models")].toArray().isEmpty());
}

void CliTeamTest::saysWhatIsWrong() {
    const ProgramRun nobody =
        team(QStringLiteral("status"), QStringLiteral("host=/nonexistent dbname=any"));
    COMPARE_EXIT(nobody, 3);
    QVERIFY2(nobody.err.contains("does not answer"), nobody.words());
    TEAM_SERVER(server);
    const ProgramRun nothing =
        team(QStringLiteral("init"), server->address(QStringLiteral("nothing")));
    COMPARE_EXIT(nothing, 3);
    QVERIFY2(nothing.err.contains("no database"), nothing.words());
    const QString library = server->makeLibrary();
    server->sql(library, QStringLiteral("UPDATE semblance.library SET schema_version = 999"));
    for (const char* action : {"status", "init"}) {
        const ProgramRun newer = team(QLatin1StringView(action), server->address(library));
        COMPARE_EXIT(newer, 3);
        QVERIFY2(newer.err.contains("Update Semblance"), newer.words());
    }
}

void CliTeamTest::takesNoPassword() {
    const ProgramRun run =
        team(QStringLiteral("status"), QStringLiteral("postgresql://me:hunter2@nas/pictures"));
    COMPARE_EXIT(run, 2);
    QVERIFY2(run.err.contains(".pgpass"), run.words());
    QVERIFY(!run.err.contains("hunter2") && !run.out.contains("hunter2"));
    COMPARE_EXIT(team(QStringLiteral("status"), QStringLiteral("no connection")), 2);
    COMPARE_EXIT(m_programs.cli({QStringLiteral("team")}), 2);
}

SEMBLANCE_TEST(CliTeamTest)
#include "tst_cliteam.moc"
