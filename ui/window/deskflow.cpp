#include "ui/window/deskflow.h"

#include <QAction>
#include <QApplication>
#include <QMouseEvent>
#include <QSplitter>

#include "core/library/library.h"
#include "core/library/services/deskservice.h"
#include "core/library/services/libraryservice.h"
#include "ui/collections/collectionedits.h"
#include "ui/collections/collectionsflow.h"
#include "ui/collections/searchshelf.h"
#include "ui/collections/shelfsection.h"
#include "ui/files/filetasks.h"
#include "ui/history/historyflow.h"
#include "ui/history/historypanel.h"
#include "ui/history/querytext.h"
#include "ui/library/folderpanel.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/settings/settings.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/actions.h"
#include "ui/window/browsepage.h"
#include "ui/window/dialogs.h"
#include "ui/window/searchflow.h"
#include "ui/window/undoorder.h"

namespace semblance {
namespace {

constexpr int roomForBoth = 1200;  // the side bar, the history, and pictures between them

}  // namespace

DeskFlow::DeskFlow(const Services& services, const Parts& parts, QWidget* window)
    : QObject(window),
      m_services(services),
      m_parts(parts),
      m_window(window),
      m_history(new HistoryFlow(services.desk.history(), parts.query, *parts.browse.grid(), this)),
      m_panel(new HistoryPanel(services.desk.history(), &parts.splitter)),
      m_searches(new SearchShelf(services.desk.shelf(), parts.query, this)),
      m_collections(
          new CollectionsFlow(services.desk.shelf(), parts.browse, parts.model, parts.query, this)),
      m_tasks(new FileTasks(services.library, parts.tasks, window)),
      m_grid(parts.browse.grid()) {
    parts.splitter.setStretchFactor(parts.splitter.indexOf(m_panel), 0);
    m_panel->hide();
    parts.folders.addSection(&m_searches->section());
    parts.folders.addSection(&m_collections->section());
    connectHistory();
    connectShelves();
    connectCollectionActions();
    connectFileActions();
    connect(&services.desk, &DeskService::problem, this, &DeskFlow::problem);
    connect(&services.desk, &DeskService::noticed, this, &DeskFlow::said);
    qApp->installEventFilter(this);
}

void DeskFlow::connectHistory() {
    const Actions& a = m_parts.actions;
    m_services.desk.history().setKept(m_parts.settings.keepsHistory());
    m_history->setAside([this] { return isAside(); });
    connect(m_history, &HistoryFlow::went, this, &DeskFlow::browsingWanted);
    connect(m_history, &HistoryFlow::canGoChanged, this, [this](bool back, bool forward) {
        m_parts.actions.back->setEnabled(back);
        m_parts.actions.forward->setEnabled(forward);
        m_parts.browse.showWay(back || forward);
    });
    a.back->setEnabled(false);
    a.forward->setEnabled(false);
    m_parts.browse.setWay(a.back, a.forward);
    connect(a.back, &QAction::triggered, this, &DeskFlow::goBack);
    connect(a.forward, &QAction::triggered, this, &DeskFlow::goForward);
    connect(a.history, &QAction::toggled, this, &DeskFlow::showHistory);
    connect(m_panel, &HistoryPanel::closeWanted, a.history,
            [history = a.history] { history->setChecked(false); });
    connect(m_panel, &HistoryPanel::stepWanted, m_history, &HistoryFlow::goTo);
    connect(m_panel, &HistoryPanel::besideWanted, this, [this](StepId step) {
        if (const TrailStep* beside = m_services.desk.history().trail().find(step))
            Q_EMIT besideWanted(beside->query);
    });
    connect(m_panel, &HistoryPanel::named, this, [this](StepId step, const QString& name) {
        if (const TrailStep* named = m_services.desk.history().trail().find(step)) {
            m_searches->save(name, named->query);
            Q_EMIT said(tr("“%1” is saved in the side bar.").arg(name));
        }
    });
}

void DeskFlow::connectShelves() {
    const Actions& a = m_parts.actions;
    connect(a.saveSearch, &QAction::triggered, m_searches, &SearchShelf::saveCurrent);
    connect(m_searches, &SearchShelf::opened, this, &DeskFlow::browsingWanted);
    connect(m_searches, &SearchShelf::said, this, &DeskFlow::said);
    connect(m_collections, &CollectionsFlow::shown, this, &DeskFlow::browsingWanted);
    connect(m_collections, &CollectionsFlow::left, this, &DeskFlow::answerWanted);
    connect(m_collections, &CollectionsFlow::said, this, &DeskFlow::said);
    connect(m_collections, &CollectionsFlow::shownChanged, this, &DeskFlow::stateChanged);
    connect(m_collections, &CollectionsFlow::exportWanted, this,
            [this](const QString&, const QList<PhotoItem>& pictures) {
                m_tasks->chooseCopy(pictures);
            });
    const auto showSideBar = [this] {
        if (needsRoom())
            m_parts.actions.history->setChecked(false);
        m_parts.actions.folders->setChecked(true);
        Q_EMIT browsingWanted();
    };
    connect(m_searches, &SearchShelf::sideBarWanted, this, showSideBar);
    connect(m_collections, &CollectionsFlow::sideBarWanted, this, showSideBar);
    connect(a.clearQuery, &QAction::triggered, m_collections, &CollectionsFlow::leave);
    connect(&m_services.library, &LibraryService::photosChanged, m_collections,
            &CollectionsFlow::refresh);
}

void DeskFlow::connectCollectionActions() {
    const Actions& a = m_parts.actions;
    updateCollectionActions();
    connect(m_collections, &CollectionsFlow::shownChanged, this,
            &DeskFlow::updateCollectionActions);
    connect(a.addToCollection, &QAction::triggered, this, [this] {
        m_history->noteUse();
        m_collections->chooseAndAdd(chosen());
    });
    connect(a.takeOut, &QAction::triggered, m_collections, &CollectionsFlow::takeOutChosen);
    connect(a.moveEarlier, &QAction::triggered, this, [this] { m_collections->moveChosen(-1); });
    connect(a.moveLater, &QAction::triggered, this, [this] { m_collections->moveChosen(1); });
    m_parts.undo.add(m_collections->edits().stack());
}

void DeskFlow::connectFileActions() {
    const Actions& a = m_parts.actions;
    connect(m_tasks, &FileTasks::said, this, &DeskFlow::said);
    connect(m_tasks, &FileTasks::problem, this, &DeskFlow::problem);
    connect(a.copyToFolder, &QAction::triggered, this, [this] {
        m_history->noteUse();
        m_tasks->chooseCopy(chosen());
    });
    connect(a.saveList, &QAction::triggered, this, [this] { m_tasks->chooseList(chosen()); });
    connect(a.writeSidecars, &QAction::triggered, this,
            [this] { m_tasks->chooseSidecars(chosen()); });
    connect(a.contactSheet, &QAction::triggered, this,
            [this] { m_tasks->chooseSheet(queryText(m_parts.query.query()), chosen()); });
}

void DeskFlow::follow(SearchFlow& search) {
    m_history->follow(search);
}

void DeskFlow::follow(Dialogs& dialogs) {
    connect(&dialogs, &Dialogs::historyKeptChanged, this,
            [this](bool isKept) { m_services.desk.history().setKept(isKept); });
}

void DeskFlow::setLibrary(const std::shared_ptr<Library>& library) {
    m_services.desk.setLibrary(library);
}

void DeskFlow::setBrowsing(bool isBrowsing) {
    m_isBrowsing = isBrowsing;
    m_panel->setVisible(isBrowsing && m_parts.actions.history->isChecked());
    updateCollectionActions();
}

void DeskFlow::updateCollectionActions() {
    const Actions& a = m_parts.actions;
    for (QAction* action : {a.takeOut, a.moveEarlier, a.moveLater})
        action->setEnabled(m_isBrowsing && isAside());
}

bool DeskFlow::needsRoom() const {
    return m_parts.actions.history->isChecked() && m_window->width() < roomForBoth;
}

bool DeskFlow::isAside() const {
    return m_collections->isShown();
}

void DeskFlow::finish() {
    m_history->finish();
}

void DeskFlow::showHistory(bool isShown) {
    Q_EMIT browsingWanted();
    const bool hadFocus = m_panel->isAncestorOf(QApplication::focusWidget());
    m_panel->setVisible(isShown && m_isBrowsing);
    if (isShown)
        m_panel->focusList();
    else if (hadFocus)
        m_parts.browse.grid()->setFocus();
}

// From the large view and the models back to the pictures first, as one sees it.
void DeskFlow::goBack() {
    if (m_isBrowsing && !isAside())
        return m_history->back();
    if (isAside())
        m_collections->leave();
    Q_EMIT browsingWanted();
}

void DeskFlow::goForward() {
    m_history->forward();
}

QList<PhotoItem> DeskFlow::chosen() const {
    return m_isBrowsing ? m_grid->chosen() : QList{m_parts.viewer.photo()};
}

bool DeskFlow::eventFilter(QObject* watched, QEvent* event) {
    const bool isButton = event->type() == QEvent::MouseButtonPress ||
                          event->type() == QEvent::MouseButtonDblClick ||
                          event->type() == QEvent::MouseButtonRelease;
    const auto* widget = isButton ? qobject_cast<QWidget*>(watched) : nullptr;
    if (!widget || widget->window() != m_window)
        return QObject::eventFilter(watched, event);
    const Qt::MouseButton button = static_cast<QMouseEvent*>(event)->button();
    if (button != Qt::BackButton && button != Qt::ForwardButton)
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::MouseButtonPress) {
        if (button == Qt::BackButton)
            goBack();
        else
            goForward();
    }
    return true;
}

}  // namespace semblance
