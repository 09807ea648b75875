#include <QDateTime>
#include <QTest>
#include <QTimeZone>

#include "core/media/metadata/datetext.h"
#include "tests/testmain.h"

using namespace semblance;

class TestDateText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dates_data();
    void dates();
    void noDates_data();
    void noDates();
    void future();
    void zones();
    void fractions();
    void dateAndTimeApart();
};

void TestDateText::dates_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("iso");
    QTest::addColumn<int>("zone");  // 9999: none
    constexpr int none = 9999;
    const auto row = [](const char* text, const char* iso, int zone) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(iso) << zone;
    };
    row("2010:05:01 10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010-05-01 10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010/05/01 10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010.05.01 10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010 05 01 10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010-05-01T10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010:05:01T10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010:05:01  10:11:12 ", "2010-05-01T10:11:12.000", none);
    row("2010:05:01, 10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010:05:01 10.11.12", "2010-05-01T10:11:12.000", none);
    row("2010:05:01 10:11", "2010-05-01T10:11:00.000", none);
    row("2010:05:01", "2010-05-01T00:00:00.000", none);
    row("2010-05", "2010-05-01T00:00:00.000", none);
    row("2010", "2010-01-01T00:00:00.000", none);
    row("20100501", "2010-05-01T00:00:00.000", none);
    row("20100501101112", "2010-05-01T10:11:12.000", none);
    row("20100501T101112", "2010-05-01T10:11:12.000", none);
    row("20100501 101112+0200", "2010-05-01T10:11:12.000", 120);
    row("2010:5:1 9:1:2", "2010-05-01T09:01:02.000", none);
    row("2010: 5: 1  9: 1: 2", "2010-05-01T09:01:02.000", none);
    row("2010:05:01 10:11:12+02:00", "2010-05-01T10:11:12.000", 120);
    row("2010:05:01 10:11:12 -09:30", "2010-05-01T10:11:12.000", -570);
    row("2010:05:01 10:11:12Z", "2010-05-01T10:11:12.000", 0);
    row("2010:05:01 10:11:12 UTC", "2010-05-01T10:11:12.000", 0);
    row("2010:05:01 10:11:12 GMT+2", "2010-05-01T10:11:12.000", 120);
    row("2010:05:01 10:11+02:00", "2010-05-01T10:11:00.000", 120);
    row("2010-05-01T10:11:12.5", "2010-05-01T10:11:12.500", none);
    row("2010-05-01T10:11:12.123456789Z", "2010-05-01T10:11:12.123", 0);
    row("2010-05-01T10:11:12,25-0500", "2010-05-01T10:11:12.250", -300);
    row("2010:05:01   :  :  ", "2010-05-01T00:00:00.000", none);
    row("2010:05:       :  :  ", "2010-05-01T00:00:00.000", none);
    row("2010:  :     :  :  ", "2010-01-01T00:00:00.000", none);
    row("2010:00:00 00:00:00", "2010-01-01T00:00:00.000", none);
    row("2010:05:00 10:11:12", "2010-05-01T10:11:12.000", none);
    row("2010:04:30 24:00:00", "2010-05-01T00:00:00.000", none);
    row("2010:04:30 23:59:60", "2010-05-01T00:00:00.000", none);
    row("2010:05:01 99:99:99", "2010-05-01T00:00:00.000", none);
    row("2010:05:01 01:11:12 PM", "2010-05-01T13:11:12.000", none);
    row("2010:05:01 12:11:12 am", "2010-05-01T00:11:12.000", none);
    row("1826:01:01 00:00:00", "1826-01-01T00:00:00.000", none);
    row("Sat, 01 May 2010 10:11:12 +0200", "2010-05-01T10:11:12.000", 120);
    row("Sat, 01 May 2010 10:11:12 GMT", "2010-05-01T10:11:12.000", 0);
    row("Sat May  1 10:11:12 2010", "2010-05-01T10:11:12.000", none);
}

void TestDateText::dates() {
    QFETCH(const QString, text);
    QFETCH(const QString, iso);
    QFETCH(const int, zone);
    const auto clock = wallClockOf(text);
    QVERIFY(clock);
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(clock->ms, Qt::UTC)
                 .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")),
             iso);
    QCOMPARE(clock->zoneMinutes.value_or(9999), zone);
}

void TestDateText::noDates_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"", "   ", "0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday",
                             "2010:13:01", "2010:02:30 10:00:00", "1799:12:31 23:59:59",
                             "1000000000", "10:05:01 10:11:12", "99999999", "2010x05"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestDateText::noDates() {
    QFETCH(const QString, text);
    QVERIFY(!wallClockOf(text));
}

void TestDateText::future() {
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString form = QStringLiteral("yyyy:MM:dd HH:mm:ss");
    // Somewhere it is tomorrow already.
    QVERIFY(wallClockOf(now.addSecs(14 * 3600).toString(form)));
    QVERIFY(!wallClockOf(now.addDays(2).toString(form)));
    QVERIFY(!wallClockOf(QStringLiteral("9999:12:31 23:59:59")));
}

void TestDateText::zones() {
    QCOMPARE(zoneMinutesOf(QStringLiteral("+02:00")), std::optional(120));
    QCOMPARE(zoneMinutesOf(QStringLiteral("-03:30")), std::optional(-210));
    QCOMPARE(zoneMinutesOf(QStringLiteral("+0545")), std::optional(345));
    QCOMPARE(zoneMinutesOf(QStringLiteral("Z")), std::optional(0));
    for (const char* text : {"", "   :  ", "02:00", "+99:00", "CET"})
        QVERIFY2(!zoneMinutesOf(QString::fromLatin1(text)), text);
}

void TestDateText::fractions() {
    QCOMPARE(fractionMs(QStringLiteral("5")), 500);
    QCOMPARE(fractionMs(QStringLiteral("05")), 50);
    QCOMPARE(fractionMs(QStringLiteral("123 ")), 123);
    QCOMPARE(fractionMs(QStringLiteral("999999999999")), 999);
    QCOMPARE(fractionMs(QStringLiteral("x")), 0);
    QCOMPARE(fractionMs(QString()), 0);
}

void TestDateText::dateAndTimeApart() {
    const std::int64_t day =
        QDateTime(QDate(2010, 5, 1), QTime(0, 0), QTimeZone::utc()).toMSecsSinceEpoch();
    const QString date = QStringLiteral("2010-05-01");
    const auto both = wallClockOf(date, QStringLiteral("10:11:12+02:00"));
    QVERIFY(both);
    QCOMPARE(both->ms, day + ((10 * 60 + 11) * 60 + 12) * 1000);
    QCOMPARE(both->zoneMinutes, std::optional(120));
    QVERIFY(wallClockOf(date, QStringLiteral("101112")) == (WallClock{both->ms, std::nullopt}));
    QVERIFY(wallClockOf(date, QString()) == (WallClock{day, std::nullopt}));
    QVERIFY(!wallClockOf(QString(), QStringLiteral("10:11:12")));
}

SEMBLANCE_TEST(TestDateText)
#include "tst_datetext.moc"
