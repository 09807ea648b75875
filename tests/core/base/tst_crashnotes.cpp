#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <memory>

#include "core/base/crashnotes.h"
#include "core/base/sanitized.h"
#include "tests/testmain.h"

using namespace semblance;

/// Notes of real crashes, and the folder of notes.
class CrashNotesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void aCrashLeavesANote_data();
    void aCrashLeavesANote();
    void anEndLeavesNone();
    void theFolderMayNotBeWritten();
    void theSamePlaceIsKeptOnce();
    void atMostTenAreKept();
    void toldOnce();
    void aChildsTextIsCleaned();

private:
    QString notes() const { return m_dir->filePath(QStringLiteral("cache/semblance/crashes")); }
    /// Its signal, 0 when it ended by itself.
    int crash(const QString& way) const;
    void write(const QString& program, qint64 when, const QByteArray& text) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

int CrashNotesTest::crash(const QString& way) const {
    QProcess probe;
    probe.start(QStringLiteral(SEMBLANCE_CRASH_PROBE), {way, notes()});
    if (!probe.waitForFinished(60'000))
        return -1;
    // Of a crashed one, Qt's exit code is the signal.
    return probe.exitStatus() == QProcess::CrashExit ? probe.exitCode() : 0;
}

void CrashNotesTest::write(const QString& program, qint64 when, const QByteArray& text) const {
    QDir().mkpath(notes());
    QFile file(QDir(notes()).filePath(crashNoteName(program, when)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void CrashNotesTest::aCrashLeavesANote_data() {
    QTest::addColumn<int>("signal");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("memory") << SIGSEGV << QByteArray("SIGSEGV");
    QTest::newRow("abort") << SIGABRT << QByteArray("SIGABRT");
    QTest::newRow("exception") << SIGABRT << QByteArray("SIGABRT");
    QTest::newRow("stack") << SIGSEGV << QByteArray("SIGSEGV");
    QTest::newRow("thread") << SIGSEGV << QByteArray("SIGSEGV");
    QTest::newRow("two threads") << SIGSEGV << QByteArray("SIGSEGV");
    QTest::newRow("from outside") << SIGSEGV << QByteArray("SIGSEGV");
}

void CrashNotesTest::aCrashLeavesANote() {
    if (kSanitized)
        QSKIP("A sanitizer reports crashes by itself.");
    QFETCH(int, signal);
    QFETCH(QByteArray, name);
    QCOMPARE(crash(QString::fromLatin1(QTest::currentDataTag())), signal);
    const auto found = crashNotes(notes());
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].program, QStringLiteral("crashprobe"));
    QVERIFY(found[0].isNew);
    QVERIFY(qAbs(found[0].when.secsTo(QDateTime::currentDateTime())) < 3600);
    const auto text = readCrashNote(found[0].path);
    QVERIFY(text);
    QVERIFY2(text->startsWith(QStringLiteral("crashprobe 1.2.3\n")), qPrintable(*text));
    QVERIFY2(text->contains(QStringLiteral("signal: ") + QString::fromLatin1(name)),
             qPrintable(*text));
    QVERIFY2(text->contains(QStringLiteral("\n  crashprobe +0x")), qPrintable(*text));
    // No file's place.
    QVERIFY2(!text->contains(m_dir->path()), qPrintable(*text));
    QVERIFY2(!text->contains(QStringLiteral(SEMBLANCE_SOURCE_DIR)), qPrintable(*text));
}

void CrashNotesTest::anEndLeavesNone() {
    QCOMPARE(crash(QStringLiteral("not at all")), 0);
    QVERIFY(!QFileInfo::exists(notes()));
}

void CrashNotesTest::theFolderMayNotBeWritten() {
    if (kSanitized)
        QSKIP("A sanitizer reports crashes by itself.");
    QFile file(m_dir->filePath(QStringLiteral("cache")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QCOMPARE(crash(QStringLiteral("memory")), SIGSEGV);
    QVERIFY(crashNotes(notes()).empty());
}

void CrashNotesTest::theSamePlaceIsKeptOnce() {
    write(QStringLiteral("a-b"), 1000, "a-b 1\nstack:\n  a +0x1\n");
    write(QStringLiteral("a-b"), 3000, "a-b 1\nstack:\n  a +0x1\n");
    write(QStringLiteral("a-b"), 2000, "a-b 1\nstack:\n  a +0x2\n");
    const auto found = crashNotes(notes());
    QCOMPARE(found.size(), 2);
    QCOMPARE(found[0].when.toSecsSinceEpoch(), 3000);
    QCOMPARE(found[0].program, QStringLiteral("a-b"));
    QCOMPARE(found[1].when.toSecsSinceEpoch(), 2000);
    // Whoever only looks takes nothing away.
    QCOMPARE(QDir(notes()).entryList(QDir::Files).size(), 3);
    tidyCrashNotes(notes());
    QCOMPARE(QDir(notes()).entryList(QDir::Files).size(), 2);
    QCOMPARE(crashNotes(notes()).size(), 2);
}

void CrashNotesTest::atMostTenAreKept() {
    for (int i = 0; i < 30; ++i)
        write(QStringLiteral("a"), 1000 + i, "a 1\nstack:\n  a +0x" + QByteArray::number(i));
    const auto found = crashNotes(notes());
    QCOMPARE(found.size(), 10);
    QCOMPARE(found.front().when.toSecsSinceEpoch(), 1029);
    QCOMPARE(QDir(notes()).entryList(QDir::Files).size(), 30);
    QVERIFY(keepCrashNote(notes(), QStringLiteral("b"), "b 1\nstack:\n  b +0x1"));
    QCOMPARE(QDir(notes()).entryList(QDir::Files).size(), 10);
    QCOMPARE(crashNotes(notes()).front().program, QStringLiteral("b"));
}

void CrashNotesTest::toldOnce() {
    write(QStringLiteral("a"), 1000, "a 1\nstack:\n  a +0x1\n");
    markCrashNotesSeen(crashNotes(notes()));
    const auto seen = crashNotes(notes());
    QCOMPARE(seen.size(), 1);
    QVERIFY(!seen[0].isNew);
    QCOMPARE(seen[0].when.toSecsSinceEpoch(), 1000);
    // The same again is news.
    write(QStringLiteral("a"), 2000, "a 1\nstack:\n  a +0x1\n");
    const auto again = crashNotes(notes());
    QCOMPARE(again.size(), 1);
    QVERIFY(again[0].isNew);
}

void CrashNotesTest::aChildsTextIsCleaned() {
    const QByteArray hostile =
        QByteArrayLiteral("a 1\nstack:\n  \x1b[31mred\x00\xff<b>\r\n") + QByteArray(100'000, 'x');
    QVERIFY(keepCrashNote(notes(), QStringLiteral("semblance-decoder"), hostile));
    const auto found = crashNotes(notes());
    QCOMPARE(found.size(), 1);
    const auto text = readCrashNote(found[0].path);
    QVERIFY(text);
    QVERIFY(text->startsWith(QStringLiteral("a 1\nstack:\n  [31mred<b>\n")));
    QVERIFY(text->size() <= kMostOfCrashNote);
}

SEMBLANCE_TEST(CrashNotesTest)

#include "tst_crashnotes.moc"
