#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <numbers>
#include <random>

#include "core/gazetteer/gazetteer.h"
#include "tests/testmain.h"

using namespace semblance;

class GazetteerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesWhatIsNear_data();
    void namesWhatIsNear();
    void findsTheNearestOfAll();
    void goesAcrossTheDateLineAndThePoles();
    void hasNothingFarAway();
    void refusesWhatIsNoList_data();
    void refusesWhatIsNoList();
    void readsAsPeopleSayIt();

private:
    QString listOf(const QByteArray& text);

    QTemporaryDir m_dir;
};

QString GazetteerTest::listOf(const QByteArray& text) {
    const QString path = m_dir.filePath(QStringLiteral("places.bin"));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(qCompress(text)) > 0 ? path : QString();
}

void GazetteerTest::namesWhatIsNear_data() {
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<QString>("name");
    QTest::newRow("Colosseum") << 41.8902 << 12.4922 << QStringLiteral("Italy/Lazio/Rome");
    QTest::newRow("a city's district")
        << 52.4986 << 13.4033 << QStringLiteral("Germany/State of Berlin/Berlin");
    QTest::newRow("Sydney's opera")
        << -33.8568 << 151.2153 << QStringLiteral("Australia/New South Wales/Sydney");
    QTest::newRow("a village") << 46.5936 << 7.9078
                               << QStringLiteral("Switzerland/Bern/Lauterbrunnen");
    QTest::newRow("the Atlantic") << 30.0 << -45.0 << QString();
    QTest::newRow("the North Pole") << 90.0 << 0.0 << QString();
}

void GazetteerTest::namesWhatIsNear() {
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(QString, name);
    QVERIFY(Gazetteer::shared().size() > 100'000);
    QCOMPARE(QString::fromStdString(Gazetteer::shared().nearest({latitude, longitude})), name);
}

/// As a look at every place, by the great circle, says.
void GazetteerTest::findsTheNearestOfAll() {
    std::mt19937 random(7);
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    struct Town {
        double latitude;
        double longitude;
    };
    std::vector<Town> towns;
    QByteArray text("=Here\n-There\n");
    for (int i = 0; i < 2000; ++i) {
        const int latitude = upTo(180'000) - 90'000;
        const int longitude = upTo(360'000) - 180'000;
        towns.push_back({latitude / 1000.0, longitude / 1000.0});
        text += QByteArray::number(i) + '\t' + QByteArray::number(latitude) + '\t' +
                QByteArray::number(longitude) + '\n';
    }
    const auto gazetteer = Gazetteer::read(listOf(text));
    QVERIFY(gazetteer);
    QCOMPARE(gazetteer->size(), towns.size());
    const auto kilometres = [](const Town& a, const GeoPlace& b) {
        constexpr double radians = std::numbers::pi / 180;
        const double up = std::sin((a.latitude - b.latitude) * radians / 2);
        const double along = std::sin((a.longitude - b.longitude) * radians / 2);
        const double half = up * up + std::cos(a.latitude * radians) *
                                          std::cos(b.latitude * radians) * along * along;
        return 2 * 6371.0088 * std::asin(std::sqrt(half));
    };
    int found = 0;
    for (int i = 0; i < 2000; ++i) {
        const GeoPlace place{(upTo(180'000) - 90'000) / 1000.0, (upTo(360'000) - 180'000) / 1000.0};
        std::size_t nearest = 0;
        for (std::size_t town = 1; town < towns.size(); ++town) {
            if (kilometres(towns[town], place) < kilometres(towns[nearest], place))
                nearest = town;
        }
        const double apart = kilometres(towns[nearest], place);
        // Between these it may be either: numbers are rounded.
        if (std::abs(apart - Gazetteer::farthestKm) < 0.1)
            continue;
        const std::string name = gazetteer->nearest(place);
        QCOMPARE(name, apart < Gazetteer::farthestKm ? "Here/There/" + std::to_string(nearest)
                                                     : std::string());
        found += name.empty() ? 0 : 1;
    }
    QVERIFY(found > 100);
}

void GazetteerTest::goesAcrossTheDateLineAndThePoles() {
    const auto gazetteer = Gazetteer::read(listOf(
        "=Fiji\n-\nTaveuni\t-16800\t179950\n=Ice\n-North\nPole\t89900\t0\nEdge\t88000\t170000\n"));
    QVERIFY(gazetteer);
    QCOMPARE(gazetteer->nearest({-16.8, -179.95}), std::string("Fiji/Taveuni"));
    QCOMPARE(gazetteer->nearest({-16.8, 180}), std::string("Fiji/Taveuni"));
    QCOMPARE(gazetteer->nearest({89.8, 180}), std::string("Ice/North/Pole"));
    QCOMPARE(gazetteer->nearest({90, -90}), std::string("Ice/North/Pole"));
}

void GazetteerTest::hasNothingFarAway() {
    const auto gazetteer = Gazetteer::read(listOf("=A\n-B\nC\t0\t0\n"));
    QVERIFY(gazetteer);
    QCOMPARE(gazetteer->nearest({0, 0.89}), std::string("A/B/C"));  // 99 km
    QCOMPARE(gazetteer->nearest({0, 0.91}), std::string());         // 101 km
}

void GazetteerTest::refusesWhatIsNoList_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no region") << QByteArray("=A\nC\t0\t0\n");
    QTest::newRow("no number") << QByteArray("=A\n-B\nC\t0\tx\n");
    QTest::newRow("one number") << QByteArray("=A\n-B\nC\t0\n");
    QTest::newRow("beyond the pole") << QByteArray("=A\n-B\nC\t90001\t0\n");
    QTest::newRow("an empty line") << QByteArray("=A\n-B\n\nC\t0\t0\n");
}

void GazetteerTest::refusesWhatIsNoList() {
    QFETCH(QByteArray, text);
    const auto gazetteer = Gazetteer::read(listOf(text));
    QVERIFY(!gazetteer);
    QCOMPARE(gazetteer.error().kind, ErrorKind::BadInput);
    QVERIFY(!Gazetteer::read(m_dir.filePath(QStringLiteral("no such"))));
}

void GazetteerTest::readsAsPeopleSayIt() {
    QCOMPARE(placeText(QStringLiteral("Italy/Lazio/Rome")), QStringLiteral("Rome, Lazio, Italy"));
    QCOMPARE(placeText(QStringLiteral("Singapore/Singapore")), QStringLiteral("Singapore"));
    QCOMPARE(placeText({}), QString());
}

SEMBLANCE_TEST(GazetteerTest)
#include "tst_gazetteer.moc"
