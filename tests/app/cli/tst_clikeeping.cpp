#include <sys/mount.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <QThread>

#include "core/store/librarybackups.h"
#include "tests/app/cli/programs.h"
#include "tests/core/store/keepingfixture.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int kFiles = 4000;

QString s(const char* text) {
    return QString::fromLatin1(text);
}
}  // namespace

/// `doctor --repair` and `library export`, `import` and `merge`, as a user runs them.
class CliKeepingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        Fixture library;
        QCOMPARE(library.open(), QString());
        fill(library, kFiles);
        library.close();
        QVERIFY(QFile::copy(library.paths.database, m_whole.filePath(s("library.db"))));
        QVERIFY(
            QFile::copy(library.paths.vectors(model().hash), m_whole.filePath(s("vectors.db"))));
    }
    void init() {
        m_programs = std::make_unique<Programs>();
        m_paths = LibraryPaths(m_programs->library());
        putLibrary();
    }

    void repairRestores();
    void aReportChangesNothing();
    void repairWantsTheLibraryAlone();
    void exportAndImport();
    void mergeTwice();
    void wrongFilesAreSaid();
    void killedRepair();
    void killedExportAndImport();
    void readOnlyFolder();
    void fullDisk();

private:
    void putLibrary() const {
        QDir(m_paths.dir).removeRecursively();
        QVERIFY(QDir().mkpath(m_paths.dir + s("/cache")));
        QVERIFY(QFile::copy(m_whole.filePath(s("library.db")), m_paths.database));
        QVERIFY(QFile::copy(m_whole.filePath(s("vectors.db")), m_paths.vectors(model().hash)));
    }
    void damage() const {
        QByteArray bytes = bytesOf(m_paths.database);
        for (qsizetype page = 20; page * 4096 < bytes.size(); page += 30)
            bytes.replace(page * 4096, 4096, QByteArray(4096, 'x'));
        QVERIFY(putBytes(m_paths.database, bytes));
    }
    ProgramRun repair() const { return m_programs->cli({s("doctor"), s("--repair"), s("--json")}); }
    static QJsonObject healthOf(const ProgramRun& run) {
        return run.last()[s("library_health")].toObject();
    }
    ProgramRun in(const QString& dir, QStringList arguments) const {
        arguments << s("--library") << dir;
        return m_programs->run(s("semblance-cli"), arguments);
    }
    /// Where there is no engine the doctor's code says so and nothing else.
    static bool hasEngine() {
        return QFile::exists(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine"));
    }
    std::int64_t contents(const QString& database) const {
        return ask(database, "SELECT count(*) FROM content");
    }

    /// Runs a command, killed after `part` of the time that it takes whole (seconds at most).
    void runKilled(const QStringList& arguments, qint64 wholeUs, double part) const {
        const auto process = m_programs->start(s("semblance-cli"), arguments);
        QVERIFY(process->waitForStarted());
        QThread::usleep(static_cast<unsigned long>(double(wholeUs) * part));
        process->kill();
        Programs::finish(*process);
    }

    QTemporaryDir m_whole;
    std::unique_ptr<Programs> m_programs;
    LibraryPaths m_paths{QString()};
};

void CliKeepingTest::repairRestores() {
    VERIFY_OK(LibraryBackups(m_paths).make());
    damage();
    const QByteArray damaged = bytesOf(m_paths.database);
    const ProgramRun run = repair();
    const QJsonObject restored = healthOf(run)[s("restored")].toArray().first().toObject();
    QVERIFY2(!restored.isEmpty(), run.words());
    QCOMPARE(restored[s("from")].toString(), s("backup"));
    QCOMPARE(bytesOf(restored[s("aside")].toString()), damaged);
    QCOMPARE(contents(m_paths.database), kFiles);
    if (hasEngine())
        COMPARE_EXIT(run, 0);

    // Without one what is left is kept, and that rows are lost is said.
    QDir(m_paths.backups).removeRecursively();
    damage();
    const ProgramRun left = repair();
    COMPARE_EXIT(left, 1);
    QCOMPARE(healthOf(left)[s("restored")].toArray().first().toObject()[s("from")].toString(),
             s("what_is_left"));
    QVERIFY(contents(m_paths.database) > kFiles / 2);
    QVERIFY(contents(m_paths.database) < kFiles);
}

void CliKeepingTest::aReportChangesNothing() {
    damage();
    const QByteArray damaged = bytesOf(m_paths.database);
    const ProgramRun run = m_programs->cli({s("doctor")});
    COMPARE_EXIT(run, 1);
    QVERIFY2(run.out.contains("is damaged; --repair restores it"), run.words());
    QCOMPARE(bytesOf(m_paths.database), damaged);
    QCOMPARE(QDir(m_paths.dir).entryList({s("*.damaged*")}).size(), 0);
}

void CliKeepingTest::repairWantsTheLibraryAlone() {
    const auto lock = LibraryLock::acquire(m_paths);
    VERIFY_OK(lock);
    const ProgramRun run = repair();
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("Another Semblance"), run.words());
    const ProgramRun report = m_programs->cli({s("doctor"), s("--json")});
    QVERIFY2(healthOf(report)[s("busy")].toBool(), report.words());
}

void CliKeepingTest::exportAndImport() {
    const QString file = m_programs->path(s("mine.semblance"));
    const ProgramRun exported = m_programs->cli({s("library"), s("export"), file, s("--json")});
    COMPARE_EXIT(exported, 0);
    QCOMPARE(exported.last()[s("files")].toInt(), kFiles);
    const QString other = m_programs->path(s("other"));
    const QString here = m_programs->path(s("pictures=here"));
    QVERIFY(QDir().mkpath(here));
    const QStringList import{
        s("library"), s("import"), file, s("--root"), s("/mnt/vol/photos=") + here, s("--json")};
    const ProgramRun imported = in(other, import);
    COMPARE_EXIT(imported, 0);
    QCOMPARE(imported.last()[s("files")].toInt(), kFiles);
    QCOMPARE(imported.last()[s("vectors")].toInt(), kFiles);
    const ProgramRun overview = in(other, {s("library"), s("--json")});
    QCOMPARE(overview.last()[s("roots")].toArray().first().toObject()[s("path")].toString(), here);
    QCOMPARE(overview.last()[s("searchable")].toInt(), kFiles);
    COMPARE_EXIT(in(other, import), 2);
    const ProgramRun wrong = in(m_programs->path(s("third")),
                                {s("library"), s("import"), file, s("--root"), s("/no=/tmp")});
    COMPARE_EXIT(wrong, 2);
    QVERIFY2(wrong.err.contains("/mnt/vol/photos"), wrong.words());
}

void CliKeepingTest::mergeTwice() {
    const QString file = m_programs->path(s("mine.semblance"));
    COMPARE_EXIT(m_programs->cli({s("library"), s("export"), file}), 0);
    const QStringList merge{s("library"), s("merge"), file, s("--json")};
    const QString other = m_programs->path(s("other"));
    COMPARE_EXIT(in(other, merge), 0);
    const QStringList rows = rowsOf(other + s("/library.db"));
    const ProgramRun again = in(other, merge);
    COMPARE_EXIT(again, 0);
    QCOMPARE(again.last()[s("files")].toInt(-1), 0);
    QCOMPARE(rowsOf(other + s("/library.db")), rows);
    QCOMPARE(in(m_paths.dir, merge).last()[s("files")].toInt(-1), 0);
}

void CliKeepingTest::wrongFilesAreSaid() {
    const QString photo = m_programs->path(s("photo.jpg"));
    QVERIFY(writeFile(photo, QByteArray(5000, 'p')));
    COMPARE_EXIT(m_programs->cli({s("library"), s("merge"), photo}), 3);
    COMPARE_EXIT(m_programs->cli({s("library"), s("export"), photo}), 2);
    QCOMPARE(readFile(photo), QByteArray(5000, 'p'));
    COMPARE_EXIT(m_programs->cli({s("library"), s("merge"), photo + s("x")}), 3);
    COMPARE_EXIT(m_programs->cli({s("library"), s("merge"), photo, s("--root"), s("nothing")}), 2);
    COMPARE_EXIT(m_programs->cli({s("library"), s("export")}), 2);
}

void CliKeepingTest::killedRepair() {
    const QStringList arguments{s("doctor"), s("--repair"), s("--library"), m_paths.dir};
    VERIFY_OK(LibraryBackups(m_paths).make());
    const QByteArray backup = bytesOf(LibraryBackups(m_paths).newestGood()->path);
    damage();
    QElapsedTimer timer;
    timer.start();
    repair();
    const qint64 wholeUs = timer.nsecsElapsed() / 1000;
    for (const bool hasBackup : {true, false}) {
        for (int step = 1; step <= 8; ++step) {
            putLibrary();
            if (hasBackup) {
                QVERIFY(QDir().mkpath(m_paths.backups));
                QVERIFY(putBytes(m_paths.backups + s("/library-20200101T000000Z.db"), backup));
            }
            damage();
            const QByteArray damaged = bytesOf(m_paths.database);
            runKilled(arguments, wholeUs, step / 9.0);
            // Whatever was reached: the damaged file is there still, here or aside, and again is
            // enough.
            bool isKept = bytesOf(m_paths.database) == damaged;
            for (const QString& aside : QDir(m_paths.dir).entryList({s("library.db.damaged-*")}))
                isKept = isKept || bytesOf(m_paths.dir + u'/' + aside) == damaged;
            QVERIFY(isKept);
            const ProgramRun run = repair();
            QVERIFY2(run.exitCode == 0 || run.exitCode == 1, run.words());
            QVERIFY(contents(m_paths.database) > kFiles / 2);
            if (hasBackup)
                QCOMPARE(contents(m_paths.database), kFiles);
            QCOMPARE(ask(m_paths.vectors(model().hash), "SELECT count(*) FROM vector"), kFiles);
            QCOMPARE(
                healthOf(m_programs->cli({s("doctor"), s("--json")}))[s("found")].toArray().size(),
                0);
        }
    }
}

void CliKeepingTest::killedExportAndImport() {
    const QString file = m_programs->path(s("mine.semblance"));
    const QStringList exporting{s("library"), s("export"), file, s("--library"), m_paths.dir};
    QElapsedTimer timer;
    timer.start();
    COMPARE_EXIT(m_programs->run(s("semblance-cli"), exporting), 0);
    const qint64 exportUs = timer.nsecsElapsed() / 1000;
    const QByteArray whole = bytesOf(file);
    for (int step = 1; step <= 8; ++step) {
        runKilled(exporting, exportUs, step / 9.0);
        // The earlier one or the new one, whole in either case.
        const QString probe = m_programs->path(s("probe"));
        QDir(probe).removeRecursively();
        COMPARE_EXIT(in(probe, {s("library"), s("import"), file}), 0);
        QCOMPARE(contents(probe + s("/library.db")), kFiles);
    }
    QVERIFY(QFile::remove(file));
    QVERIFY(putBytes(file, whole));
    const QString other = m_programs->path(s("other"));
    const QStringList importing{s("library"), s("import"), file, s("--library"), other};
    timer.restart();
    COMPARE_EXIT(m_programs->run(s("semblance-cli"), importing), 0);
    const qint64 importUs = timer.nsecsElapsed() / 1000;
    for (int step = 1; step <= 8; ++step) {
        QDir(other).removeRecursively();
        runKilled(importing, importUs, step / 9.0);
        const ProgramRun again = in(other, {s("library"), s("merge"), file, s("--json")});
        COMPARE_EXIT(again, 0);
        QCOMPARE(contents(other + s("/library.db")), kFiles);
        QCOMPARE(ask(LibraryPaths(other).vectors(model().hash), "SELECT count(*) FROM vector"),
                 kFiles);
        const ProgramRun report = in(other, {s("doctor"), s("--repair"), s("--json")});
        QVERIFY2(healthOf(report)[s("restored")].toArray().isEmpty(), report.words());
    }
}

void CliKeepingTest::readOnlyFolder() {
    damage();
    m_programs->dropPrivileges();
    const QStringList closed{m_paths.dir, m_paths.dir + s("/cache")};
    for (const QString& dir : closed)
        QVERIFY(QFile::setPermissions(dir, QFile::ReadOwner | QFile::ExeOwner));
    const ProgramRun run = repair();
    const ProgramRun exported =
        m_programs->cli({s("library"), s("export"), m_paths.dir + s("/x.semblance")});
    for (const QString& dir : closed)
        QVERIFY(QFile::setPermissions(dir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("cannot be written"), run.words());
    COMPARE_EXIT(exported, 3);
}

void CliKeepingTest::fullDisk() {
    const QByteArray dir = QFile::encodeName(m_programs->path(s("small")));
    QVERIFY(QDir().mkpath(QFile::decodeName(dir)));
    if (::mount("none", dir.constData(), "tmpfs", 0, "size=300k") != 0)
        QSKIP("A small disk can only be made by root with the right to mount.");
    struct Unmount {
        QByteArray dir;
        ~Unmount() { ::umount2(dir.constData(), MNT_DETACH); }
    } const unmount{dir};
    const QString file = QFile::decodeName(dir) + s("/mine.semblance");
    const ProgramRun run = m_programs->cli({s("library"), s("export"), file});
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("full"), run.words());
    QCOMPARE(QDir(QFile::decodeName(dir)).entryList(QDir::Files).size(), 0);
}

SEMBLANCE_TEST(CliKeepingTest)
#include "tst_clikeeping.moc"
