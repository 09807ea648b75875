#include <signal.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <chrono>

#include "core/base/crashhandler.h"
#include "core/base/crashnotes.h"
#include "core/base/sanitized.h"
#include "core/remote/childprocess.h"
#include "tests/app/cli/programs.h"
#include "tests/children/processes.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace semblance::test;
using namespace std::chrono_literals;

/// Real programs that crash leave notes, also those that may write no files.
class CrashesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aChild_data();
    void aChild();
    void theWindow();

private:
    QTemporaryDir m_dir;
};

void CrashesTest::initTestCase() {
    if (kSanitized)
        QSKIP("A sanitizer reports crashes by itself.");
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    noteCrashes(m_dir.filePath(QStringLiteral("crashes")));
}

void CrashesTest::aChild_data() {
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("isNoted");
    QTest::newRow("crashes") << SIGSEGV << true;
    QTest::newRow("aborts") << SIGABRT << true;
    QTest::newRow("is killed") << SIGKILL << false;
}

void CrashesTest::aChild() {
    QFETCH(int, signal);
    QFETCH(bool, isNoted);
    const QString notes = crashNotesTaken();
    QDir(notes).removeRecursively();
    ChildProcess decoder(QStringLiteral("semblance-decoder"), {});
    const auto hello = decoder.start(240s);
    QVERIFY(hello);
    QVERIFY(sendSignal(decoder.processId(), signal));
    // It has ended for its owner only when the note is there.
    QVERIFY(eventually([&] { return !decoder.isRunning(); }));
    const auto found = crashNotes(notes);
    QCOMPARE(found.size(), isNoted ? 1 : 0);
    if (!isNoted)
        return;
    QCOMPARE(found[0].program, QStringLiteral("semblance-decoder"));
    const auto text = readCrashNote(found[0].path);
    QVERIFY(text);
    QVERIFY2(text->startsWith(QStringLiteral("semblance-decoder " SEMBLANCE_VERSION "\n")),
             qPrintable(*text));
    QVERIFY2(text->contains(QStringLiteral("\n  semblance-decoder +0x")), qPrintable(*text));
}

void CrashesTest::theWindow() {
    const Programs programs;
    const auto window = programs.start(
        QStringLiteral("semblance"),
        {QStringLiteral("--library"), programs.library(), QStringLiteral("--report-start")});
    QByteArray said;
    QVERIFY(eventually([&] {
        window->waitForReadyRead(50);
        said += window->readAllStandardOutput();
        return said.contains("shown");
    }));
    QVERIFY(sendSignal(window->processId(), SIGSEGV));
    QVERIFY(window->waitForFinished(60'000));
    QCOMPARE(window->exitStatus(), QProcess::CrashExit);
    const ProgramRun doctor = programs.cli({QStringLiteral("doctor"), QStringLiteral("--json")});
    const QJsonArray told = doctor.last()[QStringLiteral("crash_notes")].toArray();
    QVERIFY2(told.size() == 1, doctor.words().constData());
    QCOMPARE(told[0].toObject()[QStringLiteral("program")].toString(), QStringLiteral("semblance"));
    QVERIFY(QFile::exists(told[0].toObject()[QStringLiteral("path")].toString()));
    COMPARE_EXIT(
        programs.run(QStringLiteral("semblance-cli"),
                     {QStringLiteral("library"), QStringLiteral("erase"), QStringLiteral("--yes")}),
        0);
    QVERIFY(!QFile::exists(told[0].toObject()[QStringLiteral("path")].toString()));
}

SEMBLANCE_TEST(CrashesTest)

#include "tst_crashes.moc"
