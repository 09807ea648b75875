#include "ui/results/photogrid.h"

#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <utility>

#include "ui/results/listplace.h"
#include "ui/results/monthscrubber.h"
#include "ui/results/photoarranger.h"
#include "ui/results/photodelegate.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/photomonths.h"
#include "ui/results/thumbnailcache.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int pagesAhead = 2;  // before the end of the list is there, more of it is wanted

}  // namespace

PhotoGrid::PhotoGrid(PhotoListModel& model, PictureService& pictures, QWidget* parent)
    : QListView(parent),
      m_model(model),
      m_thumbnails(new ThumbnailCache(pictures, this)),
      m_arranger(new PhotoArranger(model, this)),
      m_scrubber(new MonthScrubber(*this)),
      m_anchor(new ListPlace(model, this)) {
    describeArea(this, QStringLiteral("photoGrid"), tr("Pictures"));
    setAccessibleDescription(tr("Enter uses the picture as a reference, Space shows it large."));
    setModel(&model);
    setItemDelegate(new PhotoDelegate(*m_thumbnails, this));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    connect(m_thumbnails, &ThumbnailCache::changed, this, &PhotoGrid::updateContent);
    connect(m_arranger, &PhotoArranger::arranged, this, &PhotoGrid::takePhotos);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PhotoGrid::scrolledTo);
    // It keeps its room; with nothing to scroll there is no handle, either.
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this,
            [this](int least, int most) { verticalScrollBar()->setEnabled(least < most); });
    verticalScrollBar()->setEnabled(false);
    layOutCells();
}

QSize PhotoGrid::sizeHint() const {
    return {900, 600};
}

void PhotoGrid::setThumbnailSize(int side) {
    side = std::clamp(side, smallest, largest);
    if (side == m_size)
        return;
    const QModelIndex middle = indexAt(viewport()->rect().center());
    const QModelIndex anchor = currentIndex().isValid() ? currentIndex() : middle;
    m_size = side;
    layOutCells();
    if (anchor.isValid())
        scrollTo(anchor, QAbstractItemView::PositionAtCenter);
    noteAnchor();
    Q_EMIT thumbnailSizeChanged(side);
}

void PhotoGrid::setArrangements(const Arrangement& browsing, const Arrangement& answers) {
    m_startsOver = true;
    if (!m_arranger->setArrangements(browsing, answers))
        m_startsOver = false;
}

void PhotoGrid::setGroups(ContentGroupsPtr groups) {
    m_arranger->setGroups(std::move(groups));
}

// --- Lists ---

void PhotoGrid::setPhotos(PhotoListPtr photos, std::optional<qsizetype> good) {
    m_arranger->show(std::move(photos), good);
}

void PhotoGrid::changePhotos(PhotoListPtr photos, const RowChanges& changes,
                             std::optional<qsizetype> good) {
    if (changes.availabilityChanged)
        m_thumbnails->retryMissing();
    m_arranger->change(std::move(photos), changes, good);
}

void PhotoGrid::takePhotos(const ShownPhotos& photos, const std::optional<RowChanges>& changes) {
    if (changes) {
        takeChanges(photos, *changes);
    } else {
        m_thumbnails->dropPending();
        m_thumbnails->retryMissing();
        m_choosesFolded = false;
        m_model.show(photos);
        layOutCells();
        verticalScrollBar()->setValue(0);
        noteAnchor();
    }
    m_startsOver = false;
    tellWhenEndIsNear();
    Q_EMIT shown();
}

void PhotoGrid::takeChanges(const ShownPhotos& photos, const RowChanges& changes) {
    const bool scrolls = hasAutoScroll();
    const int value = scrolled();
    const bool isRanked = m_model.isAnswer() && !changes.order.empty();
    const bool isAtTop = value == 0 && !currentIndex().isValid();
    // A current picture that goes makes its neighbour the current one: no reason to scroll there.
    setAutoScroll(false);
    m_isPlacing = true;
    m_model.change(photos, changes);
    layOutCells();
    if (m_startsOver) {
        verticalScrollBar()->setValue(0);
        scrollTo(currentIndex(), PositionAtCenter);
    } else if (isRanked || isAtTop) {
        verticalScrollBar()->setValue(value);
    } else {
        keepAnchor();
    }
    m_isPlacing = false;
    setAutoScroll(scrolls);
    if (isRanked || isAtTop || m_startsOver)
        noteAnchor();
}

void PhotoGrid::scrolledTo(int value) {
    m_goesUp = value < std::exchange(m_lastValue, value);
    fetchThumbnails();
    if (!m_isPlacing)
        noteAnchor();
    tellWhenEndIsNear();
}

void PhotoGrid::tellWhenEndIsNear() {
    const QScrollBar* bar = verticalScrollBar();
    if (bar->maximum() - bar->value() < pagesAhead * viewport()->height())
        Q_EMIT endNeared();
}

// What is on screen first, from its top, then what comes into sight next.
void PhotoGrid::fetchThumbnails() {
    const QRect screen = viewport()->rect();
    const Rows visible = rowsIn(screen);
    const Rows next = rowsIn(screen.translated(0, m_goesUp ? -screen.height() : screen.height()));
    QList<PhotoItem> items;
    if (m_goesUp) {
        for (int row = next.first; row <= next.last && row < visible.first; ++row)
            items.append(m_model.photo(row));
    } else {
        for (int row = next.last; row > visible.last; --row)
            items.append(m_model.photo(row));
    }
    for (int row = visible.last; row >= visible.first; --row)
        items.append(m_model.photo(row));
    m_thumbnails->want(items);
}

// Not the first visible row of each change: new rows push it along its line before it comes into
// the next one, and the picture that was first would slip out of sight bit by bit.
void PhotoGrid::noteAnchor() {
    const Rows visible = rowsIn(viewport()->rect());
    m_anchor->setRow(visible.first);
    m_anchorTop = cellRect(visible.first).top();
}

void PhotoGrid::keepAnchor() {
    if (!m_anchor->isValid())
        return noteAnchor();
    const bool wasPlacing = std::exchange(m_isPlacing, true);
    // In smaller cells it would be out of sight.
    const int top = qMax(m_anchorTop, 1 - gridSize().height());
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(bar->value() + cellRect(m_anchor->row()).top() - top);
    m_isPlacing = wasPlacing;
}

// --- Where everything lies ---

void PhotoGrid::layOutCells() {
    using D = PhotoDelegate;
    // The nearest number of columns to the wanted size; the tiles share the width evenly.
    const int wanted = m_size + 2 * D::cellMargin;
    const int width = qMax(viewport()->width(), wanted);
    m_columns = qMax(1, qRound(double(width) / wanted));
    const int cell = width / m_columns;
    m_thumbnails->setBox(cell - 2 * (D::cellMargin + D::tilePadding), devicePixelRatioF());
    m_thumbnails->setScreen(viewport()->size() * devicePixelRatioF());
    setGridSize(QSize(cell, cell));
    executeDelayedItemsLayout();
    placeScrubber();
}

void PhotoGrid::doItemsLayout() {
    divide();
    QAbstractItemView::doItemsLayout();
}

void PhotoGrid::divide() {
    m_headers.clear();
    m_months.clear();
    m_hoveredHeader = -1;
    const int count = m_model.rowCount();
    const int good = m_model.good().value_or(count);
    std::vector<GridSections::Section> sections;
    if (count > 0 && !m_model.isAnswer() && m_model.rows()->isByTime())
        sections = months();
    else if (good < count)
        sections = goodAndOthers(good);
    else if (count > 0)
        sections.push_back({count, 0});
    m_headers.resize(sections.size());
    m_sections = GridSections(sections, m_columns, gridSize().height());
}

std::vector<GridSections::Section> PhotoGrid::months() {
    const int height = sectionHeaderHeight(font());
    std::vector<GridSections::Section> sections;
    m_months = monthsOf(*m_model.rows());
    for (const PhotoMonth& month : m_months) {
        sections.push_back({month.rows, height});
        m_headers.push_back({monthText(month.first), QLocale().toString(month.rows), false});
    }
    return sections;
}

std::vector<GridSections::Section> PhotoGrid::goodAndOthers(int good) {
    std::vector<GridSections::Section> sections;
    if (good > 0) {
        sections.push_back({good, 0});
        m_headers.emplace_back();
        m_headers.push_back({tr("Good matches end here"), QLocale().toString(good), true});
    } else {
        m_headers.push_back({tr("Nothing fits well; these are the nearest"), {}, true});
    }
    sections.push_back({m_model.rowCount() - good, sectionHeaderHeight(font())});
    return sections;
}

// Beside the scroll bar, where it is of use; elsewhere it takes no room.
void PhotoGrid::placeScrubber() {
    std::vector<MonthScrubber::Mark> marks;
    for (std::size_t i = 0; i < m_months.size(); ++i)
        marks.push_back({m_months[i].first, m_sections.places()[i].top});
    m_scrubber->setMarks(std::move(marks), m_sections.height());
    const bool isUseful = m_scrubber->isUseful();
    const int width = isUseful ? m_scrubber->sizeHint().width() : 0;
    const QMargins margins(isRightToLeft() ? width : 0, 0, isRightToLeft() ? 0 : width, 0);
    if (viewportMargins() != margins)
        setViewportMargins(margins);
    const QRect cells = viewport()->geometry();
    m_scrubber->setGeometry(isRightToLeft() ? cells.left() - width : cells.right() + 1, cells.top(),
                            width, cells.height());
    m_scrubber->setVisible(isUseful);
}

int PhotoGrid::scrolled() const {
    return verticalScrollBar()->value();
}

QRect PhotoGrid::cellRect(int row) const {
    if (row < 0 || m_sections.rows() == 0)
        return {};
    const QSize cell = gridSize();
    const int column = m_sections.column(row);
    const int x =
        isRightToLeft() ? viewport()->width() - (column + 1) * cell.width() : column * cell.width();
    return {QPoint(x, m_sections.top(row) - scrolled()), cell};
}

QRect PhotoGrid::headerRect(int section) const {
    const GridSections::Place& place = m_sections.places()[std::size_t(section)];
    return {0, place.top - scrolled(), viewport()->width(), place.headerHeight};
}

/// The month whose header stays at the top while its pictures scroll by; -1: none does.
int PhotoGrid::stuckSection() const {
    const int section = m_months.empty() ? -1 : m_sections.sectionAt(scrolled());
    return section >= 0 && headerRect(section).top() < 0 ? section : -1;
}

QRect PhotoGrid::stuckRect() const {
    const int section = stuckSection();
    if (section < 0)
        return {};
    QRect place = headerRect(section);
    place.moveTop(0);
    // The next one pushes it out.
    if (section + 1 < int(m_months.size()))
        place.moveBottom(qMin(place.bottom(), headerRect(section + 1).top() - 1));
    return place;
}

int PhotoGrid::headerAt(const QPoint& point) const {
    if (stuckRect().contains(point))
        return stuckSection();
    const int section = m_sections.sectionAt(point.y() + scrolled());
    return section >= 0 && headerRect(section).contains(point) ? section : -1;
}

PhotoGrid::Rows PhotoGrid::rowsIn(const QRect& area) const {
    Rows rows = m_sections.rowsBetween(area.top() + scrolled(), area.bottom() + scrolled());
    // While rows go, the sections are still those of before.
    rows.last = qMin(rows.last, m_model.rowCount() - 1);
    return rows;
}

QRect PhotoGrid::visualRect(const QModelIndex& index) const {
    return index.isValid() ? cellRect(index.row()) : QRect();
}

/// -1 beside all pictures. Of one that a header covers, too.
int PhotoGrid::rowUnder(const QPoint& point) const {
    const int x = isRightToLeft() ? viewport()->width() - 1 - point.x() : point.x();
    return x < 0 ? -1 : m_sections.rowAt(point.y() + scrolled(), x / gridSize().width());
}

QModelIndex PhotoGrid::indexAt(const QPoint& point) const {
    const int row = stuckRect().contains(point) ? -1 : rowUnder(point);
    return row >= 0 ? m_model.index(row) : QModelIndex();
}

/// What a row's cell leaves free above it so that no header covers it, and its own one is seen.
int PhotoGrid::headerRoomAbove(int row) const {
    const int section = m_sections.sectionOf(row);
    if (section < 0)
        return 0;
    const GridSections::Place& place = m_sections.places()[std::size_t(section)];
    return !m_months.empty() || m_sections.top(row) == place.cellsTop() ? place.headerHeight : 0;
}

void PhotoGrid::scrollTo(const QModelIndex& index, ScrollHint hint) {
    if (!index.isValid() || m_sections.rows() == 0)
        return;
    const QRect cell = cellRect(index.row());
    const QRect area = viewport()->rect().adjusted(0, headerRoomAbove(index.row()), 0, 0);
    QScrollBar* bar = verticalScrollBar();
    const bool isAbove = cell.top() < area.top();
    const bool isBelow = cell.bottom() > area.bottom();
    if (hint == PositionAtCenter)
        bar->setValue(bar->value() + cell.center().y() - area.center().y());
    else if (hint == PositionAtTop || (hint == EnsureVisible && isAbove))
        bar->setValue(bar->value() + cell.top() - area.top());
    else if (hint == PositionAtBottom || (hint == EnsureVisible && isBelow))
        bar->setValue(bar->value() + qMin(cell.top() - area.top(), cell.bottom() - area.bottom()));
}

void PhotoGrid::updateGeometries() {
    const int height = viewport()->height();
    QScrollBar* bar = verticalScrollBar();
    bar->setSingleStep(gridSize().height() / 3);
    bar->setPageStep(height);
    bar->setRange(0, qMax(0, m_sections.height() - height));
    horizontalScrollBar()->setRange(0, 0);
    QAbstractItemView::updateGeometries();
}

void PhotoGrid::scrollContentsBy(int, int dy) {
    viewport()->scroll(0, dy);
    // What stays at the top was moved along with the rest.
    if (!m_months.empty())
        viewport()->update(0, qMin(0, dy), viewport()->width(),
                           2 * sectionHeaderHeight(font()) + qAbs(dy));
}

void PhotoGrid::rowsInserted(const QModelIndex& parent, int first, int last) {
    scheduleDelayedItemsLayout();
    QAbstractItemView::rowsInserted(parent, first, last);
}

void PhotoGrid::rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) {
    scheduleDelayedItemsLayout();
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
}

void PhotoGrid::resizeEvent(QResizeEvent* event) {
    // Also in the middle of placing, where the years beside the scroll bar come or go.
    const bool wasPlacing = std::exchange(m_isPlacing, true);
    layOutCells();
    QAbstractItemView::resizeEvent(event);
    m_isPlacing = wasPlacing;
    keepAnchor();
    tellWhenEndIsNear();
}

// Headers are as tall as their font asks for; the years stand on the side of the scroll bar.
void PhotoGrid::changeEvent(QEvent* event) {
    QListView::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        layOutCells();
}

// --- Painting ---

void PhotoGrid::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    paintCells(painter, event->rect());
    paintHeaders(painter, event->rect());
}

void PhotoGrid::paintCells(QPainter& painter, const QRect& area) {
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state & ~(QStyle::State_MouseOver | QStyle::State_HasFocus);
    const QModelIndex hovered = viewport()->underMouse()
                                    ? indexAt(viewport()->mapFromGlobal(QCursor::pos()))
                                    : QModelIndex();
    const bool hasFocus = this->hasFocus() || viewport()->hasFocus();
    const Rows rows = rowsIn(area);
    for (int row = rows.first; row <= rows.last; ++row) {
        const QModelIndex index = m_model.index(row);
        option.rect = cellRect(row);
        if (!option.rect.intersects(area))
            continue;
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, hasFocus && index == currentIndex());
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        itemDelegate()->paint(&painter, option, index);
    }
}

void PhotoGrid::paintHeaders(QPainter& painter, const QRect& area) {
    const Tokens& t = tokensFor(palette());
    const auto paint = [&](int section, const QRect& place, bool isStuck) {
        if (place.intersects(area))
            paintSectionHeader(painter, place, m_headers[std::size_t(section)],
                               section == m_hoveredHeader, isStuck, t, layoutDirection());
    };
    const int last = m_sections.sectionAt(area.bottom() + scrolled());
    for (int section = m_sections.sectionAt(area.top() + scrolled());
         section >= 0 && section <= last; ++section)
        paint(section, headerRect(section), false);
    if (const int stuck = stuckSection(); stuck >= 0)
        paint(stuck, stuckRect(), true);
}

// A thumbnail came: nothing but its cells is painted anew.
void PhotoGrid::updateContent(ContentId content) {
    const Rows visible = rowsIn(viewport()->rect());
    if (visible.last < visible.first)
        return;
    std::vector<PhotoRow> rows(std::size_t(visible.last - visible.first + 1));
    m_model.rows()->read(visible.first, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].content == content)
            viewport()->update(cellRect(visible.first + int(i)));
    }
}

}  // namespace semblance
