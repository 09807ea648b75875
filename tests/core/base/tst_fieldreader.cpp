#include "core/base/fieldreader.h"

#include <QJsonArray>
#include <QTest>

#include "tests/testmain.h"

using namespace semblance;

namespace {

/// The same object as a file has it and as a message has it.
QList<FieldReader> readersOf(const QJsonObject& object) {
    return {FieldReader(object), FieldReader(QCborMap::fromJsonObject(object))};
}

}  // namespace

class FieldReaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsThere();
    void keepsTheFirstBadField();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void readsBytes();
};

void FieldReaderTest::readsWhatIsThere() {
    const QJsonObject object{
        {QStringLiteral("name"), QStringLiteral("mini")},
        {QStringLiteral("side"), 288},
        {QStringLiteral("mix"), 0.4},
        {QStringLiteral("on"), true},
        {QStringLiteral("licences"), QJsonArray{QStringLiteral("MIT"), QStringLiteral("BSD")}},
        {QStringLiteral("image"), QJsonObject{{QStringLiteral("width"), 3.0}}},
    };
    for (FieldReader& fields : readersOf(object)) {
        QCOMPARE(fields.text("name"), QStringLiteral("mini"));
        QCOMPARE(fields.integer("side", 16, 4096), 288);
        QCOMPARE(fields.number("side"), 288.0);
        QCOMPARE(fields.number("mix", 0, 1), 0.4);
        QVERIFY(fields.flag("on"));
        QCOMPARE(fields.texts("licences"),
                 (QStringList{QStringLiteral("MIT"), QStringLiteral("BSD")}));
        QCOMPARE(fields.object("image").whole("width", 1, 9), qint64(3));
        QVERIFY(fields.has("mix") && !fields.has("max"));
        QCOMPARE(fields.names().size(), object.size());
        QCOMPARE(fields.bad(), QString());
    }
}

void FieldReaderTest::keepsTheFirstBadField() {
    const QJsonObject object{{QStringLiteral("image"), QJsonObject{{QStringLiteral("side"), 5}}}};
    for (FieldReader& fields : readersOf(object)) {
        FieldReader image = fields.object("image");
        QCOMPARE(image.integer("side", 16, 4096), 0);
        QCOMPARE(fields.text("name"), QString());
        QCOMPARE(fields.bad(), QStringLiteral("image.side"));
        QCOMPARE(image.bad(), fields.bad());
    }
}

void FieldReaderTest::refusesWhatDoesNotFit_data() {
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("nothing") << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("null") << QJsonValue();
    QTest::newRow("text") << QJsonValue(QStringLiteral("5"));
    QTest::newRow("truth") << QJsonValue(true);
    QTest::newRow("fraction") << QJsonValue(5.5);
    QTest::newRow("too small") << QJsonValue(0);
    QTest::newRow("too large") << QJsonValue(10);
    QTest::newRow("far too large") << QJsonValue(1e300);
    QTest::newRow("list") << QJsonValue(QJsonArray{5});
    QTest::newRow("object") << QJsonValue(QJsonObject());
}

void FieldReaderTest::refusesWhatDoesNotFit() {
    QFETCH(QJsonValue, value);
    QJsonObject object;
    if (!value.isUndefined())
        object[QStringLiteral("count")] = value;
    for (FieldReader& fields : readersOf(object)) {
        QCOMPARE(fields.whole("count", 1, 9), qint64(0));
        QCOMPARE(fields.bad(), QStringLiteral("count"));
    }
}

void FieldReaderTest::readsBytes() {
    FieldReader fields(QCborMap{{QStringLiteral("pixels"), QByteArray("abc")},
                                {QStringLiteral("least"), qint64(INT64_MIN)}});
    QCOMPARE(fields.bytes("pixels"), QByteArray("abc"));
    QCOMPARE(fields.whole("least", INT64_MIN, INT64_MAX), qint64(INT64_MIN));
    QCOMPARE(fields.bad(), QString());
    QCOMPARE(fields.text("pixels"), QString());
    QCOMPARE(fields.bad(), QStringLiteral("pixels"));
}

SEMBLANCE_TEST(FieldReaderTest)
#include "tst_fieldreader.moc"
