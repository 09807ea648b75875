// What the grid shows besides cells: months, the line where good matches end, folded copies, and
// pictures in another order; by keys and mouse on the real widget.

#include <QAction>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "core/library/services/pictureservice.h"
#include "tests/testmain.h"
#include "tests/ui/realwindow.h"
#include "tests/ui/syntheticphotos.h"
#include "ui/query/querymodel.h"
#include "ui/results/monthscrubber.h"
#include "ui/results/photodelegate.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/sortmenu.h"
#include "ui/results/thumbnailcache.h"
#include "ui/style/icons.h"

using namespace semblance;

class TestGridViews : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void whatCouldNotBeReadIsNoReference();
    void monthsStandAboveTheirPictures();
    void theMonthStaysAtTheTop();
    void aClickSelectsTheMonth();
    void keysGoFromMonthToMonth();
    void keysCrossMonths();
    void shiftSelectsAcrossMonths();
    void rubberBandCrossesMonths();
    void keepsItsPlaceAmongMonths();
    void yearsAreBesideTheScrollBar();
    void aBubbleSaysTheMonth();
    void noMonthsInAnswers();

    void goodMatchesEndWithALine();
    void saysThatNothingFits();
    void theLineIsNotForSelecting();

    void copiesAreFolded();
    void opensAndFoldsByKeys();
    void opensAndFoldsByMouse();
    void selectsWhatIsFoldedWithEverything();
    void newGroupsFoldAnew();

    void sortsWhatIsShown();
    void sortsALongListAside();
    void theMenuSaysTheOrder();
    void theWindowSortsAndFolds();
    void aMarkKeepsTheCurrentPicture();

    void asksOnceForTheSameRows();
    void paintsOnlyWhatCame();
    void keepsTheMeanColour();
    void boundsItsMemoryByTheScreen();

private:
    int row() const { return grid->currentIndex().row(); }
    QRect cell(int row) const { return grid->visualRect(model->index(row)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(grid.get(), key, modifiers);
    }
    void click(QPoint point, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, modifiers, point);
    }
    QPoint badge(int row) const {
        return PhotoDelegate::foldBadge(cell(row), grid->fontMetrics(),
                                        PhotoDelegate::foldText(*model, row),
                                        grid->layoutDirection())
            .center();
    }
    void showDated(int size, int perMonth) {
        grid->setPhotos(std::make_shared<DatedPhotos>(size, perMonth));
    }
    void showAnswer(const std::vector<int>& contents, std::optional<qsizetype> good = {});
    void foldCopies();
    QList<qint64> shownFiles() const;

    std::unique_ptr<PictureService> pictures;
    std::unique_ptr<PhotoListModel> model;
    std::unique_ptr<PhotoGrid> grid;
};

void TestGridViews::initTestCase() {
    initResources();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestGridViews::init() {
    pictures = std::make_unique<PictureService>();
    model = std::make_unique<PhotoListModel>();
    grid = std::make_unique<PhotoGrid>(*model, *pictures);
    grid->resize(900, 600);
    grid->show();
    QVERIFY(QTest::qWaitForWindowExposed(grid.get()));
    grid->setFocus();
}

void TestGridViews::cleanup() {
    grid.reset();
    model.reset();
    pictures.reset();
}

void TestGridViews::showAnswer(const std::vector<int>& contents, std::optional<qsizetype> good) {
    std::vector<PhotoRow> rows;
    for (const int content : contents) {
        const auto number = qint64(rows.size());
        rows.push_back({FileId{number + 1}, ContentId{content}, .9f - .001f * float(number), true});
    }
    grid->setPhotos(std::make_shared<GivenPhotos>(rows), good);
}

void TestGridViews::foldCopies() {
    const std::vector<LikePair> pairs{{ContentId{10}, ContentId{11}, GroupKind::Resaved},
                                      {ContentId{11}, ContentId{12}, GroupKind::Resized}};
    grid->setGroups(std::make_shared<const ContentGroups>(pairs));
    grid->setArrangements({}, {PhotoSort::Natural, false, true});
}

QList<qint64> TestGridViews::shownFiles() const {
    QList<qint64> files;
    for (int row = 0; row < model->rowCount(); ++row)
        files.append(model->photo(row).file.value);
    return files;
}

// --- Months ---

void TestGridViews::monthsStandAboveTheirPictures() {
    showDated(50, 7);
    const int header = cell(0).top();
    QVERIFY(header >= 28);
    // The eighth picture begins a line of its own below a header.
    const int columns = grid->viewport()->width() / grid->gridSize().width();
    QVERIFY(columns < 7);
    const int lines = (7 + columns - 1) / columns;
    QCOMPARE(cell(7).left(), cell(0).left());
    QCOMPARE(cell(7).top(), 2 * header + lines * grid->gridSize().height());
    QVERIFY(!grid->indexAt({5, 5}).isValid());
    QVERIFY(!grid->indexAt(cell(7).topLeft() - QPoint(-5, 5)).isValid());
    // Who does not see the header hears the month.
    QCOMPARE(model->index(7).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("00000007.jpg, picture 8 of 50, November 2023"));
    // Every cell is where it is found.
    for (int row = 0; row < 14; ++row)
        QCOMPARE(grid->indexAt(cell(row).center()).row(), row);
}

void TestGridViews::theMonthStaysAtTheTop() {
    showDated(500, 40);
    const int header = cell(0).top();
    const QImage atTop = grid->viewport()->grab({0, 0, 300, header - 2}).toImage();
    grid->verticalScrollBar()->setValue(150);
    const QImage scrolled = grid->viewport()->grab({0, 0, 300, header - 2}).toImage();
    QCOMPARE(scrolled, atTop);
    QVERIFY(!grid->indexAt({5, 5}).isValid());
    QVERIFY(grid->indexAt({5, header + 5}).isValid());
    // The next month pushes it out, and has it then.
    grid->verticalScrollBar()->setValue(cell(40).top() + 150);
    const QImage next = grid->viewport()->grab({0, 0, 300, header - 2}).toImage();
    QVERIFY(next != atTop);
    // What is brought into sight is not below it.
    grid->setCurrentIndex(model->index(60));
    grid->verticalScrollBar()->setValue(cell(100).top() + grid->verticalScrollBar()->value());
    press(Qt::Key_Up);
    grid->setCurrentIndex(model->index(50));
    QVERIFY(cell(50).top() >= header);
}

void TestGridViews::aClickSelectsTheMonth() {
    showDated(100, 7);
    const int header = cell(0).top();
    click(cell(7).topLeft() - QPoint(-20, header / 2));
    QCOMPARE(grid->chosenRows(), (QList<int>{7, 8, 9, 10, 11, 12, 13}));
    // More with Ctrl; and the one that stays at the top.
    grid->verticalScrollBar()->setValue(100);
    click({20, 5}, Qt::ControlModifier);
    QCOMPARE(grid->selectedCount(), 14);
    QCOMPARE(grid->verticalScrollBar()->value(), 100);
    click({20, 5});
    QCOMPARE(grid->chosenRows(), (QList<int>{0, 1, 2, 3, 4, 5, 6}));
    // A double click is nothing more.
    QSignalSpy view(grid.get(), &PhotoGrid::viewWanted);
    QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, {20, 5});
    QCOMPARE(view.count(), 0);
    QCOMPARE(grid->selectedCount(), 7);
}

void TestGridViews::keysGoFromMonthToMonth() {
    showDated(500, 40);
    const int header = cell(0).top();
    grid->setCurrentIndex(model->index(3));
    press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(row(), 40);
    QCOMPARE(cell(40).top(), header);
    press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(row(), 80);
    press(Qt::Key_Right);
    // Up first to the month's own beginning.
    press(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(row(), 80);
    press(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(row(), 40);
    for (int i = 0; i < 3; ++i)
        press(Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(row(), 0);
    QCOMPARE(grid->verticalScrollBar()->value(), 0);
    for (int i = 0; i < 20; ++i)
        press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(row(), 480);
}

void TestGridViews::keysCrossMonths() {
    showDated(30, 5);
    const int columns = grid->viewport()->width() / grid->gridSize().width();
    QCOMPARE(columns, 5);
    grid->resize(grid->width() - grid->gridSize().width(), 600);
    QCOMPARE(grid->viewport()->width() / grid->gridSize().width(), 4);
    // 0 1 2 3 | 4, then 5 6 7 8 | 9
    grid->setCurrentIndex(model->index(2));
    press(Qt::Key_Down);
    QCOMPARE(row(), 4);
    press(Qt::Key_Right);
    QCOMPARE(row(), 4);
    press(Qt::Key_Down);
    QCOMPARE(row(), 5);
    press(Qt::Key_Up);
    QCOMPARE(row(), 4);
    press(Qt::Key_End);
    QCOMPARE(row(), 29);
    QVERIFY(grid->viewport()->rect().contains(cell(29)));
    press(Qt::Key_PageUp);
    QVERIFY(row() < 25);
    press(Qt::Key_Home);
    QCOMPARE(row(), 0);
    press(Qt::Key_PageDown);
    QVERIFY(row() > 4);
    // Its header is seen with a month's first line.
    press(Qt::Key_Home);
    QCOMPARE(grid->verticalScrollBar()->value(), 0);
}

void TestGridViews::shiftSelectsAcrossMonths() {
    showDated(500, 40);
    click(cell(1).center());
    for (int i = 0; i < 12; ++i)
        press(Qt::Key_Down, Qt::ShiftModifier);
    // Also when the first one lies below the header at the top.
    QCOMPARE(grid->chosenRows().first(), 1);
    QCOMPARE(grid->selectedCount(), row());
    QVERIFY(row() > 40);
    press(Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(grid->selectedCount(), 499);
}

void TestGridViews::rubberBandCrossesMonths() {
    showDated(30, 3);
    const QPoint from = cell(2).center() + QPoint(2 * grid->gridSize().width(), 0);
    QVERIFY(!grid->indexAt(from).isValid());
    const QPoint to = cell(4).center();
    QTest::mousePress(grid->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(grid->viewport(), (from + to) / 2);
    QTest::mouseMove(grid->viewport(), to);
    QTest::mouseRelease(grid->viewport(), Qt::LeftButton, {}, to);
    QCOMPARE(grid->chosenRows(), (QList<int>{1, 2, 4, 5}));
}

void TestGridViews::keepsItsPlaceAmongMonths() {
    std::vector<PhotoRow> rows;
    const DatedPhotos dated(2000, 30);
    for (int row = 0; row < 2000; ++row) {
        PhotoRow photo;
        dated.read(row, std::span(&photo, 1));
        rows.push_back(photo);
    }
    class ByTime final : public PhotoList {
    public:
        explicit ByTime(std::vector<PhotoRow> rows) : m_photos(std::move(rows)) {}
        qsizetype size() const override { return m_photos.size(); }
        PhotoItem at(qsizetype row) const override { return m_photos.at(row); }
        bool isByTime() const override { return true; }

    private:
        GivenPhotos m_photos;
    };
    const auto list = [](std::vector<PhotoRow> some) {
        return std::make_shared<ByTime>(std::move(some));
    };
    grid->setPhotos(list({rows.begin() + 500, rows.end()}));
    grid->verticalScrollBar()->setValue(grid->verticalScrollBar()->maximum() / 2);
    const FileId first = model->photo(grid->indexAt({5, 60}).row()).file;
    const int top = cell(model->rowOf(first)).top();
    for (const int without : {499, 480, 300, 0}) {
        const auto more = list({rows.begin() + without, rows.end()});
        grid->changePhotos(more, rowChanges(model->photos().get(), more.get()));
        QCOMPARE(cell(model->rowOf(first)).top(), top);
    }
    // In another width the first one is still among the first.
    grid->resize(600, 600);
    const QRect now = cell(model->rowOf(first));
    QVERIFY(now.bottom() >= 0 && now.top() < 3 * grid->gridSize().height());
}

void TestGridViews::yearsAreBesideTheScrollBar() {
    auto* years = grid->findChild<MonthScrubber*>();
    showDated(40, 5);
    QVERIFY(!years->isVisible());  // one year
    const int width = grid->viewport()->width();
    showDated(2000, 20);
    QVERIFY(years->isVisible());
    QVERIFY(grid->viewport()->width() < width);
    QVERIFY(!years->geometry().intersects(grid->viewport()->geometry()));
    QCOMPARE(years->height(), grid->viewport()->height());
    QTest::mouseClick(years, Qt::LeftButton, {}, {years->width() / 2, years->height() / 2});
    const QScrollBar* bar = grid->verticalScrollBar();
    QVERIFY(qAbs(bar->value() - bar->maximum() / 2) < grid->height());
    grid->setLayoutDirection(Qt::RightToLeft);
    QVERIFY(!years->geometry().intersects(grid->viewport()->geometry()));
    QVERIFY(years->geometry().right() < grid->viewport()->geometry().left());
    QVERIFY(grid->rect().contains(years->geometry()));
    grid->setLayoutDirection(Qt::LeftToRight);
    // Answers have no use for them, and get the room back.
    showAnswer({1, 2, 3});
    QVERIFY(!years->isVisible());
    QCOMPARE(grid->viewport()->width(), width);
}

void TestGridViews::aBubbleSaysTheMonth() {
    auto* years = grid->findChild<MonthScrubber*>();
    auto* bubble = grid->findChild<QLabel*>(QStringLiteral("monthBubble"));
    showDated(2000, 20);
    QVERIFY(!bubble->isVisible());
    QTest::mousePress(years, Qt::LeftButton, {}, {10, 0});
    QVERIFY(bubble->isVisible());
    QCOMPARE(bubble->text(), QStringLiteral("December 2023"));
    QTest::mouseMove(years, {10, years->height()});
    QCOMPARE(grid->verticalScrollBar()->value(), grid->verticalScrollBar()->maximum());
    QVERIFY(bubble->text() != QStringLiteral("December 2023"));
    QVERIFY(grid->rect().contains(bubble->geometry()));
    QTest::mouseRelease(years, Qt::LeftButton, {}, {10, years->height()});
    QVERIFY(!bubble->isVisible());
    // The handle of the scroll bar says it, too.
    QScrollBar* bar = grid->verticalScrollBar();
    bar->setSliderDown(true);
    bar->setSliderPosition(0);
    QVERIFY(bubble->isVisible());
    QCOMPARE(bubble->text(), QStringLiteral("December 2023"));
    bar->setSliderDown(false);
    QVERIFY(!bubble->isVisible());
}

void TestGridViews::noMonthsInAnswers() {
    grid->setPhotos(std::make_shared<SyntheticPhotos>(100, true));
    QCOMPARE(cell(0).top(), 0);
    grid->setPhotos(std::make_shared<SyntheticPhotos>(100));
    QCOMPARE(cell(0).top(), 0);
}

// --- The line ---

void TestGridViews::goodMatchesEndWithALine() {
    std::vector<int> contents = files(1, 40);
    showAnswer(contents, 7);
    const int columns = grid->viewport()->width() / grid->gridSize().width();
    QCOMPARE(cell(0).top(), 0);
    QCOMPARE(cell(7).left(), cell(0).left());
    const int lines = (7 + columns - 1) / columns;
    QVERIFY(cell(7).top() >= lines * grid->gridSize().height() + 28);
    QVERIFY(!model->index(6).data(Qt::AccessibleTextRole).toString().contains(u"weak"));
    QCOMPARE(model->index(7).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("8.jpg, rank 8 of 40, a weak match"));
    // The weaker ones are dimmed.
    QImage red(64, 64, QImage::Format_RGB32);
    red.fill(Qt::red);
    Q_EMIT pictures->thumbnailReady(ContentId{7}, 256, red);
    Q_EMIT pictures->thumbnailReady(ContentId{8}, 256, red);
    const QImage shot = grid->viewport()->grab().toImage();
    QCOMPARE(shot.pixelColor(cell(6).center()), QColor(Qt::red));
    const QColor dimmed = shot.pixelColor(cell(7).center());
    QVERIFY(dimmed != QColor(Qt::red) && dimmed.red() > dimmed.green());
    // Ranked anew, with another end.
    const auto again = std::make_shared<GivenPhotos>([&] {
        std::vector<PhotoRow> rows;
        for (int i = 0; i < 40; ++i)
            rows.push_back({FileId{i + 1}, ContentId{i + 1}, .9f - .001f * float(i), true});
        return rows;
    }());
    grid->changePhotos(again, rowChanges(model->photos().get(), again.get()), 40);
    QCOMPARE(cell(39).top(), 39 / columns * grid->gridSize().height());
    grid->changePhotos(again, rowChanges(model->photos().get(), again.get()));
    QVERIFY(!model->good());
}

void TestGridViews::saysThatNothingFits() {
    showAnswer({1, 2, 3}, 0);
    QVERIFY(cell(0).top() >= 28);
    QVERIFY(!grid->indexAt({5, 5}).isValid());
    grid->setCurrentIndex(model->index(0));
    QCOMPARE(model->index(0).data(PhotoListModel::GradeRole).toInt(), 0);
}

void TestGridViews::theLineIsNotForSelecting() {
    showAnswer(files(1, 40), 7);
    click(cell(2).center());
    click(cell(7).topLeft() - QPoint(-50, 10));
    QCOMPARE(grid->chosenRows(), QList<int>{2});
    press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(row(), 7);
}

// --- Copies ---

void TestGridViews::copiesAreFolded() {
    foldCopies();
    showAnswer({10, 20, 11, 30, 12, 20}, 5);
    QCOMPARE(shownFiles(), (QList<qint64>{1, 2, 4}));
    QCOMPARE(PhotoDelegate::foldText(*model, 0), QStringLiteral("+2"));
    QCOMPARE(PhotoDelegate::foldText(*model, 1), QStringLiteral("+1"));
    QCOMPARE(PhotoDelegate::foldText(*model, 2), QString());
    QVERIFY(model->index(0).data(Qt::AccessibleTextRole).toString().contains(u"2 copies folded") ||
            model->index(0).data(Qt::AccessibleTextRole).toString().contains(u"copies folded"));
    // The list is known by what was given.
    QCOMPARE(model->photos()->size(), 6);
    // While browsing nothing is folded.
    grid->setPhotos(std::make_shared<GivenPhotos>(std::vector<int>{10, 11, 12}));
    QCOMPARE(model->rowCount(), 3);
}

void TestGridViews::opensAndFoldsByKeys() {
    foldCopies();
    showAnswer({10, 20, 11, 30, 12, 20});
    grid->setCurrentIndex(model->index(0));
    press(Qt::Key_Plus);
    QCOMPARE(shownFiles(), (QList<qint64>{1, 3, 5, 2, 4}));
    QCOMPARE(row(), 0);
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    QCOMPARE(model->photo(row()).file, FileId{5});
    press(Qt::Key_Minus);
    QCOMPARE(shownFiles(), (QList<qint64>{1, 2, 4}));
    QCOMPARE(model->photo(row()).file, FileId{1});
    // Esc folds whatever is open, and is nobody's otherwise.
    press(Qt::Key_Plus);
    press(Qt::Key_End);
    press(Qt::Key_Escape);
    QCOMPARE(model->rowCount(), 3);
    QCOMPARE(model->photo(row()).file, FileId{4});
    QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    escape.ignore();
    QApplication::sendEvent(grid.get(), &escape);
    QVERIFY(!escape.isAccepted());
    // Another answer begins folded.
    grid->setCurrentIndex(model->index(0));
    press(Qt::Key_Plus);
    QCOMPARE(model->rowCount(), 5);
    showAnswer({10, 20, 11, 30, 12, 20});
    QCOMPARE(model->rowCount(), 3);
}

void TestGridViews::opensAndFoldsByMouse() {
    foldCopies();
    showAnswer({10, 20, 11, 30, 12, 20});
    grid->setCurrentIndex(model->index(2));
    click(badge(0));
    QCOMPARE(shownFiles(), (QList<qint64>{1, 3, 5, 2, 4}));
    QCOMPARE(grid->chosenRows(), QList<int>{4});
    QSignalSpy view(grid.get(), &PhotoGrid::viewWanted);
    QTest::mouseDClick(grid->viewport(), Qt::LeftButton, {}, badge(0));
    QCOMPARE(view.count(), 0);
    QCOMPARE(model->rowCount(), 5);
    click(badge(0));
    QCOMPARE(model->rowCount(), 3);
    // Two at a time.
    click(badge(0));
    click(badge(3));
    QCOMPARE(shownFiles(), (QList<qint64>{1, 3, 5, 2, 6, 4}));
    click(badge(0));
    QCOMPARE(shownFiles(), (QList<qint64>{1, 2, 6, 4}));
    grid->setLayoutDirection(Qt::RightToLeft);
    click(badge(1));
    QCOMPARE(shownFiles(), (QList<qint64>{1, 2, 4}));
}

void TestGridViews::selectsWhatIsFoldedWithEverything() {
    foldCopies();
    showAnswer({10, 20, 11, 30, 12, 20});
    grid->selectAll();
    QCOMPARE(grid->selectedCount(), 6);
    QCOMPARE(grid->selectedFolded(), 3);
    QCOMPARE(grid->chosen().size(), 6);
    // One by one it is what one sees.
    click(cell(0).center());
    QCOMPARE(grid->selectedCount(), 1);
    QCOMPARE(grid->chosen().size(), 1);
}

void TestGridViews::newGroupsFoldAnew() {
    foldCopies();
    showAnswer({10, 20, 30, 40});
    grid->setCurrentIndex(model->index(3));
    const std::vector<LikePair> pairs{{ContentId{20}, ContentId{30}, GroupKind::Cropped}};
    grid->setGroups(std::make_shared<const ContentGroups>(pairs));
    QCOMPARE(shownFiles(), (QList<qint64>{1, 2, 4}));
    QCOMPARE(model->photo(row()).file, FileId{4});
    grid->setArrangements({}, {});
    QCOMPARE(model->rowCount(), 4);
}

// --- Order ---

void TestGridViews::sortsWhatIsShown() {
    QSignalSpy shown(grid.get(), &PhotoGrid::shown);
    grid->setPhotos(std::make_shared<GivenPhotos>(std::vector<int>{3, 10, 2, 1}));
    grid->setCurrentIndex(model->index(1));
    grid->setArrangements({PhotoSort::Name, false, false}, {});
    QCOMPARE(shownFiles(), (QList<qint64>{1, 2, 3, 10}));
    QCOMPARE(row(), 3);
    QCOMPARE(shown.count(), 2);
    // What comes in later comes into its place.
    const auto more = std::make_shared<GivenPhotos>(std::vector<int>{3, 10, 7, 2, 1});
    grid->changePhotos(more, rowChanges(model->photos().get(), more.get()));
    QCOMPARE(shownFiles(), (QList<qint64>{1, 2, 3, 7, 10}));
    QCOMPARE(row(), 4);
    // Answers have an order of their own.
    showAnswer({5, 4, 6});
    QCOMPARE(shownFiles(), (QList<qint64>{1, 2, 3}));
}

void TestGridViews::sortsALongListAside() {
    grid->setArrangements({PhotoSort::Name, true, false}, {});
    const auto list = std::make_shared<SyntheticPhotos>(20000);
    grid->setPhotos(list);
    QCOMPARE(model->photos(), PhotoListPtr(list));
    QTRY_COMPARE(model->rowCount(), 20000);
    QCOMPARE(model->photo(0).file, FileId{20000});
    // One overtakes the other, and what was another list still is one.
    grid->setPhotos(std::make_shared<SyntheticPhotos>(30000));
    const auto longer = std::make_shared<SyntheticPhotos>(30001);
    grid->changePhotos(longer, rowChanges(model->photos().get(), longer.get()));
    QTRY_COMPARE(model->rowCount(), 30001);
    QCOMPARE(model->photo(0).file, FileId{30001});
    // Nothing to do: at once, and what was under way is dropped.
    grid->setPhotos(std::make_shared<SyntheticPhotos>(40000));
    grid->setArrangements({}, {});
    QCOMPARE(model->rowCount(), 40000);
    QCOMPARE(model->photo(0).file, FileId{1});
}

void TestGridViews::theMenuSaysTheOrder() {
    QWidget window;
    SortMenu menu;
    QToolButton* button = menu.makeButton(&window);
    QSignalSpy changed(&menu, &SortMenu::changed);
    const auto trigger = [&](const char* name) {
        menu.findChild<QAction*>(QLatin1StringView(name))->trigger();
    };
    QCOMPARE(button->text(), QStringLiteral("Date"));
    QVERIFY(!menu.findChild<QAction*>(QStringLiteral("sortFit"))->isVisible());
    QCOMPARE(menu.browsing(), Arrangement());
    trigger("sortName");
    QCOMPARE(menu.browsing(), (Arrangement{PhotoSort::Name, false, false}));
    QVERIFY(menu.findChild<QAction*>(QStringLiteral("sortAscending"))->isChecked());
    trigger("sortDescending");
    QCOMPARE(menu.browsing(), (Arrangement{PhotoSort::Name, true, false}));
    trigger("sortDate");
    QCOMPARE(menu.browsing(), Arrangement());
    menu.setOf(SortMenu::Of::Answers);
    QCOMPARE(button->text(), QStringLiteral("Best fit"));
    trigger("sortDate");
    trigger("sortAscending");
    QCOMPARE(menu.answers(), (Arrangement{PhotoSort::Date, true, false}));
    QCOMPARE(changed.count(), 5);
    menu.forget();
    QCOMPARE(menu.answers(), Arrangement());
    // What was put together by hand is in nobody's order.
    menu.setOf(SortMenu::Of::Collection);
    QCOMPARE(button->text(), QStringLiteral("As put together"));
    QCOMPARE(menu.browsing(), Arrangement());
    trigger("sortDate");
    QCOMPARE(menu.browsing(), (Arrangement{PhotoSort::Date, false, false}));
    trigger("sortRating");
    QCOMPARE(menu.browsing(), (Arrangement{PhotoSort::Rating, false, false}));
    QVERIFY(menu.findChild<QAction*>(QStringLiteral("sortDescending"))->isChecked());
    menu.forget();
    QCOMPARE(menu.browsing(), Arrangement());
    menu.setOf(SortMenu::Of::Library);
    QVERIFY(!menu.findChild<QAction*>(QStringLiteral("sortAsPut"))->isVisible());
}

void TestGridViews::theWindowSortsAndFolds() {
    QTemporaryDir dir;
    const QString settings = dir.filePath(QStringLiteral("settings.ini"));
    RealWindow real(dir.filePath(QStringLiteral("library")), settings);
    auto* shown = real.window.findChild<PhotoGrid*>();
    auto* photos = static_cast<PhotoListModel*>(shown->model());
    auto* row = real.window.findChild<QWidget*>(QStringLiteral("sortRow"));
    auto* button = real.window.findChild<QToolButton*>(QStringLiteral("sortButton"));
    const auto trigger = [&](const char* name) {
        real.window.findChild<QAction*>(QLatin1StringView(name))->trigger();
    };
    QVERIFY(row->isHidden());
    const auto library = std::make_shared<GivenPhotos>(std::vector<int>{3, 10, 2});
    Q_EMIT real.library.photosChanged(library, rowChanges(nullptr, library.get()));
    QVERIFY(!row->isHidden());
    // In line with the filters, where they are.
    auto* beside = real.window.findChild<QToolButton*>(QStringLiteral("sortBesideFilters"));
    QVERIFY(beside->isHidden());
    trigger("actionFilters");
    QVERIFY(row->isHidden() && !beside->isHidden());
    QCOMPARE(beside->text(), QStringLiteral("Date"));
    trigger("actionFilters");
    QVERIFY(!row->isHidden() && beside->isHidden());
    button = row->findChild<QToolButton*>(QStringLiteral("sortButton"));
    QCOMPARE(button->text(), QStringLiteral("Date"));
    trigger("sortName");
    QCOMPARE(photos->photo(0).file, FileId{2});
    QCOMPARE(button->text(), QStringLiteral("Name"));
    // More pictures come into their places.
    const auto more = std::make_shared<GivenPhotos>(std::vector<int>{3, 10, 2, 1});
    Q_EMIT real.library.photosChanged(more, rowChanges(library.get(), more.get()));
    QCOMPARE(photos->photo(0).file, FileId{1});
    QCOMPARE(photos->rowCount(), 4);
    // In an answer files of one content are one, until that is switched off for good.
    const auto answer = std::make_shared<GivenPhotos>(std::vector<PhotoRow>{
        {FileId{1}, ContentId{7}, .9f, true}, {FileId{2}, ContentId{7}, .8f, true}});
    shown->setPhotos(answer);
    QCOMPARE(button->text(), QStringLiteral("Best fit"));
    QCOMPARE(photos->rowCount(), 1);
    trigger("actionFoldCopies");
    QCOMPARE(photos->rowCount(), 2);
    QVERIFY(!Settings(settings).foldsCopies());
    trigger("sortDate");
    // Back to the library, which keeps its order; the next answer goes by fit.
    shown->setPhotos(more);
    QCOMPARE(button->text(), QStringLiteral("Name"));
    shown->setPhotos(answer);
    QCOMPARE(button->text(), QStringLiteral("Best fit"));
    // Nothing to sort.
    shown->setPhotos(nullptr);
    QVERIFY(row->isHidden());
}

void TestGridViews::whatCouldNotBeReadIsNoReference() {
    QTemporaryDir dir;
    RealWindow real(dir.filePath(QStringLiteral("library")),
                    dir.filePath(QStringLiteral("settings.ini")));
    auto* shown = real.window.findChild<PhotoGrid*>();
    PhotoItem fine;
    fine.file = FileId{1};
    fine.content = ContentId{1};
    fine.path = QStringLiteral("/home/mia/fine.jpg");
    PhotoItem broken = fine;
    broken.file = FileId{2};
    broken.content = ContentId{2};
    broken.path = QStringLiteral("/home/mia/broken.jpg");
    broken.failure = QStringLiteral("It is damaged.");
    const std::vector<const char*> asking{"actionUseAsReference", "actionAddToReferences",
                                          "actionUsePart", "actionMoreLikeThis",
                                          "actionLessLikeThis"};
    const auto enabled = [&] {
        return std::count_if(asking.begin(), asking.end(), [&](const char* name) {
            return real.window.findChild<QAction*>(QLatin1StringView(name))->isEnabled();
        });
    };
    shown->setPhotos(photoListOf({broken, fine}));
    shown->setCurrentIndex(shown->model()->index(0, 0));
    QCOMPARE(enabled(), 0);
    QVERIFY(real.window.findChild<QAction*>(QStringLiteral("actionCopyPath"))->isEnabled());
    QSignalSpy wanted(shown, &PhotoGrid::referenceWanted);
    QTest::keyClick(shown, Qt::Key_Return);
    QCOMPARE(wanted.count(), 0);
    shown->setCurrentIndex(shown->model()->index(1, 0));
    QCOMPARE(enabled(), qsizetype(asking.size()));
    QTest::keyClick(shown, Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
}

void TestGridViews::aMarkKeepsTheCurrentPicture() {
    QTemporaryDir dir;
    RealWindow real(dir.filePath(QStringLiteral("library")),
                    dir.filePath(QStringLiteral("settings.ini")));
    auto* shown = real.window.findChild<PhotoGrid*>();
    auto* query = real.window.findChild<QueryModel*>();
    const auto answered = [](int first, int last) {
        std::vector<PhotoRow> rows;
        for (const int file : files(first, last))
            rows.push_back({FileId{file}, ContentId{file}, .9f - .01f * float(rows.size()), true});
        return std::make_shared<GivenPhotos>(rows);
    };
    const auto mark = [query](int content) {
        Feedback feedback;
        feedback.content = content;
        std::vector<Feedback> all = query->feedback();
        all.push_back(feedback);
        query->setFeedback(all);
    };
    shown->setPhotos(answered(1, 20));
    shown->setCurrentIndex(shown->model()->index(5, 0));
    mark(1);
    shown->setPhotos(answered(20, 1));
    QCOMPARE(shown->currentIndex().row(), 14);
    // Where it is no more, its place.
    mark(2);
    shown->setPhotos(answered(21, 40));
    QCOMPARE(shown->currentIndex().row(), 14);
    // Another question is another thing.
    shown->setPhotos(answered(1, 20));
    QVERIFY(!shown->currentIndex().isValid());
}

// --- Thumbnails ---

void TestGridViews::asksOnceForTheSameRows() {
    ThumbnailCache cache(*pictures);
    cache.setBox(100, 1);
    QSignalSpy changed(&cache, &ThumbnailCache::changed);
    QList<PhotoItem> items;
    for (int i = 1; i <= 5; ++i)
        items.append(GivenPhotos(std::vector<int>{i}).at(0));
    cache.want(items);
    Q_EMIT pictures->thumbnailMissing(ContentId{1}, 256);
    QVERIFY(cache.isMissing(ContentId{1}));
    cache.want(items);
    QVERIFY(cache.isMissing(ContentId{1}));
    cache.retryMissing();
    cache.want(items);
    QVERIFY(!cache.isMissing(ContentId{1}));
}

void TestGridViews::paintsOnlyWhatCame() {
    class Watch final : public QObject {
    public:
        bool eventFilter(QObject*, QEvent* event) override {
            if (event->type() == QEvent::Paint)
                painted += static_cast<QPaintEvent*>(event)->region();
            return false;
        }
        QRegion painted;
    };
    showAnswer(files(1, 40));
    QCoreApplication::processEvents();
    grid->viewport()->repaint();
    Watch watch;
    grid->viewport()->installEventFilter(&watch);
    QImage red(64, 64, QImage::Format_RGB32);
    red.fill(Qt::red);
    Q_EMIT pictures->thumbnailReady(ContentId{3}, 256, red);
    Q_EMIT pictures->thumbnailReady(ContentId{39999}, 256, red);
    QTRY_VERIFY(!watch.painted.isEmpty());
    QCOMPARE(watch.painted.boundingRect(), cell(2));
    grid->viewport()->removeEventFilter(&watch);
}

void TestGridViews::keepsTheMeanColour() {
    ThumbnailCache cache(*pictures);
    cache.setBox(400, 1);
    QVERIFY(!cache.meanColour(ContentId{1}).isValid());
    QImage image(512, 512, QImage::Format_RGB32);
    image.fill(QColor(200, 100, 50));
    // Many more than are kept.
    for (int i = 1; i <= 200; ++i)
        Q_EMIT pictures->thumbnailReady(ContentId{i}, 512, image);
    const PhotoItem first = GivenPhotos(std::vector<int>{1}).at(0);
    QVERIFY(cache.find(first).pixmap.isNull());
    QCOMPARE(cache.meanColour(ContentId{1}), QColor(200, 100, 50));
    // Of what is nowhere opaque there is none.
    QImage clear(64, 64, QImage::Format_ARGB32);
    clear.fill(Qt::transparent);
    Q_EMIT pictures->thumbnailReady(ContentId{1000}, 256, clear);
    QVERIFY(!cache.meanColour(ContentId{1000}).isValid());
}

void TestGridViews::boundsItsMemoryByTheScreen() {
    ThumbnailCache cache(*pictures);
    cache.setScreen({800, 600});
    const qsizetype small = cache.limitBytes();
    cache.setScreen({3840, 2160});
    QVERIFY(cache.limitBytes() >= 3 * qsizetype(4) * 3840 * 2160);
    QVERIFY(small < cache.limitBytes());
    QVERIFY(small >= 3 * qsizetype(4) * 800 * 600);
}

SEMBLANCE_GUI_TEST(TestGridViews)
#include "tst_gridviews.moc"
