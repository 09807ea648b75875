// Opens the real window on a real library and saves a picture of each state; for people who work
// on the looks of the window, and for the README. Not a test.
//     QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 screenshots FOLDER [light|dark] [LIBRARY|""]
//     [en|de] [MODEL FOLDER|""] [filters]
// The last one: of these states alone, on a library that is indexed already.

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCompleter>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <cstdio>
#include <functional>

#include "tests/ui/realwindow.h"
#include "tests/ui/syntheticphotos.h"
#include "translations/language.h"
#include "ui/collections/shelfrow.h"
#include "ui/filters/filterpopup.h"
#include "ui/library/faileddialog.h"
#include "ui/library/folderpanel.h"
#include "ui/library/folderrow.h"
#include "ui/library/indexingbar.h"
#include "ui/library/keepingdialog.h"
#include "ui/library/leftoutdialog.h"
#include "ui/marks/tagsdialog.h"
#include "ui/models/modelspage.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/query/referencechip.h"
#include "ui/query/regionband.h"
#include "ui/query/suggestionline.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/window/messagestrip.h"
#include "ui/window/statepage.h"

using namespace semblance;

namespace {

class Camera {
public:
    Camera(QWidget& window, QDir dir, QString suffix)
        : m_window(window), m_dir(std::move(dir)), m_suffix(std::move(suffix)) {}

    void shoot(const QString& name, QWidget* what = nullptr, int settleMs = 250) {
        QTest::qWait(settleMs);
        QWidget* widget = what ? what : &m_window;
        const QString file = m_dir.filePath(name + m_suffix + QStringLiteral(".png"));
        widget->grab().save(file);
        std::puts(qPrintable(file));
    }

private:
    QWidget& m_window;
    QDir m_dir;
    QString m_suffix;
};

/// A list with every other disk away.
class HalfAway final : public PhotoList {
public:
    explicit HalfAway(PhotoListPtr all) : m_all(std::move(all)) {}
    qsizetype size() const override { return m_all->size(); }
    PhotoItem at(qsizetype row) const override {
        PhotoItem item = m_all->at(row);
        item.available = row % 2 == 0;
        return item;
    }

private:
    PhotoListPtr m_all;
};

/// A list without its first rows.
class Older final : public PhotoList {
public:
    Older(PhotoListPtr all, qsizetype without) : m_all(std::move(all)), m_without(without) {}
    qsizetype size() const override { return m_all->size() - m_without; }
    PhotoItem at(qsizetype row) const override { return m_all->at(row + m_without); }

private:
    PhotoListPtr m_all;
    qsizetype m_without;
};

template <class Condition>
bool waitFor(Condition condition, int ms) {
    return QTest::qWaitFor(condition, ms);
}

/// What a query can hold, edited.
void queryStates(RealWindow& real, Camera& camera) {
    MainWindow& window = real.window;
    auto* grid = window.findChild<PhotoGrid*>();
    auto* bar = window.findChild<QueryBar*>();
    auto* sentence = window.findChild<QLineEdit*>(QStringLiteral("sentenceEdit"));
    bar->setQuery({real.demoDir + QStringLiteral("/icons/red-heart.png"),
                   real.demoDir + QStringLiteral("/icons/house.png")},
                  QStringLiteral("in brown"));
    QTest::qWait(50);  // those of before are gone
    auto* chip = window.findChild<ReferenceChip*>();
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(chip, Qt::Key_Up, Qt::ControlModifier);
    waitFor([&] { return !chip->thumbnail().isNull(); }, 60000);
    sentence->setFocus();
    QTest::keyClick(sentence, Qt::Key_End);
    QTest::keyClicks(sentence, QStringLiteral(" -strap type:png "));
    QTest::keyClick(chip, Qt::Key_Down, Qt::AltModifier);
    auto* popup = window.findChild<QWidget*>(QStringLiteral("referencePopup"));
    auto* band = popup->findChild<RegionBand*>();
    QTest::qWait(500);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(band, Qt::Key_Left);
    camera.shoot(QStringLiteral("query-part"), popup, 500);
    QTest::keyClick(band, Qt::Key_Return);
    camera.shoot(QStringLiteral("query-chips"), nullptr, 1000);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(1, 0));
    for (int i = 0; i < 2; ++i) {
        QTest::keyClick(grid, Qt::Key_M);
        QTest::keyClick(grid, Qt::Key_Right);
    }
    camera.shoot(QStringLiteral("query-marks"), nullptr, 1500);
    window.findChild<QAbstractButton*>(QStringLiteral("addCriterion"))->click();
    auto* criterion = window.findChild<QLineEdit*>(QStringLiteral("criterionEdit"));
    QTest::keyClicks(criterion, QStringLiteral("a garden"));
    camera.shoot(QStringLiteral("query-criterion"), nullptr, 1000);
    window.resize(900, 700);
    camera.shoot(QStringLiteral("query-narrow"), nullptr, 1000);
    window.resize(window.sizeHint());
    sentence->setFocus();
    sentence->selectAll();
    QTest::keyClicks(sentence, QStringLiteral("a house fol"));
    camera.shoot(QStringLiteral("query-completion"), sentence->findChild<QCompleter*>()->popup(),
                 500);
    sentence->findChild<QCompleter*>()->popup()->hide();
    for (int i = 0; i < 3; ++i) {
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_Right);
        QTest::keyClick(grid, Qt::Key_M, Qt::ShiftModifier);
    }
    camera.shoot(QStringLiteral("query-many-marks"), nullptr, 1000);
    QTest::keyClick(grid, Qt::Key_Right);
    QTest::keyClick(grid, Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    waitFor([&] { return window.findChild<QWidget*>(QStringLiteral("viewerRegion"))->isVisible(); },
            10000);
    auto* region = window.findChild<RegionBand*>(QStringLiteral("viewerRegion"));
    QTest::keyClick(region, Qt::Key_Right);
    camera.shoot(QStringLiteral("query-viewer-part"), nullptr, 500);
    QTest::keyClick(region, Qt::Key_Escape);
    QTest::keyClick(window.findChild<QWidget*>(QStringLiteral("viewerPage")), Qt::Key_Escape);
    bar->clear();
}

void indexing(RealWindow& real, Camera& camera) {
    auto* bar = real.window.findChild<IndexingBar*>();
    IndexingProgress progress;
    progress.phase = IndexingProgress::Phase::Encoding;
    progress.found = 12843;
    progress.toDo = 12801;
    progress.done = 4310;
    progress.failed = 3;
    progress.rate = 148;
    progress.secondsLeft = 57 * 3;
    bar->setProgress(progress);
    camera.shoot(QStringLiteral("indexing"));
    progress.paused = true;
    progress.onBattery = true;
    bar->setProgress(progress);
    camera.shoot(QStringLiteral("on-battery"));
    bar->setProgress({});
}

void folders(RealWindow& real, Camera& camera) {
    auto* panel = real.window.findChild<FolderPanel*>();
    panel->setRoots({
        {RootId{101},
         QStringLiteral("/home/mia/Pictures/Family"),
         {},
         RootInfo::State::Present,
         48210,
         12},
        {RootId{102}, QStringLiteral("/media/mia/Photos 2019/Archive"),
         QStringLiteral("Photos 2019"), RootInfo::State::VolumeAbsent, 18003, 0},
        {RootId{103},
         QStringLiteral("/home/mia/Downloads/wedding"),
         {},
         RootInfo::State::FolderMissing,
         312,
         0},
    });
    panel->setCounts({66525, 12});
    panel->setWatchLimited(true);
    QTest::qWait(50);
    panel->findChild<QAbstractButton*>(QStringLiteral("removeFolder"))->click();
    camera.shoot(QStringLiteral("folders"));
    panel->setWatchLimited(false);
    FailedDialog dialog(&real.window);
    dialog.setPhotos(
        {{QStringLiteral("/home/mia/Pictures/Family/2011/IMG_0042.jpg"),
          QStringLiteral("The file ends in the middle of the picture."), false},
         {QStringLiteral("/home/mia/Pictures/Family/2012/scan 7.tif"),
          QStringLiteral("This file is not a picture, whatever its name says."), true}});
    dialog.show();
    camera.shoot(QStringLiteral("failed"), &dialog);
}

void suggestions(RealWindow& real, Camera& camera) {
    auto* bar = real.window.findChild<QueryBar*>();
    bar->setQuery({real.demoDir + QStringLiteral("/icons/cat.png")}, {});
    auto* line = real.window.findChild<SuggestionLine*>();
    static_cast<void>(QTest::qWaitFor([line] { return line->isVisible(); }, 20000));
    QTest::qWait(500);
    camera.shoot(QStringLiteral("suggestions"));
    bar->clear();
    QTest::qWait(300);
}

void why(RealWindow& real, Camera& camera) {
    auto* bar = real.window.findChild<QueryBar*>();
    bar->setQuery({}, QStringLiteral("a polar bear in the snow"));
    auto* grid = real.window.findChild<PhotoGrid*>();
    QTest::qWait(1500);
    grid->setCurrentIndex(grid->model()->index(0, 0));
    auto* action = real.window.findChild<QAction*>(QStringLiteral("actionPanel"));
    action->setChecked(true);
    QTest::qWait(2500);
    camera.shoot(QStringLiteral("why"));
    action->setChecked(false);
    bar->clear();
    QTest::qWait(300);
}

void keeping(RealWindow& real, Camera& camera) {
    KeepingDialog save(KeepingDialog::Task::Save, &real.window);
    save.show();
    camera.shoot(QStringLiteral("keeping-save"), &save);
    save.setRunning(true);
    save.setProgress(40);
    camera.shoot(QStringLiteral("keeping-running"), &save);
    KeepingDialog merge(KeepingDialog::Task::Merge, &real.window);
    merge.setFile(QStringLiteral("/media/stick/library.semblance"));
    merge.setFolders({QStringLiteral("/home/anna/Pictures"), QStringLiteral("/home/anna/Assets")});
    merge.show();
    camera.shoot(QStringLiteral("keeping-merge"), &merge);
    merge.showProblem({ErrorKind::BadInput, QObject::tr("This is no library of Semblance."), {}});
    camera.shoot(QStringLiteral("keeping-problem"), &merge);
}

void places(RealWindow& real, Camera& camera) {
    auto* panel = real.window.findChild<FolderPanel*>();
    panel->askAboutPlace({QStringLiteral("/media/mia/Backup 2/Pictures/Family"),
                          {RootId{103}, QStringLiteral("/home/mia/Downloads/wedding"),
                           QStringLiteral("/media/mia/Backup 2/Pictures/wedding"), 4812, 4830}});
    IndexingSummary summary;
    summary.links = 3;
    summary.placeholders = 1204;
    panel->setPassedOver(summary);
    camera.shoot(QStringLiteral("place-question"));
    Q_EMIT panel->leftOutWanted({});
    auto* dialog = real.window.findChild<LeftOutDialog*>();
    camera.shoot(QStringLiteral("left-out"), dialog);
    dialog->findChild<QLineEdit*>(QStringLiteral("leftOutEdit"))->setText(QStringLiteral("!"));
    dialog->findChild<QPushButton*>(QStringLiteral("leftOutAdd"))->click();
    camera.shoot(QStringLiteral("left-out-problem"), dialog);
    dialog->close();
    panel->findChild<QAbstractButton*>(QStringLiteral("placeLeave"))->click();
    panel->setPassedOver({});
}

// Newer pictures come in above where one has scrolled to.
void newPictures(PhotoGrid& grid, Camera& camera) {
    auto* model = static_cast<PhotoListModel*>(grid.model());
    const PhotoListPtr all = model->photos();
    grid.setPhotos(std::make_shared<Older>(all, 12));
    grid.verticalScrollBar()->setValue(grid.verticalScrollBar()->maximum() / 2 + 20);
    const int first = grid.indexAt(QPoint(8, 8)).row();
    for (const int row : {first + 1, first + 3, first + 8})
        grid.selectionModel()->select(model->index(row, 0), QItemSelectionModel::Select);
    camera.shoot(QStringLiteral("new-above-before"), nullptr, 800);
    for (const qsizetype without : {11, 10, 7, 0}) {
        const auto more = std::make_shared<Older>(all, without);
        grid.changePhotos(more, rowChanges(model->photos().get(), more.get()));
        camera.shoot(QStringLiteral("new-above-%1").arg(12 - without), nullptr, 800);
    }
    grid.setPhotos(all);
}

void fullScreen(RealWindow& real, PhotoGrid& grid, Camera& camera) {
    auto* action = real.window.findChild<QAction*>(QStringLiteral("actionFullScreen"));
    action->trigger();
    camera.shoot(QStringLiteral("full-screen"), nullptr, 800);
    grid.setFocus();
    grid.setCurrentIndex(grid.model()->index(1, 0));
    QTest::keyClick(&grid, Qt::Key_Space);
    auto* viewer = real.window.findChild<QWidget*>(QStringLiteral("viewerPage"));
    QTest::keyClick(viewer, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    camera.shoot(QStringLiteral("full-screen-viewer"), nullptr, 1500);
    QTest::keyClick(viewer, Qt::Key_Escape);
    action->trigger();
    real.window.resize(real.window.sizeHint());
}

void models(RealWindow& real, Camera& camera, const QString& folder) {
    real.window.findChild<QAction*>(QStringLiteral("actionModels"))->trigger();
    camera.shoot(QStringLiteral("models"), nullptr, 1500);
    if (folder.isEmpty())
        return;
    auto* page = real.window.findChild<ModelsPage*>();
    QSignalSpy imported(&real.models, &ModelService::imported);
    Q_EMIT page->importWanted(folder);
    waitFor([&] { return imported.count() > 0; }, 120000);
    page->messages()->hide();
    camera.shoot(QStringLiteral("models-imported"), nullptr, 1000);
    page->findChild<QPushButton*>(QStringLiteral("modelUse"))->click();
    camera.shoot(QStringLiteral("models-encoding"), nullptr, 4000);
    page->select(QStringLiteral("mini"));
    page->findChild<QPushButton*>(QStringLiteral("modelUse"))->click();
    waitFor([&] { return !real.indexing.isRunning(); }, 120000);
}

// What is kept: the way one came, searches and collections.
void desk(RealWindow& real, Camera& camera) {
    MainWindow& window = real.window;
    auto* grid = window.findChild<PhotoGrid*>();
    auto* bar = window.findChild<QueryBar*>();
    auto* query = window.findChild<QueryModel*>();
    const auto ask = [&](const QString& reference, const QString& sentence) {
        const StepId before = real.desk.history().trail().current();
        bar->setQuery(reference.isEmpty() ? QStringList() : QStringList{reference}, sentence);
        waitFor([&] { return real.desk.history().trail().current() != before; }, 30000);
    };
    ask({}, QStringLiteral("a lake at dusk"));
    ask({}, QStringLiteral("a lake at dusk with mountains"));
    ask(real.demoDir + QStringLiteral("/icons/red-heart.png"), {});
    const StepId heart = real.desk.history().trail().current();
    ask(real.demoDir + QStringLiteral("/icons/red-heart.png"), QStringLiteral("in green"));
    window.findChild<QAction*>(QStringLiteral("actionBack"))->trigger();
    waitFor([&] { return real.desk.history().trail().current() == heart; }, 1000);
    ask(real.demoDir + QStringLiteral("/icons/red-heart.png"), QStringLiteral("in blue"));
    real.desk.shelf().saveSearch(QStringLiteral("Hearts in blue"), query->query());
    real.desk.shelf().saveSearch(QStringLiteral("Lakes at dusk, with mountains behind them"),
                                 query->query());
    const auto name = [&](const QString& text) {
        grid->setFocus();
        grid->selectAll();
        window.findChild<QAction*>(QStringLiteral("actionAddToCollection"))->trigger();
        if (auto* menu = window.findChild<QMenu*>(QStringLiteral("collectionMenu"))) {
            camera.shoot(QStringLiteral("collection-menu"), menu);
            QTest::keyClick(menu, Qt::Key_Up);
            QTest::keyClick(menu, Qt::Key_Return);
        }
        QTest::qWait(100);
        if (auto* edit = qobject_cast<QLineEdit*>(window.focusWidget()))
            edit->setText(text);
        camera.shoot(QStringLiteral("collection-naming"));
        if (window.focusWidget())
            QTest::keyClick(window.focusWidget(), Qt::Key_Return);
        const auto made = real.desk.shelf().collections().size() + 1;
        waitFor([&] { return real.desk.shelf().collections().size() >= made; }, 300);
    };
    name(QStringLiteral("Hearts"));
    name(QStringLiteral("Christmas cards"));
    window.findChild<QAction*>(QStringLiteral("actionHistory"))->trigger();
    camera.shoot(QStringLiteral("history"), nullptr, 1500);
    window.findChild<QPushButton*>(QStringLiteral("forgetHistory"))->click();
    camera.shoot(QStringLiteral("history-question"));
    window.findChild<QPushButton*>(QStringLiteral("forgetQuestionNo"))->click();
    window.resize(1440, 900);
    camera.shoot(QStringLiteral("history-1440"), nullptr, 800);
    window.resize(1100, 760);
    camera.shoot(QStringLiteral("history-1100"), nullptr, 800);
    window.findChild<QAction*>(QStringLiteral("actionHistory"))->trigger();
    if (!real.desk.shelf().collections().isEmpty()) {
        Collection shown = real.desk.shelf().collections().front();
        shown.members.insert(shown.members.begin() + 1,
                             {QByteArray(24, 'z'), QStringLiteral("/gone/away.jpg")});
        real.desk.shelf().putCollection(shown);
    }
    for (auto* row : window.findChildren<ShelfRow*>(QStringLiteral("collectionRow"))) {
        row->setFocus();
        QTest::keyClick(row, Qt::Key_Return);
        break;
    }
    camera.shoot(QStringLiteral("collection-1100"), nullptr, 1000);
    for (auto* row : window.findChildren<ShelfRow*>(QStringLiteral("collectionRow"))) {
        QTest::keyClick(row, Qt::Key_Delete);
        break;
    }
    camera.shoot(QStringLiteral("collection-question"));
    window.resize(window.sizeHint());
    window.findChild<QAction*>(QStringLiteral("actionClearQuery"))->trigger();
}

void filters(RealWindow& real, Camera& camera) {
    MainWindow& window = real.window;
    auto* model = window.findChild<PhotoGrid*>()->model();
    window.show();
    window.resize(1440, 900);
    waitFor([&] { return model->rowCount() > 0; }, 60000);
    camera.shoot(QStringLiteral("filters-hidden"), nullptr, 1500);
    window.findChild<QAction*>(QStringLiteral("actionFilters"))->trigger();
    camera.shoot(QStringLiteral("filters-1440"), nullptr, 800);
    auto* popup = window.findChild<FilterPopup*>();
    for (const char* group :
         {"date", "folder", "kind", "rating", "camera", "tags", "place", "colour"}) {
        window.findChild<QToolButton*>(QStringLiteral("filter-") + QLatin1StringView(group))
            ->click();
        camera.shoot(QStringLiteral("filter-popup-") + QLatin1StringView(group), popup, 400);
        popup->close();
    }
    auto* query = window.findChild<QueryModel*>();
    using Field = PhotoFilter::Field;
    using Relation = PhotoFilter::Relation;
    query->setFilter({{{Field::Place, Relation::Equal, QStringLiteral("/Italy")},
                       {Field::Colour, Relation::Equal, QStringLiteral("blue"), 20}}});
    window.findChild<QAction*>(QStringLiteral("actionPanel"))->setChecked(true);
    waitFor([&] { return model->rowCount() < 100; }, 10000);
    auto* grid = window.findChild<PhotoGrid*>();
    grid->setCurrentIndex(model->index(0, 0));
    camera.shoot(QStringLiteral("filters-place-colour"), nullptr, 1500);
    window.findChild<QToolButton*>(QStringLiteral("filter-colour"))->click();
    camera.shoot(QStringLiteral("filter-popup-colours-set"), popup, 400);
    popup->close();
    window.findChild<QAction*>(QStringLiteral("actionPanel"))->setChecked(false);
    PhotoFilter filter{{{Field::Type, Relation::Equal, QStringLiteral("photo")},
                        {Field::Rating, Relation::AtLeast, {}, 3}}};
    query->setFilter(filter);
    camera.shoot(QStringLiteral("filters-set"), nullptr, 800);
    window.resize(1100, 760);
    camera.shoot(QStringLiteral("filters-1100"), nullptr, 800);
    filter.terms.push_back({Field::Time, Relation::Below, {}, -1'000'000'000'000});
    query->setFilter(filter);
    camera.shoot(QStringLiteral("filters-empty"), nullptr, 800);
    query->setFilter({});
    window.findChild<FolderRow*>()->setFocus();
    QTest::keyClick(window.findChild<FolderRow*>(), Qt::Key_Return);
    camera.shoot(QStringLiteral("filters-folder"), nullptr, 800);
    grid->setFocus();
    grid->setCurrentIndex(model->index(0, 0));
    window.findChild<QAction*>(QStringLiteral("actionTags"))->trigger();
    QPointer<TagsDialog> dialog;
    waitFor([&] { return (dialog = window.findChild<TagsDialog*>()) != nullptr; }, 30000);
    if (dialog) {
        camera.shoot(QStringLiteral("tags"), dialog);
        dialog->reject();
    }
    query->setFilter({{{Field::Is, Relation::Equal, QStringLiteral("failed")}}});
    QTest::qWait(1000);
    grid->setCurrentIndex(model->index(0, 0));
    camera.shoot(QStringLiteral("filters-failed"), nullptr, 800);
    window.findChild<QAction*>(QStringLiteral("actionPanel"))->setChecked(true);
    camera.shoot(QStringLiteral("filters-failed-panel"), nullptr, 1500);
}

void run(RealWindow& real, Camera& camera, const QString& modelFolder) {
    MainWindow& window = real.window;
    auto* grid = window.findChild<PhotoGrid*>();
    auto* bar = window.findChild<QueryBar*>();
    auto* messages = window.findChild<MessageStrip*>(QStringLiteral("messageStrip"));
    window.show();
    window.resize(window.sizeHint());  // whatever the screen
    camera.shoot(QStringLiteral("opening"), nullptr, 50);
    QSignalSpy finished(&real.indexing, &IndexingService::finished);
    if (!waitFor([&] { return grid->model()->rowCount() > 0; }, 60000))
        std::puts("no pictures came");
    camera.shoot(QStringLiteral("first-indexing"));
    waitFor([&] { return !real.indexing.isRunning(); }, 1200000);
    messages->hide();
    camera.shoot(QStringLiteral("first-start"), nullptr, 800);
    newPictures(*grid, camera);
    fullScreen(real, *grid, camera);

    QSignalSpy answered(&real.search, &SearchService::answered);
    if (auto* example = window.findChild<QPushButton*>(QStringLiteral("example-louvre-night")))
        example->click();
    waitFor([&] { return answered.count() > 0; }, 60000);
    messages->hide();
    camera.shoot(QStringLiteral("composed"), nullptr, 800);
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_Right);
    QTest::keyClick(grid, Qt::Key_Right);
    camera.shoot(QStringLiteral("composed-keyboard"));
    QTest::keyClick(grid, Qt::Key_Space);
    camera.shoot(QStringLiteral("viewer"), nullptr, 1500);
    QTest::keyClick(window.findChild<QWidget*>(QStringLiteral("viewerPage")), Qt::Key_Escape);

    bar->addReference(real.demoDir + QStringLiteral("/icons/red-heart.png"));
    bar->findChild<QSlider*>()->setFocus();
    camera.shoot(QStringLiteral("two-references"), nullptr, 1000);
    queryStates(real, camera);
    bar->setQuery({}, QStringLiteral("ein Schneemann im Wald"));
    camera.shoot(QStringLiteral("unknown-words"), nullptr, 1000);
    bar->clear();
    grid->setThumbnailSize(PhotoGrid::smallest);
    camera.shoot(QStringLiteral("small"), nullptr, 1000);
    grid->setThumbnailSize(PhotoGrid::largest);
    camera.shoot(QStringLiteral("large"), nullptr, 1000);
    grid->setThumbnailSize(PhotoGrid::usual);
    messages->showError({ErrorKind::ChildFailed,
                         QStringLiteral("The engine ended three times in a row. Searching by "
                                        "sentence is off until it runs again."),
                         {}},
                        QStringLiteral("Try again"), [] {});
    camera.shoot(QStringLiteral("error"));
    messages->hide();
    auto* model = static_cast<PhotoListModel*>(grid->model());
    grid->setPhotos(std::make_shared<HalfAway>(model->photos()));
    camera.shoot(QStringLiteral("unplugged"));
    suggestions(real, camera);
    why(real, camera);
    indexing(real, camera);
    folders(real, camera);
    places(real, camera);
    keeping(real, camera);
    desk(real, camera);
    window.findChild<QAction*>(QStringLiteral("actionSettings"))->trigger();
    camera.shoot(QStringLiteral("settings"),
                 window.findChild<QWidget*>(QStringLiteral("settingsDialog")));
    window.findChild<QAction*>(QStringLiteral("actionKeys"))->trigger();
    camera.shoot(QStringLiteral("keys"), window.findChild<QWidget*>(QStringLiteral("keysDialog")));
    window.findChild<QAction*>(QStringLiteral("actionAbout"))->trigger();
    camera.shoot(QStringLiteral("about"),
                 window.findChild<QWidget*>(QStringLiteral("aboutDialog")));
    models(real, camera, modelFolder);
    QTest::keyClick(window.findChild<QWidget*>(QStringLiteral("modelsPage")), Qt::Key_Escape);
    Q_EMIT real.library.countsChanged({});
    Q_EMIT real.library.rootsChanged({});
    const auto none = std::make_shared<SyntheticPhotos>(0);
    Q_EMIT real.library.photosChanged(none, rowChanges(model->photos().get(), none.get()));
    camera.shoot(QStringLiteral("empty"));
}

}  // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    installLanguage(app, arguments.value(4, QStringLiteral("en")));
    QDir dir(arguments.value(1, QStringLiteral(".")));
    dir.mkpath(QStringLiteral("."));
    const bool dark = arguments.value(2) == QLatin1StringView("dark");
    QTemporaryDir scratch;
    QString library = arguments.value(3);
    if (library.isEmpty())
        library = scratch.filePath(QStringLiteral("library"));
    RealWindow real(library, scratch.filePath(QStringLiteral("settings.ini")));
    real.theme.choose(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    QString suffix = dark ? QStringLiteral("-dark") : QStringLiteral("-light");
    if (app.devicePixelRatio() > 1)
        suffix += QStringLiteral("@2x");
    Camera camera(real.window, dir, suffix);
    if (arguments.value(6) == QLatin1StringView("filters"))
        filters(real, camera);
    else
        run(real, camera, arguments.value(5));
    return 0;
}
