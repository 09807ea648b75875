#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "core/library/pictureservice.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/style/icons.h"

using namespace semblance;

class TestPhotoGrid : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }
    void init();
    void cleanup();

    void walksAHundredThousandRows();
    void findsByTyping();
    void asksForReferenceAndView();
    void changesItsSize();
    void keepsPlaceWhenRowsArrive();
    void startsFromTheTopWithAnAnswer();
    void selectsEverything();
    void speaksToScreenReaders();
    void paintsEveryState();

private:
    int row() const { return grid->currentIndex().row(); }

    std::unique_ptr<PictureService> pictures;
    std::unique_ptr<PhotoListModel> model;
    std::unique_ptr<PhotoGrid> grid;
};

void TestPhotoGrid::init() {
    pictures = std::make_unique<PictureService>();
    model = std::make_unique<PhotoListModel>();
    grid = std::make_unique<PhotoGrid>(*model, *pictures);
    grid->resize(900, 600);
    grid->show();
    QVERIFY(QTest::qWaitForWindowExposed(grid.get()));
    grid->setPhotos(std::make_shared<SyntheticPhotos>(100000), false);
    grid->setFocus();
}

void TestPhotoGrid::cleanup() {
    grid.reset();
    model.reset();
    pictures.reset();
}

void TestPhotoGrid::walksAHundredThousandRows() {
    const int columns = grid->viewport()->width() / grid->gridSize().width();
    QVERIFY(columns >= 3);
    QVERIFY(!grid->currentIndex().isValid());
    QTest::keyClick(grid.get(), Qt::Key_Right);
    QCOMPARE(row(), 0);
    QTest::keyClick(grid.get(), Qt::Key_Right);
    QCOMPARE(row(), 1);
    QTest::keyClick(grid.get(), Qt::Key_Down);
    QCOMPARE(row(), 1 + columns);
    QTest::keyClick(grid.get(), Qt::Key_Up);
    QCOMPARE(row(), 1);
    QTest::keyClick(grid.get(), Qt::Key_End);
    QCOMPARE(row(), 99999);
    QVERIFY(grid->viewport()->rect().intersects(grid->visualRect(grid->currentIndex())));
    QCOMPARE(grid->verticalScrollBar()->value(), grid->verticalScrollBar()->maximum());
    QTest::keyClick(grid.get(), Qt::Key_PageUp);
    QVERIFY(row() < 99999 - columns);
    QTest::keyClick(grid.get(), Qt::Key_Home);
    QCOMPARE(row(), 0);
    QTest::keyClick(grid.get(), Qt::Key_PageDown);
    QVERIFY(row() >= columns);
    // Through the whole list by the scroll bar, painting each stop.
    QScrollBar* bar = grid->verticalScrollBar();
    for (int step = 0; step <= 50; ++step) {
        bar->setValue(int(qint64(bar->maximum()) * step / 50));
        QVERIFY(grid->indexAt(grid->viewport()->rect().center()).isValid());
        grid->viewport()->repaint();
    }
}

void TestPhotoGrid::findsByTyping() {
    // The keys belong together however slow the machine is.
    const int interval = QApplication::keyboardInputInterval();
    QApplication::setKeyboardInputInterval(60000);
    QTest::keyClicks(grid.get(), QStringLiteral("00054321"));
    QApplication::setKeyboardInputInterval(interval);
    QCOMPARE(row(), 54321);
}

void TestPhotoGrid::asksForReferenceAndView() {
    QSignalSpy reference(grid.get(), &PhotoGrid::referenceWanted);
    QSignalSpy view(grid.get(), &PhotoGrid::viewWanted);
    QTest::keyClick(grid.get(), Qt::Key_Return);
    QCOMPARE(reference.count(), 0);  // nothing is current yet
    grid->setCurrentIndex(model->index(3));
    QTest::keyClick(grid.get(), Qt::Key_Return);
    QCOMPARE(reference.count(), 1);
    QCOMPARE(reference.first().first().value<PhotoItem>().path,
             QStringLiteral("/pictures/00000003.jpg"));
    QTest::keyClick(grid.get(), Qt::Key_Space);
    QCOMPARE(view.count(), 1);
    QCOMPARE(view.first().first().toInt(), 3);
    const QPoint fifth = grid->visualRect(model->index(5)).center();
    QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, fifth);
    QCOMPARE(view.last().first().toInt(), 5);
}

void TestPhotoGrid::changesItsSize() {
    QSignalSpy changed(grid.get(), &PhotoGrid::thumbnailSizeChanged);
    const int before = grid->gridSize().width();
    QWheelEvent wheel(QPointF(50, 50), grid->viewport()->mapToGlobal(QPointF(50, 50)), {},
                      QPoint(0, 10 * 120), Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(grid->viewport(), &wheel);
    QCOMPARE(changed.count(), 1);
    QVERIFY(grid->thumbnailSize() > PhotoGrid::usual);
    QVERIFY(grid->gridSize().width() > before);
    grid->setThumbnailSize(1);
    QCOMPARE(grid->thumbnailSize(), int(PhotoGrid::smallest));
    grid->setThumbnailSize(100000);
    QCOMPARE(grid->thumbnailSize(), int(PhotoGrid::largest));
    // The cells use up the width.
    const int width = grid->viewport()->width();
    const int cell = grid->gridSize().width();
    QVERIFY(width - (width / cell) * cell < width / cell);
}

void TestPhotoGrid::keepsPlaceWhenRowsArrive() {
    grid->setCurrentIndex(model->index(5000));
    const int scroll = grid->verticalScrollBar()->value();
    QVERIFY(scroll > 0);
    grid->setPhotos(std::make_shared<SyntheticPhotos>(100500), true);
    QCOMPARE(row(), 5000);
    QCOMPARE(grid->verticalScrollBar()->value(), scroll);
}

void TestPhotoGrid::startsFromTheTopWithAnAnswer() {
    grid->setCurrentIndex(model->index(5000));
    grid->setPhotos(std::make_shared<SyntheticPhotos>(200, true), false);
    QCOMPARE(grid->verticalScrollBar()->value(), 0);
    QVERIFY(!grid->currentIndex().isValid());
}

void TestPhotoGrid::selectsEverything() {
    grid->selectAll();
    QCOMPARE(grid->selectedCount(), 100000);
    grid->clearSelection();
    grid->setCurrentIndex(model->index(2));
    QCOMPARE(grid->chosenRows(), QList<int>{2});
    QCOMPARE(grid->chosen().first().file, FileId{3});
}

void TestPhotoGrid::speaksToScreenReaders() {
    QAccessibleInterface* view = QAccessible::queryAccessibleInterface(grid.get());
    QVERIFY(view);
    QCOMPARE(view->text(QAccessible::Name), QStringLiteral("Pictures"));
    QVERIFY(view->tableInterface());
    QCOMPARE(view->tableInterface()->rowCount(), 100000);
    QAccessibleInterface* cell = view->tableInterface()->cellAt(41, 0);
    QVERIFY(cell);
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("00000041.jpg, picture 42 of 100,000"));
}

void TestPhotoGrid::paintsEveryState() {
    grid->setPhotos(std::make_shared<SyntheticPhotos>(40, true), false);
    grid->setCurrentIndex(model->index(1));
    QImage small(64, 48, QImage::Format_RGB32);
    small.fill(Qt::red);
    Q_EMIT pictures->thumbnailReady(ContentId{1}, 256, small);
    Q_EMIT pictures->thumbnailMissing(ContentId{3}, 256);
    const QImage shot = grid->viewport()->grab().toImage();
    // The first picture is in the middle of its cell, and only there.
    QCOMPARE(shot.pixelColor(grid->visualRect(model->index(0)).center()), QColor(Qt::red));
    QVERIFY(shot.pixelColor(grid->visualRect(model->index(2)).center()) != QColor(Qt::red));
}

QTEST_MAIN(TestPhotoGrid)
#include "tst_photogrid.moc"
