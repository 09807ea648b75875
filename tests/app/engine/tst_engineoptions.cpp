#include <QMap>
#include <QTest>

#include "app/engine/commandspecs.h"
#include "app/engine/options.h"
#include "core/commandline/commandline.h"
#include "tests/testmain.h"

using namespace semblance;

class EngineOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itemsKeepTheirOrder();
    void valuesMayLookLikeOptions();
    void computesAsAsked();
    void helpAndVersionNeedNothing();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void optionsOfOneNameAreOfOneKind();
    void wrongUseIsSaid_data();
    void wrongUseIsSaid();
};

namespace {

/// Words parted by '|', for arguments may hold spaces.
Result<CommandLine> readLine(const QString& words) {
    return readCommandLine(engineSpec(), QStringList{QStringLiteral("semblance-engine")} +
                                             words.split(u'|', Qt::SkipEmptyParts));
}

Result<EncodeOptions> encodeOptions(const QString& words) {
    SEMBLANCE_TRY_ASSIGN(const CommandLine line, readLine(words));
    return readEncodeOptions(line);
}

Result<ModelOptions> modelOptions(const QString& words) {
    SEMBLANCE_TRY_ASSIGN(const CommandLine line, readLine(words));
    return readModelOptions(line);
}

/// Whether it makes sense to encode, or to serve and inspect.
Status check(const QString& words) {
    if (words.startsWith(QLatin1StringView("encode")))
        SEMBLANCE_TRY(encodeOptions(words));
    else
        SEMBLANCE_TRY(modelOptions(words));
    return {};
}

}  // namespace

void EngineOptionsTest::itemsKeepTheirOrder() {
    const QString line = QStringLiteral(
        "encode|--text|a|--image|x.jpg|--text|b|--model|mini|--image=y.jpg|--image|z.jpg|--json");
    const auto options = encodeOptions(line);
    QVERIFY2(options, qPrintable(options ? QString() : options.error().sentence));
    QCOMPARE(readLine(line)->commands, QStringList{QStringLiteral("encode")});
    QCOMPARE(options->encoder.model, QStringLiteral("mini"));
    QVERIFY(options->json);
    QStringList items;
    for (const auto& item : options->items)
        items << (item.isImage ? QStringLiteral("image ") : QStringLiteral("text ")) + item.value;
    QCOMPARE(items, (QStringList{QStringLiteral("text a"), QStringLiteral("image x.jpg"),
                                 QStringLiteral("text b"), QStringLiteral("image y.jpg"),
                                 QStringLiteral("image z.jpg")}));
}

void EngineOptionsTest::valuesMayLookLikeOptions() {
    const auto options =
        encodeOptions(QStringLiteral("encode|--model|m|--text|--json|--text=|--text|-x"));
    QVERIFY2(options, qPrintable(options ? QString() : options.error().sentence));
    QCOMPARE(options->items.size(), 3u);
    QCOMPARE(options->items[0].value, QStringLiteral("--json"));
    QCOMPARE(options->items[1].value, QString());
    QCOMPARE(options->items[2].value, QStringLiteral("-x"));
    QVERIFY(!options->json);
}

void EngineOptionsTest::computesAsAsked() {
    const auto plain = modelOptions(QStringLiteral("serve|--model|m"));
    QVERIFY2(plain, qPrintable(plain ? QString() : plain.error().sentence));
    QVERIFY(!plain->compute.precision && !plain->compute.device);

    qputenv("SEMBLANCE_PRECISION", "int8");
    const auto environment = modelOptions(QStringLiteral("serve|--model|m"));
    const auto option =
        modelOptions(QStringLiteral("serve|--model|m|--precision|bf16|--device|cpu"));
    qunsetenv("SEMBLANCE_PRECISION");
    QVERIFY(environment && environment->compute.precision == Precision::Int8);
    QVERIFY(option && option->compute.precision == Precision::Bf16);
    QVERIFY(option->compute.device == DeviceKind::Cpu);

    const auto wrong = modelOptions(QStringLiteral("serve|--model|m|--precision|fp16"));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, ErrorKind::WrongUse);
    QVERIFY2(wrong.error().sentence.contains(QStringLiteral("bf16")),
             qPrintable(wrong.error().sentence));
}

void EngineOptionsTest::helpAndVersionNeedNothing() {
    const auto help = readLine(QStringLiteral("--help"));
    QVERIFY(help && help->help.contains(QStringLiteral("--image")));
    const auto version = readLine(QStringLiteral("--version"));
    QVERIFY(version && version->version);
}

void EngineOptionsTest::everyCommandHasHelp_data() {
    QTest::addColumn<QString>("usage");
    for (const char* usage : {"serve [OPTION]", "encode [OPTION]", "inspect [OPTION]",
                              "train align|map|compose [OPTION]", "finish [OPTION]",
                              "evaluate [OPTION]", "ablate [OPTION]"})
        QTest::newRow(usage) << QString::fromLatin1(usage);
}

void EngineOptionsTest::everyCommandHasHelp() {
    QFETCH(QString, usage);
    const auto line = readLine(usage.section(u' ', 0, 0) + QStringLiteral("|--help"));
    QVERIFY2(line, qPrintable(line ? QString() : line.error().sentence));
    QVERIFY2(line->help.contains(QStringLiteral("Usage: semblance-engine ") + usage),
             qPrintable(line->help));
    QVERIFY2(line->help.contains(QStringLiteral("--model DIR")), qPrintable(line->help));
    for (const QString& row : line->help.split(u'\n'))
        QVERIFY2(row.size() <= 80, qPrintable(row));
}

/// They are read before it is known which command they belong to.
void EngineOptionsTest::optionsOfOneNameAreOfOneKind() {
    QMap<QString, QString> values;
    for (const CommandSpec& command : engineSpec().commands) {
        QStringList own;
        for (const OptionSpec& option : command.options) {
            QVERIFY2(!own.contains(option.name), qPrintable(command.name + u' ' + option.name));
            own.append(option.name);
            QCOMPARE(values.value(option.name, option.value), option.value);
            values[option.name] = option.value;
        }
    }
    QVERIFY(values.size() > 10);
}

void EngineOptionsTest::wrongUseIsSaid_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const char* line, const char* sentence) {
        QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(sentence);
    };
    row("nothing", "",
        "Say what to do: serve, encode, inspect, train, finish, evaluate or ablate. "
        "semblance-engine --help tells more.");
    row("no model", "serve", "A model is needed: --model DIR. See semblance-engine serve --help.");
    row("empty model",
        "serve|--model=", "A model is needed: --model DIR. See semblance-engine serve --help.");
    row("model without value", "serve|--model", "--model needs a value: --model DIR.");
    row("unknown command", "sing|--model|mini",
        "There is no command 'sing': use serve, encode, inspect, train, finish, evaluate or "
        "ablate.");
    row("two commands", "serve|encode|--model|mini", "'encode' is not expected here.");
    row("unknown option", "serve|--model|mini|--loud",
        "There is no option '--loud'. semblance-engine serve --help shows what there is.");
    row("nothing to encode", "encode|--model|mini",
        "There is nothing to encode: give --image FILE or --text SENTENCE. See semblance-engine "
        "encode --help.");
    row("serve with text", "serve|--model|mini|--text|x", "--text has no meaning for serve.");
    row("serve with JSON", "serve|--model|mini|--json", "--json has no meaning for serve.");
    row("inspect without model", "inspect|--json",
        "A model is needed: --model DIR. See semblance-engine inspect --help.");
    row("no stage", "train|--out|x", "train needs a stage: align, map, compose.");
}

void EngineOptionsTest::wrongUseIsSaid() {
    QFETCH(QString, line);
    QFETCH(QString, sentence);
    const Status status = check(line);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, ErrorKind::WrongUse);
    QCOMPARE(status.error().sentence, sentence);
}

SEMBLANCE_TEST(EngineOptionsTest)
#include "tst_engineoptions.moc"
