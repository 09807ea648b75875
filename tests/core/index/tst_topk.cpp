#include <QTest>
#include <algorithm>
#include <limits>
#include <random>

#include "core/index/topk.h"
#include "tests/testmain.h"

using namespace semblance;

class TestTopK : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsSorting_data();
    void equalsSorting();
    void orderOfOffersAndMergingDoNotMatter();
    void strangeScores();

private:
    static std::vector<Neighbour> offers(std::size_t count, int distinct) {
        std::mt19937 random(3);
        std::uniform_int_distribution<int> value(-distinct, distinct);
        std::vector<Neighbour> all(count);
        for (std::size_t i = 0; i < count; ++i)
            all[i] = {static_cast<Row>(i), static_cast<float>(value(random)) / 7};
        return all;
    }
    static std::vector<Neighbour> keep(std::size_t k, const std::vector<Neighbour>& all) {
        TopK best(k);
        for (const Neighbour& neighbour : all)
            best.offer(neighbour.row, neighbour.score);
        return best.take();
    }
    static std::vector<Neighbour> sorted(std::vector<Neighbour> all, std::size_t k) {
        std::sort(all.begin(), all.end(), ranksBefore);
        all.resize(std::min(k, all.size()));
        return all;
    }
};

void TestTopK::equalsSorting_data() {
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("k");
    QTest::addColumn<int>("distinct");
    for (int count : {0, 1, 100, 10'000}) {
        for (int k : {0, 1, 50, 127, 128, 129, 1'000, 20'000}) {
            for (int distinct : {0, 3, 1'000'000})
                QTest::addRow("%d of %d, %d values", k, count, distinct) << count << k << distinct;
        }
    }
}

void TestTopK::equalsSorting() {
    QFETCH(int, count);
    QFETCH(int, k);
    QFETCH(int, distinct);
    const std::vector<Neighbour> all = offers(static_cast<std::size_t>(count), distinct);
    const auto most = static_cast<std::size_t>(k);
    QVERIFY(keep(most, all) == sorted(all, most));
}

void TestTopK::orderOfOffersAndMergingDoNotMatter() {
    const std::vector<Neighbour> all = offers(5'000, 20);
    const std::vector<Neighbour> expected = sorted(all, 300);

    std::vector<Neighbour> ascending = sorted(all, all.size());
    std::reverse(ascending.begin(), ascending.end());
    QVERIFY(keep(300, ascending) == expected);

    std::vector<TopK> parts(3, TopK(300));
    for (const Neighbour& neighbour : all)
        parts[neighbour.row % 3].offer(neighbour.row, neighbour.score);
    parts[0].merge(parts[1]);
    parts[0].merge(parts[2]);
    QVERIFY(parts[0].take() == expected);
}

void TestTopK::strangeScores() {
    const float infinity = std::numeric_limits<float>::infinity();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const auto kept = keep(10, {{0, nan}, {1, -0.0f}, {2, 0.0f}, {3, -infinity}, {4, infinity}});
    const std::vector<Neighbour> expected = {{4, infinity}, {1, 0.0f}, {2, 0.0f}, {3, -infinity}};
    QVERIFY(kept == expected);
}

SEMBLANCE_APPLESS_TEST(TestTopK)
#include "tst_topk.moc"
