#include <QTest>

#include "core/commandline/commandline.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

OptionSpec option(const char* name, const char* value,
                  OptionSpec::Repeat repeat = OptionSpec::Repeat::LastCounts) {
    return {QString::fromLatin1(name), QString::fromLatin1(value),
            QStringLiteral("What %1 does, said so long that it does not fit into one line of a "
                           "terminal of eighty columns.")
                .arg(QString::fromLatin1(name)),
            repeat};
}

CommandSpec program() {
    CommandSpec add;
    add.name = QStringLiteral("add");
    add.about = QStringLiteral("Adds folders.");
    add.operands = {QStringLiteral("FOLDER..."), QStringLiteral("at least one folder"), 1,
                    OperandSpec::any};
    add.options = {option("speed", "N"), option("dry", "")};

    CommandSpec find;
    find.name = QStringLiteral("find");
    find.about = QStringLiteral("Finds pictures.");
    find.options = {option("image", "FILE", OptionSpec::Repeat::All),
                    option("text", "T", OptionSpec::Repeat::All),
                    option("like", "T", OptionSpec::Repeat::Once), option("null", "")};
    find.options.last().letter = u'0';

    CommandSpec model;
    model.name = QStringLiteral("model");
    model.about = QStringLiteral("Lists models.");
    CommandSpec import;
    import.name = QStringLiteral("import");
    import.about = QStringLiteral("Takes a model over.");
    import.operands = {QStringLiteral("FOLDER"), QStringLiteral("a folder"), 1, 1};
    import.options = {option("name", "NAME")};
    CommandSpec list;
    list.name = QStringLiteral("list");
    list.about = QStringLiteral("Lists them, too.");
    model.commands = {import, list};

    CommandSpec all;
    all.name = QStringLiteral("prog");
    all.about = QStringLiteral("Does things with pictures.");
    all.options = {option("library", "DIR"), option("json", "")};
    all.commands = {add, find, model};
    all.commandNeeded = true;
    all.more = QStringLiteral("Exit codes: many.");
    return all;
}

Result<CommandLine> parsed(const QStringList& arguments) {
    return readCommandLine(program(), QStringList{QStringLiteral("prog")} + arguments);
}

/// Words parted by '|', for arguments may hold spaces.
QStringList words(const QString& line) {
    return line.isEmpty() ? QStringList() : line.split(u'|');
}

/// A reading as one line: "model import (a b) library=x json".
QString shown(const CommandLine& line) {
    QStringList parts = line.commands;
    parts.append(u'(' + line.operands.join(u'|') + u')');
    for (const CommandLine::Given& given : line.given)
        parts.append(given.value.isNull() ? given.option : given.option + u'=' + given.value);
    return parts.join(u' ');
}

}  // namespace

class TestCommandLine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void keepsAnyValue_data();
    void keepsAnyValue();
    void refuses_data();
    void refuses();
    void helpIsWantedWhateverElseIsWrong_data();
    void helpIsWantedWhateverElseIsWrong();
    void helpIsCompleteAndReadable();
    void programsWithoutCommands();
    void numbers();
};

void TestCommandLine::reads_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("read");
    const auto row = [](const char* line, const char* read) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(read);
    };
    row("add|a|b", "add (a|b)");
    row("--json|add|a", "add (a) json");
    row("add|a|--json|b", "add (a|b) json");
    row("--speed|3|add|a|--dry", "add (a) speed=3 dry");
    row("add|--speed=3|a|--speed|4", "add (a) speed=3 speed=4");
    row("add|--library|x|a", "add (a) library=x");
    row("add|a|--|--json|b", "add (a|--json|b)");
    row("--|add|a", "add (a)");
    row("add|add|find|model", "add (add|find|model)");
    row("add|-", "add (-)");
    row("add|/opt|++|[2020]", "add (/opt|++|[2020])");
    row("find|--image|a|--text|b|--image=c", "find () image=a text=b image=c");
    row("--text|x|find|--image|a|--text|b", "find () text=x image=a text=b");
    row("find|-0", "find () null");
    row("-0|find", "find () null");
    row("model", "model ()");
    row("model|list", "model list ()");
    row("model|--json|import|list", "model import (list) json");
    row("model|import|--name|n|list", "model import (list) name=n");
    row("--name|n|model|import|x", "model import (x) name=n");
    row("model|--name|n|import|x", "model import (x) name=n");
}

void TestCommandLine::reads() {
    QFETCH(QString, line);
    QFETCH(QString, read);
    const auto result = parsed(words(line));
    QVERIFY2(result, result ? "" : qPrintable(result.error().sentence));
    QCOMPARE(shown(*result), read);
    QVERIFY(result->help.isEmpty() && !result->version);
}

void TestCommandLine::keepsAnyValue_data() {
    QTest::addColumn<QString>("value");
    for (const char* value :
         {"",   " ",    "--json", "--",    "-0",      "-x",    "add", "++",  "[a,b]",
          "[]", "{}",   "a=b",    "=",     "--text=", "a=",    "'a'", "\"a", "\\n",
          "%%", "\x01", "a]\x01", "a,b;c", "#",       "@file", "a\nb"})
        QTest::newRow(value) << QString::fromLatin1(value);
    QTest::newRow("beyond Latin") << QStringLiteral("\u00fc \u7ea2 \U0001F600");
}

void TestCommandLine::keepsAnyValue() {
    QFETCH(QString, value);
    const auto find = parsed({QStringLiteral("find"), QStringLiteral("--text"), value,
                              QStringLiteral("--text=") + value, QStringLiteral("--json")});
    QVERIFY2(find, find ? "" : qPrintable(find.error().sentence));
    QCOMPARE(find->values(u"text"), (QStringList{value, value}));
    QVERIFY(find->has(u"json"));
    const auto add = parsed({QStringLiteral("add"), QStringLiteral("--"), value});
    QVERIFY2(add, add ? "" : qPrintable(add.error().sentence));
    if (value != QLatin1StringView("--"))
        QCOMPARE(add->operands, QStringList{value});
}

void TestCommandLine::refuses_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* line, const char* sentence) {
        QTest::newRow(*line ? line : "nothing")
            << QString::fromLatin1(line) << QString::fromLatin1(sentence);
    };
    row("", "Say what to do: add, find or model. prog --help tells more.");
    row("tidy", "There is no command 'tidy': use add, find or model.");
    row("tidy|add", "'tidy' is not expected here.");
    row("model|tidy", "There is no command 'model tidy': use import or list.");
    row("add", "add needs at least one folder.");
    row("model|import", "model import needs a folder.");
    row("model|import|a|b", "'b' is not expected here.");
    row("find|dog", "'dog' is not expected here.");
    row("model|list|x", "'x' is not expected here.");
    row("find|--|--json", "'--json' is not expected here.");
    row("find|--fuzzy", "There is no option '--fuzzy'. prog find --help shows what there is.");
    row("--fuzzy=x", "There is no option '--fuzzy'. prog --help shows what there is.");
    row("add|-y|a", "There is no option '-y'. prog add --help shows what there is.");
    row("add|-5|a", "There is no option '-5'. prog add --help shows what there is.");
    row("add|---x", "There is no option '---x'. prog add --help shows what there is.");
    row("find|--TEXT|x", "There is no option '--TEXT'. prog find --help shows what there is.");
    row("find|--tex|x", "There is no option '--tex'. prog find --help shows what there is.");
    row("add|a|--text|x", "--text has no meaning for add.");
    row("--name|n|model|list", "--name has no meaning for model list.");
    row("find|--text", "--text needs a value: --text T.");
    row("find|--json=yes", "--json takes no value.");
    row("find|--json=", "--json takes no value.");
    row("find|--like|a|--like|b", "--like can be given once only.");
    row("--like|a|find|--like|b", "--like can be given once only.");
}

void TestCommandLine::refuses() {
    QFETCH(QString, line);
    QFETCH(QString, sentence);
    const auto result = parsed(words(line));
    QVERIFY2(!result, result ? qPrintable(shown(*result)) : "");
    QCOMPARE(result.error().kind, ErrorKind::WrongUse);
    QCOMPARE(result.error().sentence, sentence);
}

void TestCommandLine::helpIsWantedWhateverElseIsWrong_data() {
    QTest::addColumn<QString>("line");
    for (const char* line : {"--help", "-h", "tidy|--help", "add|--help", "--help|find|dog",
                             "model|import|-h", "find|--like|a|--like|b|--help"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestCommandLine::helpIsWantedWhateverElseIsWrong() {
    QFETCH(QString, line);
    const auto help = parsed(words(line));
    QVERIFY2(help, help ? "" : qPrintable(help.error().sentence));
    QVERIFY(!help->help.isEmpty());
    const auto version = parsed(words(line) + QStringList{QStringLiteral("--version")});
    QVERIFY(version && version->version && version->help.isEmpty());
    QVERIFY(!parsed(words(line) + QStringList{QStringLiteral("--fuzzy")}));
}

void TestCommandLine::helpIsCompleteAndReadable() {
    const QString all = parsed({QStringLiteral("--help")})->help;
    for (const char* part : {"prog COMMAND", "add FOLDER...", "model import FOLDER", "--speed N",
                             "-0, --null", "--library DIR", "-h, --help", "Exit codes: many."})
        QVERIFY2(all.contains(QLatin1StringView(part)), qPrintable(all));
    const QString one = parsed({QStringLiteral("find"), QStringLiteral("--help")})->help;
    QVERIFY(one.contains(QStringLiteral("prog find [OPTION]")));
    QVERIFY(one.contains(QStringLiteral("--like T")) && one.contains(QStringLiteral("--json")));
    QVERIFY(!one.contains(QStringLiteral("--speed")));
    for (const QString& help : {all, one}) {
        QVERIFY(help.endsWith(u'\n'));
        for (const QString& line : help.split(u'\n'))
            QVERIFY2(line.size() <= 80 && !line.endsWith(u' '), qPrintable(line));
    }
}

void TestCommandLine::programsWithoutCommands() {
    CommandSpec decoder;
    decoder.name = QStringLiteral("decoder");
    decoder.about = QStringLiteral("Decodes.");
    decoder.options = {option("memory", "MiB")};
    const auto parse = [&](const QStringList& arguments) {
        return readCommandLine(decoder, QStringList{decoder.name} + arguments);
    };
    QVERIFY(parse({}));
    QCOMPARE(parse({QStringLiteral("--memory"), QStringLiteral("5")})->value(u"memory"),
             QStringLiteral("5"));
    QVERIFY(parse({QStringLiteral("-h")})->help.contains(QStringLiteral("decoder [OPTION]")));
    QCOMPARE(parse({QStringLiteral("x")}).error().sentence,
             QStringLiteral("'x' is not expected here."));
}

void TestCommandLine::numbers() {
    const auto with = [](const QString& value) {
        return *parsed({QStringLiteral("find"), QStringLiteral("--text"), value});
    };
    QVERIFY(!*with({}).number(u"image"));
    QCOMPARE(**with(QStringLiteral("2.5")).number(u"text"), 2.5);
    QCOMPARE(**with(QStringLiteral("-3")).wholeNumber(u"text"), -3);
    QCOMPARE(**with(QStringLiteral("1")).number(u"text", 0, 1), 1.0);
    const auto refused = [&](const QString& value, auto ask) {
        const auto number = ask(with(value));
        return number ? QString() : number.error().sentence;
    };
    const auto plain = [](const CommandLine& line) { return line.number(u"text"); };
    const auto share = [](const CommandLine& line) { return line.number(u"text", 0, 1); };
    const auto whole = [](const CommandLine& line) { return line.wholeNumber(u"text"); };
    for (const char* value : {"", "half", "nan", "inf", "1e999", "1,5"}) {
        const QString text = QString::fromLatin1(value);
        QCOMPARE(refused(text, plain),
                 QStringLiteral("--text needs a number, not '%1'.").arg(text));
        QVERIFY(!refused(text, whole).isEmpty());
    }
    QCOMPARE(refused(QStringLiteral("1.01"), share),
             QStringLiteral("--text needs a number from 0 to 1, not '1.01'."));
    for (const char* value : {"2.5", "1e12", "-1e300"})
        QCOMPARE(refused(QString::fromLatin1(value), whole),
                 QStringLiteral("--text needs a whole number, not '%1'.")
                     .arg(QString::fromLatin1(value)));
}

SEMBLANCE_APPLESS_TEST(TestCommandLine)
#include "tst_commandline.moc"
