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
    void viewerWalksTheList();
    void viewerStaysWithItsPicture();
    void viewerKeepsWhatWasTakenOut();
    void viewerFollowsAnotherList();
    void viewerTakesNewsOfItsPicture();
    void viewerSaysWhatFailed();
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
    QTest::keyClick(&viewer, Qt::Key_Left);
    QCOMPARE(viewer.row(), 0);
    QVERIFY(!previous->isEnabled());
    QTest::keyClick(&viewer, Qt::Key_Left);
    QCOMPARE(viewer.row(), 0);
    QTest::keyClick(&viewer, Qt::Key_End);
    QCOMPARE(viewer.row(), 4);
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
}

SEMBLANCE_GUI_TEST(TestViewer)
#include "tst_viewer.moc"
