#include <QTest>

#include "core/library/indexing/settledcounts.h"
#include "core/scan/changeset.h"
#include "tests/testmain.h"

using namespace semblance;

namespace {
FileStat stat(std::uint64_t fileIndex, std::int64_t mtime = 1) {
    return {100, mtime, fileIndex};
}

SettledCounts count(const FileListing& known, const FileListing& found,
                    const std::vector<std::string>& unread = {}) {
    return countSettled(known, found, compareListings(known, found, unread));
}
}  // namespace

class SettledCountsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void unchangedAndBrokenAreToldApart();
    void returnedBrokenFileIsFailed();
    void renamedBrokenFileIsLeftToTheMove();
    void filesBelowUnreadFoldersAreNotFound();
    void whatIsReadIsNotCounted();
};

void SettledCountsTest::unchangedAndBrokenAreToldApart() {
    FileListing known;
    known.add("a.jpg", stat(1), FileId{1}, FileState::Indexed);
    known.add("b.jpg", stat(2), FileId{2}, FileState::Failed);
    known.add("c.jpg", stat(3), FileId{3}, FileState::Quarantined);
    known.add("d.jpg", stat(4), FileId{4}, FileState::Failed);  // gone
    FileListing found;
    found.add("a.jpg", stat(1));
    found.add("b.jpg", stat(2));
    found.add("c.jpg", stat(3));
    QCOMPARE(count(known, found), (SettledCounts{1, 2}));
}

void SettledCountsTest::returnedBrokenFileIsFailed() {
    FileListing known;
    known.add("a.jpg", stat(1), FileId{1}, FileState::Indexed, true);
    known.add("b.jpg", stat(2), FileId{2}, FileState::Failed, true);
    FileListing found;
    found.add("a.jpg", stat(1));
    found.add("b.jpg", stat(2));
    QCOMPARE(count(known, found), (SettledCounts{1, 1}));
}

void SettledCountsTest::renamedBrokenFileIsLeftToTheMove() {
    FileListing known;
    known.add("a.jpg", stat(1), FileId{1}, FileState::Failed);
    FileListing found;
    found.add("b.jpg", stat(1));
    QCOMPARE(count(known, found), (SettledCounts{0, 0}));
    QVERIFY(isBroken(FileState::Failed) && isBroken(FileState::Quarantined));
    QVERIFY(!isBroken(FileState::Indexed) && !isBroken(FileState::Unreadable));
}

void SettledCountsTest::filesBelowUnreadFoldersAreNotFound() {
    FileListing known;
    known.add("a.jpg", stat(1), FileId{1}, FileState::Indexed);
    known.add("shut/b.jpg", stat(2), FileId{2}, FileState::Indexed);
    known.add("shut/c.jpg", stat(3), FileId{3}, FileState::Failed);
    FileListing found;
    found.add("a.jpg", stat(1));
    found.add("z.jpg", stat(4));
    QCOMPARE(count(known, found, {"shut"}), (SettledCounts{1, 0}));
}

void SettledCountsTest::whatIsReadIsNotCounted() {
    FileListing known;
    known.add("changed.jpg", stat(1), FileId{1}, FileState::Failed);
    known.add("pending.jpg", stat(2), FileId{2}, FileState::Pending);
    known.add("unreadable.jpg", stat(3), FileId{3}, FileState::Unreadable);
    FileListing found;
    found.add("changed.jpg", stat(1, 2));
    found.add("new.jpg", stat(9));
    found.add("pending.jpg", stat(2));
    found.add("unreadable.jpg", stat(3));
    QCOMPARE(count(known, found), (SettledCounts{0, 0}));
}

SEMBLANCE_TEST(SettledCountsTest)
#include "tst_settledcounts.moc"
