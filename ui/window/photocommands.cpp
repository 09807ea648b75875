#include "ui/window/photocommands.h"

#include <QAction>
#include <QFileInfo>
#include <QItemSelectionModel>
#include <QMenu>

#include "ui/query/querybar.h"
#include "ui/results/photoactions.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/style/describe.h"
#include "ui/viewer/viewerpage.h"
#include "ui/window/actions.h"

namespace semblance {

PhotoCommands::PhotoCommands(Actions& actions, PhotoGrid& grid, ViewerPage& viewer, QueryBar& bar,
                             PictureService& pictures, QObject* parent)
    : QObject(parent),
      m_actions(actions),
      m_grid(&grid),
      m_viewer(viewer),
      m_bar(&bar),
      m_outside(new PhotoActions(pictures, this)) {
    connect(m_outside, &PhotoActions::done, this, &PhotoCommands::done);
    connect(m_outside, &PhotoActions::problem, this, &PhotoCommands::problem);
    connect(&viewer, &ViewerPage::referenceWanted, this,
            [this](const PhotoItem& item) { Q_EMIT referenceWanted(item.path); });
    connect(&viewer, &ViewerPage::regionWanted, this,
            [this](const PhotoItem& item, const QRectF& region) {
                Q_EMIT queryWanted();
                PictureSource part;
                part.path = item.path;
                part.region = region;
                m_bar->addReference(part);
                m_bar->focusSentence();
            });
    connect(&viewer, &ViewerPage::playWanted, m_outside, &PhotoActions::open);
    connect(&grid, &PhotoGrid::viewWanted, this, &PhotoCommands::viewWanted);
    connect(&viewer, &ViewerPage::said, this, &PhotoCommands::done);
    connect(&viewer, &ViewerPage::photoChanged, this, &PhotoCommands::updateEnabled);
    watch(grid);
    offerMenu(viewer);

    const auto withFirst = [this](auto command) {
        return [this, command] {
            if (const QList<PhotoItem> items = chosen(); !items.isEmpty())
                command(items.first());
        };
    };
    connect(actions.useAsReference, &QAction::triggered, this,
            withFirst([this](const PhotoItem& item) { Q_EMIT referenceWanted(item.path); }));
    connect(actions.view, &QAction::triggered, this, [this] {
        if (const QList<int> rows = m_grid->chosenRows(); !rows.isEmpty())
            Q_EMIT m_grid->viewWanted(rows.first());
    });
    connect(actions.open, &QAction::triggered, this,
            withFirst([this](const PhotoItem& item) { m_outside->open(item); }));
    connect(actions.showInFileManager, &QAction::triggered, this,
            withFirst([this](const PhotoItem& item) { m_outside->showInFileManager(item); }));
    connect(actions.addToReferences, &QAction::triggered, this, [this] {
        Q_EMIT queryWanted();
        // One more than fits, so that the bar says that it is full.
        const QList<PhotoItem> items = chosen();
        for (const PhotoItem& item :
             items.first(qMin<qsizetype>(items.size(), QueryBar::mostReferences + 1)))
            m_bar->addReference(item.path);
    });
    connect(actions.usePart, &QAction::triggered, this, [this] {
        if (m_where == Where::Grid)
            m_actions.view->trigger();
        m_viewer.chooseRegion();
    });
    connect(actions.moreLikeThis, &QAction::triggered, this,
            [this] { m_bar->mark(chosen(), Feedback::Sign::More); });
    connect(actions.lessLikeThis, &QAction::triggered, this,
            [this] { m_bar->mark(chosen(), Feedback::Sign::Less); });
    connect(actions.copyPicture, &QAction::triggered, this,
            [this] { m_outside->copyPictures(chosen()); });
    connect(actions.copyPath, &QAction::triggered, this,
            [this] { m_outside->copyPaths(chosen()); });
    connect(actions.selectAll, &QAction::triggered, this, [this] { m_grid->selectAll(); });
    updateEnabled();
}

void PhotoCommands::watch(PhotoGrid& grid) {
    connect(&grid, &PhotoGrid::referenceWanted, this,
            [this](const PhotoItem& item) { Q_EMIT referenceWanted(item.path); });
    const QAbstractItemModel* model = grid.model();
    connect(model, &QAbstractItemModel::modelReset, this, &PhotoCommands::updateEnabled);
    connect(model, &QAbstractItemModel::rowsInserted, this, &PhotoCommands::updateEnabled);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &PhotoCommands::updateEnabled);
    const QItemSelectionModel* selection = grid.selectionModel();
    connect(selection, &QItemSelectionModel::currentChanged, this, &PhotoCommands::updateEnabled);
    connect(selection, &QItemSelectionModel::selectionChanged, this, &PhotoCommands::updateEnabled);
    offerMenu(grid);
}

void PhotoCommands::offerMenu(QWidget& widget) {
    widget.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&widget, &QWidget::customContextMenuRequested, this,
            [this, &widget](const QPoint& point) { showMenu(widget, point); });
}

void PhotoCommands::setSide(PhotoGrid& grid, QueryBar& bar) {
    m_grid = &grid;
    m_bar = &bar;
    // The first one is watched from the beginning, another one as long as it lives.
    if (grid.contextMenuPolicy() != Qt::CustomContextMenu)
        watch(grid);
    updateEnabled();
}

void PhotoCommands::setWhere(Where where) {
    m_where = where;
    updateEnabled();
}

QList<PhotoItem> PhotoCommands::chosen() const {
    switch (m_where) {
        case Where::Grid:
            return m_grid->chosen();
        case Where::Viewer:
            return {m_viewer.photo()};
        case Where::Nowhere:
            break;
    }
    return {};
}

void PhotoCommands::showMenu(QWidget& widget, const QPoint& point) {
    auto* menu = new QMenu(&widget);
    describeArea(menu, QStringLiteral("photoMenu"), tr("Picture"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : m_actions.photoActions()) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    if (const QList<PhotoItem> items = chosen(); items.size() == 1)
        addRaws(*menu, items.first());
    Q_EMIT menuOpened(menu);
    const auto* area = qobject_cast<const QAbstractScrollArea*>(&widget);
    menu->popup((area ? area->viewport() : &widget)->mapToGlobal(point));
}

/// A pair is shown by its face; whoever wants the raw file finds it here.
void PhotoCommands::addRaws(QMenu& menu, const PhotoItem& item) {
    if (!item.raws.isEmpty())
        menu.addSeparator();
    for (const QString& path : item.raws) {
        PhotoItem raw = item;
        raw.path = path;
        const QString name = QFileInfo(path).fileName();
        QAction* open = menu.addAction(tr("Open %1").arg(name));
        open->setObjectName(QStringLiteral("actionOpenRaw"));
        connect(open, &QAction::triggered, this, [this, raw] { m_outside->open(raw); });
        QAction* show = menu.addAction(tr("Show %1 in the file manager").arg(name));
        show->setObjectName(QStringLiteral("actionShowRaw"));
        connect(show, &QAction::triggered, this,
                [this, raw] { m_outside->showInFileManager(raw); });
    }
}

/// Files that could not be read are among themselves: one of the chosen speaks for all.
bool PhotoCommands::isReadable() const {
    if (m_where == Where::Viewer)
        return m_viewer.photo().failure.isEmpty();
    const QModelIndex current = m_grid->currentIndex();
    const QModelIndex one = current.isValid() ? current : m_grid->model()->index(0, 0);
    return one.data(PhotoListModel::FailureRole).toString().isEmpty();
}

void PhotoCommands::updateEnabled() {
    const bool inGrid = m_where == Where::Grid;
    const bool any =
        inGrid ? m_grid->selectionModel()->hasSelection() || m_grid->currentIndex().isValid()
               : m_where == Where::Viewer && !m_viewer.photo().path.isEmpty();
    for (QAction* action : m_actions.photoActions()) {
        if (action)
            action->setEnabled(any);
    }
    // What could not be read looks like nothing.
    for (QAction* action : {m_actions.useAsReference, m_actions.addToReferences, m_actions.usePart,
                            m_actions.moreLikeThis, m_actions.lessLikeThis})
        action->setEnabled(any && isReadable());
    m_hasChoice = any;
    Q_EMIT choiceChanged();
    m_actions.view->setEnabled(any && inGrid);
    m_actions.selectAll->setEnabled(inGrid && m_grid->model()->rowCount() > 0);
}

}  // namespace semblance
