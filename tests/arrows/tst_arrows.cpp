#include <QDirIterator>
#include <QFile>
#include <QTest>

#include "tests/arrows/includerules.h"
#include "tests/testmain.h"

using namespace semblance;

/// The house keeps its shape: arrows between rooms, third-party headers in their rooms only, files
/// that can be read in one sitting.
class ArrowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sourceTreeKeepsTheRules();
    void rulesCatchViolations_data();
    void rulesCatchViolations();
    void wingsAreRooms_data();
    void wingsAreRooms();
    void noArrowsGoRound();
    void widgetsStayInTheWindow();
};

void ArrowsTest::sourceTreeKeepsTheRules() {
    const QDir root(QStringLiteral(SEMBLANCE_SOURCE_DIR));
    QStringList problems;
    int files = 0;
    for (const char* folder : {"app", "core", "ui"}) {
        QDirIterator it(root.filePath(QLatin1StringView(folder)),
                        {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            problems += violations(root.relativeFilePath(file.fileName()),
                                   QString::fromUtf8(file.readAll()));
            ++files;
        }
    }
    QVERIFY(files > 0);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QLatin1Char('\n'))));
}

void ArrowsTest::rulesCatchViolations_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("content");
    QTest::addColumn<int>("problems");

    const auto row = [](const char* name, const char* path, const QString& content, int problems) {
        QTest::newRow(name) << QString::fromLatin1(path) << content << problems;
    };
    row("arrow down", "core/library/a.cpp", QStringLiteral("#include \"core/store/b.h\"\n"), 0);
    row("own room", "ui/grid/a.cpp", QStringLiteral("#include \"ui/query/b.h\"\n"), 0);
    row("arrow up", "core/store/a.cpp", QStringLiteral("#include \"core/library/b.h\"\n"), 1);
    row("arrow aside", "core/scan/a.cpp", QStringLiteral("#include \"core/store/b.h\"\n"), 1);
    row("past a layer", "ui/window/a.cpp", QStringLiteral("#include \"core/store/b.h\"\n"), 1);
    row("spaces in the directive", "core/base/a.cpp",
        QStringLiteral("  #  include \"ui/window/b.h\"\n"), 1);
    row("torch in its wing", "core/model/kernels/a.cpp",
        QStringLiteral("#include <ATen/ops/cat.h>\n"), 0);
    row("torch beside the files", "core/model/files/a.cpp",
        QStringLiteral("#include <ATen/ops/cat.h>\n"), 1);
    row("files of networks", "core/model/files/a.cpp",
        QStringLiteral("#include \"core/model/networks/b.h\"\n"), 1);
    row("torch elsewhere", "core/index/a.cpp", QStringLiteral("#include <torch/torch.h>\n"), 1);
    row("SQLite elsewhere", "app/cli/a.cpp", QStringLiteral("#include <sqlite3.h>\n"), 1);
    row("unknown library", "core/base/a.cpp", QStringLiteral("#include <boost/any.hpp>\n"), 1);
    row("unknown room", "core/attic/a.cpp", QStringLiteral("#include <vector>\n"), 1);
    row("Qt, C++ and system", "core/remote/a.cpp",
        QStringLiteral("#include <QCborMap>\n#include <vector>\n#include <sys/prctl.h>\n"), 0);
    row("two at once", "core/query/a.cpp",
        QStringLiteral("#include <hwy/highway.h>\n#include \"core/index/b.h\"\n"), 2);
    row("header without a guard", "core/base/a.h", QStringLiteral("struct A {};\n"), 1);
    row("guarded header", "core/base/a.h", QStringLiteral("#pragma once\n"), 0);
    row("too long", "core/base/a.cpp", QStringLiteral("\n").repeated(501), 1);
    row("long with a reason", "core/base/a.cpp",
        QStringLiteral("// Size: one table.\n") + QStringLiteral("\n").repeated(501), 0);
}

void ArrowsTest::rulesCatchViolations() {
    QFETCH(QString, path);
    QFETCH(QString, content);
    QFETCH(int, problems);
    const QStringList found = violations(path, content);
    QVERIFY2(found.size() == problems, qPrintable(found.join(QLatin1Char('\n'))));
}

namespace {
/// core/barn has wings, core/yard has none.
IncludeRules farm() {
    IncludeRules rules;
    rules.arrows[QStringLiteral("core/barn/hay")] = {};
    rules.arrows[QStringLiteral("core/barn/cows")] = {QStringLiteral("core/barn/hay")};
    rules.arrows[QStringLiteral("core/yard")] = {QStringLiteral("core/barn")};
    rules.arrows[QStringLiteral("core/coop/eggs")] = {};
    rules.arrows[QStringLiteral("core/coop")] = {QStringLiteral("core/coop/eggs")};
    rules.arrows[QStringLiteral("app/shed")] = {QStringLiteral("core/coop/")};
    rules.arrows[QStringLiteral("app/gate")] = {QStringLiteral("core/barn/hay")};
    rules.libraries = {{"fork/.*", {QStringLiteral("core/barn/hay")}},
                       {"bell/.*", {QStringLiteral("core/barn")}}};
    return rules;
}
}  // namespace

void ArrowsTest::wingsAreRooms_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("included");
    QTest::addColumn<int>("problems");

    const auto row = [](const char* name, const char* path, const char* included, int problems) {
        QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(included)
                            << problems;
    };
    row("arrow between wings", "core/barn/cows/a.cpp", "core/barn/hay/b.h", 0);
    row("arrow back", "core/barn/hay/a.cpp", "core/barn/cows/b.h", 1);
    row("own wing", "core/barn/hay/a.cpp", "core/barn/hay/b.h", 0);
    row("a folder below a wing", "core/barn/cows/calves/a.cpp", "core/barn/hay/old/b.h", 0);
    row("beside the wings", "core/barn/a.cpp", "vector", 1);
    row("what lies beside the wings", "core/barn/cows/a.cpp", "core/barn/b.h", 1);
    row("all wings by the room's name", "core/yard/a.cpp", "core/barn/cows/b.h", 0);
    row("one wing alone", "app/gate/a.cpp", "core/barn/hay/b.h", 0);
    row("another wing", "app/gate/a.cpp", "core/barn/cows/b.h", 1);
    row("beside the wings alone", "app/shed/a.cpp", "core/coop/b.h", 0);
    row("not its wings", "app/shed/a.cpp", "core/coop/eggs/b.h", 1);
    row("a name that only begins alike", "core/yard/a.cpp", "core/barnacle/b.h", 1);
    row("library of one wing", "core/barn/hay/a.cpp", "fork/fork.h", 0);
    row("not of the other", "core/barn/cows/a.cpp", "fork/fork.h", 1);
    row("library of the room", "core/barn/cows/a.cpp", "bell/bell.h", 0);
}

void ArrowsTest::wingsAreRooms() {
    QFETCH(QString, path);
    QFETCH(QString, included);
    QFETCH(int, problems);
    const QStringList found =
        violations(path, QStringLiteral("#include \"%1\"\n").arg(included), farm());
    QVERIFY2(found.size() == problems, qPrintable(found.join(QLatin1Char('\n'))));
}

void ArrowsTest::noArrowsGoRound() {
    QCOMPARE(roomsInCircles(), QStringList());
    QCOMPARE(roomsInCircles(farm()), QStringList());
    IncludeRules round = farm();
    round.arrows[QStringLiteral("core/barn/hay")] = {QStringLiteral("core/yard")};
    QCOMPARE(roomsInCircles(round),
             QStringList({QStringLiteral("app/gate"), QStringLiteral("core/barn/cows"),
                          QStringLiteral("core/barn/hay"), QStringLiteral("core/yard")}));
}

// A Qt header's name does not tell its module; what a room links does.
void ArrowsTest::widgetsStayInTheWindow() {
    const QDir root(QStringLiteral(SEMBLANCE_SOURCE_DIR));
    for (const char* folder : {"core", "app/cli", "app/decoder", "app/engine"}) {
        QDirIterator it(root.filePath(QLatin1StringView(folder)),
                        {QStringLiteral("CMakeLists.txt")}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QVERIFY2(!file.readAll().contains("Qt6::Widgets"), qPrintable(file.fileName()));
        }
    }
}

SEMBLANCE_TEST(ArrowsTest)
#include "tst_arrows.moc"
