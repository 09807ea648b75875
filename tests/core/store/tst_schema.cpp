#include "core/store/schema.h"
#include "tests/testmain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <array>

using namespace semblance;

namespace {

constexpr std::array oneStep = {"CREATE TABLE pet (name TEXT); INSERT INTO pet VALUES ('cat');"};
constexpr std::array twoSteps = {oneStep[0], "ALTER TABLE pet ADD COLUMN legs INTEGER DEFAULT 4;"};
constexpr std::array badSteps = {twoSteps[0], twoSteps[1],
                                 "UPDATE pet SET legs = 3; CREATE TABLE pet (again TEXT);"};
const Schema first{1234, oneStep};
const Schema second{1234, twoSteps};
const Schema broken{1234, badSteps};

int number(SQLite::Database& database, const char* sql) {
    return database.execAndGet(sql).getInt();
}

}  // namespace

class TestSchema : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFailedStatementCanBeRunAgain() {
        SQLite::Database database = openDatabase(m_path("failing"), OpenMode::Create);
        database.exec("CREATE TABLE pet (name TEXT UNIQUE)");
        SQLite::Statement insert(database, "INSERT INTO pet VALUES (?)");
        bindText(insert, 1, QStringLiteral("cat"));
        QCOMPARE(runOnce(insert), 1);
        bindText(insert, 1, QStringLiteral("cat"));
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, runOnce(insert));
        bindText(insert, 1, QStringLiteral("dog"));
        QCOMPARE(runOnce(insert), 1);
    }

    void emptyBecomesCurrent() {
        SQLite::Database database = openDatabase(m_path("a"), OpenMode::Create);
        QVERIFY(schemaState(database, first) == SchemaState::Empty);
        QVERIFY(bringUpToDate(database, first, m_path("a"), true));
        QVERIFY(schemaState(database, first) == SchemaState::Current);
        QVERIFY(!QFile::exists(m_path("a.v0.bak")));
        QVERIFY(bringUpToDate(database, first, m_path("a"), true));
        QCOMPARE(number(database, "SELECT count(*) FROM pet"), 1);
    }

    void olderIsBackedUpAndBroughtUpToDate() {
        const QString path = m_path("b");
        SQLite::Database database = openDatabase(path, OpenMode::Create);
        QVERIFY(bringUpToDate(database, first, path, true));
        QVERIFY(schemaState(database, second) == SchemaState::Older);
        QVERIFY(bringUpToDate(database, second, path, true));
        QVERIFY(schemaState(database, second) == SchemaState::Current);
        QCOMPARE(number(database, "SELECT legs FROM pet"), 4);

        SQLite::Database backup =
            openDatabase(path + QStringLiteral(".v1.bak"), OpenMode::ReadOnly);
        QVERIFY(schemaState(backup, first) == SchemaState::Current);
        QCOMPARE(number(backup, "SELECT count(*) FROM pet"), 1);
    }

    void aFailingStepLeavesTheStepBefore() {
        const QString path = m_path("c");
        SQLite::Database database = openDatabase(path, OpenMode::Create);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception,
                                 (void)bringUpToDate(database, broken, path, true));
        QVERIFY(schemaState(database, second) == SchemaState::Current);
        QCOMPARE(number(database, "SELECT legs FROM pet"), 4);
    }

    void newerAndForeignAreRefused() {
        const QString path = m_path("d");
        SQLite::Database database = openDatabase(path, OpenMode::Create);
        QVERIFY(bringUpToDate(database, second, path, true));
        QVERIFY(schemaState(database, first) == SchemaState::Newer);
        QVERIFY(bringUpToDate(database, first, path, true).error().kind == ErrorKind::Newer);
        const Schema other{4321, oneStep};
        QVERIFY(schemaState(database, other) == SchemaState::Foreign);
        QVERIFY(bringUpToDate(database, other, path, true).error().kind == ErrorKind::Corrupt);
        QCOMPARE(number(database, "SELECT legs FROM pet"), 4);
    }

    void writersUseWriteAheadLogging() {
        const QString path = m_path("e");
        SQLite::Database database = openDatabase(path, OpenMode::Create);
        const std::string mode = database.execAndGet("PRAGMA journal_mode").getString();
        QCOMPARE(mode, std::string("wal"));
        QCOMPARE(number(database, "PRAGMA synchronous"), 1);
        QCOMPARE(number(database, "PRAGMA foreign_keys"), 1);
    }

private:
    QString m_path(const char* name) const { return m_dir.filePath(QString::fromUtf8(name)); }

    QTemporaryDir m_dir;
};

SEMBLANCE_TEST(TestSchema)
#include "tst_schema.moc"
