#include "ui/window/browsepage.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/filters/filterrow.h"
#include "ui/query/picturedrop.h"
#include "ui/query/querybar.h"
#include "ui/query/suggestionline.h"
#include "ui/results/photogrid.h"
#include "ui/results/sortmenu.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"
#include "ui/window/emptystate.h"
#include "ui/window/messagestrip.h"
#include "ui/window/pagestack.h"
#include "ui/window/statepage.h"
#include "ui/window/welcomestrip.h"

namespace semblance {

BrowsePage::BrowsePage(PhotoListModel& photos, QueryModel& query, PictureService& pictures,
                       QWidget* parent)
    : QWidget(parent),
      m_way(new QWidget(this)),
      m_top(new QVBoxLayout),
      m_queryBar(new QueryBar(query, pictures, this)),
      m_suggestions(new SuggestionLine(this)),
      m_filterButton(new QToolButton(this)),
      m_filters(new FilterRow(this)),
      m_messages(new MessageStrip(this)),
      m_welcome(new WelcomeStrip(this)),
      m_results(new PageStack(this)),
      m_grid(new PhotoGrid(photos, pictures, m_results)),
      m_state(new StatePage(m_results)),
      m_sortMenu(new SortMenu(this)),
      m_sortRow(new QWidget(this)),
      m_sortBeside(m_sortMenu->makeButton(this)) {
    describeArea(this, QStringLiteral("browsePage"), tr("Query and pictures"));
    setAcceptDrops(true);
    describeArea(m_results, QStringLiteral("results"), tr("Pictures"));
    m_welcome->hide();
    m_results->addWidget(m_grid);
    m_results->addWidget(m_state);

    m_top->setContentsMargins(2 * space, 0, 2 * space, 0);
    m_top->setSpacing(2 * space);
    m_top->addLayout(buildQueryLine());
    m_top->addLayout(buildFilterLine());
    m_top->addWidget(m_suggestions);
    m_top->addWidget(m_messages);
    m_top->addWidget(m_welcome);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * space, 0, 0);
    column->setSpacing(space / 2);
    column->addLayout(m_top);
    column->addSpacing(space / 2);
    buildSortRow();
    column->addWidget(m_sortRow);
    // No margins: they stay where they are from right to left.
    auto* grid = new QHBoxLayout;
    grid->setSpacing(0);
    grid->addSpacing(space + 2);
    grid->addWidget(m_results);
    column->addLayout(grid, 1);
}

QHBoxLayout* BrowsePage::buildQueryLine() {
    describeArea(m_way, QStringLiteral("way"), tr("The way you came"));
    m_way->hide();
    m_filterButton->setProperty("look", QStringLiteral("field"));
    m_filterButton->setIconSize(QSize(22, 22));
    describe(m_filterButton, QStringLiteral("filterButton"), tr("Filters"),
             tr("Show pictures by date, folder, kind, rating … (Ctrl+Shift+F)"));
    m_filterButton->ensurePolished();
    // In the middle of the field's first line, whatever stands below that.
    auto* button = new QVBoxLayout;
    button->addSpacing((m_queryBar->fieldHeight() - m_filterButton->sizeHint().height()) / 2);
    button->addWidget(m_filterButton);
    button->addStretch();
    auto* line = new QHBoxLayout;
    line->setSpacing(space);
    line->addWidget(m_way, 0, Qt::AlignTop);
    line->addWidget(m_queryBar, 1);
    line->addLayout(button);
    return line;
}

QHBoxLayout* BrowsePage::buildFilterLine() {
    m_filters->hide();
    m_filters->installEventFilter(this);
    m_sortBeside->setObjectName(QStringLiteral("sortBesideFilters"));
    m_sortBeside->hide();
    auto* line = new QHBoxLayout;
    line->setSpacing(space);
    line->addWidget(m_filters, 1);
    line->addWidget(m_sortBeside, 0, Qt::AlignVCenter);
    return line;
}

void BrowsePage::buildSortRow() {
    describeArea(m_sortRow, QStringLiteral("sortRow"), tr("Order of the pictures"));
    m_sortRow->hide();
    auto* row = new QHBoxLayout(m_sortRow);
    row->setContentsMargins(0, 0, 2 * space, 0);
    row->setSpacing(0);
    row->addStretch();
    row->addWidget(m_sortMenu->makeButton(m_sortRow));
}

void BrowsePage::addBar(QWidget* bar) {
    bar->setParent(this);
    m_top->addWidget(bar);
}

void BrowsePage::setWay(QAction* back, QAction* forward) {
    auto* row = new QHBoxLayout(m_way);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (QAction* action : {back, forward}) {
        QString name = action->text();
        name.remove(u'&');
        // A button takes over what its action says, now and later.
        action->setToolTip(QStringLiteral("%1 (%2)").arg(
            name, action->shortcut().toString(QKeySequence::NativeText)));
        auto* button = new QToolButton(m_way);
        button->setDefaultAction(action);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setAccessibleName(name);
        button->setIconSize(QSize(20, 20));
        row->addWidget(button);
    }
}

void BrowsePage::showWay(bool isShown) {
    // In the middle of the field beside it, whatever stands below that.
    m_way->setFixedHeight(m_queryBar->fieldHeight());
    m_way->setVisible(isShown);
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

void BrowsePage::setSortShown(bool shown) {
    m_isSortShown = shown;
    updateSort();
}

void BrowsePage::setSortElsewhere(bool isElsewhere) {
    m_isSortElsewhere = isElsewhere;
    updateSort();
}

// A row of its own only where there is none that it can stand in.
void BrowsePage::updateSort() {
    const bool isBeside = !m_filters->isHidden();
    const bool isHere = m_isSortShown && !m_isSortElsewhere;
    m_sortBeside->setVisible(isHere && isBeside);
    m_sortRow->setVisible(isHere && !isBeside);
}

bool BrowsePage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_filters &&
        (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent))
        updateSort();
    return QWidget::eventFilter(watched, event);
}

bool BrowsePage::isStateShown() const {
    return m_results->currentWidget() == m_state;
}

}  // namespace semblance
