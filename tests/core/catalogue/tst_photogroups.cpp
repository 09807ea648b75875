#include <QTest>
#include <algorithm>
#include <random>

#include "core/catalogue/photogroups.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
LikePair pair(std::int64_t a, std::int64_t b, GroupKind kind = GroupKind::Resaved) {
    return {{a}, {b}, kind};
}

std::vector<ContentId> ids(std::initializer_list<std::int64_t> numbers) {
    std::vector<ContentId> ids;
    for (const std::int64_t number : numbers)
        ids.push_back({number});
    return ids;
}
}  // namespace

/// From pairs to groups.
class PhotoGroupsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connectsPairs();
    void burstsAreApart();
    void orderDoesNotMatter();
};

void PhotoGroupsTest::connectsPairs() {
    const ContentGroups groups(std::vector{pair(1, 5), pair(5, 9, GroupKind::Cropped), pair(2, 3)});
    QCOMPARE(groups.all().size(), std::size_t(2));
    QCOMPARE(groups.duplicatesOf({9})->contents, ids({1, 5, 9}));
    QCOMPARE(groups.duplicatesOf({1})->kind, GroupKind::Cropped);
    QCOMPARE(groups.duplicatesOf({3})->kind, GroupKind::Resaved);
    QVERIFY(!groups.duplicatesOf({4}));
    QVERIFY(ContentGroups().all().empty());
}

void PhotoGroupsTest::burstsAreApart() {
    const ContentGroups groups(
        std::vector{pair(1, 2, GroupKind::Burst), pair(2, 3, GroupKind::Burst), pair(1, 7)});
    QCOMPARE(groups.duplicatesOf({1})->contents, ids({1, 7}));
    QCOMPARE(groups.burstOf({1})->contents, ids({1, 2, 3}));
    QVERIFY(!groups.duplicatesOf({2}));
    QVERIFY(!groups.burstOf({7}));
}

void PhotoGroupsTest::orderDoesNotMatter() {
    std::mt19937 random(1);
    std::vector<LikePair> pairs;
    std::uniform_int_distribution<std::int64_t> content(1, 300);
    for (int i = 0; i < 150; ++i)
        pairs.push_back(pair(content(random), content(random)));
    std::erase_if(pairs, [](const LikePair& p) { return p.a == p.b; });
    const ContentGroups groups(pairs);
    std::shuffle(pairs.begin(), pairs.end(), random);
    const ContentGroups shuffled(pairs);
    QCOMPARE(shuffled.all().size(), groups.all().size());
    for (const ContentGroups::Group& group : groups.all()) {
        for (const ContentId member : group.contents)
            QCOMPARE(shuffled.duplicatesOf(member)->contents, group.contents);
    }
}

SEMBLANCE_TEST(PhotoGroupsTest)
#include "tst_photogroups.moc"
