// Saved searches and collections, by keys and mouse in the real window.

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include "tests/testmain.h"
#include "tests/ui/deskwindow.h"
#include "ui/collections/handsorting.h"
#include "ui/files/filetasks.h"

using namespace semblance;

class TestShelves : public DeskWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void savesASearch();
    void collects();
    void sortsAndUndoes();
    void takesOutOfASortedCollection();
    void takesDrops();
    void showsWhatIsMissing();
    void copiesACollection();
    void everythingHasItsNames();

private:
    void collect(const QList<int>& rows, const QString& name);
};

void TestShelves::collect(const QList<int>& rows, const QString& name) {
    select(rows);
    const int before = int(real->desk.shelf().collections().size());
    QTest::keyClick(grid, Qt::Key_B, Qt::ControlModifier);
    if (before > 0) {
        auto* menu = find<QMenu>("collectionMenu");
        QVERIFY(menu);
        QTest::keyClick(menu, Qt::Key_Up);  // the last one: a new collection
        QTest::keyClick(menu, Qt::Key_Return);
    }
    auto* edit = qobject_cast<QLineEdit*>(real->window.focusWidget());
    QVERIFY(edit);
    QTest::keyClicks(edit, name);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(int(real->desk.shelf().collections().size()), before + 1, patience);
}

void TestShelves::savesASearch() {
    ask(QStringLiteral("name:39"));
    const QStringList found = names();
    QVERIFY(find<QWidget>("folderPanel")->isVisible());
    QTest::keyClick(&real->window, Qt::Key_F9);
    QTest::keyClick(&real->window, Qt::Key_S, Qt::ControlModifier);
    auto* edit = qobject_cast<QLineEdit*>(real->window.focusWidget());
    QVERIFY(edit && edit->objectName() == QStringLiteral("savedSearchRowEdit"));
    QCOMPARE(edit->selectedText(), QStringLiteral("name:39"));
    QTest::keyClicks(edit, QStringLiteral("Thirty-nine"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(row("savedSearchRow"));
    ShelfRow* saved = row("savedSearchRow");
    QCOMPARE(saved->name(), QStringLiteral("Thirty-nine"));
    // How many there are now.
    auto* count = saved->findChild<QLabel*>(QStringLiteral("savedSearchRowCount"));
    QTRY_COMPARE_WITH_TIMEOUT(count->text(), QString::number(found.size()), patience);
    // Esc saves nothing.
    QTest::keyClick(&real->window, Qt::Key_S, Qt::ControlModifier);
    QTest::keyClick(real->window.focusWidget(), Qt::Key_Escape);
    QCOMPARE(shelf().searches().size(), 1);

    ask(QStringLiteral("name:1"));
    QTest::mouseClick(saved, Qt::LeftButton);
    QCOMPARE(filter(), QStringLiteral("name:39"));
    QTRY_COMPARE_WITH_TIMEOUT(names(), found, patience);
    saved->setFocus();
    QTest::keyClick(saved, Qt::Key_F2);
    QTest::keyClicks(real->window.focusWidget(), QStringLiteral("<b>39</b>"));
    QTest::keyClick(real->window.focusWidget(), Qt::Key_Return);
    QCOMPARE(row("savedSearchRow")->name(), QStringLiteral("<b>39</b>"));
    openAgain();
    QTRY_VERIFY(row("savedSearchRow"));
    saved = row("savedSearchRow");
    QCOMPARE(saved->name(), QStringLiteral("<b>39</b>"));
    saved->setFocus();
    QTest::keyClick(saved, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(names(), found, patience);
    saved->setFocus();
    QTest::keyClick(saved, Qt::Key_Delete);
    QTest::mouseClick(saved->findChild<QPushButton*>(QStringLiteral("savedSearchRowQuestionYes")),
                      Qt::LeftButton);
    QTRY_VERIFY(!find<QWidget>("savedSearches")->isVisible());
}

void TestShelves::collects() {
    collect({5, 2, 9}, QStringLiteral("Board"));
    QTRY_VERIFY(row("collectionRow"));
    ShelfRow* board = row("collectionRow");
    auto* count = board->findChild<QLabel*>(QStringLiteral("collectionRowCount"));
    QCOMPARE(count->text(), QStringLiteral("3"));
    QTest::mouseClick(board, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(
        names(),
        (QStringList{QStringLiteral("2.png"), QStringLiteral("5.png"), QStringLiteral("9.png")}),
        patience);
    QVERIFY(find<QWidget>("collectionBar")->isVisible());
    const auto* sort = find<QToolButton>("sortButton");
    QCOMPARE(sort->text(), QStringLiteral("As put together"));
    // Back from it, and to it from a query.
    QTest::mouseClick(find<QAbstractButton>("collectionClose"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), pictures, patience);
    QVERIFY(!find<QWidget>("collectionBar")->isVisible());
    QCOMPARE(sort->text(), QStringLiteral("Date"));
    ask(QStringLiteral("name:1"));
    // An answer that is only filtered goes by months, too.
    QVERIFY(model->rows()->isByTime());
    QCOMPARE(sort->text(), QStringLiteral("Date"));
    board->setFocus();
    QTest::keyClick(board, Qt::Key_Space);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 3, patience);
    QVERIFY(query->isEmpty());
    // What is asked for is shown instead of it.
    query->setFilter(*filterFromText(QStringLiteral("name:2")));
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() > 3, patience);
    QVERIFY(!find<QWidget>("collectionBar")->isVisible());
    // More of them, and what is there already once.
    query->clear();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), pictures, patience);
    select({9, 10});
    QTest::keyClick(grid, Qt::Key_B, Qt::ControlModifier);
    auto* menu = find<QMenu>("collectionMenu");
    QVERIFY(menu && menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(count->text(), QStringLiteral("4"), patience);
    collect({0}, QStringLiteral("Board"));
    QCOMPARE(shelf().collectionNames(),
             (QStringList{QStringLiteral("Board"), QStringLiteral("Board 2")}));
    openAgain();
    QCOMPARE(shelf().collections().size(), 2);
    QCOMPARE(shelf().collections().front().members.size(), std::size_t(4));
}

void TestShelves::sortsAndUndoes() {
    collect({0, 1, 2, 3}, QStringLiteral("Board"));
    QTest::mouseClick(row("collectionRow"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 4, patience);
    const auto order = [this] { return names().join(u' ').remove(QStringLiteral(".png")); };
    select({0});
    QTest::keyClick(grid, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("1 0 2 3"), patience);
    // What was chosen stays so.
    QCOMPARE(grid->chosenRows(), QList<int>{1});
    QTest::keyClick(grid, Qt::Key_Right, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("1 2 0 3"), patience);
    QTest::keyClick(&real->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("1 0 2 3"), patience);
    select({2, 3});
    QTest::keyClick(grid, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("1 2 3 0"), patience);
    select({1});
    QTest::keyClick(grid, Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("1 3 0"), patience);
    QVERIFY(QFile::exists(m_dir->filePath(QStringLiteral("pictures/2.png"))));
    QTest::keyClick(&real->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("1 2 3 0"), patience);
    // The whole collection goes, and comes back.
    ShelfRow* board = row("collectionRow");
    board->setFocus();
    QTest::keyClick(board, Qt::Key_Delete);
    QTest::mouseClick(board->findChild<QPushButton*>(QStringLiteral("collectionRowQuestionYes")),
                      Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), pictures, patience);
    QVERIFY(!row("collectionRow"));
    QTest::keyClick(&real->window, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(row("collectionRow"));
    QTest::mouseClick(row("collectionRow"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("1 2 3 0"), patience);
    QTest::keyClick(&real->window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!row("collectionRow"));
}

void TestShelves::takesOutOfASortedCollection() {
    collect({0, 1, 2, 3}, QStringLiteral("Board"));
    QTest::mouseClick(row("collectionRow"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 4, patience);
    grid->setArrangements({PhotoSort::Name, true, false}, {});
    const auto order = [this] { return names().join(u' ').remove(QStringLiteral(".png")); };
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("3 2 1 0"), patience);
    select({0});
    QTest::keyClick(grid, Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(order(), QStringLiteral("2 1 0"), patience);
    const Collection board = shelf().collections().front();
    QCOMPARE(board.members.size(), std::size_t(3));
    QVERIFY(board.members.back().path.endsWith(QStringLiteral("2.png")));
}

// Without a screen the system drags nothing: what a drop asks for.
void TestShelves::takesDrops() {
    collect({0, 1, 2, 3}, QStringLiteral("Board"));
    QTRY_VERIFY(row("collectionRow"));
    ShelfRow* board = row("collectionRow");
    QVERIFY(board->acceptDrops());
    select({7, 3});
    Q_EMIT board->dropped();
    QTRY_COMPARE_WITH_TIMEOUT(shelf().collections().front().members.size(), std::size_t(5),
                              patience);
    auto* sorting = grid->findChild<HandSorting*>();
    QVERIFY(sorting && !grid->viewport()->acceptDrops());
    QTest::mouseClick(board, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 5, patience);
    QVERIFY(grid->viewport()->acceptDrops());
    select({4});
    Q_EMIT sorting->dropped(1);
    QTRY_COMPARE_WITH_TIMEOUT(names().at(1), QStringLiteral("7.png"), patience);
    select({0, 1});
    Q_EMIT sorting->dropped(5);
    QTRY_COMPARE_WITH_TIMEOUT(names().last(), QStringLiteral("7.png"), patience);
    QCOMPARE(names().first(), QStringLiteral("1.png"));
}

void TestShelves::showsWhatIsMissing() {
    collect({0, 1}, QStringLiteral("Board"));
    Collection board = shelf().collections().front();
    board.members.insert(board.members.begin() + 1,
                         {QByteArray(24, 'z'), QStringLiteral("/gone/away.jpg")});
    shelf().putCollection(board);
    QTest::mouseClick(row("collectionRow"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 3, patience);
    QVERIFY(!model->photo(1).available);
    QVERIFY(model->index(1).data(Qt::ToolTipRole).toString().contains(QStringLiteral("library")));
    const QString count = find<QLabel>("collectionBarCount")->text();
    QVERIFY2(count.contains(QStringLiteral("1 missing")), qPrintable(count));
    QTRY_VERIFY_WITH_TIMEOUT(row("collectionRow")->toolTip().contains(QStringLiteral("1 missing")),
                             patience);
}

void TestShelves::copiesACollection() {
    collect({3, 4}, QStringLiteral("Board"));
    auto* tasks = real->window.findChild<FileTasks*>();
    QVERIFY(tasks);
    const QString folder = m_dir->filePath(QStringLiteral("out"));
    QVERIFY(QDir().mkpath(folder));
    QSignalSpy said(tasks, &FileTasks::said);
    tasks->copy({model->photo(3), model->photo(4)}, folder);
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
    QCOMPARE(QDir(folder).entryList(QDir::Files),
             (QStringList{QStringLiteral("3.png"), QStringLiteral("4.png")}));
    tasks->writeList({model->photo(3)}, folder + QStringLiteral("/list.json"));
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 2, patience);
    QFile list(folder + QStringLiteral("/list.json"));
    QVERIFY(list.open(QIODevice::ReadOnly));
    QVERIFY(list.readAll().contains("\"width\": 64"));
    // With what the user says of it.
    select({3});
    QTest::keyClick(grid, Qt::Key_4);
    const FileId rated = model->photo(3).file;
    QSignalSpy facts(&real->library, &LibraryService::factsReady);
    const auto isRated = [&] {
        real->library.requestFacts(rated);
        return facts.wait(1000) && facts.last().at(1).value<PhotoFacts>().rating == 4;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRated(), patience);
    said.clear();
    tasks->writeList({model->photo(3)}, folder + QStringLiteral("/rated.json"));
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
    QFile ratedList(folder + QStringLiteral("/rated.json"));
    QVERIFY(ratedList.open(QIODevice::ReadOnly));
    const QByteArray ratedText = ratedList.readAll();
    QVERIFY2(ratedText.contains("\"rating\": 4"), ratedText.constData());
    said.clear();
    tasks->writeSheet(QStringLiteral("Board"), {model->photo(3)},
                      folder + QStringLiteral("/sheet.html"));
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, patience);
    QFile sheet(folder + QStringLiteral("/sheet.html"));
    QVERIFY(sheet.open(QIODevice::ReadOnly));
    QVERIFY(sheet.readAll().contains("data:image/"));
    QTRY_VERIFY(!find<QWidget>("taskBar")->isVisible());
}

void TestShelves::everythingHasItsNames() {
    ask(QStringLiteral("name:1"));
    collect({0}, QStringLiteral("Board"));
    QTest::keyClick(&real->window, Qt::Key_H, Qt::ControlModifier);
    QStringList bad;
    for (const char* area :
         {"way", "historyPanel", "savedSearches", "collections", "collectionBar", "taskBar"}) {
        auto* root = find<QWidget>(area);
        QVERIFY2(root, area);
        for (const QWidget* widget : root->findChildren<QWidget*>()) {
            const bool control = qobject_cast<const QAbstractButton*>(widget) ||
                                 qobject_cast<const QLineEdit*>(widget) ||
                                 qobject_cast<const ShelfRow*>(widget);
            if (control && (widget->objectName().isEmpty() || widget->accessibleName().isEmpty() ||
                            widget->toolTip().isEmpty() || !(widget->focusPolicy() & Qt::TabFocus)))
                bad.append(QLatin1StringView(area) + QStringLiteral(" ") + widget->objectName());
        }
    }
    QCOMPARE(bad, QStringList());
}

SEMBLANCE_GUI_TEST(TestShelves)
#include "tst_shelves.moc"
