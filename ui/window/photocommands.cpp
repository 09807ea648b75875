#include "ui/window/photocommands.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QMenu>

#include "ui/query/querybar.h"
#include "ui/results/photoactions.h"
#include "ui/results/photogrid.h"
#include "ui/style/describe.h"
#include "ui/window/actions.h"

namespace semblance {

PhotoCommands::PhotoCommands(Actions& actions, PhotoGrid& grid, QueryBar& bar,
                             PictureService& pictures, QObject* parent)
    : QObject(parent),
      m_actions(actions),
      m_grid(grid),
      m_bar(bar),
      m_outside(new PhotoActions(pictures, this)) {
    connect(m_outside, &PhotoActions::done, this, &PhotoCommands::done);
    connect(m_outside, &PhotoActions::problem, this, &PhotoCommands::problem);
    connect(&grid, &PhotoGrid::referenceWanted, this,
            [this](const PhotoItem& item) { Q_EMIT referenceWanted(item.path); });
    connect(&grid, &PhotoGrid::viewWanted, this, &PhotoCommands::viewWanted);
    connect(grid.model(), &QAbstractItemModel::modelReset, this, &PhotoCommands::updateEnabled);
    connect(grid.selectionModel(), &QItemSelectionModel::currentChanged, this,
            &PhotoCommands::updateEnabled);
    connect(grid.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PhotoCommands::updateEnabled);
    grid.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&grid, &QWidget::customContextMenuRequested, this, &PhotoCommands::showMenu);

    const auto withFirst = [this](auto command) {
        return [this, command] {
            const QList<int> rows = m_grid.chosenRows();
            if (!rows.isEmpty())
                command(m_grid.chosen().first(), rows.first());
        };
    };
    connect(actions.useAsReference, &QAction::triggered, this,
            withFirst([this](const PhotoItem& item, int) { Q_EMIT referenceWanted(item.path); }));
    connect(actions.view, &QAction::triggered, this,
            withFirst([this](const PhotoItem&, int row) { Q_EMIT viewWanted(row); }));
    connect(actions.open, &QAction::triggered, this,
            withFirst([this](const PhotoItem& item, int) { m_outside->open(item); }));
    connect(actions.showInFileManager, &QAction::triggered, this,
            withFirst([this](const PhotoItem& item, int) { m_outside->showInFileManager(item); }));
    connect(actions.addToReferences, &QAction::triggered, this, [this] {
        // One more than fits, so that the bar says that it is full.
        const QList<PhotoItem> chosen = m_grid.chosen();
        for (const PhotoItem& item :
             chosen.first(qMin<qsizetype>(chosen.size(), QueryBar::mostReferences + 1)))
            m_bar.addReference(item.path);
    });
    connect(actions.copyPicture, &QAction::triggered, this,
            [this] { m_outside->copyPictures(m_grid.chosen()); });
    connect(actions.copyPath, &QAction::triggered, this,
            [this] { m_outside->copyPaths(m_grid.chosen()); });
    connect(actions.selectAll, &QAction::triggered, &grid, &QAbstractItemView::selectAll);
    updateEnabled();
}

void PhotoCommands::showMenu(const QPoint& point) {
    auto* menu = new QMenu(&m_grid);
    describeArea(menu, QStringLiteral("photoMenu"), tr("Picture"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction* action : m_actions.photoActions()) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    menu->popup(m_grid.viewport()->mapToGlobal(point));
}

void PhotoCommands::updateEnabled() {
    m_actions.selectAll->setEnabled(m_grid.model()->rowCount() > 0);
    const bool any = m_grid.selectionModel()->hasSelection() || m_grid.currentIndex().isValid();
    for (QAction* action : m_actions.photoActions()) {
        if (action)
            action->setEnabled(any);
    }
}

}  // namespace semblance
