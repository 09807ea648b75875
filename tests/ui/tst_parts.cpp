// The window's smaller parts: folder panel, indexing bar, messages, large view, settings, empty
// states.

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include "core/library/pictureservice.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/library/folderpanel.h"
#include "ui/library/folderrow.h"
#include "ui/library/indexingbar.h"
#include "ui/library/wording.h"
#include "ui/results/photolistmodel.h"
#include "ui/settings/settings.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"
#include "ui/viewer/pictureview.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/emptystate.h"
#include "ui/window/messagestrip.h"
#include "ui/window/statusline.h"

using namespace semblance;

class TestParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void contrastIsEnough();
    void iconsAreTinted();
    void foldersShowTheirState();
    void removingIsAskedInline();
    void indexingBarFollows();
    void wordsForProgress();
    void messagesStayOrGo();
    void everyEmptyStateSaysWhatToDo();
    void settingsAreRemembered();
    void nonsenseInSettingsIsIgnored();
    void pictureViewZooms();
    void viewerWalksTheList();
    void viewerSaysWhatFailed();
    void statusSaysWhatIsStillToCome();
};

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor& colour) {
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace

void TestParts::contrastIsEnough() {
    for (const Tokens* t : {&lightTokens(), &darkTokens()}) {
        for (const QColor& ground : {t->window, t->surface, t->hover, t->tile}) {
            QVERIFY(contrast(t->text, ground) >= 4.5);
            QVERIFY(contrast(t->textSoft, ground) >= 4.5);
        }
        QVERIFY(contrast(t->text, t->accentSoft) >= 4.5);
        QVERIFY(contrast(t->text, t->noticeGround) >= 4.5);
        QVERIFY(contrast(t->text, t->errorGround) >= 4.5);
        QVERIFY(contrast(t->onAccent, t->accent) >= 4.5);
        QVERIFY(contrast(t->onAccent, t->accentHover) >= 4.5);
        QVERIFY(contrast(t->danger, t->window) >= 4.5);
        QVERIFY(contrast(t->accent, t->window) >= 4.5);
        QVERIFY(contrast(t->score, t->window) >= 3.0);
        QCOMPARE(&tokensFor(paletteOf(*t)), t);
    }
}

void TestParts::iconsAreTinted() {
    const QImage image = iconPixmap(QStringLiteral("x"), 24, 2, Qt::red).toImage();
    QCOMPARE(image.size(), QSize(48, 48));
    QCOMPARE(image.pixelColor(24, 24), QColor(Qt::red));
    QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
    // Room beside the text.
    const QPixmap wide = icon(QStringLiteral("x")).pixmap(QSize(22, 16), 1.0);
    QCOMPARE(wide.size(), QSize(22, 16));
}

void TestParts::foldersShowTheirState() {
    FolderPanel panel;
    panel.resize(240, 500);
    panel.show();
    panel.setRoots(
        {{RootId{1}, QStringLiteral("/a/Family"), {}, RootInfo::State::Present, 12, 3},
         {RootId{2}, QStringLiteral("/b/Archive"), QStringLiteral("Blue Disk"),
          RootInfo::State::VolumeAbsent, 5, 0},
         {RootId{3}, QStringLiteral("/c/Gone"), {}, RootInfo::State::FolderMissing, 1, 0}});
    const auto rows = panel.findChildren<FolderRow*>();
    QCOMPARE(rows.size(), 3);
    QVERIFY(rows[0]->accessibleName().contains(QStringLiteral("Family")));
    QVERIFY(rows[0]->accessibleName().contains(QStringLiteral("3 not readable")));
    QVERIFY(rows[1]->accessibleName().contains(QStringLiteral("Blue Disk")));
    QVERIFY(rows[2]->accessibleName().contains(QStringLiteral("gone")));
    QCOMPARE(panel.findChild<QWidget*>(QStringLiteral("folderEmpty"))->isVisible(), false);
    QSignalSpy rescan(&panel, &FolderPanel::rescanWanted);
    rows[0]->findChild<QToolButton*>(QStringLiteral("rescanFolder"))->click();
    QCOMPARE(rescan.first().first().value<RootId>(), RootId{1});
    panel.setRoots({});
    QVERIFY(panel.findChild<QWidget*>(QStringLiteral("folderEmpty"))->isVisible());
}

void TestParts::removingIsAskedInline() {
    FolderPanel panel;
    panel.show();
    panel.setRoots({{RootId{7}, QStringLiteral("/a/Family"), {}, RootInfo::State::Present, 1, 0}});
    QSignalSpy removed(&panel, &FolderPanel::removeWanted);
    auto* row = panel.findChild<FolderRow*>();
    auto* question = row->findChild<QWidget*>(QStringLiteral("removeQuestion"));
    QTRY_VERIFY(row->isVisible());
    QVERIFY(!question->isVisible());
    QTest::keyClick(row, Qt::Key_Delete);
    QVERIFY(question->isVisible());
    row->findChild<QPushButton*>(QStringLiteral("removeNo"))->click();
    QVERIFY(!question->isVisible());
    QCOMPARE(removed.count(), 0);
    row->findChild<QToolButton*>(QStringLiteral("removeFolder"))->click();
    // An update of the list does not take the question away.
    panel.setRoots({{RootId{7}, QStringLiteral("/a/Family"), {}, RootInfo::State::Present, 2, 0}});
    QVERIFY(question->isVisible());
    row->findChild<QPushButton*>(QStringLiteral("removeYes"))->click();
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.first().first().value<RootId>(), RootId{7});
}

void TestParts::indexingBarFollows() {
    IndexingBar bar;
    QVERIFY(bar.isHidden());
    IndexingProgress progress;
    progress.phase = IndexingProgress::Phase::Scanning;
    bar.setProgress(progress);
    QVERIFY(!bar.isHidden());
    auto* meter = bar.findChild<QProgressBar*>();
    QCOMPARE(meter->maximum(), 0);
    progress.phase = IndexingProgress::Phase::Encoding;
    progress.toDo = 200;
    progress.done = 50;
    bar.setProgress(progress);
    QCOMPARE(meter->value() * 4, meter->maximum());
    auto* pause = bar.findChild<QToolButton*>(QStringLiteral("indexingPause"));
    QSignalSpy paused(&bar, &IndexingBar::pauseWanted);
    QSignalSpy resumed(&bar, &IndexingBar::resumeWanted);
    QSignalSpy cancelled(&bar, &IndexingBar::cancelWanted);
    pause->click();
    QCOMPARE(paused.count(), 1);
    progress.paused = true;
    bar.setProgress(progress);
    QCOMPARE(pause->accessibleName(), QStringLiteral("Resume indexing"));
    pause->click();
    QCOMPARE(resumed.count(), 1);
    bar.findChild<QToolButton*>(QStringLiteral("indexingCancel"))->click();
    QCOMPARE(cancelled.count(), 1);
    bar.setProgress({});
    QVERIFY(bar.isHidden());
}

void TestParts::wordsForProgress() {
    QCOMPARE(timeLeftText(-1), QString());
    QCOMPARE(timeLeftText(12), QStringLiteral("less than a minute left"));
    QVERIFY(timeLeftText(61).contains(QStringLiteral("1 minute")));
    QVERIFY(timeLeftText(7200).contains(QStringLiteral("2 hour")));
    IndexingProgress progress;
    QCOMPARE(progressText(progress), QString());
    progress.phase = IndexingProgress::Phase::Encoding;
    progress.done = 1200;
    progress.toDo = 2400;
    progress.rate = 40;
    progress.secondsLeft = 30;
    QCOMPARE(progressText(progress), QStringLiteral("Reading pictures: 1,200 of 2,400  ·  40 a "
                                                    "second  ·  less than a minute left"));
    progress.paused = true;
    QCOMPARE(progressText(progress), QStringLiteral("Paused: 1,200 of 2,400"));
    IndexingSummary summary;
    QCOMPARE(summaryText(summary), QStringLiteral("The library is up to date."));
    summary.failed = 2;
    QVERIFY(summaryText(summary).contains(QStringLiteral("2 file")));
}

void TestParts::messagesStayOrGo() {
    MessageStrip strip;
    QVERIFY(strip.isHidden());
    int tried = 0;
    strip.showError({ErrorKind::NoSpace, QStringLiteral("The disk is full."), {}},
                    QStringLiteral("Try again"), [&tried] { ++tried; });
    QCOMPARE(strip.text(), QStringLiteral("The disk is full."));
    strip.findChild<QPushButton*>(QStringLiteral("messageAction"))->click();
    QCOMPARE(tried, 1);
    QVERIFY(strip.isHidden());
    strip.showError({ErrorKind::Cancelled, QStringLiteral("Cancelled."), {}});
    QVERIFY(strip.isHidden());
    strip.showError({ErrorKind::NoSpace, QStringLiteral("The disk is full."), {}});
    strip.showNotice(QStringLiteral("Copied."));
    QCOMPARE(strip.text(), QStringLiteral("The disk is full."));
    strip.hide();
    strip.showNotice(QStringLiteral("Copied."));
    QVERIFY(!strip.isHidden());
    QTest::keyClick(&strip, Qt::Key_Escape);
    QVERIFY(strip.isHidden());
}

void TestParts::everyEmptyStateSaysWhatToDo() {
    EmptySituation situation;
    QVERIFY(emptyState(situation).title.isEmpty());  // no flicker on a quick start
    situation.slow = true;
    QVERIFY(!emptyState(situation).title.isEmpty());
    situation.library = EmptySituation::Library::Failed;
    situation.openError = QStringLiteral("The library was made by a newer Semblance.");
    QCOMPARE(emptyState(situation).text, situation.openError);
    QCOMPARE(emptyState(situation).main, EmptyState::Action::OpenAgain);
    situation.library = EmptySituation::Library::Open;
    QCOMPARE(emptyState(situation).main, EmptyState::Action::AddFolder);
    situation.hasDemo = true;
    QCOMPARE(emptyState(situation).other, EmptyState::Action::UseDemo);
    situation.hasFolders = true;
    QCOMPARE(emptyState(situation).other, EmptyState::Action::RescanAll);
    situation.searching = true;
    QCOMPARE(emptyState(situation).main, EmptyState::Action::ClearQuery);
    situation.indexing = true;
    QVERIFY(!emptyState(situation).text.isEmpty());
    for (int action = 1; action <= int(EmptyState::Action::ClearQuery); ++action)
        QVERIFY(!actionText(EmptyState::Action(action)).isEmpty());
}

void TestParts::settingsAreRemembered() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("settings.ini"));
    {
        Settings settings(file);
        QCOMPARE(settings.theme(), ThemeChoice::System);
        QVERIFY(settings.foldersVisible());
        settings.setTheme(ThemeChoice::Dark);
        settings.setThumbnailSize(240);
        settings.setFoldersVisible(false);
        settings.setLanguage(QStringLiteral("de"));
        settings.setWelcomeVisible(false);
        settings.setDemoWasAdded(QStringLiteral("/lib/ä"));
        settings.setLastLibrary(QStringLiteral("/lib/ä"));
    }
    const Settings settings(file);
    QCOMPARE(settings.theme(), ThemeChoice::Dark);
    QCOMPARE(settings.thumbnailSize(), 240);
    QVERIFY(!settings.foldersVisible());
    QCOMPARE(settings.language(), QStringLiteral("de"));
    QVERIFY(!settings.welcomeVisible());
    QVERIFY(settings.demoWasAdded(QStringLiteral("/lib/ä")));
    QVERIFY(!settings.demoWasAdded(QStringLiteral("/lib/b")));
    QCOMPARE(settings.lastLibrary(), QStringLiteral("/lib/ä"));
}

void TestParts::nonsenseInSettingsIsIgnored() {
    QTemporaryDir dir;
    const QString name = dir.filePath(QStringLiteral("settings.ini"));
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[grid]\nthumbnailSize=-5\n[window]\ntheme=purple\n[folders]\nwidth=x\n\x01\xff");
    file.close();
    const Settings settings(name);
    QCOMPARE(settings.thumbnailSize(), 176);
    QCOMPARE(settings.theme(), ThemeChoice::System);
    QCOMPARE(settings.foldersWidth(), 248);
}

void TestParts::pictureViewZooms() {
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

void TestParts::viewerWalksTheList() {
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

void TestParts::viewerSaysWhatFailed() {
    PictureService pictures;
    PhotoListModel model;
    model.setPhotos(std::make_shared<SyntheticPhotos>(20));
    ViewerPage viewer(model, pictures);
    viewer.showRow(9);  // its disk is away
    auto* message = viewer.findChild<QLabel*>(QStringLiteral("viewerMessage"));
    QVERIFY(message->text().contains(QStringLiteral("not connected")));
}

void TestParts::statusSaysWhatIsStillToCome() {
    StatusLine line;
    SearchAnswer answer;
    answer.searched = 41;
    line.setAnswer(answer);
    const QString whole = line.text();
    QVERIFY(whole.contains(QStringLiteral("41")));
    answer.waiting = 57;
    line.setAnswer(answer);
    QVERIFY2(line.text().contains(QStringLiteral("57")), qPrintable(line.text()));
    answer.waiting = 0;
    line.setAnswer(answer);
    QCOMPARE(line.text(), whole);
}

QTEST_MAIN(TestParts)
#include "tst_parts.moc"
