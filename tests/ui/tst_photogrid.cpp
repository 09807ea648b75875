#include <QAccessible>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "core/library/services/pictureservice.h"
#include "tests/testmain.h"
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
    void keepsEverythingWhenNewerPicturesComeIn();
    void showsNewPicturesAtTheVeryTop();
    void doesNotJumpToTheNeighbourOfWhatGoes();
    void keepsTheFirstPictureInAnotherWidth();
    void staysScrolledWhenRankedAnew();
    void startsFromTheTopWithAnAnswer();
    void everyCellIsWhereItIsFound_data();
    void everyCellIsWhereItIsFound();
    void movesInTheGrid();
    void selectsFromOneToAnother();
    void selectsWhatTheMouseTouches();
    void selectsEverything();
    void speaksToScreenReaders();
    void paintsEveryState();
    void asksAgainForWhatWasAway();
    void tellsThatTheEndIsNear();

private:
    int row() const { return grid->currentIndex().row(); }
    int columns() const { return grid->viewport()->width() / grid->gridSize().width(); }
    void change(const std::vector<int>& to) {
        const auto photos = std::make_shared<GivenPhotos>(to);
        grid->changePhotos(photos, rowChanges(model->photos().get(), photos.get()));
    }
    QSet<qint64> chosenFiles() const {
        QSet<qint64> files;
        for (const PhotoItem& item : grid->chosen())
            files.insert(item.file.value);
        return files;
    }
    QRect cellOf(int file) const {
        return grid->visualRect(model->index(model->rowOf(FileId{file})));
    }

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
    grid->setPhotos(std::make_shared<SyntheticPhotos>(100000));
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
    const auto more = std::make_shared<SyntheticPhotos>(100500);
    grid->changePhotos(more, rowChanges(model->photos().get(), more.get()));
    QCOMPARE(row(), 5000);
    QCOMPARE(grid->verticalScrollBar()->value(), scroll);
}

void TestPhotoGrid::keepsEverythingWhenNewerPicturesComeIn() {
    // The newest has the highest number.
    grid->setPhotos(std::make_shared<GivenPhotos>(files(2000, 1)));
    for (int file = 1500; file > 1490; --file)
        grid->selectionModel()->select(model->index(model->rowOf(FileId{file})),
                                       QItemSelectionModel::Select);
    grid->selectionModel()->setCurrentIndex(model->index(model->rowOf(FileId{1495})),
                                            QItemSelectionModel::NoUpdate);
    const QSet<qint64> chosen = chosenFiles();
    QCOMPARE(chosen.size(), 10);
    grid->verticalScrollBar()->setValue(grid->verticalScrollBar()->maximum() / 3 + 17);
    const int first = int(model->photo(grid->indexAt(QPoint(5, 5)).row()).file.value);
    const int top = cellOf(first).top();
    // One by one through several lines, then many, then some in between and at the end.
    for (int newest = 2001; newest <= 2000 + 5 * columns() + 1; ++newest) {
        change(files(newest, 1));
        QCOMPARE(cellOf(first).top(), top);
        QCOMPARE(chosenFiles(), chosen);
        QCOMPARE(model->photo(row()).file, FileId{1495});
    }
    change(files(9000, 1));
    QCOMPARE(cellOf(first).top(), top);
    std::vector<int> fewer = files(9000, 1);
    std::erase_if(fewer, [&](int file) { return file % 7 == 0 && file != first && file < 1490; });
    fewer.push_back(20000);
    change(fewer);
    QCOMPARE(cellOf(first).top(), top);
    QCOMPARE(chosenFiles(), chosen);
    QCOMPARE(model->photo(row()).file, FileId{1495});
}

void TestPhotoGrid::showsNewPicturesAtTheVeryTop() {
    grid->setPhotos(std::make_shared<GivenPhotos>(files(500, 1)));
    change(files(600, 1));
    QCOMPARE(grid->verticalScrollBar()->value(), 0);
    QCOMPARE(model->photo(grid->indexAt(QPoint(5, 5)).row()).file, FileId{600});
    // With one picked out it is that one that counts.
    grid->setCurrentIndex(model->index(1));
    const QRect before = cellOf(599);
    change(files(600 + 3 * columns(), 1));
    QCOMPARE(cellOf(599), before);
}

void TestPhotoGrid::doesNotJumpToTheNeighbourOfWhatGoes() {
    grid->setPhotos(std::make_shared<GivenPhotos>(files(2000, 1)));
    grid->setCurrentIndex(model->index(0));
    grid->verticalScrollBar()->setValue(5000);
    const int first = int(model->photo(grid->indexAt(QPoint(5, 5)).row()).file.value);
    const int top = cellOf(first).top();
    change(files(1999, 1));
    QCOMPARE(cellOf(first).top(), top);
    QCOMPARE(model->photo(row()).file, FileId{1999});
    // The first visible one itself: what follows it comes into its place.
    std::vector<int> rest = files(1999, 1);
    std::erase(rest, first);
    change(rest);
    QCOMPARE(cellOf(first - 1).top(), top);
}

void TestPhotoGrid::keepsTheFirstPictureInAnotherWidth() {
    grid->verticalScrollBar()->setValue(30000);
    const int first = int(model->photo(grid->indexAt(QPoint(5, 5)).row()).file.value);
    for (const int width : {500, 1400, 300, 900}) {
        grid->resize(width, 600);
        const QRect cell = cellOf(first);
        QVERIFY2(cell.bottom() >= 0 && cell.top() <= 0, qPrintable(QString::number(width)));
    }
}

void TestPhotoGrid::staysScrolledWhenRankedAnew() {
    const auto answer = [](int turn) {
        std::vector<PhotoRow> rows;
        for (int i = 0; i < 200; ++i) {
            const int file = 1 + (i * turn) % 211;
            rows.push_back({FileId{file}, ContentId{file}, 1.0f - float(i) / 200, true});
        }
        return std::make_shared<GivenPhotos>(rows);
    };
    grid->setPhotos(answer(1));
    grid->selectionModel()->select(model->index(3), QItemSelectionModel::Select);
    grid->verticalScrollBar()->setValue(700);
    const QSet<qint64> chosen = chosenFiles();
    for (int turn = 2; turn < 40; ++turn) {
        const auto ranked = answer(turn);
        grid->changePhotos(ranked, rowChanges(model->photos().get(), ranked.get()));
        QCOMPARE(grid->verticalScrollBar()->value(), 700);
        const bool isThere = model->rowOf(FileId{*chosen.begin()}) >= 0;
        if (!isThere)
            break;
        QCOMPARE(chosenFiles(), chosen);
    }
}

void TestPhotoGrid::startsFromTheTopWithAnAnswer() {
    grid->setCurrentIndex(model->index(5000));
    grid->setPhotos(std::make_shared<SyntheticPhotos>(200, true));
    QCOMPARE(grid->verticalScrollBar()->value(), 0);
    QVERIFY(!grid->currentIndex().isValid());
}

void TestPhotoGrid::everyCellIsWhereItIsFound_data() {
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

void TestPhotoGrid::everyCellIsWhereItIsFound() {
    QFETCH(Qt::LayoutDirection, direction);
    grid->setLayoutDirection(direction);
    grid->verticalScrollBar()->setValue(12345);
    const QRect area = grid->viewport()->rect();
    int seen = 0;
    for (int row = 0; row < 1000; ++row) {
        const QRect cell = grid->visualRect(model->index(row));
        if (!area.contains(cell.center()))
            continue;
        ++seen;
        for (const QPoint& point : {cell.topLeft(), cell.center(), cell.bottomRight()})
            QCOMPARE(grid->indexAt(point).row(), row);
    }
    QVERIFY(seen >= columns());
    const QRect first = grid->visualRect(model->index(0));
    const QRect second = grid->visualRect(model->index(1));
    QCOMPARE(second.left() > first.left(), direction == Qt::LeftToRight);
    QVERIFY(!grid->indexAt(QPoint(5, -13000)).isValid());
    grid->verticalScrollBar()->setValue(grid->verticalScrollBar()->maximum());
    const QRect last = grid->visualRect(model->index(99999));
    QCOMPARE(last.bottom(), area.bottom());
    QVERIFY(!grid->indexAt(last.bottomLeft() + QPoint(0, 5)).isValid());
}

void TestPhotoGrid::movesInTheGrid() {
    const int width = columns();
    // Three lines, the last with one picture.
    grid->setPhotos(std::make_shared<SyntheticPhotos>(2 * width + 1));
    grid->setCurrentIndex(model->index(width - 1));
    QTest::keyClick(grid.get(), Qt::Key_Right);
    QCOMPARE(row(), width - 1);
    QTest::keyClick(grid.get(), Qt::Key_Down);
    QCOMPARE(row(), 2 * width - 1);
    QTest::keyClick(grid.get(), Qt::Key_Down);
    QCOMPARE(row(), 2 * width);
    QTest::keyClick(grid.get(), Qt::Key_Left);
    QCOMPARE(row(), 2 * width);
    QTest::keyClick(grid.get(), Qt::Key_Up);
    QCOMPARE(row(), width);
    QTest::keyClick(grid.get(), Qt::Key_PageDown);
    QCOMPARE(row(), 2 * width);
    QTest::keyClick(grid.get(), Qt::Key_PageUp);
    QCOMPARE(row(), 0);
    grid->setLayoutDirection(Qt::RightToLeft);
    QTest::keyClick(grid.get(), Qt::Key_Left);
    QCOMPARE(row(), 1);
}

void TestPhotoGrid::selectsFromOneToAnother() {
    const int width = columns();
    const auto click = [this](int row, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, modifiers,
                          grid->visualRect(model->index(row)).center());
    };
    click(1, {});
    click(width + 1, Qt::ShiftModifier);
    QCOMPARE(grid->chosenRows().size(), width + 1);
    QCOMPARE(grid->chosenRows().first(), 1);
    // Backwards, and beyond what is visible, by the keyboard.
    click(width, {});
    QTest::keyClick(grid.get(), Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(grid->chosenRows().size(), width + 1);
    QTest::keyClick(grid.get(), Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(grid->selectedCount(), 100000 - width);
    click(99990, Qt::ControlModifier);
    QCOMPARE(grid->selectedCount(), 100000 - width - 1);
}

void TestPhotoGrid::selectsWhatTheMouseTouches() {
    // From the empty place behind the last picture of a line.
    const int width = columns();
    grid->setPhotos(std::make_shared<SyntheticPhotos>(2 * width + 1));
    const QPoint from = grid->visualRect(model->index(2 * width)).center() +
                        QPoint(2 * grid->gridSize().width(), 0);
    QVERIFY(!grid->indexAt(from).isValid());
    const QPoint to = grid->visualRect(model->index(width + 1)).center();
    QTest::mousePress(grid->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(grid->viewport(), (from + to) / 2);
    QTest::mouseMove(grid->viewport(), to);
    QTest::mouseRelease(grid->viewport(), Qt::LeftButton, {}, to);
    QCOMPARE(grid->chosenRows(), (QList<int>{width + 1, width + 2}));
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
    grid->setPhotos(std::make_shared<SyntheticPhotos>(40, true));
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

void TestPhotoGrid::asksAgainForWhatWasAway() {
    std::vector<PhotoRow> rows;
    for (int file = 1; file <= 40; ++file)
        rows.push_back({FileId{file}, ContentId{file}, PhotoRow::noScore, true});
    grid->setPhotos(std::make_shared<GivenPhotos>(rows));
    const QImage asked = grid->viewport()->grab().toImage();
    Q_EMIT pictures->thumbnailMissing(ContentId{1}, 256);
    const QImage missing = grid->viewport()->grab().toImage();
    QVERIFY(missing != asked);
    const auto show = [&] {
        const auto now = std::make_shared<GivenPhotos>(rows);
        grid->changePhotos(now, rowChanges(model->photos().get(), now.get()));
        return grid->viewport()->grab().toImage();
    };
    // Not at every change: a broken file would be read again and again.
    rows.back().content = ContentId{77};
    QCOMPARE(show(), missing);
    rows.front().available = false;
    show();
    Q_EMIT pictures->thumbnailMissing(ContentId{1}, 256);
    rows.front().available = true;
    QCOMPARE(show(), asked);
}

void TestPhotoGrid::tellsThatTheEndIsNear() {
    QSignalSpy told(grid.get(), &PhotoGrid::endNeared);
    grid->verticalScrollBar()->setValue(1000);
    QCOMPARE(told.count(), 0);
    grid->setCurrentIndex(model->index(0));
    QTest::keyClick(grid.get(), Qt::Key_End);
    QVERIFY(told.count() > 0);
    // Of what fits into the window one cannot scroll.
    told.clear();
    grid->setPhotos(std::make_shared<SyntheticPhotos>(3));
    QVERIFY(told.count() > 0);
}

SEMBLANCE_GUI_TEST(TestPhotoGrid)
#include "tst_photogrid.moc"
