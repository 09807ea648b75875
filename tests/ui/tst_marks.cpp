// Ratings, labels, tags and notes given in the real window, with real keys.

#include <QAction>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include "tests/core/store/storefixture.h"
#include "tests/testmain.h"
#include "tests/ui/realwindow.h"
#include "ui/marks/tagsdialog.h"
#include "ui/results/photogrid.h"

using namespace semblance;
using namespace semblance::test;

namespace {
constexpr int patience = 60'000;
constexpr int pictures = 3;
}  // namespace

class MarksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void digitsRateWhatIsChosen();
    void digitsInTextAreText();
    void marksAreUndone();
    void tagsAreGivenInADialog();

private:
    PhotoMarks marks(int content) const {
        const auto row = m_library->reader->contentByKey(keyOf(content));
        return row && *row ? m_library->reader->marks((*row)->id).value_or(PhotoMarks())
                           : PhotoMarks();
    }
    std::optional<int> rating(int content) const { return marks(content).rating; }
    QAction* action(const char* name) const {
        return m_real->window.findChild<QAction*>(QLatin1StringView(name));
    }

    std::unique_ptr<Fixture> m_library;
    std::unique_ptr<RealWindow> m_real;
    PhotoGrid* m_grid = nullptr;
};

/// Pictures whose files are away: what is said of them is kept all the same.
void MarksTest::init() {
    m_library = std::make_unique<Fixture>();
    QCOMPARE(m_library->open(), QString());
    const RootId root = m_library->addRoot();
    for (int i = 0; i < pictures; ++i)
        VERIFY_OK(m_library->writer->submit(encodedFile(root, QStringLiteral("%1.jpg").arg(i), i)));
    VERIFY_OK(m_library->writer->flush());
    m_library->writer.reset();
    m_real = std::make_unique<RealWindow>(m_library->paths.dir,
                                          m_library->dir.filePath(QStringLiteral("settings")));
    m_real->window.show();
    m_grid = m_real->window.findChild<PhotoGrid*>();
    QTRY_COMPARE_WITH_TIMEOUT(m_grid->model()->rowCount(), pictures, patience);
    m_real->window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_real->window));
    m_grid->setFocus();
    // The newest one comes first: picture 2.
    m_grid->setCurrentIndex(m_grid->model()->index(0, 0));
}

void MarksTest::cleanup() {
    m_real.reset();
    m_library.reset();
}

void MarksTest::digitsRateWhatIsChosen() {
    QTest::keyClick(m_grid, Qt::Key_4);
    QTRY_COMPARE_WITH_TIMEOUT(rating(2), std::optional(4), patience);
    QVERIFY(!rating(1));
    QTest::keyClick(m_grid, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_grid, Qt::Key_1);
    for (int i = 0; i < pictures; ++i)
        QTRY_COMPARE_WITH_TIMEOUT(rating(i), std::optional(1), patience);
    action("actionLabelRed")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(marks(0).label.value_or(QString()), QStringLiteral("Red"), patience);
}

void MarksTest::digitsInTextAreText() {
    auto* sentence = m_real->window.findChild<QLineEdit*>(QStringLiteral("sentenceEdit"));
    sentence->setFocus();
    QTest::keyClick(sentence, Qt::Key_3);
    QCOMPARE(sentence->text(), QStringLiteral("3"));
    // What would have been rated is rated now, behind it in the same order.
    sentence->clear();
    m_grid->setFocus();
    m_grid->setCurrentIndex(m_grid->model()->index(1, 0));
    QTest::keyClick(m_grid, Qt::Key_5);
    QTRY_COMPARE_WITH_TIMEOUT(rating(1), std::optional(5), patience);
    QVERIFY(!rating(2));
}

void MarksTest::marksAreUndone() {
    QTest::keyClick(m_grid, Qt::Key_4);
    QTRY_COMPARE_WITH_TIMEOUT(rating(2), std::optional(4), patience);
    QTest::keyClick(m_grid, Qt::Key_2);
    QTRY_COMPARE_WITH_TIMEOUT(rating(2), std::optional(2), patience);
    // It is stored before the window hears of it.
    QTRY_COMPARE_WITH_TIMEOUT(action("actionUndo")->text(), QStringLiteral("&Undo ★★"), patience);
    QTest::keyClick(m_grid, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rating(2), std::optional(4), patience);
    QTest::keyClick(m_grid, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!rating(2), patience);
    QTest::keyClick(m_grid, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(rating(2), std::optional(4), patience);
}

void MarksTest::tagsAreGivenInADialog() {
    QTest::keyClick(m_grid, Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_real->window.findChild<TagsDialog*>(), patience);
    auto* dialog = m_real->window.findChild<TagsDialog*>();
    auto* typed = dialog->findChild<QLineEdit*>(QStringLiteral("tagEdit"));
    QTRY_VERIFY_WITH_TIMEOUT(typed->hasFocus(), patience);
    QTest::keyClicks(typed, QStringLiteral("family, places/Rome"));
    QTest::keyClick(typed, Qt::Key_Return);
    QCOMPARE(dialog->findChild<QListWidget*>()->count(), 2);
    QVERIFY(dialog->isVisible());
    dialog->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("for Ada"));
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("tagsSave")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(
        marks(2).tags, (QStringList{QStringLiteral("family"), QStringLiteral("places/Rome")}),
        patience);
    QCOMPARE(marks(2).note, QStringLiteral("for Ada"));
    QVERIFY(marks(1).isEmpty());
}

SEMBLANCE_GUI_TEST(MarksTest)
#include "tst_marks.moc"
