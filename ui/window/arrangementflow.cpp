#include "ui/window/arrangementflow.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include "core/library/services/libraryservice.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/sortmenu.h"
#include "ui/settings/settings.h"
#include "ui/window/actions.h"
#include "ui/window/browsepage.h"

namespace semblance {

ArrangementFlow::ArrangementFlow(LibraryService& library, Settings& settings, BrowsePage& browse,
                                 const Actions& actions, QMenuBar& bar, QObject* parent)
    : QObject(parent),
      m_settings(settings),
      m_browse(browse),
      m_grid(*browse.grid()),
      m_photos(static_cast<const PhotoListModel&>(*browse.grid()->model())),
      m_sort(*browse.sortMenu()),
      m_fold(new QAction(tr("Fold &copies"), this)) {
    addToMenu(actions, bar);
    const auto takeGroups = [this, &library] { m_grid.setGroups(library.groups()); };
    connect(&library, &LibraryService::opened, this, takeGroups);
    connect(&library, &LibraryService::groupsChanged, this, takeGroups);
    connect(&m_grid, &PhotoGrid::shown, this, &ArrangementFlow::follow);
    connect(&m_sort, &SortMenu::changed, this, &ArrangementFlow::arrange);
    connect(m_fold, &QAction::toggled, this, [this](bool folds) {
        m_settings.setFoldsCopies(folds);
        arrange();
    });
    arrange();
}

void ArrangementFlow::addToMenu(const Actions& actions, QMenuBar& bar) {
    m_fold->setObjectName(QStringLiteral("actionFoldCopies"));
    m_fold->setCheckable(true);
    m_fold->setChecked(m_settings.foldsCopies());
    auto* view = bar.findChild<QMenu*>(QStringLiteral("menuView"));
    view->insertMenu(actions.folders, &m_sort);
    view->insertAction(actions.folders, m_fold);
    view->insertSeparator(actions.folders);
}

void ArrangementFlow::follow() {
    const bool isAny = m_photos.rowCount() > 0;
    m_browse.setSortShown(isAny);
    m_sort.setEnabled(isAny);
    if (!isAny || shownNow() == m_sort.of())
        return;
    m_sort.setOf(shownNow());
    // The next answer goes by fit again, the next collection as it was put together.
    if (m_sort.of() == SortMenu::Of::Library)
        m_sort.forget();
    arrange();
}

SortMenu::Of ArrangementFlow::shownNow() const {
    if (m_photos.isAnswer())
        return SortMenu::Of::Answers;
    return m_isAside() ? SortMenu::Of::Collection : SortMenu::Of::Library;
}

void ArrangementFlow::arrange() {
    Arrangement answers = m_sort.answers();
    answers.foldsCopies = m_settings.foldsCopies();
    m_grid.setArrangements(m_sort.browsing(), answers);
}

}  // namespace semblance
