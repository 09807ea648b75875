// The window's smaller parts: folder panel, indexing bar, messages, settings, empty states, and
// what goes on between them.
// Size: a few situations of each of many small parts.

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QToolButton>
#include <QUrl>
#include <cmath>

#include "tests/testmain.h"
#include "ui/files/aside.h"
#include "ui/files/lookat.h"
#include "ui/library/folderpanel.h"
#include "ui/library/folderrow.h"
#include "ui/library/indexingbar.h"
#include "ui/library/leftoutdialog.h"
#include "ui/library/wording.h"
#include "ui/query/querymodel.h"
#include "ui/settings/settings.h"
#include "ui/settings/settingsdialog.h"
#include "ui/style/dates.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/style/tokens.h"
#include "ui/window/emptystate.h"
#include "ui/window/messagestrip.h"
#include "ui/window/placement.h"
#include "ui/window/searchflow.h"
#include "ui/window/statusline.h"

using namespace semblance;

class TestParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { initResources(); }

    void contrastIsEnough();
    void iconsAreTinted();
    void foldersShowTheirState();
    void aFolderRowHasItsToolsForWhoIsAtIt();
    void removingIsAskedInline();
    void placesAreAskedInline();
    void whatWasPassedOverIsTold();
    void whatIsLeftOutIsEdited();
    void indexingBarFollows();
    void wordsForProgress();
    void messagesStayOrGo();
    void everyEmptyStateSaysWhatToDo();
    void settingsAreRemembered();
    void settingsOfIndexing();
    void videosAreSwitched();
    void nonsenseInSettingsIsIgnored();
    void withdrawsWhatIsNoLongerSo();
    void errorsOfAQueryAreSaidOnce();
    void answersFollowTheQuery();
    void firstWindowFitsTheScreen_data();
    void firstWindowFitsTheScreen();
    void windowComesBackToTheScreen();
    void looksAtDisksAside();
    void doesNotWaitForADisk();
    void datesSayTheirCentury();
    void statusSaysWhatIsStillToCome();
    void statusCountsAsOneSeesIt();
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
        // What is read, placeholders and grades' names, too, on all that it may stand on.
        for (const QColor& ground : {t->window, t->surface, t->tile, t->hover, t->pressed,
                                     t->accentSoft, t->noticeGround, t->errorGround}) {
            QVERIFY(contrast(t->text, ground) >= 4.5);
            QVERIFY(contrast(t->textSoft, ground) >= 4.5);
        }
        for (const QColor& ground : {t->window, t->surface, t->hover, t->accentSoft}) {
            QVERIFY(contrast(t->accent, ground) >= 4.5);  // links
            QVERIFY(contrast(t->danger, ground) >= 4.5);
            // Marks: grades, the ring around what has the focus.
            QVERIFY(contrast(t->score, ground) >= 3.0);
            QVERIFY(contrast(t->outline, ground) >= 3.0);
        }
        QVERIFY(contrast(t->danger, t->errorGround) >= 4.5);
        QVERIFY(contrast(t->onAccent, t->accent) >= 4.5);
        QVERIFY(contrast(t->onAccent, t->accentHover) >= 4.5);
        const QPalette palette = paletteOf(*t);
        QVERIFY(contrast(palette.color(QPalette::PlaceholderText), t->surface) >= 4.5);
        // Beside their names, on the surface of the filter's list.
        for (const char* label : {"Red", "Yellow", "Green", "Blue", "Purple", "another"})
            QVERIFY2(contrast(labelColour(QLatin1StringView(label)), t->surface) >= 3.0, label);
        QCOMPARE(&tokensFor(palette), t);
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

void TestParts::aFolderRowHasItsToolsForWhoIsAtIt() {
    FolderPanel panel;
    panel.show();
    panel.setRoots(
        {{RootId{7}, QStringLiteral("/a/Family"), {}, RootInfo::State::Present, 1, 0},
         {RootId{8}, QStringLiteral("/a/Gone"), {}, RootInfo::State::FolderMissing, 1, 0}});
    const auto rows = panel.findChildren<FolderRow*>();
    const auto tool = [&rows](int row) {
        return rows[row]->findChild<QToolButton*>(QStringLiteral("rescanFolder"));
    };
    QTRY_VERIFY(rows[0]->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(&panel));
    panel.setLibraryOpen(true);
    auto* elsewhere = panel.findChild<QWidget*>(QStringLiteral("addFolderButton"));
    elsewhere->setFocus();
    QVERIFY(!tool(0)->isVisible());
    QVERIFY(tool(1)->isVisible());  // what the row says is to be done
    const int width = rows[0]->findChild<QWidget*>(QStringLiteral("folderName"))->width();
    rows[0]->setFocus(Qt::TabFocusReason);
    QVERIFY(tool(0)->isVisible());
    QCOMPARE(rows[0]->findChild<QWidget*>(QStringLiteral("folderName"))->width(), width);
    QTest::keyClick(rows[0], Qt::Key_Tab);
    QVERIFY(tool(0)->isVisible() && tool(0)->hasFocus());
    elsewhere->setFocus();
    QVERIFY(!tool(0)->isVisible());
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

void TestParts::placesAreAskedInline() {
    FolderPanel panel;
    panel.resize(240, 600);
    panel.show();
    const PlaceQuestion question{
        QStringLiteral("/new"),
        {RootId{4}, QStringLiteral("/old/Family"), QStringLiteral("/new/Family"), 4812, 4830}};
    QSignalSpy used(&panel, &FolderPanel::placeUsed);
    QSignalSpy refused(&panel, &FolderPanel::placeRefused);
    panel.askAboutPlace(question);
    auto* box = panel.findChild<QWidget*>(QStringLiteral("placeQuestion"));
    QVERIFY(box);
    const QString text =
        panel.findChild<QWidget*>(QStringLiteral("placeQuestionText"))->accessibleName();
    QVERIFY(text.contains(QStringLiteral("Family")));
    QVERIFY(text.contains(QLocale().toString(4812)) && text.contains(QLocale().toString(4830)));
    QVERIFY(!panel.focusWidget() || !box->isAncestorOf(panel.focusWidget()));
    panel.findChild<QPushButton*>(QStringLiteral("placeUse"))->click();
    QCOMPARE(used.size(), 1);
    QCOMPARE(used[0][0].value<PlaceQuestion>().found, question.found);
    QTRY_VERIFY(!panel.findChild<QWidget*>(QStringLiteral("placeQuestion")));

    panel.askAboutPlace(question);
    panel.findChild<QPushButton*>(QStringLiteral("placeAdd"))->click();
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].toString(), QStringLiteral("/new"));
    QTRY_VERIFY(!panel.findChild<QWidget*>(QStringLiteral("placeQuestion")));

    panel.askAboutPlace(question);
    QTest::keyClick(panel.findChild<QPushButton*>(QStringLiteral("placeUse")), Qt::Key_Escape);
    QTRY_VERIFY(!panel.findChild<QWidget*>(QStringLiteral("placeQuestion")));
    QCOMPARE(used.size() + refused.size(), 2);
}

void TestParts::whatWasPassedOverIsTold() {
    FolderPanel panel;
    panel.show();
    auto* told = panel.findChild<QLabel*>(QStringLiteral("passedOver"));
    QVERIFY(!told->isVisible());
    IndexingSummary summary;
    summary.links = 3;
    summary.placeholders = 2;
    panel.setPassedOver(summary);
    QVERIFY(told->isVisible());
    QVERIFY(told->text().contains(QStringLiteral("3 link")));
    QVERIFY(told->text().contains(QStringLiteral("2 picture")));
    panel.setPassedOver({});
    QVERIFY(!told->isVisible());
    summary.left = 40;
    QVERIFY(summaryText(summary).contains(QStringLiteral("40")));
}

void TestParts::whatIsLeftOutIsEdited() {
    LeftOutDialog dialog;
    dialog.setRoots({{RootId{5}, QStringLiteral("/a/Family"), {}, RootInfo::State::Present, 1, 0}});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QSignalSpy changed(&dialog, &LeftOutDialog::changed);
    auto* list = dialog.findChild<QListWidget*>(QStringLiteral("leftOutList"));
    auto* edit = dialog.findChild<QLineEdit*>(QStringLiteral("leftOutEdit"));
    const auto settings = [&] { return changed.last()[0].value<ScanSettings>(); };
    const int usual = list->count();
    QVERIFY(usual > 20);
    edit->setText(QStringLiteral("Previews/"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(list->count(), usual + 1);
    QCOMPARE(settings().leftOut, QStringList{QStringLiteral("Previews/")});
    QVERIFY(dialog.isVisible());
    // One of the usual ones goes by the keyboard.
    list->setFocus();
    list->setCurrentItem(list->findItems(QStringLiteral("@eaDir/"), Qt::MatchExactly).first());
    QTest::keyClick(list, Qt::Key_Delete);
    QCOMPARE(settings().takenIn, QStringList{QStringLiteral("@eaDir/")});
    edit->setText(QStringLiteral("!"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(dialog.findChild<QWidget*>(QStringLiteral("leftOutProblem"))->isVisible());
    QCOMPARE(changed.size(), 2);

    dialog.showRoot(RootId{5});
    QCOMPARE(list->count(), 0);
    edit->setText(QStringLiteral("drafts"));
    dialog.findChild<QPushButton*>(QStringLiteral("leftOutAdd"))->click();
    QCOMPARE(settings().ofRoots.at(RootId{5}), QStringList{QStringLiteral("drafts")});
    dialog.showRoot({});
    dialog.findChild<QPushButton*>(QStringLiteral("leftOutRestore"))->click();
    QCOMPARE(list->count(), usual);
    QVERIFY(settings().takenIn.isEmpty() && settings().leftOut.isEmpty());
    QCOMPARE(settings().ofRoots.size(), std::size_t(1));
    QVERIFY(dialog.isChanged());
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
    auto* goOn = bar.findChild<QPushButton*>(QStringLiteral("indexingGoOn"));
    QVERIFY(goOn->isHidden());
    progress.onBattery = true;
    bar.setProgress(progress);
    QVERIFY(pause->isHidden());
    QSignalSpy wentOn(&bar, &IndexingBar::goOnWanted);
    goOn->click();
    QCOMPARE(wentOn.count(), 1);
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
    progress.onBattery = true;
    QCOMPARE(progressText(progress), QStringLiteral("Paused: on battery  ·  1,200 of 2,400"));
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
    // The notice waits until the error has been read.
    QTest::keyClick(&strip, Qt::Key_Escape);
    QCOMPARE(strip.text(), QStringLiteral("Copied."));
    // What the button does may say something, too.
    strip.showError({ErrorKind::NoSpace, QStringLiteral("The disk is full."), {}},
                    QStringLiteral("Try again"), [&tried] { ++tried; });
    strip.showNotice(QStringLiteral("Copied."));
    strip.findChild<QPushButton*>(QStringLiteral("messageAction"))->click();
    QCOMPARE(tried, 2);
    QCOMPARE(strip.text(), QStringLiteral("Copied."));
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
    situation.isDamaged = true;
    QCOMPARE(emptyState(situation).main, EmptyState::Action::Repair);
    QVERIFY(emptyState(situation).mainText.isEmpty());
    situation.backup = QStringLiteral("3 May");
    QVERIFY(emptyState(situation).mainText.contains(situation.backup));
    QVERIFY(emptyState(situation).text.contains(situation.openError));
    situation.library = EmptySituation::Library::Open;
    QCOMPARE(emptyState(situation).main, EmptyState::Action::AddFolder);
    situation.hasDemo = true;
    QCOMPARE(emptyState(situation).other, EmptyState::Action::UseDemo);
    situation.pictures = QStringLiteral("Add my pictures (3)");
    QCOMPARE(emptyState(situation).main, EmptyState::Action::AddPictures);
    QCOMPARE(emptyState(situation).mainText, situation.pictures);
    situation.hasFolders = true;
    QCOMPARE(emptyState(situation).other, EmptyState::Action::RescanAll);
    situation.searching = true;
    QCOMPARE(emptyState(situation).main, EmptyState::Action::ClearQuery);
    situation.isFiltered = true;
    QCOMPARE(emptyState(situation).main, EmptyState::Action::RemoveFilters);
    QCOMPARE(emptyState(situation).other, EmptyState::Action::ClearQuery);
    situation.isFilterOnly = true;
    QCOMPARE(emptyState(situation).other, EmptyState::Action::None);
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
        QCOMPARE(settings.searchWay(), QString());
        settings.setSearchWay(QStringLiteral("graph"));
        QVERIFY(settings.watchesFolders());
        settings.setWatchesFolders(false);
        QCOMPARE(settings.onBattery(), BatteryChoice::PauseWhenLow);
        settings.setOnBattery(BatteryChoice::GoOn);
        QCOMPARE(settings.indexingCores(), 0);
        settings.setIndexingCores(3);
        settings.setWelcomeVisible(false);
        QVERIFY(settings.videos());
        settings.setDemoWasAdded(QStringLiteral("/lib/ä"));
        settings.setLastLibrary(QStringLiteral("/lib/ä"));
    }
    const Settings settings(file);
    QCOMPARE(settings.theme(), ThemeChoice::Dark);
    QCOMPARE(settings.thumbnailSize(), 240);
    QVERIFY(!settings.foldersVisible());
    QCOMPARE(settings.language(), QStringLiteral("de"));
    QCOMPARE(settings.searchWay(), QStringLiteral("graph"));
    QVERIFY(!settings.watchesFolders());
    QCOMPARE(settings.onBattery(), BatteryChoice::GoOn);
    QCOMPARE(settings.indexingCores(), 3);
    QVERIFY(!settings.welcomeVisible());
    QVERIFY(settings.demoWasAdded(QStringLiteral("/lib/ä")));
    QVERIFY(!settings.demoWasAdded(QStringLiteral("/lib/b")));
    QCOMPARE(settings.lastLibrary(), QStringLiteral("/lib/ä"));
}

void TestParts::settingsOfIndexing() {
    QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    Theme theme;
    SettingsDialog dialog(settings, theme, dir.path());
    QSignalSpy changed(&dialog, &SettingsDialog::indexingChanged);
    dialog.findChild<QCheckBox*>(QStringLiteral("settingsWatch"))->click();
    QVERIFY(!settings.watchesFolders());
    auto* battery = dialog.findChild<QComboBox*>(QStringLiteral("settingsBattery"));
    battery->setCurrentIndex(battery->findData(int(BatteryChoice::Pause)));
    QCOMPARE(settings.onBattery(), BatteryChoice::Pause);
    auto* cores = dialog.findChild<QComboBox*>(QStringLiteral("settingsCores"));
    QCOMPARE(cores->count(), qMax(1, QThread::idealThreadCount()));
    cores->setCurrentIndex(cores->count() - 1);
    QCOMPARE(settings.indexingCores(), cores->count() - 1);
    QCOMPARE(changed.count(), cores->count() > 1 ? 3 : 2);
}

void TestParts::videosAreSwitched() {
    const QTemporaryDir dir;
    Settings settings(dir.filePath(QStringLiteral("settings.ini")));
    Theme theme;
    SettingsDialog dialog(settings, theme, dir.path());
    QSignalSpy changed(&dialog, &SettingsDialog::videosChanged);
    auto* box = dialog.findChild<QCheckBox*>(QStringLiteral("settingsVideos"));
    QVERIFY(box && box->isChecked());
    dialog.show();
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(!settings.videos());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().first().toBool(), false);
    QVERIFY(!SettingsDialog(settings, theme, dir.path())
                 .findChild<QCheckBox*>(QStringLiteral("settingsVideos"))
                 ->isChecked());
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

void TestParts::withdrawsWhatIsNoLongerSo() {
    MessageStrip strip;
    strip.showError({ErrorKind::Busy, QStringLiteral("Another one works on it."), {}});
    strip.withdraw(ErrorKind::NoSpace);
    QVERIFY(!strip.isHidden());
    strip.withdraw(ErrorKind::Busy);
    QVERIFY(strip.isHidden());
    strip.showNotice(QStringLiteral("Copied."));
    strip.withdraw(ErrorKind::Busy);
    QVERIFY(!strip.isHidden());
}

void TestParts::errorsOfAQueryAreSaidOnce() {
    SearchService search;  // without a library it counts and answers nothing
    QueryModel query;
    SearchFlow flow(search, query);
    QSignalSpy failed(&flow, &SearchFlow::failed);
    quint64 number = 0;
    const auto fail = [&] {
        Q_EMIT search.failed(++number, {ErrorKind::ChildFailed, QStringLiteral("It ended."), {}});
    };
    flow.setReady();
    query.setSentence(QStringLiteral("a dog"));
    fail();
    QCOMPARE(failed.count(), 1);
    for (int i = 0; i < 3; ++i) {
        flow.repeat();  // the library has changed
        fail();
    }
    QCOMPARE(failed.count(), 1);
    // Another query.
    query.setSentence(QStringLiteral("a cat"));
    fail();
    QCOMPARE(failed.count(), 2);
    // It was answered meanwhile.
    flow.repeat();
    SearchAnswer answer;
    answer.number = ++number;
    Q_EMIT search.answered(answer);
    flow.repeat();
    fail();
    QCOMPARE(failed.count(), 3);
}

void TestParts::answersFollowTheQuery() {
    SearchService search;
    QueryModel query;
    SearchFlow flow(search, query);
    QSignalSpy answered(&flow, &SearchFlow::answered);
    QSignalSpy cleared(&flow, &SearchFlow::cleared);
    quint64 number = 0;
    const auto answer = [&] {
        SearchAnswer made;
        made.number = ++number;
        Q_EMIT search.answered(made);
        return answered.last().at(1).toBool();  // the same query
    };
    flow.setReady();
    flow.repeat();
    QVERIFY(!flow.isSearching());
    query.setSentence(QStringLiteral("a dog"));
    QVERIFY(!answer());
    flow.repeat();
    QVERIFY(answer());
    query.setNegatives({{QStringLiteral("people"), 1}});
    // Asked again before it was answered for the first time: still another list than is shown.
    flow.repeat();
    ++number;
    QVERIFY(!answer());
    query.clear();
    QCOMPARE(cleared.count(), 1);
    QVERIFY(!flow.isSearching());
}

void TestParts::firstWindowFitsTheScreen_data() {
    QTest::addColumn<QSize>("room");
    QTest::addColumn<QSize>("most");
    QTest::newRow("1366 x 768 with a panel") << QSize(1366, 728) << QSize(1366, 700);
    QTest::newRow("1366 x 768 with two panels") << QSize(1302, 704) << QSize(1300, 680);
    QTest::newRow("1280 x 1024") << QSize(1280, 984) << QSize(1200, 800);
    QTest::newRow("4K") << QSize(3840, 2120) << QSize(1200, 800);
}

void TestParts::firstWindowFitsTheScreen() {
    QFETCH(QSize, room);
    QFETCH(QSize, most);
    const QSize size = firstSize(QSize(1200, 800), room);
    QVERIFY(size.width() <= most.width() && size.height() <= most.height());
    QVERIFY(size.width() >= qMin(1200, room.width() - 50));
    QVERIFY(size.height() >= qMin(800, room.height() - 60));
}

void TestParts::windowComesBackToTheScreen() {
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    QByteArray saved;
    {
        QWidget window;
        window.setGeometry(5000, 4000, 500, 400);
        window.show();
        saved = window.saveGeometry();
    }
    QWidget window;
    placeWindow(window, saved);
    QVERIFY2(screen.contains(window.geometry()),
             qPrintable(QStringLiteral("%1, %2").arg(window.x()).arg(window.y())));
    QCOMPARE(window.size(), QSize(500, 400));
    QWidget first;
    first.setMinimumSize(10, 10);
    placeWindow(first, {});
    QVERIFY(first.height() < screen.height() && first.width() < screen.width());
}

void TestParts::looksAtDisksAside() {
    QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("a.txt"));
    QFile written(file);
    QVERIFY(written.open(QIODevice::WriteOnly) && written.write("12345") == 5);
    written.close();
    const QString gone = dir.filePath(QStringLiteral("gone"));
    std::optional<QList<PathFacts>> seen;
    lookAt({dir.path(), gone, file}, this, [&](const QList<PathFacts>& facts) { seen = facts; });
    QVERIFY(!seen);  // later
    QTRY_VERIFY(seen);
    QCOMPARE(seen->size(), 3);
    QCOMPARE(seen->at(0).kind, PathFacts::Kind::Folder);
    QCOMPARE(seen->at(1).kind, PathFacts::Kind::Missing);
    QCOMPARE(seen->at(1).path, gone);
    QCOMPARE(seen->at(2).kind, PathFacts::Kind::File);
    QCOMPARE(seen->at(2).bytes, 5);

    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file), QUrl::fromLocalFile(dir.path() + u'/'),
                  QUrl(QStringLiteral("https://example.org/a"))});
    QCOMPARE(localPaths(data), (QStringList{file, dir.path()}));
    std::optional<Result<QStringList>> folders;
    const auto take = [&](const Result<QStringList>& found) { folders = found; };
    takeFolders(data, this, take);
    QTRY_VERIFY(folders);
    QVERIFY(*folders);
    QCOMPARE(**folders, QStringList{dir.path()});
    folders.reset();
    data.setUrls({QUrl::fromLocalFile(file)});
    takeFolders(data, this, take);
    QTRY_VERIFY(folders);
    QVERIFY(!*folders);
    QVERIFY(folders->error().sentence.contains(QStringLiteral("no folder")));
}

void TestParts::doesNotWaitForADisk() {
    // A call that hangs until the end of this test.
    const auto disk = std::make_shared<QSemaphore>();
    const auto hang = [disk] {
        disk->acquire();
        return 1;
    };
    QList<std::optional<int>> heard;
    const auto hear = [&](std::optional<int> value) { heard.append(value); };
    runAside(this, std::chrono::milliseconds(1), hang, hear);
    QTRY_COMPARE(heard.size(), 1);
    QVERIFY(!heard.first());
    // Whoever asked has gone before the answer came.
    auto asker = std::make_unique<QObject>();
    runAside(asker.get(), std::chrono::minutes(5), hang, hear);
    asker.reset();
    runAside(this, std::chrono::minutes(5), hang, hear);
    disk->release(3);
    QTRY_COMPARE(heard.size(), 2);
    QCOMPARE(heard.last(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(heard.size(), 2);
}

void TestParts::datesSayTheirCentury() {
    for (const char* name : {"en_US", "de_DE", "fr_FR", "ja_JP"}) {
        QLocale::setDefault(QLocale(QLatin1StringView(name)));
        QVERIFY(shortDate(QDate(1938, 4, 23)).contains(QStringLiteral("1938")));
        QVERIFY(shortDateTime(QDateTime(QDate(2038, 4, 23), QTime(10, 26)))
                    .contains(QStringLiteral("2038")));
    }
    QLocale::setDefault(QLocale::c());
}

void TestParts::statusSaysWhatIsStillToCome() {
    StatusLine line;
    Query query;
    query.text = QStringLiteral("a dog");
    SearchAnswer answer;
    answer.searched = 41;
    line.setAnswer(answer, query);
    const QString whole = line.text();
    QVERIFY(whole.contains(QStringLiteral("41")));
    answer.waiting = 57;
    line.setAnswer(answer, query);
    QVERIFY2(line.text().contains(QStringLiteral("57")), qPrintable(line.text()));
    answer.waiting = 0;
    line.setAnswer(answer, query);
    QCOMPARE(line.text(), whole);
}

void TestParts::statusCountsAsOneSeesIt() {
    StatusLine line;
    const auto said = [&line] { return line.text().section(QStringLiteral("  ·  "), 0, 0); };
    LibraryCounts counts;
    counts.photos = 43;
    line.setCounts(counts);
    QVERIFY(said().startsWith(QStringLiteral("43 ")));
    // Two are there twice: they are compared once, and counted as where one browses.
    Query query;
    query.text = QStringLiteral("a dog");
    SearchAnswer answer;
    answer.searched = 41;
    answer.good = 4;
    line.setAnswer(answer, query);
    QCOMPARE(said(), QStringLiteral("4 good of 43 pictures"));
    query.filter.terms = {
        {PhotoFilter::Field::Type, PhotoFilter::Relation::Equal, QStringLiteral("raw")}};
    answer.searched = 12;
    line.setAnswer(answer, query);
    QCOMPARE(said(), QStringLiteral("4 good of 12 pictures"));
    // What is only filtered is ranked by nothing: none is "the best".
    query.text.clear();
    answer.good.reset();
    line.setAnswer(answer, query);
    QCOMPARE(said(), QStringLiteral("12 of 43 pictures"));
    answer.searched = 0;
    line.setAnswer(answer, query);
    QCOMPARE(said(), QStringLiteral("No pictures"));
}

SEMBLANCE_GUI_TEST(TestParts)
#include "tst_parts.moc"
