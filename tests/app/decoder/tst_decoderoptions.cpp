#include <QTest>

#include "app/decoder/options.h"
#include "tests/testmain.h"

using namespace semblance;

class DecoderOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTheLimit();
    void saysWhatItIs();
    void refusesTheRest_data();
    void refusesTheRest();
};

namespace {

Result<DecoderOptions> parsed(const QString& line) {
    return readDecoderOptions(QStringList{QStringLiteral("semblance-decoder")} +
                              line.split(u' ', Qt::SkipEmptyParts));
}

}  // namespace

void DecoderOptionsTest::readsTheLimit() {
    QCOMPARE(parsed({})->memoryMiB, 3072);
    QCOMPARE(parsed(QStringLiteral("--memory-limit 700"))->memoryMiB, 700);
    QCOMPARE(parsed(QStringLiteral("--memory-limit=700"))->memoryMiB, 700);
    // How the pool starts it.
    QCOMPARE(parsed(QStringLiteral("serve --memory-limit 700"))->memoryMiB, 700);
    QVERIFY(parsed({})->text.isEmpty());
}

void DecoderOptionsTest::saysWhatItIs() {
    QVERIFY(parsed(QStringLiteral("--help"))->text.contains(QStringLiteral("--memory-limit MiB")));
    QCOMPARE(parsed(QStringLiteral("-v"))->text,
             QStringLiteral("semblance-decoder " SEMBLANCE_VERSION "\n"));
}

void DecoderOptionsTest::refusesTheRest_data() {
    QTest::addColumn<QString>("line");
    for (const char* line : {"picture.jpg", "--fast", "--memory-limit", "--memory-limit much",
                             "--memory-limit 0", "--memory-limit -5", "--memory-limit 1.5"})
        QTest::newRow(line) << QString::fromLatin1(line);
}

void DecoderOptionsTest::refusesTheRest() {
    QFETCH(QString, line);
    const auto options = parsed(line);
    QVERIFY(!options);
    QCOMPARE(options.error().kind, ErrorKind::WrongUse);
    QVERIFY(options.error().sentence.endsWith(u'.'));
}

SEMBLANCE_APPLESS_TEST(DecoderOptionsTest)
#include "tst_decoderoptions.moc"
