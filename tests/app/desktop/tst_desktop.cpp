// The program around the window: command line, one window per library, the real program started.

#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <thread>

#include "app/desktop/options.h"
#include "app/desktop/singleinstance.h"

using namespace semblance;

class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheCommandLine();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void handsOverToTheFirst();
    void survivesRubbishOnTheSocket();
    void startsAndEnds();
    void startsWithAForeignFile();

private:
    struct Outcome {
        int exitCode = -1;
        QString out;
        QString error;
    };
    Outcome run(const QStringList& arguments);

    QTemporaryDir dir;
};

void TestDesktop::readsTheCommandLine() {
    const auto none = parseOptions({QStringLiteral("semblance")});
    QVERIFY(none);
    QVERIFY(none->folder.isEmpty() && none->library.isEmpty() && none->model.isEmpty());
    const auto all =
        parseOptions({QStringLiteral("semblance"), dir.path(), QStringLiteral("--library"),
                      QStringLiteral("lib ü"), QStringLiteral("--model=mini"),
                      QStringLiteral("--quit-when-shown")});
    QVERIFY(all);
    QCOMPARE(all->folder, dir.path());
    QVERIFY(QDir::isAbsolutePath(all->library));
    QVERIFY(all->library.endsWith(QStringLiteral("lib ü")));
    QCOMPARE(all->model, QStringLiteral("mini"));
    QVERIFY(all->quitWhenShown);
}

void TestDesktop::refusesWrongUse_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{QStringLiteral("--frobnicate")};
    QTest::newRow("two folders") << QStringList{dir.path(), QDir::homePath()};
    QTest::newRow("no folder there") << QStringList{dir.filePath(QStringLiteral("nowhere"))};
    QTest::newRow("option without value") << QStringList{QStringLiteral("--library")};
}

void TestDesktop::refusesWrongUse() {
    QFETCH(QStringList, arguments);
    const auto options = parseOptions(QStringList{QStringLiteral("semblance")} + arguments);
    QVERIFY(!options);
    QCOMPARE(options.error().kind, ErrorKind::WrongUse);
    QVERIFY(!options.error().sentence.isEmpty());
}

void TestDesktop::handsOverToTheFirst() {
    SingleInstance first(dir.path());
    QVERIFY(!first.handOver({}));  // nobody there yet
    first.listen();
    QSignalSpy requested(&first, &SingleInstance::requested);
    bool taken = false;
    // Another program, so another thread: handing over waits for the answer.
    std::thread other([&] { taken = SingleInstance(dir.path()).handOver(dir.path()); });
    QTRY_COMPARE(requested.count(), 1);
    other.join();
    QVERIFY(taken);
    QCOMPARE(requested.first().first().toString(), dir.path());
    // Another library is another window.
    SingleInstance elsewhere(dir.filePath(QStringLiteral("elsewhere")));
    QVERIFY(!elsewhere.handOver({}));
}

void TestDesktop::survivesRubbishOnTheSocket() {
    SingleInstance first(dir.path());
    first.listen();
    QSignalSpy requested(&first, &SingleInstance::requested);
    auto* server = first.findChild<QLocalServer*>();
    QLocalSocket socket;
    socket.connectToServer(server ? server->serverName() : QString());
    if (!socket.waitForConnected(1000))
        QSKIP("The server's name is private.");
    socket.write(QByteArray(200000, '\xff'));
    QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    QCOMPARE(requested.count(), 0);
}

TestDesktop::Outcome TestDesktop::run(const QStringList& arguments) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), dir.filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), dir.filePath(QStringLiteral("data")));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance"), arguments);
    if (!process.waitForFinished(60000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

void TestDesktop::startsAndEnds() {
    const QString library = dir.filePath(QStringLiteral("library"));
    const Outcome started =
        run({QStringLiteral("--library"), library, QStringLiteral("--quit-when-shown"),
             QStringLiteral("--report-start")});
    QCOMPARE(started.exitCode, 0);
    QVERIFY2(started.out.contains(QStringLiteral("shown")), qPrintable(started.error));
    QVERIFY(QDir(library).exists());
    const Outcome version = run({QStringLiteral("--version")});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.startsWith(QStringLiteral("semblance ")));
    QVERIFY(run({QStringLiteral("--help")}).out.contains(QStringLiteral("--library")));
    const Outcome wrong = run({QStringLiteral("--frobnicate")});
    QCOMPARE(wrong.exitCode, 2);
    QVERIFY(wrong.error.contains(QStringLiteral("frobnicate")));
}

void TestDesktop::startsWithAForeignFile() {
    QFile file(dir.filePath(QStringLiteral("a file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const Outcome outcome =
        run({QStringLiteral("--library"), file.fileName(), QStringLiteral("--quit-when-shown")});
    QCOMPARE(outcome.exitCode, 3);
    QVERIFY(!outcome.error.isEmpty());
}

QTEST_GUILESS_MAIN(TestDesktop)
#include "tst_desktop.moc"
