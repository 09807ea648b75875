#include <QDir>
#include <QTest>

#include "tests/app/cli/programs.h"
#include "tests/core/model/files/modelfolders.h"
#include "tests/testmain.h"

using namespace semblance::test;

namespace {
QString program(const char* name) {
    return QStringLiteral(SEMBLANCE_BIN_DIR "/") + QLatin1StringView(name);
}
}  // namespace

/// Nothing leaves the machine: every program does its main job under a filter that kills whoever
/// opens an internet socket, children included.
class NoInternetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filterKills_data();
    void filterKills();
    void commandLineIndexesAndSearches();
    void engineEncodes();
    void modelsAreImported();
    void windowOpens();
    void windowIndexesAndSearches();

private:
    ProgramRun filtered(const QStringList& commandLine, const QByteArray& input = {}) const {
        return m_programs.run(QStringLiteral(SEMBLANCE_NOINTERNET), commandLine, input);
    }

    Programs m_programs;
};

void NoInternetTest::initTestCase() {
    const ProgramRun run = filtered({QStringLiteral("/bin/true")});
    if (run.exitCode == 125)
        QSKIP("This kernel or container does not allow system call filters.");
    COMPARE_EXIT(run, 0);
    QVERIFY(QDir().mkpath(m_programs.path(QStringLiteral("a"))));
    for (const char* name : {"cat", "red-heart", "green-heart"}) {
        QVERIFY(
            QFile::copy(demoPicture(QLatin1StringView(name)),
                        m_programs.path(QStringLiteral("a/%1.png").arg(QLatin1StringView(name)))));
    }
    QVERIFY(QFile::copy(demoPicture(QStringLiteral("photos/dog.jpg")),
                        m_programs.path(QStringLiteral("a/dog.jpg"))));
}

void NoInternetTest::filterKills_data() {
    QTest::addColumn<QString>("family");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("IPv4") << QStringLiteral("inet") << -1;
    QTest::newRow("IPv6") << QStringLiteral("inet6") << -1;
    QTest::newRow("local") << QStringLiteral("unix") << 0;
}

void NoInternetTest::filterKills() {
    QFETCH(QString, family);
    QFETCH(int, exitCode);
    const QString self = QStringLiteral(SEMBLANCE_NOINTERNET);
    COMPARE_EXIT(filtered({self, QStringLiteral("--open"), family}), exitCode);
    // A child's child inherits it, and here only a shell tells of the death.
    const ProgramRun child =
        filtered({QStringLiteral("/bin/sh"), QStringLiteral("-c"),
                  QStringLiteral("'%1' --open %2 || exit 7").arg(self, family)});
    COMPARE_EXIT(child, exitCode == 0 ? 0 : 7);
}

void NoInternetTest::commandLineIndexesAndSearches() {
    const QStringList library{QStringLiteral("--library"), m_programs.library()};
    const ProgramRun index = filtered(QStringList{program("semblance-cli"), QStringLiteral("index"),
                                                  m_programs.path(QStringLiteral("a"))} +
                                      library);
    COMPARE_EXIT(index, 0);
    QCOMPARE(index.last()[QStringLiteral("indexed")].toInt(), 4);

    // A reference from outside goes through a decoder, sentences through the engine.
    const ProgramRun search = filtered(
        QStringList{program("semblance-cli"), QStringLiteral("search"), QStringLiteral("--json"),
                    QStringLiteral("--image"), demoPicture(QStringLiteral("blue-heart")),
                    QStringLiteral("--modify"), QStringLiteral("in green"), QStringLiteral("--not"),
                    QStringLiteral("animals")} +
        library);
    COMPARE_EXIT(search, 0);
    QCOMPARE(pathsOf(search.last()).size(), 4);

    COMPARE_EXIT(
        filtered(QStringList{program("semblance-cli"), QStringLiteral("doctor")} + library), 0);
}

void NoInternetTest::engineEncodes() {
    const ProgramRun run = filtered(
        {program("semblance-engine"), QStringLiteral("encode"), QStringLiteral("--model"),
         QStringLiteral("mini"), QStringLiteral("--json"), QStringLiteral("--image"),
         demoPicture(QStringLiteral("cat")), QStringLiteral("--text"), QStringLiteral("a cat")});
    COMPARE_EXIT(run, 0);
    QCOMPARE(run.last()[QStringLiteral("vectors")].toArray().size(), 2);
}

void NoInternetTest::modelsAreImported() {
    const QString cli = program("semblance-cli");
    COMPARE_EXIT(filtered({cli, QStringLiteral("model"), QStringLiteral("import"),
                           tinyModel(QStringLiteral("clip"))}),
                 0);
    COMPARE_EXIT(filtered({cli, QStringLiteral("model"), QStringLiteral("list")}), 0);
    COMPARE_EXIT(
        filtered({cli, QStringLiteral("model"), QStringLiteral("remove"), QStringLiteral("clip")}),
        0);
}

void NoInternetTest::windowOpens() {
    const QString window = program("semblance");
    if (!QFile::exists(window))
        QSKIP("The window was not built.");
    const ProgramRun run =
        filtered({window, m_programs.path(QStringLiteral("a")), QStringLiteral("--library"),
                  m_programs.library(), QStringLiteral("--quit-when-shown")});
    COMPARE_EXIT(run, 0);
}

void NoInternetTest::windowIndexesAndSearches() {
#ifdef SEMBLANCE_WINDOW_TESTS
    // The real window, driven by its own test: first start, a composed search, the slider.
    const ProgramRun run = filtered({QStringLiteral(SEMBLANCE_WINDOW_TESTS),
                                     QStringLiteral("tst_window"), QStringLiteral("firstStart")});
    COMPARE_EXIT(run, 0);
    QVERIFY2(run.out.contains("PASS   : TestWindow::firstStart()"), run.words());
#else
    QSKIP("The window was not built.");
#endif
}

SEMBLANCE_TEST(NoInternetTest)
#include "tst_nointernet.moc"
