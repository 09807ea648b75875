// The large view, alone and beside a list that changes.

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "core/library/services/libraryservice.h"
#include "core/library/services/pictureservice.h"
#include "tests/testmain.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/query/querymodel.h"
#include "ui/results/photolistmodel.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/ground.h"
#include "ui/style/icons.h"
#include "ui/viewer/factsline.h"
#include "ui/viewer/pictureview.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/browsepage.h"
#include "ui/window/groupflow.h"
#include "ui/window/messagestrip.h"

using namespace semblance;

class TestViewer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void pictureViewZooms();
    void showsAPreviewUntilThePictureIsThere();
    void nothingVanishesOnItsGround();
    void choosesAPart();
    void viewerWalksTheList();
    void viewerStaysWithItsPicture();
    void viewerKeepsWhatWasTakenOut();
    void viewerFollowsAnotherList();
    void viewerTakesNewsOfItsPicture();
    void viewerSaysWhatFailed();
    void filmsAreMarkedAndPlayed();
    void groupIsToldAndAskedFor();
    void groupIsShownInTheGrid();
    void factsStandInOneLine();
    void aLongLineEndsInAnEllipsis();
};

namespace {

void change(PhotoListModel& model, const std::vector<PhotoRow>& rows) {
    const auto to = std::make_shared<GivenPhotos>(rows);
    model.changePhotos(to, rowChanges(model.photos().get(), to.get()));
}

void change(PhotoListModel& model, const std::vector<int>& files) {
    const auto to = std::make_shared<GivenPhotos>(files);
    model.changePhotos(to, rowChanges(model.photos().get(), to.get()));
}

}  // namespace

void TestViewer::pictureViewZooms() {
    PictureView view;
    view.resize(400, 300);
    view.show();
    QImage image(800, 800, QImage::Format_RGB32);
    image.fill(Qt::red);
    view.setImage(image);
    QVERIFY(view.isFitted());
    QVERIFY(view.zoom() < 0.5);
    view.zoomToPixels();
    QCOMPARE(view.zoom(), 1.0);
    QVERIFY(!view.isFitted());
    for (int i = 0; i < 100; ++i)
        view.zoomIn();
    QCOMPARE(view.zoom(), PictureView::largestZoom);
    for (int i = 0; i < 100; ++i)
        view.zoomOut();
    QVERIFY(view.isFitted());
    QTest::mouseDClick(&view, Qt::LeftButton);
    QCOMPARE(view.zoom(), 1.0);
    // Dragging never leaves the middle empty.
    QTest::mousePress(&view, Qt::LeftButton, {}, QPoint(10, 10));
    QTest::mouseMove(&view, QPoint(390, 290));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, QPoint(390, 290));
    QCOMPARE(view.grab().toImage().pixelColor(200, 150), QColor(Qt::red));
    // A small picture is not enlarged by itself.
    view.setImage(image.copy(0, 0, 20, 20));
    QVERIFY(view.zoom() <= view.devicePixelRatioF());
}

void TestViewer::showsAPreviewUntilThePictureIsThere() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(5));
    ViewerPage viewer(model, pictures);
    viewer.resize(1200, 900);
    viewer.show();
    viewer.showRow(1);
    const auto* view = viewer.findChild<PictureView*>();
    QSignalSpy zoomed(view, &PictureView::zoomChanged);
    QImage thumbnail(512, 256, QImage::Format_RGB32);
    thumbnail.fill(Qt::red);
    // Of another picture: nothing to see here.
    Q_EMIT pictures.thumbnailReady(ContentId{1}, 512, thumbnail);
    QVERIFY(!view->hasImage());
    Q_EMIT pictures.thumbnailReady(ContentId{2}, 512, thumbnail);
    QVERIFY(view->hasImage() && view->isVisible());
    QVERIFY(view->zoom() > 1);  // as large as the picture will be
    QCOMPARE(zoomed.count(), 0);
    QImage picture(2400, 1200, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    const auto middle = [&] {
        return const_cast<PictureView*>(view)->grab().toImage().pixelColor(view->rect().center());
    };
    QCOMPARE(middle(), QColor(Qt::red));
    Q_EMIT pictures.viewReady(1, picture, {});
    QCOMPARE(middle(), QColor(Qt::blue));
    QVERIFY(view->zoom() < 1);
    // A thumbnail that comes late changes nothing any more.
    Q_EMIT pictures.thumbnailReady(ContentId{2}, 512, thumbnail);
    QCOMPARE(middle(), QColor(Qt::blue));
}

void TestViewer::nothingVanishesOnItsGround() {
    const auto logo = [](const QColor& colour, bool isTransparent) {
        QImage image(64, 64, QImage::Format_ARGB32_Premultiplied);
        image.fill(isTransparent ? QColor(Qt::transparent) : QColor(Qt::gray));
        for (int x = 20; x < 44; ++x) {
            for (int y = 20; y < 44; ++y)
                image.setPixelColor(x, y, colour);
        }
        return image;
    };
    const Tokens& light = lightTokens();
    const Tokens& dark = darkTokens();
    const auto white = edgeTones(logo(Qt::white, true));
    const auto black = edgeTones(logo(Qt::black, true));
    QVERIFY(white.light > 0.95f && white.dark == 0 && black.dark > 0.95f && black.light == 0);
    QCOMPARE(&tokensUnder(white, light), &dark);
    QCOMPARE(&tokensUnder(white, dark), &dark);
    QCOMPARE(&tokensUnder(black, light), &light);
    QCOMPARE(&tokensUnder(black, dark), &light);
    QCOMPARE(edgeTones(logo(Qt::white, false)).light, 0.0f);
    QCOMPARE(&tokensUnder({}, light), &light);
    // Half of it can be seen: it is known by that.
    QImage halves = logo(Qt::white, true);
    for (int x = 20; x < 44; ++x) {
        for (int y = 32; y < 44; ++y)
            halves.setPixelColor(x, y, QColor(0x3060c0));
    }
    QCOMPARE(&tokensUnder(edgeTones(halves), light), &light);
    QCOMPARE(&tokensUnder(edgeTones(logo(QColor(0x3060c0), true)), light), &light);

    PictureView view;
    view.setPalette(paletteOf(light));
    view.resize(400, 300);
    view.setImage(logo(Qt::white, true));
    const auto corner = [&] {
        return view.grab().toImage().pixelColor(view.rect().center() - QPoint(30, 30));
    };
    QCOMPARE(corner(), dark.tile);
    view.setGround(Ground::Light);
    QCOMPARE(corner(), light.tile);
}

void TestViewer::choosesAPart() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(5));
    ViewerPage viewer(model, pictures);
    viewer.resize(900, 700);
    viewer.show();
    QVERIFY(QTest::qWaitForWindowExposed(&viewer));
    auto* view = viewer.findChild<PictureView*>();
    auto* band = viewer.findChild<QWidget*>(QStringLiteral("viewerRegion"));
    QSignalSpy wanted(&viewer, &ViewerPage::regionWanted);
    QSignalSpy closed(&viewer, &ViewerPage::closed);
    viewer.showRow(1);
    viewer.chooseRegion();
    QVERIFY(!band->isVisible());  // not before there is a picture
    QImage picture(400, 200, QImage::Format_RGB32);
    picture.fill(Qt::blue);
    Q_EMIT pictures.viewReady(1, picture, {});
    QVERIFY(band->isVisible() && band->hasFocus());
    const QRect shown = view->pictureRect().toRect();
    QTest::mousePress(band, Qt::LeftButton, {}, shown.center());
    QTest::mouseRelease(band, Qt::LeftButton, {}, shown.bottomRight() + QPoint(50, 50));
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].value<PhotoItem>().file, FileId{2});
    const QRectF region = wanted[0][1].toRectF();
    QVERIFY(qAbs(region.left() - .5) < .02 && qAbs(region.top() - .5) < .02);
    QVERIFY(region.right() <= 1 && region.bottom() > .98);
    QVERIFY(!band->isVisible());
    // With keys, in another size of the window; Esc ends it and nothing else.
    QTest::mouseClick(viewer.findChild<QToolButton*>(QStringLiteral("viewerPart")), Qt::LeftButton);
    QVERIFY(band->isVisible());
    viewer.resize(700, 500);
    QTest::keyClick(band, Qt::Key_Down);
    QTest::keyClick(band, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(band, Qt::Key_Return);
    QCOMPARE(wanted.count(), 2);
    QVERIFY(qAbs(wanted[1][1].toRectF().height() - .52) < .001);
    viewer.chooseRegion();
    QTest::keyClick(band, Qt::Key_Escape);
    QVERIFY(!band->isVisible() && closed.isEmpty());
    QCOMPARE(wanted.count(), 2);
    // Another picture ends it, too.
    viewer.chooseRegion();
    viewer.showRow(2);
    QVERIFY(!band->isVisible());
}

void TestViewer::viewerWalksTheList() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(5));
    ViewerPage viewer(model, pictures);
    viewer.resize(600, 400);
    viewer.show();
    QSignalSpy closed(&viewer, &ViewerPage::closed);
    QSignalSpy reference(&viewer, &ViewerPage::referenceWanted);
    viewer.showRow(1);
    auto* previous = viewer.findChild<QToolButton*>(QStringLiteral("viewerPrevious"));
    auto* next = viewer.findChild<QToolButton*>(QStringLiteral("viewerNext"));
    QVERIFY(previous->isEnabled() && next->isEnabled());
    const auto* position = viewer.findChild<QLabel*>(QStringLiteral("viewerPosition"));
    QCOMPARE(position->text(), QStringLiteral("2 of 5"));
    QTest::keyClick(&viewer, Qt::Key_Left);
    QCOMPARE(viewer.row(), 0);
    QVERIFY(!previous->isEnabled());
    QTest::keyClick(&viewer, Qt::Key_Left);
    QCOMPARE(viewer.row(), 0);
    QTest::keyClick(&viewer, Qt::Key_End);
    QCOMPARE(viewer.row(), 4);
    QCOMPARE(position->text(), QStringLiteral("5 of 5"));
    QVERIFY(!next->isEnabled());
    QTest::keyClick(&viewer, Qt::Key_Return);
    QCOMPARE(reference.first().first().value<PhotoItem>().file, FileId{5});
    QTest::keyClick(&viewer, Qt::Key_Escape);
    QCOMPARE(closed.count(), 1);
}

void TestViewer::viewerStaysWithItsPicture() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<GivenPhotos>(std::vector{5, 4, 3, 2, 1}));
    ViewerPage viewer(model, pictures);
    viewer.show();
    viewer.showRow(2);
    QSignalSpy loaded(&viewer, &ViewerPage::photoChanged);
    change(model, std::vector{9, 8, 5, 4, 7, 3, 2, 1});
    QCOMPARE(viewer.photo().file, FileId{3});
    QCOMPARE(viewer.row(), 5);
    QCOMPARE(loaded.count(), 0);  // it is not decoded again
    QTest::keyClick(&viewer, Qt::Key_Left);
    QCOMPARE(viewer.photo().file, FileId{7});
    QTest::keyClick(&viewer, Qt::Key_Right);
    QTest::keyClick(&viewer, Qt::Key_Right);
    QCOMPARE(viewer.photo().file, FileId{2});
    // In another order, too.
    change(model, std::vector{2, 1, 3, 4});
    QTest::keyClick(&viewer, Qt::Key_Right);
    QCOMPARE(viewer.photo().file, FileId{1});
    auto* previous = viewer.findChild<QToolButton*>(QStringLiteral("viewerPrevious"));
    auto* next = viewer.findChild<QToolButton*>(QStringLiteral("viewerNext"));
    change(model, std::vector{1});
    QVERIFY(!previous->isEnabled() && !next->isEnabled());
    change(model, std::vector{6, 1, 5});
    QVERIFY(previous->isEnabled() && next->isEnabled());
}

void TestViewer::viewerKeepsWhatWasTakenOut() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<GivenPhotos>(std::vector{5, 4, 3, 2, 1}));
    ViewerPage viewer(model, pictures);
    viewer.show();
    auto* next = viewer.findChild<QToolButton*>(QStringLiteral("viewerNext"));
    viewer.showRow(2);
    change(model, std::vector{5, 4, 2, 1});
    QCOMPARE(viewer.photo().file, FileId{3});
    QCOMPARE(viewer.row(), -1);
    QVERIFY(next->isEnabled());
    change(model, std::vector{6, 5, 4, 2, 1});
    QTest::keyClick(&viewer, Qt::Key_Right);
    QCOMPARE(viewer.photo().file, FileId{2});
    change(model, std::vector{6, 5, 4, 1});
    QTest::keyClick(&viewer, Qt::Key_Left);
    QCOMPARE(viewer.photo().file, FileId{4});
    // The last one.
    QTest::keyClick(&viewer, Qt::Key_End);
    change(model, std::vector{6, 5, 4});
    QCOMPARE(viewer.photo().file, FileId{1});
    QVERIFY(!next->isEnabled());
    QTest::keyClick(&viewer, Qt::Key_Left);
    QCOMPARE(viewer.photo().file, FileId{4});
}

void TestViewer::viewerFollowsAnotherList() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<GivenPhotos>(std::vector{5, 4, 3, 2, 1}));
    ViewerPage viewer(model, pictures);
    viewer.show();
    viewer.showRow(2);
    model.setPhotos(std::make_shared<GivenPhotos>(std::vector{3, 1}));
    QCOMPARE(viewer.row(), 0);
    QTest::keyClick(&viewer, Qt::Key_Right);
    QCOMPARE(viewer.photo().file, FileId{1});
    // One that does not have it: the picture stays to be seen, with nowhere to go.
    model.setPhotos(std::make_shared<GivenPhotos>(std::vector{8, 9}));
    QCOMPARE(viewer.photo().file, FileId{1});
    QCOMPARE(viewer.row(), -1);
    QVERIFY(!viewer.findChild<QToolButton*>(QStringLiteral("viewerNext"))->isEnabled());
    QTest::keyClick(&viewer, Qt::Key_Right);
    QCOMPARE(viewer.photo().file, FileId{1});
}

void TestViewer::viewerTakesNewsOfItsPicture() {
    PictureService pictures;
    PhotoListModel model;
    std::vector<PhotoRow> rows{{FileId{1}, ContentId{1}, PhotoRow::noScore, false},
                               {FileId{2}, ContentId{2}, PhotoRow::noScore, true}};
    model.setPhotos(std::make_shared<GivenPhotos>(rows));
    ViewerPage viewer(model, pictures);
    viewer.showRow(0);
    auto* message = viewer.findChild<QLabel*>(QStringLiteral("viewerMessage"));
    QVERIFY(message->text().contains(QStringLiteral("not connected")));
    QSignalSpy loaded(&viewer, &ViewerPage::photoChanged);
    rows[1].content = ContentId{7};  // not its own
    change(model, rows);
    QCOMPARE(loaded.count(), 0);
    rows[0].available = true;
    change(model, rows);
    QCOMPARE(loaded.count(), 1);
    QVERIFY(viewer.photo().available);
    rows[0].content = ContentId{8};
    change(model, rows);
    QCOMPARE(loaded.count(), 2);
    QCOMPARE(viewer.photo().content, ContentId{8});
}

void TestViewer::viewerSaysWhatFailed() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(20));
    ViewerPage viewer(model, pictures);
    viewer.showRow(9);  // its disk is away
    auto* message = viewer.findChild<QLabel*>(QStringLiteral("viewerMessage"));
    QVERIFY(message->text().contains(QStringLiteral("not connected")));
}

void TestViewer::filmsAreMarkedAndPlayed() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<GivenFilms>(std::vector<qint64>{-1, 42'000}));
    ViewerPage viewer(model, pictures);
    viewer.resize(600, 400);
    viewer.show();
    auto* play = viewer.findChild<QToolButton*>(QStringLiteral("viewerPlay"));
    auto* view = viewer.findChild<PictureView*>(QStringLiteral("pictureView"));
    QSignalSpy played(&viewer, &ViewerPage::playWanted);
    QSignalSpy reference(&viewer, &ViewerPage::referenceWanted);
    viewer.showRow(0);
    QVERIFY(!play->isVisible());
    QTest::keyClick(&viewer, Qt::Key_Return);
    QCOMPARE(reference.count(), 1);
    QCOMPARE(played.count(), 0);
    viewer.showRow(1);
    QVERIFY(play->isVisible());
    QVERIFY(view->accessibleName().contains(QStringLiteral("video, 42")));
    QTest::keyClick(&viewer, Qt::Key_Return);
    play->click();
    QCOMPARE(reference.count(), 1);
    QCOMPARE(played.count(), 2);
    QCOMPARE(played.last().first().value<PhotoItem>().file, FileId{2});
    // The mark itself, once there is a frame under it.
    QImage frame(400, 300, QImage::Format_RGB32);
    frame.fill(Qt::red);
    view->setImage(frame);
    const QImage marked = view->grab().toImage();
    QVERIFY(marked.pixelColor(marked.rect().center()) != QColor(Qt::red));
    QTest::mouseClick(view, Qt::LeftButton, {}, view->rect().center());
    QCOMPARE(played.count(), 3);
    view->setFilm(false);
    const QImage plain = view->grab().toImage();
    QCOMPARE(plain.pixelColor(plain.rect().center()), QColor(Qt::red));
}

/// As a label of the whole line that is as wide, but for the cut.
void TestViewer::aLongLineEndsInAnEllipsis() {
    const QString line = QStringLiteral("<b>By the sea</b> on a long day of summer");
    ElidedLabel label;
    label.setLine(line);
    label.resize(label.fontMetrics().horizontalAdvance(line) / 2, label.sizeHint().height());
    QLabel plain;
    plain.setTextFormat(Qt::PlainText);
    plain.setText(label.fontMetrics().elidedText(line, Qt::ElideRight, label.width()));
    QVERIFY(plain.text().endsWith(u'…'));
    plain.resize(label.size());
    QCOMPARE(label.grab().toImage(), plain.grab().toImage());
    QCOMPARE(label.text(), line);
    QVERIFY(label.toolTip().contains(QStringLiteral("&lt;b&gt;")));
    label.resize(label.fontMetrics().horizontalAdvance(line) + 10, label.height());
    plain.setText(line);
    plain.resize(label.size());
    QCOMPARE(label.grab().toImage(), plain.grab().toImage());
}

void TestViewer::groupIsToldAndAskedFor() {
    PhotoListModel model;
    PictureService pictures;
    ViewerPage viewer(model, pictures);
    viewer.show();
    auto* button = viewer.findChild<QToolButton*>(QStringLiteral("viewerGroup"));
    QVERIFY(!button->isVisible());
    PhotoGroup group;
    group.members.resize(3);
    viewer.setGroup(group);
    QVERIFY(button->isVisible());
    QVERIFY(button->text().contains(u'2'));
    QCOMPARE(button->accessibleName(), button->text());
    QSignalSpy wanted(&viewer, &ViewerPage::groupWanted);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(wanted.count(), 1);
    group.kind = GroupKind::Burst;
    const QString copies = button->text();
    viewer.setGroup(group);
    QVERIFY(button->text() != copies);
    viewer.setGroup(std::nullopt);
    QVERIFY(!button->isVisible());
}

void TestViewer::groupIsShownInTheGrid() {
    PhotoListModel model;
    QueryModel query;
    PictureService pictures;
    LibraryService library;
    BrowsePage browse(model, query, pictures);
    ViewerPage viewer(model, pictures);
    GroupFlow flow(library, viewer, browse, model);
    browse.show();
    viewer.show();
    const auto all = std::make_shared<GivenPhotos>(std::vector<int>{1, 2, 3, 4});
    model.setPhotos(all);
    PhotoGroup group;
    for (const int row : {1, 3})
        group.members.push_back(all->at(row));
    viewer.setGroup(group);
    QSignalSpy shown(&flow, &GroupFlow::shown);
    QSignalSpy left(&flow, &GroupFlow::left);
    QTest::mouseClick(viewer.findChild<QToolButton*>(QStringLiteral("viewerGroup")),
                      Qt::LeftButton);
    QCOMPARE(shown.count(), 1);
    QVERIFY(flow.isShown());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.photo(1).file, all->at(3).file);
    QVERIFY(!browse.messages()->text().isEmpty());

    // By the button beside the sentence.
    QTest::mouseClick(browse.findChild<QPushButton*>(QStringLiteral("messageAction")),
                      Qt::LeftButton);
    QCOMPARE(left.count(), 1);
    QVERIFY(!flow.isShown());
    QVERIFY(browse.messages()->text().isEmpty());
    flow.leave();
    QCOMPARE(left.count(), 1);
}

void TestViewer::factsStandInOneLine() {
    PhotoFacts facts;
    QCOMPARE(factsLine(facts, -1), QString());
    facts.width = 40;
    facts.height = 30;
    facts.format = QStringLiteral("jpeg");
    facts.title = QStringLiteral("By the sea");
    facts.rating = 4;
    facts.camera = QStringLiteral("Maker Model");
    facts.lens = QStringLiteral("XF35mmF1.4 R");
    facts.focalLengthMm = 35;
    facts.aperture = 2.8;
    facts.exposureSeconds = 1.0 / 250;
    facts.iso = 400;
    const QString gap = QStringLiteral("  ·  ");
    QCOMPARE(factsLine(facts, -1).split(gap),
             (QStringList{QStringLiteral("By the sea"), QStringLiteral("★★★★"),
                          QStringLiteral("40 × 30"), QStringLiteral("JPEG"),
                          QStringLiteral("Maker Model"), QStringLiteral("XF35mmF1.4 R"),
                          QStringLiteral("35 mm"), QStringLiteral("f/2.8"),
                          QStringLiteral("1/250 s"), QStringLiteral("ISO 400")}));
    facts = {};
    facts.rating = -1;
    facts.exposureSeconds = 30;
    QCOMPARE(factsLine(facts, -1), QStringLiteral("30 s"));
    // The raw file it stands for has a name, wherever it lies.
    QCOMPARE(factsLine({}, -1, {QStringLiteral("/x/IMG_1.CR2")}),
             QStringLiteral("also as RAW: IMG_1.CR2"));
}

SEMBLANCE_GUI_TEST(TestViewer)
#include "tst_viewer.moc"
