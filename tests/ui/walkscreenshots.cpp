// Walks through the window on a library that is indexed already and saves a picture of what opens:
// the menus, the pages of the settings, dialogs, two queries side by side, narrow windows, large
// letters. Where there is no library: the first start, and what is said after a crash. For people
// who work on its looks; not a test.
//     QT_QPA_PLATFORM=offscreen walkscreenshots FOLDER light|dark LIBRARY [en|de|fr] [WIDTH]
//     [PERCENT]
// PERCENT is the size of letters.

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <cstdio>

#include "core/base/crashnotes.h"
#include "core/query/filtergrammar.h"
#include "tests/ui/realwindow.h"
#include "translations/language.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"

using namespace semblance;

namespace {

class Walk {
public:
    Walk(RealWindow& real, QDir dir, QString suffix, QSize size)
        : m_real(real),
          m_window(real.window),
          m_grid(*real.window.findChild<PhotoGrid*>()),
          m_bar(*real.window.findChild<QueryBar*>()),
          m_dir(std::move(dir)),
          m_suffix(std::move(suffix)),
          m_size(size) {}

    void begin() {
        m_window.show();
        m_window.resize(m_size);
        static_cast<void>(
            QTest::qWaitFor([this] { return m_grid.model()->rowCount() > 0; }, 60'000));
        shoot("browsing", 1500);
    }

    void firstStart() {
        m_window.show();
        m_window.resize(m_size);
        shoot("first-start", 3000);
        QTemporaryDir notes;
        QFile note(
            QDir(notes.path())
                .filePath(crashNoteName(QStringLiteral("semblance-decoder"), 1'700'000'000)));
        static_cast<void>(note.open(QIODevice::WriteOnly));
        note.write(
            "semblance-decoder 0.1.0\nQt 6.4.2, Debian GNU/Linux 12 (bookworm)\n"
            "signal: SIGSEGV\nstack:\n  /usr/lib/semblance/semblance-decoder +0x1a2b3c\n"
            "  /usr/lib/x86_64-linux-gnu/libheif.so.1 +0x4d5e6\n");
        note.close();
        m_window.offerCrashNotes(notes.path());
        shoot("crash-strip", 1500);
        m_window.findChild<QPushButton*>(QStringLiteral("messageAction"))->click();
        dialogShown("crash-notes");
    }

    void menus() {
        for (QAction* entry : m_window.menuBar()->actions()) {
            QMenu* menu = entry->menu();
            menu->popup({});
            save(menu->objectName(), *menu, 100);
            menu->close();
        }
    }

    void queries() {
        ask({}, QStringLiteral("a dog on the grass"));
        shoot("words");
        m_grid.setFocus();
        m_grid.setCurrentIndex(m_grid.model()->index(0, 0));
        const QString first = m_grid.chosen().first().path;
        press("actionPanel");
        shoot("words-why", 2500);
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(&m_grid, Qt::Key_Right, Qt::ShiftModifier);
        shoot("panel-several", 800);
        press("actionPanel");
        ask({first}, QStringLiteral("with a child"));
        shoot("composed");
        auto* query = m_window.findChild<QueryModel*>();
        query->setFilter(*filterFromText(QStringLiteral("is:landscape type:photo colour:green")));
        shoot("composed-filtered", 1500);
        ask({}, {});
        query->setFilter(*filterFromText(QStringLiteral("\"invoice\"")));
        shoot("words-in-pictures", 1500);
        query->setFilter(*filterFromText(QStringLiteral("is:duplicate")));
        shoot("duplicates", 1500);
        query->setFilter(*filterFromText(QStringLiteral("rating>=4 after:2030-01-01")));
        shoot("filters-nothing", 1500);
        m_bar.clear();
    }

    void compare() {
        ask({}, QStringLiteral("a dog in the water"));
        press("actionCompare");
        shoot("compare", 2000);
        const auto bars = m_window.findChildren<QLineEdit*>(QStringLiteral("sentenceEdit"));
        QTest::keyClicks(bars.last(), QStringLiteral(" and snow"));
        shoot("compare-changed", 2000);
        press("actionCompare");
        m_bar.clear();
        QTest::qWait(500);
    }

    void dialogs() {
        m_grid.setFocus();
        m_grid.setCurrentIndex(m_grid.model()->index(2, 0));
        opened("actionSettings", "settings");
        opened("actionKeys", "keys");
        opened("actionAbout", "about");
        opened("actionFailedFiles", "failed");
        opened("actionTags", "tags");
        opened("actionWriteSidecars", "sidecars");
        opened("actionSaveLibrary", "save-library");
        opened("actionMergeLibrary", "merge-library");
        opened("actionContactSheet", "sheet");
        press("actionModels");
        shoot("models", 3000);
        m_window.findChild<QPushButton*>(QStringLiteral("modelsRecommended"))->click();
        dialogShown("recommended");
        QTest::keyClick(m_window.findChild<QWidget*>(QStringLiteral("modelsPage")), Qt::Key_Escape);
    }

    void closing() {
        IndexingProgress progress;
        progress.phase = IndexingProgress::Phase::Encoding;
        progress.found = progress.toDo = 12'801;
        progress.done = 4'310;
        progress.rate = 148;
        progress.secondsLeft = 57;
        Q_EMIT m_real.indexing.progressChanged(progress);
        m_window.close();
        dialogShown("closing");
        Q_EMIT m_real.indexing.progressChanged({});
    }

    void narrow() {
        m_window.resize(800, 700);
        shoot("narrow");
        ask({m_real.demoDir + QStringLiteral("/icons/house.png")},
            QStringLiteral("in the snow, at night"));
        shoot("narrow-query");
        press("actionHistory");
        shoot("narrow-history", 1000);
        press("actionHistory");
        m_bar.clear();
        m_window.resize(m_size);
    }

private:
    void shoot(const char* name, int settleMs = 600) {
        save(QString::fromLatin1(name), m_window, settleMs);
    }

    void save(const QString& name, QWidget& widget, int settleMs) {
        QTest::qWait(settleMs);
        const QString file = m_dir.filePath(name + m_suffix + QStringLiteral(".png"));
        widget.grab().save(file);
        std::puts(qPrintable(file));
    }

    void press(const char* action) {
        m_window.findChild<QAction*>(QLatin1StringView(action))->trigger();
        QTest::qWait(200);
    }

    void ask(const QStringList& references, const QString& sentence) {
        m_bar.setQuery(references, sentence);
        QTest::qWait(1500);
    }

    void opened(const char* action, const char* name) {
        press(action);
        dialogShown(name);
    }

    /// The dialog that just opened, page by page where it has pages.
    void dialogShown(const char* name) {
        QTest::qWait(500);
        for (QDialog* dialog : m_window.findChildren<QDialog*>()) {
            if (!dialog->isVisible())
                continue;
            auto* pages = dialog->findChild<QListView*>(QStringLiteral("settingsPages"));
            for (int page = 0; pages && page < pages->model()->rowCount(); ++page) {
                pages->setCurrentIndex(pages->model()->index(page, 0));
                save(QStringLiteral("%1-%2").arg(QLatin1StringView(name)).arg(page), *dialog, 200);
            }
            if (!pages)
                save(QLatin1StringView(name), *dialog, 200);
            dialog->reject();
        }
        QTest::qWait(100);
    }

    RealWindow& m_real;
    MainWindow& m_window;
    PhotoGrid& m_grid;
    QueryBar& m_bar;
    QDir m_dir;
    QString m_suffix;
    QSize m_size;
};

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString language = arguments.value(4, QStringLiteral("en"));
    installLanguage(app, language);
    QDir dir(arguments.value(1, QStringLiteral(".")));
    dir.mkpath(QStringLiteral("."));
    const int width = arguments.value(5, QStringLiteral("1440")).toInt();
    const int percent = arguments.value(6, QStringLiteral("100")).toInt();
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * percent / 100);
    QApplication::setFont(font);
    QTemporaryDir scratch;
    RealWindow real(arguments.value(3), scratch.filePath(QStringLiteral("settings.ini")));
    const bool isDark = arguments.value(2) == QLatin1StringView("dark");
    real.theme.choose(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
    real.startUp.skipDemo();
    const QString suffix =
        QStringLiteral("-%1-%2-%3-%4%5")
            .arg(width)
            .arg(percent)
            .arg(isDark ? QStringLiteral("dark") : QStringLiteral("light"), language,
                 app.devicePixelRatio() > 1 ? QStringLiteral("@2x") : QString());
    Walk walk(real, dir, suffix, QSize(width, width * 5 / 8));
    if (!QFile::exists(QDir(real.dir).filePath(QStringLiteral("library.db")))) {
        walk.firstStart();
        return 0;
    }
    walk.begin();
    walk.menus();
    walk.queries();
    walk.compare();
    walk.dialogs();
    walk.closing();
    walk.narrow();
    return 0;
}
