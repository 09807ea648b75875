// The way one came, by keys and mouse in the real window.

#include <QAbstractButton>
#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

#include "tests/testmain.h"
#include "tests/ui/deskwindow.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/messagestrip.h"

using namespace semblance;

class TestHistory : public DeskWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void nothingIsThereAtFirst();
    void goesBackAndForward();
    void typingIsOneStep();
    void aUsedPictureMakesAStep();
    void panelGoesNamesAndForgets();
    void survivesARestart();
    void keepsNothingWhenTold();
    void aDamagedDeskIsInNobodysWay();
    void aNewerDeskIsLeftAlone();
};

void TestHistory::nothingIsThereAtFirst() {
    QVERIFY(!find<QWidget>("way")->isVisible());
    QVERIFY(!find<QWidget>("historyPanel")->isVisible());
    QVERIFY(!find<QWidget>("savedSearches")->isVisible());
    QVERIFY(!find<QWidget>("collections")->isVisible());
    QVERIFY(!find<QWidget>("collectionBar")->isVisible());
    QVERIFY(!find<QWidget>("taskBar")->isVisible());
    // Nothing to save, and said so.
    QTest::keyClick(&real->window, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!find<MessageStrip>("messageStrip")->text().isEmpty());
    QVERIFY(!find<QWidget>("savedSearches")->isVisible());
}

void TestHistory::goesBackAndForward() {
    // From the middle of all pictures.
    grid->verticalScrollBar()->setValue(grid->verticalScrollBar()->maximum() / 2 + 37);
    const int allPlace = grid->verticalScrollBar()->value();
    ask(QStringLiteral("name:1"));
    QVERIFY(find<QWidget>("way")->isVisible());
    const QStringList ones = names();
    grid->verticalScrollBar()->setValue(grid->verticalScrollBar()->maximum() - 100);
    const int place = grid->verticalScrollBar()->value();
    QVERIFY(place > 0);
    const int last = model->rowCount() - 1;
    select({last, last - 2, last - 5});
    grid->verticalScrollBar()->setValue(place);
    ask(QStringLiteral("name:2"));
    const QStringList twos = names();
    QVERIFY(twos != ones);

    QTest::keyClick(&real->window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(filter(), QStringLiteral("name:1"));
    QTRY_COMPARE_WITH_TIMEOUT(names(), ones, patience);
    QTRY_COMPARE_WITH_TIMEOUT(grid->verticalScrollBar()->value(), place, patience);
    QCOMPARE(grid->chosenRows(), (QList<int>{last - 5, last - 2, last}));
    QCOMPARE(grid->currentIndex().row(), last);

    // By the mouse's buttons, wherever it is.
    QTest::mouseClick(grid->viewport(), Qt::BackButton, {}, QPoint(200, 200));
    QVERIFY(query->isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), pictures, patience);
    QTRY_COMPARE_WITH_TIMEOUT(grid->verticalScrollBar()->value(), allPlace, patience);
    QVERIFY(!find<QAction>("actionBack")->isEnabled());
    QTest::mouseClick(find<QWidget>("folderPanel"), Qt::ForwardButton);
    QCOMPARE(filter(), QStringLiteral("name:1"));
    QTest::mouseClick(find<QAbstractButton>("actionForwardButton"), Qt::LeftButton);
    QCOMPARE(filter(), QStringLiteral("name:2"));
    QTRY_COMPARE_WITH_TIMEOUT(names(), twos, patience);
    QVERIFY(!find<QAction>("actionForward")->isEnabled());
    QCOMPARE(history().trail().size(), std::size_t(2));
}

void TestHistory::typingIsOneStep() {
    auto* sentence = find<QLineEdit>("sentenceEdit");
    sentence->setFocus();
    QTest::keyClicks(sentence, QStringLiteral("red boat"));
    QTRY_COMPARE_WITH_TIMEOUT(history().trail().size(), std::size_t(1), patience);
    QTest::keyClicks(sentence, QStringLiteral("s at sea"));
    QTRY_COMPARE_WITH_TIMEOUT(history().trail().size(), std::size_t(2), patience);
    const auto rows = history().trail().rows();
    QCOMPARE(history().trail().find(rows[0].step)->query.text, QStringLiteral("red boat"));
    QCOMPARE(history().trail().find(rows[1].step)->query.text, QStringLiteral("red boats at sea"));
    // Back while something is being typed: that is kept, to come back to.
    sentence->setFocus();
    QTest::keyClicks(sentence, QStringLiteral(" now"));
    QTRY_COMPARE_WITH_TIMEOUT(query->sentence(), QStringLiteral("red boats at sea now"), patience);
    QTest::keyClick(&real->window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(sentence->text(), QStringLiteral("red boats at sea"));
    QTest::keyClick(&real->window, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(sentence->text(), QStringLiteral("red boats at sea now"));
}

void TestHistory::aUsedPictureMakesAStep() {
    query->setFilter(*filterFromText(QStringLiteral("name:7")));
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() < pictures, patience);
    grid->setFocus();
    grid->setCurrentIndex(model->index(0));
    QTest::keyClick(grid, Qt::Key_Space);
    QCOMPARE(history().trail().size(), std::size_t(1));
    // Back from the large view leads to the pictures first.
    auto* viewer = real->window.findChild<ViewerPage*>();
    QVERIFY(viewer->isVisible());
    QTest::keyClick(viewer, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(grid->isVisible());
    QCOMPARE(filter(), QStringLiteral("name:7"));
}

void TestHistory::panelGoesNamesAndForgets() {
    ask(QStringLiteral("name:1"));
    ask(QStringLiteral("name:2"));
    QTest::keyClick(&real->window, Qt::Key_H, Qt::ControlModifier);
    auto* panel = find<QWidget>("historyPanel");
    auto* list = find<QListView>("historyList");
    QVERIFY(panel->isVisible() && list->hasFocus());
    QCOMPARE(list->model()->rowCount(), 2);
    QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("name:1"));
    // The pictures of a step.
    const StepId first = history().trail().rows().front().step;
    QTRY_COMPARE_WITH_TIMEOUT(history().trail().find(first)->pictures.size(), std::size_t(4),
                              patience);
    QSignalSpy pictureReady(&history(), &HistoryService::pictureReady);
    history().requestPicture(history().trail().find(first)->pictures.front());
    QTRY_VERIFY_WITH_TIMEOUT(pictureReady.count() > 0, patience);

    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(filter(), QStringLiteral("name:1"));
    ask(QStringLiteral("name:3"));
    QCOMPARE(list->model()->rowCount(), 3);

    // A name makes it a saved search.
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_F2);
    auto* editor = qobject_cast<QLineEdit*>(real->window.focusWidget());
    QVERIFY(editor && editor != find<QLineEdit>("sentenceEdit"));
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("Ones"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("Ones"));
    QCOMPARE(shelf().searchNames(), QStringList{QStringLiteral("Ones")});

    list->setFocus();
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(list->model()->rowCount(), 2);

    QTest::mouseClick(find<QPushButton>("forgetHistory"), Qt::LeftButton);
    auto* question = find<QWidget>("forgetQuestion");
    QVERIFY(question->isVisible());
    QTest::keyClick(real->window.focusWidget(), Qt::Key_Escape);
    QVERIFY(!question->isVisible() && panel->isVisible());
    QCOMPARE(list->model()->rowCount(), 2);
    QTest::mouseClick(find<QPushButton>("forgetHistory"), Qt::LeftButton);
    QTest::mouseClick(find<QPushButton>("forgetQuestionYes"), Qt::LeftButton);
    QCOMPARE(list->model()->rowCount(), 0);
    QCOMPARE(shelf().searches().size(), 1);
    // In a narrow window the side bar makes room, until its turn comes.
    QVERIFY(!find<QWidget>("folderPanel")->isVisible());
    QTest::keyClick(&real->window, Qt::Key_H, Qt::ControlModifier);
    QVERIFY(!panel->isVisible() && find<QWidget>("folderPanel")->isVisible());
}

void TestHistory::survivesARestart() {
    ask(QStringLiteral("name:1"));
    grid->verticalScrollBar()->setValue(grid->verticalScrollBar()->maximum());
    ask(QStringLiteral("name:2"));
    openAgain();
    QCOMPARE(history().trail().size(), std::size_t(2));
    QVERIFY(query->isEmpty());
    QTest::keyClick(&real->window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(filter(), QStringLiteral("name:2"));
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() < pictures, patience);
    QTest::keyClick(&real->window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(filter(), QStringLiteral("name:1"));
    // About where it was left.
    QTRY_VERIFY_WITH_TIMEOUT(grid->verticalScrollBar()->value() > 0, patience);
}

void TestHistory::keepsNothingWhenTold() {
    ask(QStringLiteral("name:1"));
    real->settings.setKeepsHistory(false);
    openAgain();
    QCOMPARE(history().trail().size(), std::size_t(1));
    ask(QStringLiteral("name:2"));
    QTest::keyClick(&real->window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(query->isEmpty());
    openAgain();
    QCOMPARE(history().trail().size(), std::size_t(1));
}

void TestHistory::aDamagedDeskIsInNobodysWay() {
    ask(QStringLiteral("name:1"));
    real->window.close();
    real.reset();
    QFile file(m_dir->filePath(QStringLiteral("library/desk.db")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(4096, '\x5a'));
    file.close();
    open();
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().contains(QStringLiteral("damaged")), qPrintable(told.first()));
    QCOMPARE(history().trail().size(), std::size_t(0));
    ask(QStringLiteral("name:2"));
    openAgain();
    QCOMPARE(history().trail().size(), std::size_t(1));
}

void TestHistory::aNewerDeskIsLeftAlone() {
    real->window.close();
    real.reset();
    QFile file(m_dir->filePath(QStringLiteral("library/desk.db")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(60);  // SQLite's user_version
    file.write(QByteArray("\0\0\x27\x0f", 4));
    file.close();
    open();
    QCOMPARE(told.size(), 1);
    QVERIFY2(told.first().contains(QStringLiteral("newer")), qPrintable(told.first()));
    // One can search all the same, and go back; what is to be kept is told again.
    ask(QStringLiteral("name:2"));
    QTest::keyClick(&real->window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(query->isEmpty());
    QCOMPARE(told.size(), 1);
    shelf().saveSearch(QStringLiteral("two"), {});
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, patience);
    QVERIFY(find<MessageStrip>("messageStrip")->isVisible());
}

SEMBLANCE_GUI_TEST(TestHistory)
#include "tst_history.moc"
