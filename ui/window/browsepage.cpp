#include "ui/window/browsepage.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/filters/filterrow.h"
#include "ui/query/picturedrop.h"
#include "ui/query/querybar.h"
#include "ui/query/referencechip.h"
#include "ui/results/photogrid.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"
#include "ui/window/emptystate.h"
#include "ui/window/messagestrip.h"
#include "ui/window/statepage.h"
#include "ui/window/welcomestrip.h"

namespace semblance {

BrowsePage::BrowsePage(PhotoListModel& photos, QueryModel& query, PictureService& pictures,
                       QWidget* parent)
    : QWidget(parent),
      m_queryBar(new QueryBar(query, pictures, this)),
      m_filterButton(new QToolButton(this)),
      m_filters(new FilterRow(this)),
      m_messages(new MessageStrip(this)),
      m_welcome(new WelcomeStrip(this)),
      m_results(new QStackedWidget(this)),
      m_grid(new PhotoGrid(photos, pictures, m_results)),
      m_state(new StatePage(m_results)) {
    describeArea(this, QStringLiteral("browsePage"), tr("Query and pictures"));
    setAcceptDrops(true);
    describeArea(m_results, QStringLiteral("results"), tr("Pictures"));
    m_welcome->hide();
    m_results->addWidget(m_grid);
    m_results->addWidget(m_state);

    auto* top = new QVBoxLayout;
    top->setContentsMargins(2 * space, 0, 2 * space, 0);
    top->setSpacing(2 * space);
    m_filterButton->setProperty("look", QStringLiteral("field"));
    m_filterButton->setIconSize(QSize(22, 22));
    m_filterButton->setMinimumHeight(ReferenceChip::side + 2 * space);  // as tall as the field
    describe(m_filterButton, QStringLiteral("filterButton"), tr("Filters"),
             tr("Show pictures by date, folder, kind, rating … (Ctrl+Shift+F)"));
    m_filters->hide();
    auto* queryLine = new QHBoxLayout;
    queryLine->setSpacing(space);
    queryLine->addWidget(m_queryBar, 1);
    queryLine->addWidget(m_filterButton, 0, Qt::AlignTop);
    top->addLayout(queryLine);
    top->addWidget(m_filters);
    top->addWidget(m_messages);
    top->addWidget(m_welcome);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * space, 0, 0);
    column->setSpacing(space * 3 / 2);
    column->addLayout(top);
    auto* grid = new QVBoxLayout;
    grid->setContentsMargins(space + 2, 0, 0, 0);
    grid->addWidget(m_results);
    column->addLayout(grid, 1);
}

void BrowsePage::showGrid() {
    m_results->setCurrentWidget(m_grid);
}

void BrowsePage::showState(const EmptyState& state) {
    m_state->setState(state);
    m_results->setCurrentWidget(m_state);
}

// What lies below the query's field is a larger place to drop a picture on. Not for what is dragged
// from the grid itself: it would become a reference by a slip of the hand.
void BrowsePage::dragEnterEvent(QDragEnterEvent* event) {
    if (event->source() || !PictureDrop::accepts(*event->mimeData()))
        return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_queryBar->showDropping(true);
}

void BrowsePage::dragLeaveEvent(QDragLeaveEvent*) {
    m_queryBar->showDropping(false);
}

void BrowsePage::dropEvent(QDropEvent* event) {
    m_queryBar->showDropping(false);
    m_queryBar->takePictures(*event->mimeData());
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

bool BrowsePage::isStateShown() const {
    return m_results->currentWidget() == m_state;
}

}  // namespace semblance
