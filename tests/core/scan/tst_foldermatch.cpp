#include <QTest>
#include <set>
#include <string>

#include "core/scan/foldermatch.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {

FileListing listing(int files, const std::string& folder = {}, std::int64_t more = 0) {
    FileListing listed;
    for (int i = 0; i < files; ++i)
        listed.add(folder + std::to_string(i % 7) + "/IMG_" + std::to_string(i) + ".jpg",
                   {1000 + i + more, 1, 0, 0});
    listed.sort();
    return listed;
}

}  // namespace

class TestFolderMatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameFilesMatch() {
        const FileListing known = listing(100);
        const FolderMatch match = matchListings(known, listing(100));
        QCOMPARE(match.known, 100);
        QCOMPARE(match.matched(), 100);
        QVERIFY(match.inside.empty());
        QVERIFY(isLikely(match));
        for (const auto& pair : match.pairs)
            QVERIFY(pair.known == pair.found);
    }

    void someWentAndOthersCame() {
        const FolderMatch most = matchListings(listing(100), listing(70));
        QCOMPARE(most.matched(), 70);
        QVERIFY(isLikely(most));
        QVERIFY(isLikely(matchListings(listing(100), listing(1000))));
        QVERIFY(!isLikely(matchListings(listing(100), listing(50))));
    }

    void namesAloneAreNotEnough() {
        // Every camera counts from IMG_0.
        const FolderMatch match = matchListings(listing(100), listing(100, {}, 5000));
        QCOMPARE(match.matched(), 0);
        QVERIFY(!isLikely(match));
    }

    void theFolderMayLieDeeper() {
        FileListing found = listing(100, "backup/Pictures/");
        found.add("backup/0/IMG_0.jpg", {1000, 1, 0, 0});
        found.sort();
        const FolderMatch match = matchListings(listing(100), found);
        QCOMPARE(match.inside, std::string("backup/Pictures"));
        QCOMPARE(match.matched(), 100);
    }

    void missingFilesDoNotCount() {
        FileListing known = listing(10);
        known.add("9/gone.jpg", {1, 1, 0, 0}, {}, FileState::Indexed, true);
        known.sort();
        QCOMPARE(matchListings(known, listing(10)).known, 10);
    }

    void nothingMatchesNothing() {
        QVERIFY(!isLikely(matchListings({}, {})));
        QVERIFY(!isLikely(matchListings({}, listing(3))));
        QVERIFY(!isLikely(matchListings(listing(3), {})));
        QVERIFY(samplePairs(matchListings({}, {}), 16).empty());
    }

    void samplesAreSpread() {
        const FolderMatch match = matchListings(listing(100), listing(100));
        const auto sample = samplePairs(match, 16);
        QCOMPARE(sample.size(), std::size_t(16));
        std::set<std::uint32_t> known;
        for (const auto& pair : sample)
            known.insert(pair.known);
        QCOMPARE(known.size(), std::size_t(16));
        QVERIFY(*known.rbegin() > 90);
        QCOMPARE(samplePairs(matchListings(listing(5), listing(5)), 16).size(), std::size_t(5));
    }
};

SEMBLANCE_TEST(TestFolderMatch)
#include "tst_foldermatch.moc"
