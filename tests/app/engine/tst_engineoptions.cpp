#include <QTest>

#include "app/engine/options.h"
#include "tests/testmain.h"

using namespace semblance;

class EngineOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itemsKeepTheirOrder();
    void valuesMayLookLikeOptions();
    void computesAsAsked();
    void helpAndVersionNeedNothing();
    void wrongUseIsSaid_data();
    void wrongUseIsSaid();
};

namespace {

Result<EngineOptions> parse(const QString& line) {
    return EngineOptions::parse(QStringList{QStringLiteral("semblance-engine")} +
                                line.split(u'|', Qt::SkipEmptyParts));
}

}  // namespace

void EngineOptionsTest::itemsKeepTheirOrder() {
    const auto options = parse(QStringLiteral(
        "encode|--text|a|--image|x.jpg|--text|b|--model|mini|--image=y.jpg|--image|z.jpg|--json"));
    QVERIFY2(options, qPrintable(options ? QString() : options.error().sentence));
    QVERIFY(options->command == EngineOptions::Command::Encode);
    QCOMPARE(options->model, QStringLiteral("mini"));
    QVERIFY(options->json);
    QStringList items;
    for (const auto& item : options->items)
        items << (item.isImage ? QStringLiteral("image ") : QStringLiteral("text ")) + item.value;
    QCOMPARE(items, (QStringList{QStringLiteral("text a"), QStringLiteral("image x.jpg"),
                                 QStringLiteral("text b"), QStringLiteral("image y.jpg"),
                                 QStringLiteral("image z.jpg")}));
}

void EngineOptionsTest::valuesMayLookLikeOptions() {
    const auto options = parse(QStringLiteral("encode|--model|m|--text|--json|--text=|--text|-x"));
    QVERIFY2(options, qPrintable(options ? QString() : options.error().sentence));
    QCOMPARE(options->items.size(), 3u);
    QCOMPARE(options->items[0].value, QStringLiteral("--json"));
    QCOMPARE(options->items[1].value, QString());
    QCOMPARE(options->items[2].value, QStringLiteral("-x"));
    QVERIFY(!options->json);
}

void EngineOptionsTest::computesAsAsked() {
    const auto plain = parse(QStringLiteral("serve|--model|m"));
    QVERIFY2(plain, qPrintable(plain ? QString() : plain.error().sentence));
    QVERIFY(!plain->compute.precision && !plain->compute.device);

    qputenv("SEMBLANCE_PRECISION", "int8");
    const auto environment = parse(QStringLiteral("serve|--model|m"));
    const auto option = parse(QStringLiteral("serve|--model|m|--precision|bf16|--device|cpu"));
    qunsetenv("SEMBLANCE_PRECISION");
    QVERIFY(environment && environment->compute.precision == Precision::Int8);
    QVERIFY(option && option->compute.precision == Precision::Bf16);
    QVERIFY(option->compute.device == DeviceKind::Cpu);

    const auto wrong = parse(QStringLiteral("serve|--model|m|--precision|fp16"));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, ErrorKind::WrongUse);
    QVERIFY2(wrong.error().sentence.contains(QStringLiteral("bf16")),
             qPrintable(wrong.error().sentence));
}

void EngineOptionsTest::helpAndVersionNeedNothing() {
    const auto help = parse(QStringLiteral("--help"));
    QVERIFY(help && help->command == EngineOptions::Command::Help);
    QVERIFY(help->help.contains(QStringLiteral("--image")));
    const auto version = parse(QStringLiteral("--version"));
    QVERIFY(version && version->command == EngineOptions::Command::Version);
}

void EngineOptionsTest::wrongUseIsSaid_data() {
    QTest::addColumn<QString>("line");
    QTest::newRow("nothing") << QString();
    QTest::newRow("no model") << QStringLiteral("serve");
    QTest::newRow("empty model") << QStringLiteral("serve|--model=");
    QTest::newRow("model without value") << QStringLiteral("serve|--model");
    QTest::newRow("unknown command") << QStringLiteral("sing|--model|mini");
    QTest::newRow("two commands") << QStringLiteral("serve|encode|--model|mini");
    QTest::newRow("unknown option") << QStringLiteral("serve|--model|mini|--loud");
    QTest::newRow("nothing to encode") << QStringLiteral("encode|--model|mini");
    QTest::newRow("serve with text") << QStringLiteral("serve|--model|mini|--text|x");
}

void EngineOptionsTest::wrongUseIsSaid() {
    QFETCH(QString, line);
    const auto options = parse(line);
    QVERIFY(!options);
    QCOMPARE(options.error().kind, ErrorKind::WrongUse);
    QVERIFY(options.error().sentence.contains(QStringLiteral("--help")));
}

SEMBLANCE_TEST(EngineOptionsTest)
#include "tst_engineoptions.moc"
