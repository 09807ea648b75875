#include <QTest>

#include "core/base/printable.h"
#include "tests/testmain.h"

using namespace semblance;

class TestPrintable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatATerminalWouldObey_data();
    void showsWhatATerminalWouldObey();
    void leavesNothingToObey();
};

void TestPrintable::showsWhatATerminalWouldObey_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* name, const QString& text, const QString& shown) {
        QTest::newRow(name) << text << shown;
    };
    row("plain", QStringLiteral("/photos/a b.jpg"), QStringLiteral("/photos/a b.jpg"));
    row("empty", {}, {});
    row("line break", QStringLiteral("a\nb\r\n"), QStringLiteral("a\\nb\\r\\n"));
    row("tab", QStringLiteral("a\tb"), QStringLiteral("a\\tb"));
    row("escape code", QStringLiteral("\x1b[31mred"), QStringLiteral("\\x1b[31mred"));
    row("one-byte escape code", QString(QChar(u'\x9b')) + u'1', QStringLiteral("\\x9b1"));
    row("delete and null", QString(QChar(u'\x7f')) + QChar(u'\0'), QStringLiteral("\\x7f\\x00"));
    row("line separator", QStringLiteral("a\u2028b"), QStringLiteral("a\\u2028b"));
    row("right to left", QStringLiteral("gpj.\u202ecod"), QStringLiteral("gpj.\\u202ecod"));
    row("isolate", QStringLiteral("\u2067x"), QStringLiteral("\\u2067x"));
    row("other writing", QStringLiteral("\u00fc \u7ea2 \u0643\u0644\u0628"),
        QStringLiteral("\u00fc \u7ea2 \u0643\u0644\u0628"));
    row("joined emoji", QStringLiteral("\U0001F468\u200D\U0001F469"),
        QStringLiteral("\U0001F468\u200D\U0001F469"));
    row("backslash", QStringLiteral("a\\n"), QStringLiteral("a\\n"));
}

void TestPrintable::showsWhatATerminalWouldObey() {
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(printable(text), shown);
}

void TestPrintable::leavesNothingToObey() {
    QString all;
    for (char32_t c = 0; c < 0xd800; ++c)
        all += QChar(char16_t(c));
    for (const QChar c : printable(all)) {
        QVERIFY(c.category() != QChar::Other_Control);
        QVERIFY(c.category() != QChar::Separator_Line);
    }
}

SEMBLANCE_APPLESS_TEST(TestPrintable)
#include "tst_printable.moc"
