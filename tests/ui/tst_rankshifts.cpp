// What one answer has that another has not, and what stands elsewhere in it.

#include <QTest>

#include "tests/testmain.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/rankshifts.h"

using namespace semblance;

using Kind = RankShift::Kind;

namespace {

GivenPhotos ranked(const std::vector<int>& files) {
    std::vector<PhotoRow> rows;
    float score = 0.9f;
    for (const int file : files)
        rows.push_back({FileId{file}, ContentId{file}, score -= 0.01f, true});
    return GivenPhotos(rows);
}

std::optional<RankShift> shiftOf(const RankShifts& shifts, int file) {
    return shifts.of(FileId{file});
}

}  // namespace

class TestRankShifts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatMoved();
    void listsWithoutScoresHaveNoPlaces();
    void isTheOppositeOfTheOtherSide();
    void longListsAreLeftAlone();
    void rowsSayIt();
};

void TestRankShifts::tellsWhatMoved() {
    const RankShifts shifts(ranked({3, 1, 2, 9}), ranked({1, 2, 3, 4}));
    QCOMPARE(shiftOf(shifts, 3), (RankShift{Kind::Higher, 2}));
    QCOMPARE(shiftOf(shifts, 1), (RankShift{Kind::Lower, 1}));
    QCOMPARE(shiftOf(shifts, 9), (RankShift{Kind::OnlyHere, 0}));
    QVERIFY(!shiftOf(shifts, 4));
    QCOMPARE(shifts.count(Kind::Higher), 1);
    QCOMPARE(shifts.count(Kind::Lower), 2);
    QCOMPARE(shifts.count(Kind::OnlyHere), 1);
    QCOMPARE(shiftOf(RankShifts(ranked({7, 8}), ranked({7, 6})), 7), (RankShift{Kind::Same, 0}));
}

void TestRankShifts::listsWithoutScoresHaveNoPlaces() {
    const GivenPhotos browsed(std::vector<int>{5, 1, 6});
    const RankShifts shifts(browsed, ranked({1, 2, 5}));
    QCOMPARE(shiftOf(shifts, 5), (RankShift{Kind::Same, 0}));
    QCOMPARE(shiftOf(shifts, 6), (RankShift{Kind::OnlyHere, 0}));
}

void TestRankShifts::isTheOppositeOfTheOtherSide() {
    const GivenPhotos one = ranked({4, 8, 15, 16, 23, 42});
    const GivenPhotos other = ranked({42, 16, 8, 4, 1, 2});
    const RankShifts here(one, other);
    const RankShifts there(other, one);
    for (const int file : {4, 8, 16, 42}) {
        const RankShift a = *shiftOf(here, file);
        const RankShift b = *shiftOf(there, file);
        QCOMPARE(a.places, b.places);
        QVERIFY((a.kind == Kind::Higher) == (b.kind == Kind::Lower));
        QVERIFY((a.kind == Kind::Lower) == (b.kind == Kind::Higher));
    }
}

void TestRankShifts::longListsAreLeftAlone() {
    const SyntheticPhotos longOne(RankShifts::mostRows + 1, true);
    QVERIFY(RankShifts(longOne, ranked({1})).isEmpty());
    QVERIFY(RankShifts(ranked({1}), longOne).isEmpty());
    QVERIFY(!RankShifts(SyntheticPhotos(RankShifts::mostRows, true), ranked({1})).isEmpty());
}

void TestRankShifts::rowsSayIt() {
    const auto one = std::make_shared<GivenPhotos>(ranked({3, 1, 9}));
    PhotoListModel model;
    model.setPhotos(one);
    model.setShifts(RankShifts(*one, ranked({1, 2, 3})));
    const auto said = [&model](int row) {
        return model.index(row).data(Qt::AccessibleTextRole).toString();
    };
    QVERIFY2(said(0).contains(QStringLiteral("higher")), qPrintable(said(0)));
    QVERIFY2(said(1).contains(QStringLiteral("lower")), qPrintable(said(1)));
    QVERIFY2(said(2).contains(QStringLiteral("not in the other")), qPrintable(said(2)));
    model.setShifts({});
    QVERIFY(!said(2).contains(QStringLiteral("other")));
}

SEMBLANCE_GUI_TEST(TestRankShifts)
#include "tst_rankshifts.moc"
