#include <QTest>

#include "core/scan/foldernews.h"
#include "tests/testmain.h"

using namespace semblance;
using namespace std::chrono_literals;

namespace {
const RootId kRoot{1};
const RootId kOther{2};
}  // namespace

/// When what is told, by a clock of the test's own.
class FolderNewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBurstIsToldOnce();
    void aLongBurstIsToldInParts();
    void whatIsWrittenIsToldWhenItIsClosed();
    void whatIsLeftOpenIsToldOfInTheEnd();
    void manyPartsAreTheWholeRoot();
    void aRootIsForgotten();
    void changesAdd();

private:
    static FolderNews::Time at(std::chrono::milliseconds time) {
        return FolderNews::Time(1h) + time;
    }
};

void FolderNewsTest::aBurstIsToldOnce() {
    FolderNews news{FolderNews::Timing()};
    QVERIFY(news.due() == FolderNews::Time::max());
    news.fileDone(kRoot, "a/1.jpg", at(0ms));
    news.fileDone(kRoot, "a/2.jpg", at(400ms));
    news.fileDone(kOther, "3.jpg", at(400ms));
    news.partChanged(kRoot, {"b", true}, at(400ms));
    news.partChanged(kRoot, {"b/c", false}, at(450ms));
    QVERIFY(news.due() == at(950ms));
    QVERIFY(news.take(at(949ms)).isEmpty());
    const FolderChanges told = news.take(at(950ms));
    QCOMPARE(told.parts.at(kRoot), (FolderScopes{{"a", false}, {"b", true}}));
    QCOMPARE(told.parts.at(kOther), (FolderScopes{{"", false}}));
    QVERIFY(told.whole.empty());
    QVERIFY(news.due() == FolderNews::Time::max());
    QVERIFY(news.take(at(1h)).isEmpty());
}

void FolderNewsTest::aLongBurstIsToldInParts() {
    FolderNews news{FolderNews::Timing()};
    int told = 0;
    for (auto time = 0ms; time < 10s; time += 100ms) {
        news.fileDone(kRoot, "a.jpg", at(time));
        told += news.take(at(time)).isEmpty() ? 0 : 1;
    }
    QCOMPARE(told, 4);
}

void FolderNewsTest::whatIsWrittenIsToldWhenItIsClosed() {
    FolderNews news{FolderNews::Timing()};
    news.fileMade(kRoot, "a/1.jpg", at(0ms));
    for (auto time = 0ms; time < 60s; time += 5s) {
        news.fileWritten(kRoot, "a/1.jpg", at(time));
        QVERIFY(news.take(at(time)).isEmpty());
        QVERIFY(news.isBeingWritten(kRoot, "a/1.jpg"));
        QVERIFY(!news.isBeingWritten(kOther, "a/1.jpg"));
    }
    news.fileDone(kRoot, "a/1.jpg", at(61s));
    QVERIFY(!news.isBeingWritten(kRoot, "a/1.jpg"));
    QCOMPARE(news.take(at(61'500ms)).parts.at(kRoot), (FolderScopes{{"a", false}}));
}

void FolderNewsTest::whatIsLeftOpenIsToldOfInTheEnd() {
    FolderNews news{FolderNews::Timing()};
    news.fileMade(kRoot, "link.jpg", at(0ms));
    news.fileWritten(kRoot, "b/open.jpg", at(0ms));
    news.fileDoubtful(kRoot, "c/half.jpg", at(0ms));
    QVERIFY(news.due() == at(300ms));
    QCOMPARE(news.take(at(300ms)).parts.at(kRoot), (FolderScopes{{"", false}}));
    QVERIFY(news.due() == at(2s));
    QCOMPARE(news.take(at(2s)).parts.at(kRoot), (FolderScopes{{"c", false}}));
    QVERIFY(news.isBeingWritten(kRoot, "b/open.jpg"));
    QVERIFY(news.due() == at(10s));
    QCOMPARE(news.take(at(10s)).parts.at(kRoot), (FolderScopes{{"b", false}}));
    QVERIFY(!news.isBeingWritten(kRoot, "b/open.jpg"));
    QVERIFY(news.due() == FolderNews::Time::max());
}

void FolderNewsTest::manyPartsAreTheWholeRoot() {
    FolderNews::Timing timing;
    timing.mostParts = 3;
    FolderNews news(timing);
    for (int i = 0; i < 10; ++i)
        news.partChanged(kRoot, {std::to_string(i), false}, at(0ms));
    for (int i = 0; i < 3; ++i)
        news.partChanged(kOther, {std::to_string(i), false}, at(0ms));
    const FolderChanges told = news.take(at(1s));
    QCOMPARE(told.whole, std::set<RootId>{kRoot});
    QVERIFY(!told.parts.contains(kRoot));
    QCOMPARE(told.parts.at(kOther).size(), std::size_t(3));
}

void FolderNewsTest::aRootIsForgotten() {
    FolderNews news{FolderNews::Timing()};
    news.fileDone(kRoot, "a.jpg", at(0ms));
    news.fileWritten(kRoot, "b.jpg", at(0ms));
    news.rootChanged(kOther, at(0ms));
    news.forget(kRoot);
    news.forget(kOther);
    QVERIFY(news.take(at(1h)).isEmpty());
    QVERIFY(!news.isBeingWritten(kRoot, "b.jpg"));
    QVERIFY(news.due() == FolderNews::Time::max());
}

void FolderNewsTest::changesAdd() {
    FolderChanges all{{{kRoot, {{"a", false}}}}, {}};
    all.add({{{kRoot, {{"a", true}, {"b", false}}}, {kOther, {{"", false}}}}, {}});
    QCOMPARE(all.parts.at(kRoot), (FolderScopes{{"a", true}, {"b", false}}));
    all.add({{}, {kRoot}});
    all.add({{{kRoot, {{"c", false}}}}, {}});
    QVERIFY(!all.parts.contains(kRoot));
    QCOMPARE(all.whole, std::set<RootId>{kRoot});
    QCOMPARE(all.parts.at(kOther).size(), std::size_t(1));
}

SEMBLANCE_TEST(FolderNewsTest)
#include "tst_foldernews.moc"
