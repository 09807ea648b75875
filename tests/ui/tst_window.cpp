// The real window on real libraries, with real children, by keys and mouse.

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSplitter>
#include <QTableView>
#include <QTest>

#include "core/store/librarylock.h"
#include "tests/testmain.h"
#include "tests/ui/realwindow.h"
#include "ui/library/folderrow.h"
#include "ui/library/indexingbar.h"
#include "ui/models/modelspage.h"
#include "ui/query/querybar.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/viewer/pictureview.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/messagestrip.h"
#include "ui/window/statepage.h"

using namespace semblance;

namespace {

constexpr int patience = 60000;  // real children on a busy machine

// The demo library, reduced to what its examples need: the same path through the program in a
// fraction of the time.
void makeResources(const QString& dir) {
    const QDir source(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources"));
    QDir().mkpath(dir + QStringLiteral("/demo/icons"));
    QDir().mkpath(dir + QStringLiteral("/demo/photos"));
    QFile::link(source.filePath(QStringLiteral("models")), dir + QStringLiteral("/models"));
    QStringList files{QStringLiteral("queries.json")};
    for (const auto* name :
         {"icons/red-heart.png", "icons/green-heart.png", "icons/blue-heart.png",
          "icons/closed-book.png", "icons/blue-book.png", "icons/cat.png", "icons/black-cat.png",
          "icons/automobile.png", "icons/house.png", "photos/louvre-by-day.jpg",
          "photos/louvre-at-night.jpg", "photos/lake-at-dusk.jpg", "photos/lake-at-night.jpg"})
        files.append(QLatin1StringView(name));
    for (const QString& file : files)
        QFile::copy(source.filePath(QStringLiteral("demo/") + file),
                    dir + QStringLiteral("/demo/") + file);
}

bool isQtsOwn(const QWidget* widget) {
    const QWidget* parent = widget->parentWidget();
    // The menu behind the arrow of a menu bar that is too narrow.
    const auto* bar = qobject_cast<const QMenuBar*>(parent);
    const auto* menu = qobject_cast<const QMenu*>(widget);
    if (bar && menu && !bar->actions().contains(menu->menuAction()))
        return true;
    return widget->objectName().startsWith(QLatin1StringView("qt_")) ||
           (parent && parent->objectName().startsWith(QLatin1StringView("qt_"))) ||
           qobject_cast<const QScrollBar*>(widget) || qobject_cast<const QHeaderView*>(widget) ||
           qobject_cast<const QSplitterHandle*>(widget) || widget->inherits("QTableCornerButton") ||
           widget->inherits("QComboBoxPrivateContainer") ||
           (parent &&
            (parent->inherits("QAbstractScrollArea") || parent->inherits("QComboBox") ||
             parent->inherits("QLineEdit")) &&
            !qobject_cast<const QAbstractScrollArea*>(widget));
}

QStringList unnamed(QWidget* root) {
    QStringList bad;
    QList<QWidget*> all = root->findChildren<QWidget*>();
    all.append(root);
    for (const QWidget* widget : std::as_const(all)) {
        if (isQtsOwn(widget))
            continue;
        const QWidget* parent = widget->parentWidget();
        const QString what = QLatin1StringView(widget->metaObject()->className()) + u' ' +
                             widget->objectName() + QStringLiteral(" in ") +
                             (parent ? parent->objectName() : QString());
        if (widget->objectName().isEmpty())
            bad.append(what + QStringLiteral(": object name"));
        if (widget->accessibleName().isEmpty())
            bad.append(what + QStringLiteral(": accessible name"));
        const bool control = qobject_cast<const QAbstractButton*>(widget) ||
                             qobject_cast<const QAbstractSlider*>(widget) ||
                             qobject_cast<const QLineEdit*>(widget) ||
                             qobject_cast<const QComboBox*>(widget);
        if (control && widget->toolTip().isEmpty())
            bad.append(what + QStringLiteral(": tooltip"));
        if (control && !(widget->focusPolicy() & Qt::TabFocus))
            bad.append(what + QStringLiteral(": not reached by Tab"));
    }
    return bad;
}

}  // namespace

class TestWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { real.reset(); }

    void firstStart();
    void remembersAfterRestart();
    void addsAFolderAndNamesBrokenFiles();
    void goesOnWhereItStopped();
    void foldsCopiesInAnswers();
    void removesAFolder();
    void saysWhyALibraryDoesNotOpen();
    void emptyLibraryOffersADifferentFolder();
    void commandsMeanTheLargePicture();
    void theGridEditsTheQuery();
    void copyingDoesNotEndTheLargeView();
    void fullScreenFollowsTheWindow();
    void goesOnWhenTheLibraryIsFree();
    void everyControlHasItsNames();
    void shortcutsAreUnambiguous();

private:
    void open(const QString& library, bool withDemo = true);
    QStringList topNames(int count) const;
    template <class T>
    T* find(const char* name) const {
        return real->window.findChild<T*>(QLatin1StringView(name));
    }

    QTemporaryDir dir;
    std::unique_ptr<RealWindow> real;
    PhotoGrid* grid = nullptr;
    QueryBar* bar = nullptr;
};

void TestWindow::initTestCase() {
    qputenv("SEMBLANCE_BIN_DIR", SEMBLANCE_BIN_DIR);
    makeResources(dir.filePath(QStringLiteral("resources")));
    qputenv("SEMBLANCE_RESOURCES", dir.filePath(QStringLiteral("resources")).toUtf8());
    if (!QFileInfo::exists(QStringLiteral(SEMBLANCE_BIN_DIR "/semblance-engine")))
        QSKIP("The engine is not built (SEMBLANCE_WITH_TORCH=OFF).");
}

void TestWindow::open(const QString& library, bool withDemo) {
    real = std::make_unique<RealWindow>(dir.filePath(library),
                                        dir.filePath(QStringLiteral("settings.ini")));
    if (!withDemo)
        real->startUp.skipDemo();
    grid = real->window.findChild<PhotoGrid*>();
    bar = real->window.findChild<QueryBar*>();
    real->window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&real->window));
}

QStringList TestWindow::topNames(int count) const {
    QStringList names;
    for (int row = 0; row < qMin(count, grid->model()->rowCount()); ++row)
        names.append(grid->model()->index(row, 0).data().toString());
    return names;
}

void TestWindow::firstStart() {
    open(QStringLiteral("first"));
    // Its frame has room on the screen, too.
    const QSize room = real->window.screen()->availableSize();
    QVERIFY(real->window.height() < room.height());
    QSignalSpy answered(&real->search, &SearchService::answered);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 13, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!real->indexing.isRunning(), patience);
    QTRY_VERIFY(find<QWidget>("welcomeStrip")->isVisible());

    // An example, one click away.
    QTest::mouseClick(find<QPushButton>("example-heart-green"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(answered.count() > 0, patience);
    QVERIFY2(topNames(3).contains(QStringLiteral("green-heart.png")),
             qPrintable(topNames(5).join(u' ')));
    QVERIFY(!topNames(100).contains(QStringLiteral("red-heart.png")));
    QVERIFY(!find<QWidget>("welcomeStrip")->isVisible());
    QVERIFY(find<QLabel>("statusText")->text().contains(QStringLiteral("ms")));

    // The slider ranks anew while it moves.
    auto* slider = find<QSlider>("mixHandle");
    QVERIFY(slider->isEnabled());
    const QStringList before = topNames(12);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QTRY_VERIFY_WITH_TIMEOUT(topNames(12) != before, patience);
    const QStringList asPicture = topNames(12);
    QTest::keyClick(slider, Qt::Key_End);
    QTRY_VERIFY_WITH_TIMEOUT(topNames(12) != asPicture, patience);
    QTest::mouseDClick(slider, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(topNames(12), before, patience);

    // Words alone, typed; the pictures of before stay until the answer is there.
    QTest::keyClick(&real->window, Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE(grid->model()->rowCount(), 13);
    auto* sentence = find<QLineEdit>("sentenceEdit");
    QVERIFY(sentence->hasFocus());
    QTest::keyClicks(sentence, QStringLiteral("a black cat"));
    QCOMPARE(grid->model()->rowCount(), 13);
    QTRY_VERIFY_WITH_TIMEOUT(topNames(3).contains(QStringLiteral("black-cat.png")), patience);

    // A picture of the grid as reference, by the keyboard.
    QTest::keyClick(sentence, Qt::Key_Return);
    QTRY_VERIFY(grid->hasFocus());
    const QString name = grid->currentIndex().data().toString();
    QTest::keyClick(grid, Qt::Key_Return);
    QCOMPARE(bar->references().size(), 1);
    QVERIFY(bar->references().first().endsWith(name));

    // Large, decoded by a decoder.
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(0, 0));
    QTest::keyClick(grid, Qt::Key_Space);
    auto* viewer = real->window.findChild<ViewerPage*>();
    QVERIFY(viewer->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(real->window.findChild<PictureView*>()->hasImage(), patience);
    QTRY_VERIFY(!find<QLabel>("viewerFacts")->text().isEmpty());
    QTest::keyClick(viewer, Qt::Key_Escape);
    QVERIFY(grid->isVisible());

    real->window.findChild<QSlider*>(QStringLiteral("thumbnailSize"))->setValue(220);
    real->window.close();
}

void TestWindow::remembersAfterRestart() {
    open(QStringLiteral("first"));
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 13, patience);
    QCOMPARE(grid->thumbnailSize(), 220);
    // Typed before the engine is up: answered as soon as it is.
    QSignalSpy answered(&real->search, &SearchService::answered);
    bar->setQuery({}, QStringLiteral("a book"));
    QTRY_VERIFY_WITH_TIMEOUT(answered.count() > 0, patience);
    QVERIFY(topNames(3).join(u' ').contains(QStringLiteral("book")));
}

void TestWindow::addsAFolderAndNamesBrokenFiles() {
    const QString folder = dir.filePath(QStringLiteral("my pictures ü"));
    QVERIFY(QDir().mkpath(folder));
    QImage image(64, 48, QImage::Format_RGB32);
    for (const Qt::GlobalColor colour : {Qt::red, Qt::green, Qt::blue}) {
        image.fill(colour);
        QVERIFY(image.save(folder + QStringLiteral("/%1.png").arg(int(colour))));
    }
    QFile broken(folder + QStringLiteral("/broken.jpg"));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("\xff\xd8\xff\xe0 this is no picture");
    broken.close();

    open(QStringLiteral("second"), false);
    real->window.addFolder(folder);  // before the library is open
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!real->indexing.isRunning(), patience);
    auto* failed = find<QPushButton>("failedButton");
    QTRY_VERIFY_WITH_TIMEOUT(failed->isVisible(), patience);
    QVERIFY(!find<QWidget>("welcomeStrip")->isVisible());
    QTest::mouseClick(failed, Qt::LeftButton);
    auto* table = find<QTableView>("failedTable");
    QVERIFY(table);
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("broken.jpg"));
    QVERIFY(table->model()->index(0, 1).data().toString().size() > 10);
    QVERIFY(unnamed(find<QWidget>("failedDialog")).isEmpty());
}

void TestWindow::goesOnWhereItStopped() {
    constexpr int count = 120;
    const QString folder = dir.filePath(QStringLiteral("many"));
    QVERIFY(QDir().mkpath(folder));
    QImage image(400, 300, QImage::Format_RGB32);
    for (int i = 0; i < count; ++i) {
        image.fill(QColor::fromHsv(i * 3, 200, 200));
        QVERIFY(image.save(folder + QStringLiteral("/%1.jpg").arg(i)));
    }
    open(QStringLiteral("stopped"), false);
    real->window.addFolder(folder);
    qint64 done = 0;
    connect(&real->indexing, &IndexingService::progressChanged, this,
            [&done](const IndexingProgress& progress) { done = progress.done; });
    QTRY_VERIFY_WITH_TIMEOUT(done > 0 || grid->model()->rowCount() == count, patience);
    real->window.close();
    real.reset();
    // Nobody asks for anything.
    open(QStringLiteral("stopped"), false);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), count, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!real->indexing.isRunning(), patience);
}

void TestWindow::foldsCopiesInAnswers() {
    const QString folder = dir.filePath(QStringLiteral("copies"));
    QVERIFY(QDir().mkpath(folder));
    const QDir photos(QStringLiteral(SEMBLANCE_SOURCE_DIR "/resources/demo/photos"));
    for (const char* name : {"louvre-by-day.jpg", "lake-at-night.jpg", "owl.jpg"})
        QVERIFY(QFile::copy(photos.filePath(QLatin1StringView(name)),
                            folder + u'/' + QLatin1StringView(name)));
    const QImage owl(photos.filePath(QStringLiteral("owl.jpg")));
    QVERIFY(owl.save(folder + QStringLiteral("/owl again.jpg"), nullptr, 70));
    open(QStringLiteral("folding"), false);
    real->window.addFolder(folder);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 4, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!real->indexing.isRunning(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!real->library.groups()->all().empty(), patience);
    // While browsing each file is seen, below its month.
    QCOMPARE(grid->model()->rowCount(), 4);
    QVERIFY(grid->visualRect(grid->model()->index(0, 0)).top() >= 28);
    bar->setQuery({}, QStringLiteral("an owl"));
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 3, patience);
    QVERIFY(topNames(1).first().startsWith(QStringLiteral("owl")));
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(0, 0));
    QTest::keyClick(grid, Qt::Key_A, Qt::ControlModifier);
    QVERIFY2(find<QLabel>("statusText")->text().contains(u'4'),
             qPrintable(find<QLabel>("statusText")->text()));
    QTest::keyClick(grid, Qt::Key_Plus);
    QCOMPARE(grid->model()->rowCount(), 4);
    QVERIFY(topNames(2).last().startsWith(QStringLiteral("owl")));
    QTest::keyClick(grid, Qt::Key_Escape);
    QCOMPARE(grid->model()->rowCount(), 3);
    find<QAction>("actionFoldCopies")->trigger();
    QCOMPARE(grid->model()->rowCount(), 4);
    find<QAction>("actionFoldCopies")->trigger();
}

void TestWindow::removesAFolder() {
    open(QStringLiteral("second"), false);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 3, patience);
    auto* row = real->window.findChild<FolderRow*>();
    QVERIFY(row);
    row->setFocus();
    QTest::keyClick(row, Qt::Key_Delete);
    QTest::mouseClick(row->findChild<QPushButton*>(QStringLiteral("removeYes")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(real->window.findChildren<FolderRow*>().isEmpty(), patience);
    QTRY_COMPARE(real->window.findChild<StatePage*>()->title(), QStringLiteral("No pictures yet"));
}

void TestWindow::saysWhyALibraryDoesNotOpen() {
    QFile file(dir.filePath(QStringLiteral("not a folder")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    open(QStringLiteral("not a folder"));
    auto* state = real->window.findChild<StatePage*>();
    QTRY_COMPARE_WITH_TIMEOUT(state->title(), QStringLiteral("The library could not be opened"),
                              patience);
    QVERIFY(!find<QLabel>("stateText")->text().isEmpty());
    // A model can be chosen nevertheless: the page says what becomes of that.
    find<QAction>("actionModels")->trigger();
    auto* page = real->window.findChild<ModelsPage*>();
    QTRY_VERIFY_WITH_TIMEOUT(!page->selected().isEmpty(), patience);
    QTest::mouseClick(find<QPushButton>("modelUse"), Qt::LeftButton);
    QVERIFY2(page->messages()->text().contains(QStringLiteral("as soon as")),
             qPrintable(page->messages()->text()));
    QTest::keyClick(page, Qt::Key_Escape);
    // What is in the way is taken out of it; "Try again" goes on.
    QVERIFY(file.remove());
    QTest::mouseClick(find<QPushButton>("stateMain"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 0, patience);
}

void TestWindow::emptyLibraryOffersADifferentFolder() {
    open(QStringLiteral("third"), false);
    QTRY_COMPARE_WITH_TIMEOUT(real->window.findChild<StatePage*>()->title(),
                              QStringLiteral("No pictures yet"), patience);
    QTest::mouseClick(find<QPushButton>("stateOther"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 0, patience);
    // A folder that is not there is a sentence, not silence.
    real->window.addFolder(dir.filePath(QStringLiteral("nowhere")));
    auto* messages = real->window.findChild<MessageStrip*>(QStringLiteral("messageStrip"));
    QTRY_VERIFY_WITH_TIMEOUT(messages->text().contains(QStringLiteral("nowhere")), patience);
}

void TestWindow::commandsMeanTheLargePicture() {
    open(QStringLiteral("third"));
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!real->indexing.isRunning(), patience);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(0, 0));
    QTest::keyClick(grid, Qt::Key_Space);
    auto* viewer = real->window.findChild<ViewerPage*>();
    QTest::keyClick(viewer, Qt::Key_Right);
    const QString shown = viewer->photo().path;
    QVERIFY(shown != grid->chosen().first().path);
    // By the menu, and by the keys in the large view.
    find<QAction>("actionCopyPath")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QDir::toNativeSeparators(shown));
    QVERIFY(viewer->messages()->text().contains(QStringLiteral("copied")));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(viewer, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QDir::toNativeSeparators(shown));
    QTest::keyClick(viewer, Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->mimeData()->urls(),
                 QList<QUrl>{QUrl::fromLocalFile(shown)});
    QVERIFY(!find<QAction>("actionView")->isEnabled());
    QVERIFY(!find<QAction>("actionSelectAll")->isEnabled());
    // What changes the query shows it.
    find<QAction>("actionUseAsReference")->trigger();
    QVERIFY(bar->isVisible() && !viewer->isVisible());
    QCOMPARE(bar->references(), QStringList{shown});
    QVERIFY(find<QLineEdit>("sentenceEdit")->hasFocus());
    bar->clear();
    QTRY_VERIFY(grid->model()->rowCount() > 3);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(2, 0));
    QTest::keyClick(grid, Qt::Key_Space);
    QTest::keyClick(viewer, Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->references(), QStringList{viewer->photo().path});
    // Esc leads back to the grid, and the commands mean its pictures again.
    bar->clear();
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(1, 0));
    QTest::keyClick(grid, Qt::Key_Space);
    QTest::keyClick(viewer, Qt::Key_Escape);
    QVERIFY(grid->isVisible() && grid->hasFocus());
    find<QAction>("actionCopyPath")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QDir::toNativeSeparators(grid->chosen().first().path));
    // Where no picture is seen, nothing is meant.
    find<QAction>("actionModels")->trigger();
    QVERIFY(!find<QAction>("actionCopyPath")->isEnabled());
}

void TestWindow::theGridEditsTheQuery() {
    open(QStringLiteral("third"));
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!real->indexing.isRunning(), patience);
    auto* sentence = find<QLineEdit>("sentenceEdit");
    // Without a current picture all letters begin a sentence.
    grid->setCurrentIndex({});
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_M);
    QVERIFY(sentence->hasFocus());
    QTest::keyClicks(sentence, QStringLiteral("ouse"));
    QCOMPARE(sentence->text(), QStringLiteral("mouse"));
    bar->clear();
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 3, patience);
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_Slash);
    QVERIFY(sentence->hasFocus() && sentence->text().isEmpty());
    // A marked picture is a query; the marked one is its first answer.
    QSignalSpy answered(&real->search, &SearchService::answered);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(2, 0));
    const QString name = topNames(3).last();
    QTest::keyClick(grid, Qt::Key_M);
    QTRY_VERIFY_WITH_TIMEOUT(answered.count() > 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(topNames(1), QStringList{name}, patience);
    QVERIFY(find<QAbstractButton>("feedbackChip"));
    QVERIFY(find<QAction>("actionUndo")->isEnabled());
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(1, 0));
    QTest::keyClick(grid, Qt::Key_M, Qt::ShiftModifier);
    QTRY_COMPARE(real->window.findChildren<QAbstractButton*>(QStringLiteral("feedbackChip")).size(),
                 2);
    // Undone from anywhere.
    QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(topNames(3).last() == name, patience);
    QTest::keyClick(grid, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(topNames(1), QStringList{name}, patience);
    bar->clear();
    // A part of one, drawn in the large view.
    QTRY_VERIFY_WITH_TIMEOUT(topNames(3).last() == name, patience);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(2, 0));
    answered.clear();
    QTest::keyClick(grid, Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    auto* band = find<QWidget>("viewerRegion");
    QTRY_VERIFY_WITH_TIMEOUT(band->isVisible(), patience);
    QTest::keyClick(band, Qt::Key_Right);
    QTest::keyClick(band, Qt::Key_Return);
    QVERIFY(bar->isVisible() && sentence->hasFocus());
    QCOMPARE(QFileInfo(bar->references().first()).fileName(), name);
    QTRY_VERIFY_WITH_TIMEOUT(answered.count() > 0, patience);
    QVERIFY(
        find<QAbstractButton>("referenceChip")->accessibleName().contains(QStringLiteral("part")));
}

void TestWindow::copyingDoesNotEndTheLargeView() {
    open(QStringLiteral("third"));
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 3, patience);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(0, 0));
    QTest::keyClick(grid, Qt::Key_Space);
    auto* view = real->window.findChild<PictureView*>();
    QVERIFY(!view->hasImage());  // on its way
    find<QAction>("actionCopyPicture")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(view->hasImage(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(QGuiApplication::clipboard()->mimeData()->hasImage(), patience);
}

void TestWindow::fullScreenFollowsTheWindow() {
    open(QStringLiteral("third"));
    auto* action = find<QAction>("actionFullScreen");
    QTest::keyClick(&real->window, Qt::Key_F11);
    QTRY_VERIFY(real->window.isFullScreen());
    QVERIFY(action->isChecked());
    QTest::keyClick(&real->window, Qt::Key_F11);
    QTRY_VERIFY(!real->window.isFullScreen());
    QVERIFY(!action->isChecked());
    // The window system does it, or the window was closed like this and comes back.
    real->window.showFullScreen();
    QTRY_VERIFY(action->isChecked());
    real->window.close();
    real.reset();
    open(QStringLiteral("third"));
    QTRY_VERIFY(real->window.isFullScreen());
    QVERIFY(find<QAction>("actionFullScreen")->isChecked());
    QTest::keyClick(&real->window, Qt::Key_F11);
    QTRY_VERIFY(!real->window.isFullScreen());
    QVERIFY(!find<QAction>("actionFullScreen")->isChecked());
    real->window.close();
}

void TestWindow::goesOnWhenTheLibraryIsFree() {
    // As a command line run does.
    auto lock = LibraryLock::acquire(LibraryPaths(dir.filePath(QStringLiteral("third"))));
    QVERIFY2(lock, lock ? "" : qPrintable(lock.error().sentence));
    open(QStringLiteral("third"));
    auto* messages = real->window.findChild<MessageStrip*>(QStringLiteral("messageStrip"));
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 3, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!messages->text().isEmpty(), patience);
    QVERIFY(!real->indexing.isRunning());
    QSignalSpy finished(&real->indexing, &IndexingService::finished);
    lock->reset();
    Q_EMIT real->library.writableChanged(true);
    QVERIFY2(messages->text().isEmpty(), qPrintable(messages->text()));
    QTRY_VERIFY_WITH_TIMEOUT(finished.count() > 0, patience);
    QVERIFY2(messages->text().isEmpty(), qPrintable(messages->text()));
}

void TestWindow::everyControlHasItsNames() {
    open(QStringLiteral("third"));
    QTRY_VERIFY_WITH_TIMEOUT(grid->model()->rowCount() > 0, patience);
    bar->addReference(real->demoDir + QStringLiteral("/icons/cat.png"));
    find<QAction>("actionSettings")->trigger();
    find<QAction>("actionAbout")->trigger();
    find<QAction>("actionKeys")->trigger();
    find<QAction>("actionPanel")->trigger();
    find<QAction>("actionSaveLibrary")->trigger();
    find<QAction>("actionModels")->trigger();
    // A model's buttons are named after it, once it is listed.
    QTRY_VERIFY_WITH_TIMEOUT(
        real->window.findChild<QPushButton*>(QStringLiteral("modelUse")) != nullptr, patience);
    QVERIFY(find<QWidget>("modelDetails")->isVisible());
    QCOMPARE(unnamed(&real->window).join(QStringLiteral("; ")), QString());
    // Settings take effect at once.
    auto* theme = find<QComboBox>("settingsTheme");
    theme->setCurrentIndex(theme->findData(int(ThemeChoice::Dark)));
    QVERIFY(grid->palette().color(QPalette::Window).lightness() < 128);
    theme->setCurrentIndex(theme->findData(int(ThemeChoice::Light)));
    QVERIFY(grid->palette().color(QPalette::Window).lightness() > 128);
    // To the models from the settings, and away from them by what shows the pictures.
    auto* models = find<QWidget>("modelsPage");
    find<QAction>("actionFocusSentence")->trigger();
    QVERIFY(!models->isVisible() && find<QWidget>("folderPanel")->isVisible());
    QVERIFY(find<QSlider>("thumbnailSize")->isVisible());
    find<QPushButton>("settingsModels")->click();
    QVERIFY(models->isVisible() && !find<QWidget>("folderPanel")->isVisible());
    QVERIFY(!find<QSlider>("thumbnailSize")->isVisible());
    find<QAction>("actionFolders")->trigger();
    find<QAction>("actionFolders")->trigger();
    QVERIFY(!find<QWidget>("folderPanel")->isVisible());
    QTest::keyClick(models, Qt::Key_Escape);
    QVERIFY(grid->isVisible());
    // Fits on a small laptop, with the first steps and the indexing bar.
    bar->clear();
    IndexingProgress progress;
    progress.phase = IndexingProgress::Phase::Scanning;
    real->window.findChild<IndexingBar*>()->setProgress(progress);
    QVERIFY(find<QWidget>("welcomeStrip")->isVisible());
    QCoreApplication::processEvents();
    QVERIFY2(real->window.minimumSizeHint().height() <= 640 &&
                 real->window.minimumSizeHint().width() <= 1024,
             qPrintable(QStringLiteral("%1 x %2")
                            .arg(real->window.minimumSizeHint().width())
                            .arg(real->window.minimumSizeHint().height())));
    for (const QAction* action : real->window.findChildren<QAction*>()) {
        if (action->isSeparator() || action->menu() || action->text().isEmpty())
            continue;
        QVERIFY2(!action->toolTip().isEmpty(), qPrintable(action->text()));
    }
}

void TestWindow::shortcutsAreUnambiguous() {
    open(QStringLiteral("third"));
    QHash<QKeySequence, QString> seen;
    for (const QAction* action : real->window.findChildren<QAction*>()) {
        for (const QKeySequence& keys : action->shortcuts()) {
            QVERIFY2(!seen.contains(keys) || seen.value(keys) == action->objectName(),
                     qPrintable(keys.toString() + u' ' + action->objectName()));
            seen.insert(keys, action->objectName());
        }
    }
    QVERIFY(seen.size() > 10);
}

SEMBLANCE_GUI_TEST(TestWindow)
#include "tst_window.moc"
