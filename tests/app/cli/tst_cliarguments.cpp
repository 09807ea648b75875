#include <QDir>
#include <QTest>

#include "tests/app/cli/programs.h"

using namespace semblance::test;

/// What the command line makes of its arguments, before any picture is read.
class CliArgumentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongUseEndsWithTwo_data();
    void wrongUseEndsWithTwo();
    void helpAndVersionEndWithZero();
    void searchWithoutLibraryEndsWithThree();
    void unknownModelEndsWithThree();

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

void CliArgumentsTest::helpAndVersionEndWithZero() {
    for (const char* option : {"--help", "--version"}) {
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

QTEST_GUILESS_MAIN(CliArgumentsTest)
#include "tst_cliarguments.moc"
