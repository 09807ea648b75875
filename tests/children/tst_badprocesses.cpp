#include <signal.h>

#include <QDir>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/children/processes.h"
#include "tests/testmain.h"

using namespace semblance::test;

namespace {
int countOf(const ProgramRun& run, const char* name) {
    return run.last()[QLatin1StringView(name)].toInt(-1);
}

const QString kEngine = QStringLiteral("semblance-engine");
const QString kDecoder = QStringLiteral("semblance-decoder");
}  // namespace

/// Children that are missing, broken or killed, and a run that is interrupted.
class BadProcessesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void missingEngine();
    void missingDecoder();
    void brokenChild_data();
    void brokenChild();
    void killedInABatch_data();
    void killedInABatch();
    void engineThatAlwaysDies();
    void interrupted();
    void childrenEndWithTheirParent();

private:
    /// The programs but one, for the children's folder.
    QString programsWithout(const QString& missing);
    ProgramRun search(const QStringList& query) const {
        return m_programs->cli(QStringList{QStringLiteral("search"), QStringLiteral("--json")} +
                               query);
    }

    QTemporaryDir m_pictures;
    int m_count = 0;
    std::unique_ptr<Programs> m_programs;
};

void BadProcessesTest::initTestCase() {
    const QDir icons(demoPicture(QStringLiteral("icons/")));
    for (const QString& icon : icons.entryList(QDir::Files).first(150)) {
        QVERIFY(QFile::copy(icons.filePath(icon), m_pictures.filePath(icon)));
        ++m_count;
    }
}

void BadProcessesTest::init() {
    m_programs = std::make_unique<Programs>();
}

QString BadProcessesTest::programsWithout(const QString& missing) {
    const QString dir = m_programs->path(QStringLiteral("bin without ") + missing);
    QDir().mkpath(dir);
    for (const QString& program : {kEngine, kDecoder}) {
        if (program != missing)
            QFile::link(QStringLiteral(SEMBLANCE_BIN_DIR "/") + program,
                        dir + QLatin1Char('/') + program);
    }
    return dir;
}

void BadProcessesTest::missingEngine() {
    m_programs->setChildrenDir(programsWithout(kEngine));
    const ProgramRun run = m_programs->index({m_pictures.path()});
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("semblance-engine is missing"), run.words());
    const ProgramRun found = search({QStringLiteral("--text"), QStringLiteral("dog")});
    COMPARE_EXIT(found, 3);
    QVERIFY2(found.err.contains("semblance-engine is missing"), found.words());
    const ProgramRun doctor = m_programs->cli({QStringLiteral("doctor")});
    COMPARE_EXIT(doctor, 1);
    QVERIFY2((doctor.out + doctor.err).contains("semblance-engine is missing"), doctor.words());

    m_programs->setChildrenDir(QStringLiteral(SEMBLANCE_BIN_DIR));
    const ProgramRun whole = m_programs->index({m_pictures.path()});
    COMPARE_EXIT(whole, 0);
    QCOMPARE(countOf(whole, "indexed"), m_count);
}

void BadProcessesTest::missingDecoder() {
    const QString without = programsWithout(kDecoder);
    m_programs->setChildrenDir(without);
    const ProgramRun run = m_programs->index({m_pictures.path()});
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("semblance-decoder is missing"), run.words());

    m_programs->setChildrenDir(QStringLiteral(SEMBLANCE_BIN_DIR));
    const ProgramRun whole = m_programs->index({m_pictures.path()});
    COMPARE_EXIT(whole, 0);
    QCOMPARE(countOf(whole, "indexed"), m_count);

    // Searching needs it only for pictures of which the library does not know the place.
    m_programs->setChildrenDir(without);
    COMPARE_EXIT(search({QStringLiteral("--text"), QStringLiteral("dog")}), 0);
    COMPARE_EXIT(
        search({QStringLiteral("--image"), m_pictures.filePath(QStringLiteral("cat.png"))}), 0);
    const ProgramRun outside =
        search({QStringLiteral("--image"), demoPicture(QStringLiteral("photos/dog.jpg"))});
    COMPARE_EXIT(outside, 3);
    QVERIFY2(outside.err.contains("semblance-decoder is missing"), outside.words());
}

void BadProcessesTest::brokenChild_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("script");
    for (const QString& program : {kEngine, kDecoder}) {
        const auto row = [&](const char* what, const char* script) {
            QTest::newRow(qPrintable(program + QLatin1Char(' ') + QLatin1StringView(what)))
                << program << QByteArray(script);
        };
        row("exits at once", "#!/bin/sh\nexit 1\n");
        row("talks nonsense", "#!/bin/sh\necho 'this is no frame at all'\nsleep 5\n");
        row("is no program", "not executable in any way");
    }
}

void BadProcessesTest::brokenChild() {
    QFETCH(QString, program);
    QFETCH(QByteArray, script);
    const QString dir = programsWithout(program);
    const QString file = dir + QLatin1Char('/') + program;
    QVERIFY(writeFile(file, script));
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::ExeOwner));
    m_programs->setChildrenDir(dir);
    const ProgramRun run = m_programs->index({m_pictures.path()});
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("install") || run.err.contains(program.toUtf8()), run.words());
    const ProgramRun library = m_programs->cli(
        {QStringLiteral("library"), QStringLiteral("failed"), QStringLiteral("--json")});
    QVERIFY2(library.last()[QStringLiteral("failed")].toArray().isEmpty(),
             "pictures were blamed for a broken program");
}

void BadProcessesTest::killedInABatch_data() {
    QTest::addColumn<QString>("program");
    QTest::newRow("engine") << kEngine;
    QTest::newRow("decoder") << kDecoder;
}

void BadProcessesTest::killedInABatch() {
    QFETCH(QString, program);
    const auto indexing = m_programs->startIndex({m_pictures.path()});
    QVERIFY(indexing->waitForStarted());
    // Decoders run once there is work for both; then the child at hand is killed twice.
    for (int kill = 0; kill < 2; ++kill) {
        qint64 victim = 0;
        QVERIFY(eventually([&] {
            if (indexing->state() == QProcess::NotRunning || indexing->waitForFinished(1))
                return true;
            const QList<qint64> decoders = childrenOf(indexing->processId(), kDecoder);
            const QList<qint64> children = childrenOf(indexing->processId(), program);
            victim = decoders.isEmpty() || children.isEmpty() ? 0 : children.first();
            return victim != 0;
        }));
        if (victim != 0)
            sendSignal(victim, SIGKILL);
    }
    const ProgramRun run = Programs::finish(*indexing);
    COMPARE_EXIT(run, 0);
    QCOMPARE(countOf(run, "indexed"), m_count);
    QCOMPARE(countOf(run, "failed"), 0);
    const ProgramRun again = m_programs->index({m_pictures.path()});
    COMPARE_EXIT(again, 0);
    QCOMPARE(countOf(again, "unchanged"), m_count);
}

void BadProcessesTest::engineThatAlwaysDies() {
    const auto indexing = m_programs->startIndex({m_pictures.path()});
    QVERIFY(indexing->waitForStarted());
    QVERIFY(eventually([&] { return !childrenOf(indexing->processId(), kDecoder).isEmpty(); }));
    QVERIFY(eventually([&] {
        for (qint64 engine : childrenOf(indexing->processId(), kEngine))
            sendSignal(engine, SIGKILL);
        return indexing->waitForFinished(1);
    }));
    const ProgramRun run = Programs::finish(*indexing);
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("keeps failing"), run.words());
    const ProgramRun again = m_programs->index({m_pictures.path()});
    COMPARE_EXIT(again, 0);
    QCOMPARE(countOf(again, "indexed") + countOf(again, "unchanged"), m_count);
}

void BadProcessesTest::interrupted() {
    const auto indexing = m_programs->startIndex({m_pictures.path()});
    QVERIFY(indexing->waitForStarted());
    QVERIFY(eventually([&] { return !childrenOf(indexing->processId(), kDecoder).isEmpty(); }));
    QVERIFY(sendSignal(indexing->processId(), SIGTERM));
    const ProgramRun run = Programs::finish(*indexing);
    COMPARE_EXIT(run, 3);
    QCOMPARE(run.last().size(), 5);
    QVERIFY2(run.err.contains("goes on"), run.words());
    const ProgramRun again = m_programs->index({m_pictures.path()});
    COMPARE_EXIT(again, 0);
    QCOMPARE(countOf(again, "indexed") + countOf(again, "unchanged"), m_count);
}

void BadProcessesTest::childrenEndWithTheirParent() {
    const auto indexing = m_programs->startIndex({m_pictures.path()});
    QVERIFY(indexing->waitForStarted());
    QList<qint64> children;
    QVERIFY(eventually([&] {
        children = childrenOf(indexing->processId(), kDecoder) +
                   childrenOf(indexing->processId(), kEngine);
        return children.size() >= 2;
    }));
    QVERIFY(sendSignal(indexing->processId(), SIGKILL));
    indexing->waitForFinished();
    QVERIFY(eventually([&] {
        for (qint64 child : children) {
            if (sendSignal(child, 0))
                return false;
        }
        return true;
    }));
}

SEMBLANCE_TEST(BadProcessesTest)
#include "tst_badprocesses.moc"
