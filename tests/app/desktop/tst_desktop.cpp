// The program around the window: command line, one window per library, the real program started.

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "app/desktop/options.h"
#include "tests/testmain.h"
#include "translations/language.h"

using namespace semblance;

class TestDesktop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheCommandLine();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void saysThatThereIsNoDisplay();
    void startsAndEnds();
    void startsWithAForeignFile();
    void oneWindowByWhateverPath();
    void speaksTheWindowsLanguage();

private:
    struct Outcome {
        int exitCode = -1;
        QString out;
        QString error;
    };
    std::unique_ptr<QProcess> start(const QStringList& arguments) const;
    Outcome run(const QStringList& arguments) const;

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

    const QString picture = QStringLiteral(SEMBLANCE_SOURCE_DIR "/docs/screenshot.png");
    const auto similar = parseOptions({QStringLiteral("semblance"), picture});
    QVERIFY(similar);
    QCOMPARE(similar->picture, QDir::cleanPath(picture));
    QVERIFY(similar->folder.isEmpty());
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

std::unique_ptr<QProcess> TestDesktop::start(const QStringList& arguments) const {
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), dir.filePath(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_DATA_HOME"), dir.filePath(QStringLiteral("data")));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), dir.path());
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance"), arguments);
    return process;
}

TestDesktop::Outcome TestDesktop::run(const QStringList& arguments) const {
    const auto process = start(arguments);
    if (!process->waitForFinished(60000))
        return {};
    return {process->exitCode(), QString::fromUtf8(process->readAllStandardOutput()),
            QString::fromUtf8(process->readAllStandardError())};
}

void TestDesktop::saysThatThereIsNoDisplay() {
#ifndef Q_OS_LINUX
    QSKIP("Elsewhere a display is always there.");
#endif
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.insert(QStringLiteral("DISPLAY"), QStringLiteral(":4711"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance"), {});
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 3);
    QVERIFY(process.readAllStandardError().contains("no display"));
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

void TestDesktop::oneWindowByWhateverPath() {
    QVERIFY(QDir().mkpath(dir.filePath(QStringLiteral("place"))));
    QVERIFY(
        QFile::link(dir.filePath(QStringLiteral("place")), dir.filePath(QStringLiteral("link"))));
    const QString library = dir.filePath(QStringLiteral("place/new"));
    const auto window =
        start({QStringLiteral("--library"), library, QStringLiteral("--report-start")});
    QByteArray said;
    QVERIFY(QTest::qWaitFor(
        [&] {
            said += window->readAllStandardOutput();
            return said.contains("shown");
        },
        60000));
    // Its library may be made by now or not.
    const Outcome second =
        run({QStringLiteral("--library"), dir.filePath(QStringLiteral("link/new")),
             QStringLiteral("--report-start")});
    QCOMPARE(second.exitCode, 0);
    QVERIFY2(second.out.isEmpty(), qPrintable(second.out));
    QCOMPARE(window->state(), QProcess::Running);
    window->kill();
    window->waitForFinished();
}

/// The last: a language stays installed.
void TestDesktop::speaksTheWindowsLanguage() {
    const QString program = QStringLiteral("semblance");
    const auto english = parseOptions({program, QStringLiteral("--help")});
    QVERIFY(english && english->text.contains(QStringLiteral("Usage: semblance [FOLDER|PICTURE]")));
    installLanguage(*QCoreApplication::instance(), QStringLiteral("de"));
    const auto german = parseOptions({program, QStringLiteral("--help")});
    const auto wrong = parseOptions({program, QStringLiteral("--frobnicate")});
    QVERIFY2(german && german->text.contains(QStringLiteral("Aufruf: semblance [ORDNER|")),
             qPrintable(german ? german->text : german.error().sentence));
    QVERIFY(german->text.contains(QStringLiteral("--library ORDNER")));
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().sentence.startsWith(QStringLiteral("Es gibt keine Option")),
             qPrintable(wrong.error().sentence));
}

SEMBLANCE_TEST(TestDesktop)
#include "tst_desktop.moc"
