#include <QDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

#include "tests/app/cli/programs.h"
#include "tests/testmain.h"

using namespace semblance::test;

/// What the command line makes of its arguments, before any picture is read.
class CliArgumentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongUseEndsWithTwo_data();
    void wrongUseEndsWithTwo();
    void goodUseIsUnderstood_data();
    void goodUseIsUnderstood();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void helpAndVersionEndWithZero();
    void searchWithoutLibraryEndsWithThree();
    void unknownModelEndsWithThree();
    void relativePathsWithoutACurrentFolder_data();
    void relativePathsWithoutACurrentFolder();

private:
    Programs m_programs;
};

void CliArgumentsTest::wrongUseEndsWithTwo_data() {
    QTest::addColumn<QString>("line");
    const auto row = [](const char* name, const char* line) {
        QTest::newRow(name) << QString::fromLatin1(line);
    };
    row("nothing", "");
    row("unknown command", "find");
    row("unknown option", "search --text dog --fuzzy");
    row("unknown option of index", "index --fast pictures");
    row("option of another command", "index pictures --text dog");
    row("option of index elsewhere", "search --text dog --no-videos");
    row("index without a folder", "index");
    row("library with an unknown action", "library tidy");
    row("library remove without a folder", "library remove");
    row("doctor with an operand", "doctor pictures");
    row("nothing to look for", "search");
    row("operand of search", "search dog");
    row("modification without a picture", "search --modify green");
    row("only a negative", "search --not people");
    row("mix above 1", "search --text dog --mix 1.01");
    row("mix below 0", "search --text dog --mix -0.1");
    row("mix that is no number", "search --text dog --mix half");
    row("mix that is not a number", "search --text dog --mix nan");
    row("limit 0", "search --text dog --limit 0");
    row("limit below 0", "search --text dog --limit -3");
    row("broken limit", "search --text dog --limit 2.5");
    row("limit out of range", "search --text dog --limit 1e12");
    row("limit that is no number", "search --text dog --limit many");
    row("two sentences", "search --text dog --text cat");
    row("two modifications", "search --image a.png --modify red --modify green");
    row("option without its value", "search --text");
    row("query beside a batch", "search --batch queries.jsonl --text dog");
    row("empty library", "search --text dog --library=");
    row("broken mix for a batch", "search --batch queries.jsonl --mix 7");
    row("batch without a file", "search --batch=");
    row("paths in JSON", "search --text dog --paths --json");
    row("NULs in JSON", "search --text dog -0 --json");
    row("paths of a batch", "search --batch queries.jsonl --paths");
    row("paths of another command", "doctor --paths");
    row("show without a file", "show");
    row("option of search for show", "show a.jpg --text dog");
    row("flag with a value", "search --text dog --json=yes");
    row("name without import", "model list --name x");
    row("check without a name", "model check");
    row("two folders to import", "model import a b");
    row("options after the end of options", "search --text dog -- --json");
}

void CliArgumentsTest::wrongUseEndsWithTwo() {
    QFETCH(QString, line);
    const ProgramRun run = m_programs.run(QStringLiteral("semblance-cli"),
                                          line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    COMPARE_EXIT(run, 2);
    QVERIFY2(run.out.isEmpty(), run.words());
    QVERIFY2(run.err.trimmed().endsWith('.') || run.err.trimmed().endsWith(')'), run.words());
    QVERIFY(!QDir(m_programs.path(QStringLiteral("semblance"))).exists());
}

void CliArgumentsTest::goodUseIsUnderstood_data() {
    QTest::addColumn<QString>("line");
    for (const char* line : {"search --text dog",
                             "--text dog search",
                             "search --json --text=dog",
                             "--json --text dog search",
                             "search --json --json --text dog",
                             "search --text dog --mix 0.1 --mix 0.2",
                             "search --text dog --limit 1 --limit 2",
                             "search --text dog --mix=1e-3",
                             "search --text dog --limit 5.0",
                             "search --text --json",
                             "search --text search",
                             "search --text -x",
                             "search --text -- --json",
                             "search --text dog --",
                             "search --image a.png --image b.png",
                             "search --image a=b",
                             "search --text [a,b]",
                             "search --text {}",
                             "search --text=a=b",
                             "search --text= --image a",
                             "search --image a.png --modify red --not x --not y --text z",
                             "search --batch -",
                             "search --batch=- --mix 0.3 --limit 5",
                             "search --text dog --paths",
                             "search --text dog --null",
                             "search --text dog -0",
                             "-0 search --text dog",
                             "search --text dog --paths -0",
                             "show a.jpg",
                             "show --json a.jpg b.jpg",
                             "show -- -x.jpg",
                             "library",
                             "library failed",
                             "library --json remove x",
                             "library remove x --json",
                             "library forget m",
                             "library retry"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void CliArgumentsTest::goodUseIsUnderstood() {
    // There is no library, which is said when the line has been understood.
    QFETCH(QString, line);
    const QStringList words{QStringLiteral("--library"), m_programs.library()};
    const ProgramRun run =
        m_programs.run(QStringLiteral("semblance-cli"), words + line.split(u' '));
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("no library"), run.words());
    QVERIFY(run.out.isEmpty());
}

void CliArgumentsTest::everyCommandHasHelp_data() {
    QTest::addColumn<QString>("option");
    QTest::newRow("index") << "FOLDER...";
    QTest::newRow("search") << "--modify";
    QTest::newRow("show") << "FILE...";
    QTest::newRow("library") << "forget";
    QTest::newRow("model") << "import";
    QTest::newRow("doctor") << "--model";
}

void CliArgumentsTest::everyCommandHasHelp() {
    QFETCH(QString, option);
    const ProgramRun run =
        m_programs.run(QStringLiteral("semblance-cli"),
                       {QString::fromLatin1(QTest::currentDataTag()), QStringLiteral("--help")});
    COMPARE_EXIT(run, 0);
    QVERIFY2(run.out.contains(option.toLatin1()), run.words());
    QVERIFY2(run.out.contains("--library DIR") && run.err.isEmpty(), run.words());
}

void CliArgumentsTest::helpAndVersionEndWithZero() {
    for (const char* option : {"--help", "-h", "--version"}) {
        const ProgramRun run =
            m_programs.run(QStringLiteral("semblance-cli"), {QString::fromLatin1(option)});
        COMPARE_EXIT(run, 0);
        QVERIFY(run.out.contains("semblance-cli"));
        QVERIFY(run.err.isEmpty());
    }
}

void CliArgumentsTest::searchWithoutLibraryEndsWithThree() {
    const ProgramRun run =
        m_programs.cli({QStringLiteral("search"), QStringLiteral("--text"), QStringLiteral("dog")});
    COMPARE_EXIT(run, 3);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.contains("no library"), run.words());
    QVERIFY(!QDir(m_programs.library()).exists());
}

void CliArgumentsTest::unknownModelEndsWithThree() {
    const ProgramRun run = m_programs.cli({QStringLiteral("index"), m_programs.path({}),
                                           QStringLiteral("--model"), QStringLiteral("maxi")});
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("maxi"), run.words());
}

void CliArgumentsTest::relativePathsWithoutACurrentFolder_data() {
    QTest::addColumn<QString>("line");
    for (const char* line :
         {"index pictures", "search --image a.png", "search --batch queries.jsonl", "show a.png",
          "library remove pictures", "model import clip", "search --text dog --library lib"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void CliArgumentsTest::relativePathsWithoutACurrentFolder() {
#ifdef Q_OS_UNIX
    QFETCH(QString, line);
    Programs programs;
    const QByteArray gone = programs.path(QStringLiteral("gone")).toLocal8Bit();
    QVERIFY(QDir().mkdir(QString::fromLocal8Bit(gone)));
    programs.setModifier([&gone] {
        if (::chdir(gone.constData()) == 0)
            ::rmdir(gone.constData());
    });
    const ProgramRun run = programs.run(QStringLiteral("semblance-cli"), line.split(u' '));
    COMPARE_EXIT(run, 3);
    QVERIFY2(run.err.contains("current folder is no longer there"), run.words());
    QVERIFY(run.out.isEmpty());
#endif
}

SEMBLANCE_TEST(CliArgumentsTest)
#include "tst_cliarguments.moc"
