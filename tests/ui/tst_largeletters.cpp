// Letters of 200 %: what dialogs, the side panel and the bars say is read whole, or can be scrolled
// to, and no bar keeps the window from being narrow. In German, too, whose words are longer.

#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

#include "tests/testmain.h"
#include "translations/language.h"
#include "ui/library/faileddialog.h"
#include "ui/library/failedmodel.h"
#include "ui/library/indexingbar.h"
#include "ui/models/recommendeddialog.h"
#include "ui/panel/sidepanel.h"
#include "ui/style/theme.h"
#include "ui/texts/textbar.h"
#include "ui/window/keysdialog.h"
#include "ui/window/statusline.h"
#include "ui/window/welcomestrip.h"

using namespace semblance;

class TestLargeLetters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { installLanguage(*qApp, QString::fromLatin1(QTest::currentDataTag())); }
    void columnsAreWhole_data() { languages(); }
    void columnsAreWhole();
    void reasonsAreWhole_data() { languages(); }
    void reasonsAreWhole();
    void thePanelCutsNothing_data() { languages(); }
    void thePanelCutsNothing();
    void barsGiveWay_data() { languages(); }
    void barsGiveWay();

private:
    static void languages() {
        QTest::addColumn<int>("unused");
        for (const char* language : {"en", "de"})
            QTest::newRow(language) << 0;
    }

    Theme m_theme;
};

namespace {

void verifyColumns(QDialog& dialog, const char* name) {
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto* tree = dialog.findChild<QTreeWidget*>(QLatin1StringView(name));
    const QAbstractItemView* items = tree;  // where the hints are public
    int whole = 0;
    for (int column = 0; column < tree->columnCount(); ++column) {
        QVERIFY2(tree->columnWidth(column) >= items->sizeHintForColumn(column),
                 qPrintable(tree->headerItem()->text(column)));
        whole += items->sizeHintForColumn(column);
    }
    // Only the screen may be too narrow for all of them at once.
    QVERIFY(tree->viewport()->width() >= whole ||
            dialog.width() >= dialog.screen()->availableSize().width() - 32);
}

Explanation explanation() {
    Explanation found;
    found.words = {{QStringLiteral("red"), 0.2}, {QStringLiteral("barn"), -0.1}};
    found.columns = 2;
    found.cells = {1, 0, 0, 0};
    return found;
}

}  // namespace

void TestLargeLetters::initTestCase() {
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 2);
    QApplication::setFont(font);
    m_theme.choose(ThemeChoice::Light);
}

void TestLargeLetters::columnsAreWhole() {
    QMenuBar menus;
    QMenu* menu = menus.addMenu(QStringLiteral("Edit"));
    menu->addAction(QStringLiteral("Forward in the collection, and a bit"))
        ->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_Right);
    KeysDialog keys(menus);
    verifyColumns(keys, "keysList");
    RecommendedDialog recommended;
    verifyColumns(recommended, "recommendedTable");
}

void TestLargeLetters::reasonsAreWhole() {
    FailedDialog dialog;
    FailedPhoto failed;
    failed.path = QStringLiteral("/home/mia/Pictures/holiday.jpg");
    failed.reason = QStringLiteral(
        "The picture is cut short: most of it is missing. Copy or download the file again.");
    dialog.setPhotos({failed});
    dialog.show();
    auto* table = dialog.findChild<QTableView*>(QStringLiteral("failedTable"));
    const QRect cell = table->visualRect(table->model()->index(0, FailedModel::Reason));
    const int margin = 2 * (table->style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1);
    const QRect text = table->fontMetrics().boundingRect(0, 0, cell.width() - margin, cell.height(),
                                                         Qt::TextWordWrap, failed.reason);
    QVERIFY(text.height() <= cell.height());
    QVERIFY(text.width() <= cell.width() - margin);
    QVERIFY(cell.right() < table->viewport()->width());
}

void TestLargeLetters::thePanelCutsNothing() {
    SidePanel panel;
    PhotoItem photo;
    photo.file = FileId{1};
    photo.content = ContentId{1};
    photo.path = QStringLiteral("/home/mia/Pictures/one.jpg");
    panel.setPhoto(photo);
    PhotoFacts facts;
    facts.width = 4000;
    facts.height = 3000;
    facts.camera = QStringLiteral("Canon EOS 5D Mark IV");
    facts.lens = QStringLiteral("EF24-70mm");
    facts.exposureSeconds = 0.008;
    panel.setFacts(facts, 2'000'000);
    Query query;
    query.text = QStringLiteral("red barn");
    panel.setExplanation(query, explanation());
    panel.resize(panel.minimumWidth(), 900);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* scroll = panel.findChild<QScrollArea*>(QStringLiteral("panelScroll"));
    QTRY_COMPARE(scroll->widget()->width(), scroll->viewport()->width());
    const auto isWhole = [&](const QWidget* part) {
        return scroll->widget()->rect().contains(
            QRect(part->mapTo(scroll->widget(), QPoint()), part->size()));
    };
    for (const char* name : {"panelMap", "panelCopy", "panelSimilar"}) {
        auto* part = panel.findChild<QWidget*>(QLatin1StringView(name));
        QVERIFY2(isWhole(part) && part->width() >= part->sizeHint().width(), name);
    }
    for (const QLabel* value : panel.findChildren<QLabel*>(QStringLiteral("factValue")))
        QVERIFY2(isWhole(value) && value->height() >= value->heightForWidth(value->width()),
                 qPrintable(value->text()));
}

void TestLargeLetters::barsGiveWay() {
    IndexingBar indexing;
    IndexingProgress progress;
    progress.phase = IndexingProgress::Phase::Encoding;
    progress.found = progress.toDo = 12'801;
    progress.done = 4'310;
    progress.rate = 148;
    progress.secondsLeft = 57;
    indexing.setProgress(progress);
    TextBar texts;
    TextReading reading;
    reading.isShown = true;
    reading.done = 348;
    reading.all = 12'477;
    reading.rate = 80;
    reading.secondsLeft = 57;
    texts.setReading(reading);
    StatusLine status;
    SearchAnswer answer;
    answer.searched = 12'801;
    answer.good = 0;
    status.setAnswer(answer, {});
    status.setSelected(123, 7);
    WelcomeStrip welcome;
    constexpr int narrow = 800;
    for (QWidget* bar : {static_cast<QWidget*>(&indexing), static_cast<QWidget*>(&texts),
                         static_cast<QWidget*>(&status), static_cast<QWidget*>(&welcome)}) {
        bar->ensurePolished();
        QVERIFY2(bar->minimumSizeHint().width() <= narrow, qPrintable(bar->objectName()));
    }
    // Where there is room, the line is whole, also when it becomes longer.
    indexing.resize(3000, indexing.sizeHint().height());
    indexing.show();
    const auto* text = indexing.findChild<QLabel*>(QStringLiteral("indexingText"));
    progress.phase = IndexingProgress::Phase::Scanning;
    indexing.setProgress(progress);
    QTRY_VERIFY(text->width() >= text->sizeHint().width());
    progress.phase = IndexingProgress::Phase::Encoding;
    indexing.setProgress(progress);
    QTRY_VERIFY(text->width() >= text->sizeHint().width());
}

SEMBLANCE_GUI_TEST(TestLargeLetters)

#include "tst_largeletters.moc"
