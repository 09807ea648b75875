#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>
#include <cstdio>
#include <functional>
#include <random>

#include "core/library/embedded/embeddedsnapshot.h"
#include "tests/bench/spread.h"

using namespace semblance;
using namespace semblance::test;

/// What a filter and the counts beside its values cost, at 100,000 photos and a million
/// (SEMBLANCE_BENCH_PHOTOS: so many).
class BenchFilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filters_data();
    void filters();
};

namespace {
constexpr std::int64_t kDayMs = 86'400'000;

Palette somePalette(std::mt19937& random) {
    Palette palette;
    for (std::size_t i = 0; i < 5; ++i) {
        const auto part = [&] { return static_cast<std::uint8_t>(random() % 256); };
        palette.swatches[i] = {part(), part(), part(), static_cast<std::uint8_t>(90 - 17 * i)};
    }
    return palette;
}

/// Fifteen years in a folder a day out of three, of 30 cameras, some tagged and rated, each folder
/// of another place.
std::shared_ptr<const EmbeddedSnapshot> library(int photos) {
    std::mt19937 random(3);
    const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
    PhotoTable table;
    PhotoUpdate update(table, PhotoUpdate::Rows::All);
    for (int number = 1; number <= photos; ++number) {
        const int day = int(std::int64_t(number) * 5475 / photos);
        const std::string path = std::to_string(2008 + day / 365) + "/trip " +
                                 std::to_string(day / 3) + "/IMG_" + std::to_string(number) +
                                 ".JPG";
        const std::string camera = "Maker Model " + std::to_string(upTo(29));
        const std::string lens = std::to_string(18 + upTo(40)) + " mm";
        const std::string keywords =
            upTo(2) ? std::string() : "tag " + std::to_string(upTo(400)) + "\nplaces/Rome";
        ListedFile file;
        file.file = {number};
        file.content = {number};
        file.root = {1};
        file.kind = ListedFile::Kind::Shown;
        file.takenMs = (13'879 + day) * kDayMs + number % 1000;
        file.width = upTo(3) ? 4000 : 3000;
        file.height = upTo(1) ? 3000 : 4000;
        file.bytes = 2'000'000 + upTo(6'000'000);
        file.rating = upTo(5);
        file.format = upTo(9) ? "jpeg" : "raw";
        file.camera = camera;
        file.lens = lens;
        file.keywords = keywords;
        file.path = path;
        const int trip = day / 3;
        file.place = GeoPlace{45 + trip % 40 * 0.2, 5 + trip / 40 * 0.2 + upTo(100) * 1e-4};
        file.palette = somePalette(random);
        update.take(file);
    }
    update.finish();
    RootInfo root;
    root.id = {1};
    root.path = QStringLiteral("/home/mia/Pictures");
    std::vector<RootInfo> roots{root};
    return std::make_shared<const EmbeddedSnapshot>(std::move(table), std::move(roots),
                                                    EmbeddedSnapshot::Scorers());
}

Spread timed(const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return Spread(times);
}
}  // namespace

void BenchFilter::filters_data() {
    QTest::addColumn<int>("photos");
    const int asked = qEnvironmentVariableIntValue("SEMBLANCE_BENCH_PHOTOS");
    if (asked > 0) {
        QTest::addRow("%d", asked) << asked;
        return;
    }
    QTest::addRow("100,000") << 100'000;
    QTest::addRow("1,000,000") << 1'000'000;
}

void BenchFilter::filters() {
    QFETCH(int, photos);
    using Field = PhotoFilter::Field;
    using Relation = PhotoFilter::Relation;
    QElapsedTimer reading;
    reading.start();
    const auto snapshot = library(photos);
    const PhotoFilter filter{
        {{Field::Time, Relation::AtLeast, {}, 15'000 * kDayMs},
         {Field::Folder, Relation::Equal, QStringLiteral("/home/mia/Pictures")},
         {Field::Type, Relation::Equal, QStringLiteral("photo")}}};
    std::printf("%d photos: taken in %.0f ms\n", photos, double(reading.nsecsElapsed()) / 1e6);
    QElapsedTimer first;
    first.start();
    const std::size_t found = snapshot->filtered(filter).files.size();
    const double firstMs = double(first.nsecsElapsed()) / 1e6;
    const Spread filtering =
        timed([&] { QVERIFY(snapshot->filtered(filter).files.size() == found); });
    const Spread counting =
        timed([&] { QVERIFY(snapshot->facets(filter).photos == qint64(found)); });
    const PhotoFilter names{{{Field::Name, Relation::Equal, QStringLiteral("img_77")}}};
    const Spread naming = timed([&] { snapshot->filtered(names); });
    const PhotoFilter colours{{{Field::Colour, Relation::Equal, QStringLiteral("red"), usualShare},
                               {Field::Colour, Relation::Equal, QStringLiteral("#3060c0"), 20}}};
    const Spread colouring = timed([&] { snapshot->filtered(colours); });
    std::printf("%d photos: two colours: median %.1f ms\n", photos, colouring.median);
    std::printf(
        "%d photos: date + folder + kind (%zu left): median %.1f ms, the first time %.1f; facets: "
        "median %.1f ms, p95 %.1f (to reach: 30 / 150); part of a name: %.1f ms\n",
        photos, found, filtering.median, firstMs, counting.median, counting.p95, naming.median);
}

QTEST_GUILESS_MAIN(BenchFilter)
#include "bench_filter.moc"
