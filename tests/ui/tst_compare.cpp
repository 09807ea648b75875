// Two queries side by side, by keys and mouse in the real window. Without an engine: what is asked
// for only filters.

#include <QAbstractButton>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSplitter>

#include "tests/testmain.h"
#include "tests/ui/deskwindow.h"
#include "ui/compare/comparebar.h"
#include "ui/compare/comparepane.h"
#include "ui/query/querybar.h"
#include "ui/viewer/viewerpage.h"

using namespace semblance;

class TestCompare : public DeskWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() {
        begin();
        real->window.resize(1500, 800);
    }
    void cleanup() { end(); }

    void nothingIsThereAtFirst();
    void opensMarksAndCloses();
    void opensAStepBeside();
    void commandsBelongToTheHalfInUse();
    void movesTogetherWhenWanted();
    void theSecondCanBeTakenOver();
    void isTabsWhereTwoHaveNoRoom();
    void followsTheLibraryThatCloses();

private:
    ComparePane* pane() const { return real->window.findChild<ComparePane*>(); }
    void openPane(const QString& text) {
        QTest::keyClick(&real->window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(pane());
        pane()->query().setFilter(*filterFromText(text));
        QTRY_VERIFY_WITH_TIMEOUT(
            pane()->photos().rowCount() > 0 && pane()->photos().rowCount() < pictures, patience);
    }
    static std::optional<RankShift> shift(const PhotoListModel& photos, int row) {
        return photos.shift(photos.photo(row).file);
    }
};

void TestCompare::nothingIsThereAtFirst() {
    QVERIFY(!pane());
    QVERIFY(!find<QWidget>("compareFirst")->isVisible());
    QVERIFY(!find<QAction>("actionCompare")->isChecked());
    QVERIFY(!find<QAction>("actionSwitchQuery")->isEnabled());
}

void TestCompare::opensMarksAndCloses() {
    ask(QStringLiteral("name:1"));
    const QStringList ones = names();
    const QList<int> sizes = find<QSplitter>("splitter")->sizes();
    openPane(QStringLiteral("name:2"));
    QVERIFY(find<QAction>("actionCompare")->isChecked());
    QVERIFY(pane()->isVisible());
    QVERIFY(grid->isVisible());
    // The other one is as it was.
    QCOMPARE(names(), ones);
    QCOMPARE(filter(), QStringLiteral("name:1"));

    // 12.png is in both, 1.png and 2.png are not.
    const auto isIn = [](const QString& path, const char* digit) {
        return path.section(u'/', -1).contains(QLatin1StringView(digit));
    };
    QTRY_VERIFY_WITH_TIMEOUT(
        shift(*model, 0) && shift(*model, 0)->kind == RankShift::Kind::OnlyHere, patience);
    int alone = 0;
    for (int row = 0; row < model->rowCount(); ++row) {
        const bool isAlone = !isIn(model->photo(row).path, "2");
        alone += isAlone ? 1 : 0;
        QCOMPARE(shift(*model, row)->kind,
                 isAlone ? RankShift::Kind::OnlyHere : RankShift::Kind::Same);
    }
    for (int row = 0; row < pane()->photos().rowCount(); ++row)
        QCOMPARE(shift(pane()->photos(), row)->kind, isIn(pane()->photos().photo(row).path, "1")
                                                         ? RankShift::Kind::Same
                                                         : RankShift::Kind::OnlyHere);
    QVERIFY(alone > 0);
    QTRY_VERIFY_WITH_TIMEOUT(
        find<QWidget>("compareFirst")->accessibleDescription().contains(QString::number(alone)),
        patience);

    // Side by side: as wide, and the pictures as far below their bars.
    const auto below = [this](const QWidget& list, const QWidget& bar) {
        return list.mapTo(&real->window, QPoint(0, 0)).y() -
               bar.mapTo(&real->window, QPoint(0, 0)).y();
    };
    QTRY_COMPARE_WITH_TIMEOUT(below(pane()->grid(), pane()->bar()),
                              below(*grid, *find<QWidget>("compareFirst")), patience);
    QVERIFY(qAbs(pane()->width() - find<QWidget>("browsePage")->width()) <= 2);

    // Closed by its key: everything is as before.
    QTest::keyClick(&real->window, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!pane() || !pane()->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!pane(), patience);
    QVERIFY(!find<QWidget>("compareFirst")->isVisible());
    QVERIFY(!shift(*model, 0));
    QCOMPARE(names(), ones);
    QTRY_COMPARE_WITH_TIMEOUT(find<QSplitter>("splitter")->sizes(), sizes, patience);
}

void TestCompare::opensAStepBeside() {
    ask(QStringLiteral("name:1"));
    ask(QStringLiteral("name:3"));
    find<QAction>("actionHistory")->trigger();
    auto* list = find<QListView>("historyList");
    QVERIFY(list->isVisible());
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        if (list->currentIndex()
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("name:1")) ||
            list->currentIndex().data().toString().contains(QStringLiteral("name:1")))
            break;
    }
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(pane());
    QCOMPARE(toText(pane()->query().filter()), QStringLiteral("name:1"));
    QCOMPARE(filter(), QStringLiteral("name:3"));
    QTRY_VERIFY_WITH_TIMEOUT(pane()->photos().rowCount() > 0, patience);
    // Escape in it closes it.
    pane()->grid().setFocus();
    QTest::keyClick(&pane()->grid(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!pane(), patience);
}

void TestCompare::commandsBelongToTheHalfInUse() {
    openPane(QStringLiteral("name:2"));
    PhotoGrid& second = pane()->grid();
    QTest::keyClick(&real->window, Qt::Key_Tab, Qt::ControlModifier);
    QVERIFY(grid->hasFocus());
    QTest::keyClick(&real->window, Qt::Key_Tab, Qt::ControlModifier);
    QVERIFY(second.hasFocus());
    second.setCurrentIndex(pane()->photos().index(1));
    // Large, and back to where one was.
    const QString path = pane()->photos().photo(1).path;
    QTest::keyClick(&second, Qt::Key_Space);
    auto* viewer = real->window.findChild<ViewerPage*>();
    QVERIFY(viewer->isVisible());
    QCOMPARE(viewer->photo().path, path);
    QVERIFY(!pane()->isVisible());
    QTest::keyClick(viewer, Qt::Key_Escape);
    QVERIFY(pane()->isVisible());
    QVERIFY(second.hasFocus());
    // As a reference of its own query, not of the other one.
    QTest::keyClick(&second, Qt::Key_Return);
    QCOMPARE(pane()->queryBar().references(), QStringList{path});
    QVERIFY(query->isEmpty());
    // Undone like any other edit.
    QTest::keyClick(&real->window, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(pane()->queryBar().references().isEmpty());
}

void TestCompare::movesTogetherWhenWanted() {
    ask(QStringLiteral("name:1"));
    openPane(QStringLiteral("name:2"));
    QScrollBar* first = grid->verticalScrollBar();
    QScrollBar* second = pane()->grid().verticalScrollBar();
    QTRY_VERIFY_WITH_TIMEOUT(first->maximum() > 200 && second->maximum() > 200, patience);
    first->setValue(100);
    QCOMPARE(second->value(), 0);
    pane()->query().setMix(0.75);
    QVERIFY(!query->mix());
    find<QAbstractButton>("compareTogether")->click();
    QCOMPARE(second->value(), 100);
    second->setValue(150);
    QCOMPARE(first->value(), 150);
    query->setMix(0.25);
    QCOMPARE(pane()->query().mix(), 0.25);
    pane()->query().setMix(0.5);
    QCOMPARE(query->mix(), 0.5);
}

void TestCompare::theSecondCanBeTakenOver() {
    ask(QStringLiteral("name:1"));
    openPane(QStringLiteral("name:2"));
    find<QAbstractButton>("compareTakeOver")->click();
    QTRY_VERIFY_WITH_TIMEOUT(!pane(), patience);
    QCOMPARE(filter(), QStringLiteral("name:2"));
    // What was asked for before is one step back.
    QTest::keyClick(&real->window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(filter(), QStringLiteral("name:1"));
}

void TestCompare::isTabsWhereTwoHaveNoRoom() {
    real->window.resize(800, 700);
    openPane(QStringLiteral("name:2"));
    QVERIFY(pane()->isVisible());
    QVERIFY(!grid->isVisible());
    QTest::keyClick(&real->window, Qt::Key_Tab, Qt::ControlModifier);
    QVERIFY(!pane()->isVisible());
    QVERIFY(grid->hasFocus());
    auto* bar = find<CompareBar>("compareFirst");
    bar->findChild<QAbstractButton*>(QStringLiteral("compareTabSecond"))->click();
    QVERIFY(pane()->isVisible());
    real->window.resize(1500, 700);
    QTRY_VERIFY_WITH_TIMEOUT(grid->isVisible() && pane()->isVisible(), patience);
}

void TestCompare::followsTheLibraryThatCloses() {
    openPane(QStringLiteral("name:2"));
    Q_EMIT real->library.closing();
    pane()->query().setFilter(*filterFromText(QStringLiteral("name:3")));
    openAgain();
    QVERIFY(!pane());
}

SEMBLANCE_GUI_TEST(TestCompare)
#include "tst_compare.moc"
