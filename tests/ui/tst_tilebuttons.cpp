#include <QSignalSpy>
#include <QTest>

#include "core/library/services/pictureservice.h"
#include "tests/testmain.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/results/photodelegate.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/tilebuttons.h"
#include "ui/style/tokens.h"

using namespace semblance;
using Sign = Feedback::Sign;

class TestTileButtons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void clicksMarkAndDoNotSelect();
    void theRestOfTheTileIsThePictures();
    void marksAreSeen();

private:
    QPoint middleOf(int row, Sign sign) const {
        const QRect cell = grid->visualRect(photos->index(row));
        return buttons->buttonOn(PhotoDelegate::tileIn(cell), sign).center();
    }
    QColor colourAt(QPoint point) const {
        return grid->viewport()->grab().toImage().pixelColor(point);
    }

    std::unique_ptr<PictureService> pictures;
    std::unique_ptr<PhotoListModel> photos;
    std::unique_ptr<PhotoGrid> grid;
    TileButtons* buttons = nullptr;
};

void TestTileButtons::init() {
    pictures = std::make_unique<PictureService>();
    photos = std::make_unique<PhotoListModel>();
    grid = std::make_unique<PhotoGrid>(*photos, *pictures);
    grid->setPalette(paletteOf(lightTokens()));
    buttons = new TileButtons(*grid);
    static_cast<PhotoDelegate*>(grid->itemDelegate())->setButtons(buttons);
    grid->resize(800, 600);
    grid->show();
    QVERIFY(QTest::qWaitForWindowExposed(grid.get()));
    grid->setPhotos(std::make_shared<SyntheticPhotos>(12));
}

void TestTileButtons::cleanup() {
    grid.reset();
    photos.reset();
    pictures.reset();
}

void TestTileButtons::clicksMarkAndDoNotSelect() {
    QSignalSpy clicked(buttons, &TileButtons::clicked);
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, middleOf(2, Sign::More));
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.last().at(0).toModelIndex().row(), 2);
    QVERIFY(clicked.last().at(1).value<Sign>() == Sign::More);
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, middleOf(1, Sign::Less));
    QVERIFY(clicked.last().at(1).value<Sign>() == Sign::Less);
    QVERIFY(!grid->currentIndex().isValid() && grid->selectedCount() == 0);
    // Twice is twice, and shows nothing large.
    QSignalSpy view(grid.get(), &PhotoGrid::viewWanted);
    QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, middleOf(1, Sign::Less));
    QCOMPARE(view.count(), 0);
    // Let go elsewhere it is none.
    clicked.clear();
    QTest::mousePress(grid->viewport(), Qt::LeftButton, {}, middleOf(1, Sign::Less));
    QTest::mouseMove(grid->viewport(), middleOf(1, Sign::More));
    QTest::mouseRelease(grid->viewport(), Qt::LeftButton, {}, middleOf(1, Sign::More));
    QCOMPARE(clicked.count(), 0);
    QCOMPARE(grid->selectedCount(), 0);
}

void TestTileButtons::theRestOfTheTileIsThePictures() {
    QSignalSpy clicked(buttons, &TileButtons::clicked);
    const QRect cell = grid->visualRect(photos->index(3));
    QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, cell.center());
    QCOMPARE(clicked.count(), 0);
    QCOMPARE(grid->currentIndex().row(), 3);
    QTest::mouseClick(grid->viewport(), Qt::RightButton, {}, middleOf(2, Sign::More));
    QCOMPARE(clicked.count(), 0);
    // They fit into the smallest tile, apart from each other.
    grid->setThumbnailSize(PhotoGrid::smallest);
    const QRect tile = PhotoDelegate::tileIn(grid->visualRect(photos->index(0)));
    const QRect more = buttons->buttonOn(tile, Sign::More);
    const QRect less = buttons->buttonOn(tile, Sign::Less);
    QVERIFY(tile.contains(more) && tile.contains(less) && !more.intersects(less));
    grid->setLayoutDirection(Qt::RightToLeft);
    const QRect mirrored = PhotoDelegate::tileIn(grid->visualRect(photos->index(0)));
    QVERIFY(mirrored.contains(buttons->buttonOn(mirrored, Sign::More)));
    QVERIFY(mirrored.contains(buttons->buttonOn(mirrored, Sign::Less)));
}

void TestTileButtons::marksAreSeen() {
    const Tokens& t = lightTokens();
    const QPoint more = middleOf(0, Sign::More) + QPoint(0, 10);  // beside its glyph
    const QPoint less = middleOf(0, Sign::Less) + QPoint(0, 10);
    QVERIFY(colourAt(more) != t.accent && colourAt(less) != t.danger);
    buttons->setMarks({{1, Sign::More}, {2, Sign::Less}});
    QCOMPARE(colourAt(more), t.accent);
    QVERIFY(colourAt(less) != t.danger);
    QCOMPARE(colourAt(middleOf(1, Sign::Less) + QPoint(0, 10)), t.danger);
    buttons->setMarks({});
    QVERIFY(colourAt(more) != t.accent);
    // With the focus they are there to be seen.
    const QImage before = grid->viewport()->grab().toImage();
    grid->setFocus();
    QTRY_VERIFY(grid->hasFocus());
    grid->setCurrentIndex(photos->index(0));
    QCOMPARE(colourAt(more), t.surface);
}

SEMBLANCE_GUI_TEST(TestTileButtons)
#include "tst_tilebuttons.moc"
