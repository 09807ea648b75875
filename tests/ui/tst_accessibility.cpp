// The window for everyone: the focus is seen wherever it is, large letters are not cut, from right
// to left everything is mirrored, nothing moves where motion is not wanted, and labels are heard.

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTest>

#include "tests/testmain.h"
#include "tests/ui/deskwindow.h"
#include "ui/library/indexingbar.h"
#include "ui/query/querybar.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/theme.h"

using namespace semblance;

class TestAccessibility : public DeskWindow {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();

    void focusIsSeen_data();
    void focusIsSeen();
    void largeLettersAreNotCut();
    void everythingIsMirrored();
    void settingsArePagesByTheKeyboard();
    void motionIsReduced();
    void labelsSayWhatTheyShow();

private:
    QWidget* show(const QString& what);
    QFont usualFont;
};

namespace {

QString nameOf(const QWidget& widget) {
    const QWidget* parent = widget.parentWidget();
    return QLatin1StringView(widget.metaObject()->className()) + u' ' + widget.objectName() +
           QStringLiteral(" in ") + (parent ? parent->objectName() : QString());
}

QList<QWidget*> reachable(QWidget& root) {
    QList<QWidget*> found;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (widget->window() == &root && widget->isVisible() && widget->isEnabled() &&
            (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() &&
            widget->visibleRegion().boundingRect().height() > 0)
            found.append(widget);
    }
    return found;
}

// What lies around a widget belongs to it, too: fields show the focus by their frame.
QImage around(QWidget& widget) {
    QWidget* const window = widget.window();
    const QRect place(widget.mapTo(window, QPoint()), widget.size());
    return window->grab(place.adjusted(-6, -6, 6, 6).intersected(window->rect())).toImage();
}

void rest() {
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

bool seesFocus(QWidget& widget) {
    // Something else may change in between, so that only what comes and goes counts.
    for (int attempt = 0; attempt < 5; ++attempt) {
        if (QWidget* before = QApplication::focusWidget())
            before->clearFocus();
        rest();
        const QImage without = around(widget);
        widget.setFocus(Qt::TabFocusReason);
        rest();
        const QImage with = around(widget);
        widget.clearFocus();
        rest();
        if (around(widget) == without)
            return with != without;
    }
    return false;
}

/// For people who look at the looks: SEMBLANCE_SHOTS names a folder.
void keepShot(QWidget& widget, const QString& name) {
    const QString dir = qEnvironmentVariable("SEMBLANCE_SHOTS");
    if (!dir.isEmpty())
        widget.grab().save(dir + u'/' + name + QStringLiteral(".png"));
}

/// What shows less of its text than there is.
QStringList cut(const QWidget& root) {
    QStringList bad;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != &root)
            continue;
        const auto* label = qobject_cast<const QLabel*>(widget);
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool isElided = qobject_cast<const ElidedLabel*>(widget);
        if ((!label || isElided || label->text().isEmpty()) &&
            (!button || button->text().isEmpty()))
            continue;
        const bool wraps = label && label->wordWrap();
        const int wanted = wraps ? label->heightForWidth(widget->width()) : 0;
        const QSize least = widget->minimumSizeHint();
        if (wraps ? widget->height() < wanted
                  : widget->width() < least.width() || widget->height() < least.height())
            bad.append(QStringLiteral("%1: %2 x %3 of %4 x %5")
                           .arg(nameOf(*widget))
                           .arg(widget->width())
                           .arg(widget->height())
                           .arg(least.width())
                           .arg(wraps ? wanted : least.height()));
    }
    return bad;
}

}  // namespace

void TestAccessibility::initTestCase() {
    prepare();
    usualFont = QApplication::font();
    QApplication::setCursorFlashTime(0);
    begin();
}

void TestAccessibility::cleanupTestCase() {
    end();
}

void TestAccessibility::cleanup() {
    for (QDialog* dialog : real->window.findChildren<QDialog*>())
        dialog->close();
    find<QAction>("actionFocusSentence")->trigger();
    for (const char* action : {"actionFilters", "actionPanel", "actionHistory"})
        find<QAction>(action)->setChecked(false);
    real->window.findChild<QueryBar*>()->clear();
    QApplication::setFont(usualFont);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    real->window.resize(1100, 800);
}

/// A page, or a dialog, with all that it may show.
QWidget* TestAccessibility::show(const QString& what) {
    if (what == QLatin1StringView("settings")) {
        find<QAction>("actionSettings")->trigger();
        return find<QWidget>("settingsDialog");
    }
    if (what == QLatin1StringView("viewer")) {
        grid->setFocus();
        grid->setCurrentIndex(model->index(0));
        QTest::keyClick(grid, Qt::Key_Space);
    } else if (what == QLatin1StringView("models")) {
        find<QAction>("actionModels")->trigger();
    } else if (what == QLatin1StringView("browsing")) {
        find<QAction>("actionFocusSentence")->trigger();
        find<QAction>("actionFilters")->setChecked(true);
        find<QAction>("actionPanel")->setChecked(true);
        find<QAction>("actionHistory")->setChecked(true);
        real->window.findChild<QueryBar*>()->setQuery(
            {m_dir->filePath(QStringLiteral("pictures/1.png"))}, QStringLiteral("in brown"));
    }
    real->window.activateWindow();
    return &real->window;
}

void TestAccessibility::focusIsSeen_data() {
    QTest::addColumn<QString>("page");
    for (const char* page : {"browsing", "viewer", "models", "settings"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void TestAccessibility::focusIsSeen() {
    QFETCH(QString, page);
    real->window.resize(1600, 900);
    QWidget* const root = show(page);
    QVERIFY(QTest::qWaitForWindowActive(root));
    QTest::qWait(50);  // layouts settle in steps
    auto* list = root->findChild<QListWidget*>(QStringLiteral("settingsPages"));
    QStringList unseen;
    for (int row = 0; row < (list ? list->count() : 1); ++row) {
        if (list)
            list->setCurrentRow(row);
        const QList<QWidget*> widgets = reachable(*root);
        QVERIFY(widgets.size() > 2);
        for (QWidget* widget : widgets) {
            // The large view is all there is to see: the picture has the focus.
            if (widget->objectName() != QLatin1StringView("viewerPage") && !seesFocus(*widget))
                unseen.append(nameOf(*widget));
        }
    }
    QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(QStringLiteral("; "))));
}

// As a system with large letters starts it.
void TestAccessibility::largeLettersAreNotCut() {
    QFont font = usualFont;
    font.setPointSizeF(2 * font.pointSizeF());
    QApplication::setFont(font);
    openAgain();
    QStringList bad;
    for (const QSize& size : {QSize(1100, 700), QSize(800, 600)}) {
        for (const char* page : {"plain", "browsing", "viewer", "models", "settings"}) {
            const QString name = QString::fromLatin1(page);
            // Nobody has room for everything at once.
            if (name == QLatin1StringView("browsing") && size.width() < 1000)
                continue;
            QWidget* const root = show(name);
            root->resize(size);
            rest();
            QTest::qWait(50);  // layouts settle in steps
            const QString what = QStringLiteral("large-%1-%2").arg(name).arg(size.width());
            keepShot(*root, what);
            if (root->width() > size.width() || root->height() > size.height())
                bad.append(
                    QStringLiteral("%1: %2 x %3").arg(what).arg(root->width()).arg(root->height()));
            for (const QString& one : cut(*root))
                bad.append(what + QStringLiteral(": ") + one);
            cleanup();
            QApplication::setFont(font);
        }
    }
    QApplication::setFont(usualFont);
    openAgain();
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
}

void TestAccessibility::everythingIsMirrored() {
    const auto places = [this] {
        QMap<QString, QRect> found;
        for (const QWidget* widget : real->window.findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->window() == &real->window &&
                !widget->objectName().isEmpty() && !qobject_cast<const QScrollBar*>(widget))
                found.insert(nameOf(*widget) + QString::number(found.count(nameOf(*widget))),
                             {widget->mapTo(&real->window, QPoint()), widget->size()});
        }
        return found;
    };
    show(QStringLiteral("browsing"));
    rest();
    const QMap<QString, QRect> before = places();
    const QRect first = grid->visualRect(model->index(0));
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    rest();
    QTest::qWait(50);
    keepShot(real->window, QStringLiteral("right-to-left"));
    const QMap<QString, QRect> after = places();
    QCOMPARE(after.keys(), before.keys());
    QStringList bad;
    for (auto it = after.begin(); it != after.end(); ++it) {
        const QRect was = before.value(it.key());
        const int mirrored = real->window.width() - was.right() - 1;
        if (std::abs(it->left() - mirrored) > 2 || std::abs(it->width() - was.width()) > 2)
            bad.append(QStringLiteral("%1: %2 + %3 instead of %4 + %5")
                           .arg(it.key())
                           .arg(it->left())
                           .arg(it->width())
                           .arg(mirrored)
                           .arg(was.width()));
    }
    QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
    QVERIFY(grid->visualRect(model->index(0)).left() > first.left());
    QVERIFY(grid->visualRect(model->index(1)).right() < grid->visualRect(model->index(0)).left());
}

void TestAccessibility::settingsArePagesByTheKeyboard() {
    auto* dialog = qobject_cast<QDialog*>(show(QStringLiteral("settings")));
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto* list = dialog->findChild<QListWidget*>(QStringLiteral("settingsPages"));
    auto* pages = dialog->findChild<QStackedWidget*>(QStringLiteral("settingsPage"));
    QTRY_VERIFY(list->hasFocus());
    const QStringList titles{QStringLiteral("General"), QStringLiteral("Folders and exclusions"),
                             QStringLiteral("Models"), QStringLiteral("Performance"),
                             QStringLiteral("Privacy")};
    for (int row = 0; row < int(titles.size()); ++row) {
        QCOMPARE(list->currentItem()->text(), titles[row]);
        QCOMPARE(pages->currentIndex(), row);
        // Into the page and back.
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        QVERIFY(pages->currentWidget()->isAncestorOf(dialog->focusWidget()));
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab, Qt::ShiftModifier);
        QVERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Down);
    }
    QTest::keyClick(list, Qt::Key_Tab);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(pages->currentIndex(), 3);
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void TestAccessibility::motionIsReduced() {
    auto* bar = real->window.findChild<IndexingBar*>();
    auto* progress = bar->findChild<QProgressBar*>();
    IndexingProgress scanning;
    scanning.phase = IndexingProgress::Phase::Scanning;
    bar->setProgress(scanning);
    QVERIFY(progress->isVisible() && progress->maximum() == 0);
    real->theme.reduceMotion(true);
    bar->setProgress(scanning);
    QVERIFY(bar->isVisible() && !progress->isVisible());
    QVERIFY(!QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration));
    IndexingProgress encoding = scanning;
    encoding.phase = IndexingProgress::Phase::Encoding;
    encoding.toDo = 100;
    encoding.done = 50;
    bar->setProgress(encoding);
    QVERIFY(progress->isVisible() && progress->value() * 2 == progress->maximum());
    real->theme.reduceMotion(false);
    bar->setProgress({});
}

void TestAccessibility::labelsSayWhatTheyShow() {
    QLabel label;
    label.setAccessibleName(QStringLiteral("Message"));
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&label);
    QVERIFY(spoken);
    QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Message"));
    label.setText(QStringLiteral("3 <b>pictures</b> &amp; more"));
    QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("3 pictures & more"));
    QCOMPARE(spoken->text(QAccessible::Description), QStringLiteral("Message"));
    QCOMPARE(spoken->role(), QAccessible::StaticText);
    QLineEdit field;
    label.setText(QStringLiteral("&Name"));
    label.setBuddy(&field);
    QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Name"));
    QCOMPARE(spoken->relations().size(), 1);
}

SEMBLANCE_GUI_TEST(TestAccessibility)
#include "tst_accessibility.moc"
