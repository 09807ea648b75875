#include "ui/compare/compareflow.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QLocale>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>
#include <utility>

#include "core/library/services/libraryservice.h"
#include "ui/compare/comparepane.h"
#include "ui/query/querybar.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"
#include "ui/results/photolistmodel.h"
#include "ui/results/sortmenu.h"
#include "ui/settings/settings.h"
#include "ui/window/actions.h"
#include "ui/window/browsepage.h"
#include "ui/window/queryflow.h"
#include "ui/window/undoorder.h"

namespace semblance {
namespace {

constexpr int roomForSideBar = 1400;  // beside two queries
constexpr int roomForBoth = 900;      // of which each half's pictures need one

/// The answer with its scores, as it was given; nothing while all pictures are shown.
PhotoListPtr answerOf(const PhotoListModel& photos, const QueryModel& query) {
    return query.isEmpty() ? nullptr : photos.photos();
}

}  // namespace

CompareFlow::CompareFlow(const Services& services, const Parts& parts, QWidget* window)
    : QObject(window),
      m_services(services),
      m_parts(parts),
      m_window(window),
      m_firstBar(new CompareBar(Half::First, &parts.browse)) {
    parts.browse.addBar(m_firstBar);
    m_firstBar->addTool(parts.browse.sortMenu()->makeButton(m_firstBar));
    m_firstBar->hide();
    parts.actions.switchQuery->setEnabled(false);
    connect(parts.actions.compare, &QAction::triggered, this, [this](bool isWanted) {
        if (isWanted)
            open(m_parts.query.whole());
        else
            close();
    });
    connect(parts.actions.switchQuery, &QAction::triggered, this, &CompareFlow::switchHalf);
    connect(m_firstBar, &CompareBar::halfWanted, this, [this](Half half) { activate(half); });
    connect(parts.browse.grid(), &PhotoGrid::shown, this, &CompareFlow::compareSoon);
    connect(&parts.query, &QueryModel::queryChanged, this, &CompareFlow::compareSoon);
    connect(&services.library, &LibraryService::photosChanged, this,
            [this](const PhotoListPtr& photos, const RowChanges& changes) {
                m_all = photos;
                if (m_pane)
                    m_pane->setAll(photos, changes);
            });
    connect(&services.library, &LibraryService::searchableChanged, this, [this] {
        if (m_pane)
            m_pane->repeat();
    });
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget*, QWidget* now) { followFocus(now); });
    parts.splitter.installEventFilter(this);
}

CompareFlow::~CompareFlow() = default;

void CompareFlow::open(const Query& query) {
    Q_EMIT browsingWanted();
    if (!m_pane)
        build();
    m_pane->query().setQuery(query);
    activate(Half::Second);
    m_pane->queryBar().focusSentence();
}

void CompareFlow::build() {
    m_sizes = m_parts.splitter.sizes();
    m_pane = new ComparePane(m_services.pictures);
    const int place = m_parts.splitter.indexOf(&m_parts.first) + 1;
    m_parts.splitter.insertWidget(place, m_pane);
    m_parts.splitter.setStretchFactor(place, 1);
    connectPane();
    connectTogether();
    m_pane->setLibrary(m_library);
    m_pane->setAll(m_all, {});
    m_parts.actions.compare->setChecked(true);
    m_parts.actions.switchQuery->setEnabled(true);
    m_firstBar->show();
    // Both halves' pictures begin at the same height.
    const int height = qMax(m_firstBar->sizeHint().height(), m_pane->bar().sizeHint().height());
    for (QWidget* bar : {static_cast<QWidget*>(m_firstBar), static_cast<QWidget*>(&m_pane->bar())})
        bar->setFixedHeight(height);
    m_parts.browse.setSortElsewhere(true);
    Q_EMIT browsingWanted();
    layOut();
    shareRoom();
}

// One half each of what the others leave, which stay as they were.
void CompareFlow::shareRoom() {
    QSplitter& splitter = m_parts.splitter;
    const int place = splitter.indexOf(m_pane);
    QList<int> sizes = m_sizes;
    sizes.insert(place, 0);
    int room = splitter.width();
    for (int i = 0; i < splitter.count(); ++i) {
        const QWidget* widget = splitter.widget(i);
        if (widget == &m_parts.first || widget == m_pane)
            continue;
        if (widget->isHidden())
            sizes[i] = 0;
        room -= sizes[i];
    }
    sizes[place - 1] = sizes[place] = room / 2;
    splitter.setSizes(sizes);
}

void CompareFlow::connectPane() {
    PhotoGrid& grid = m_pane->grid();
    PhotoGrid& first = *m_parts.browse.grid();
    // What can be done with pictures of the one can be done with those of the other.
    const Actions& a = m_parts.actions;
    for (QAction* action : first.actions()) {
        if (action != a.takeOut && action != a.moveEarlier && action != a.moveLater)
            grid.addAction(action);
    }
    auto* flow = new QueryFlow(m_parts.undo, m_pane->query(), m_pane->queryBar(), grid, m_pane);
    flow->setLibraryDir(m_services.library.libraryDir());
    Arrangement answers;
    answers.foldsCopies = m_parts.settings.foldsCopies();
    grid.setArrangements({}, answers);
    grid.setGroups(m_services.library.groups());
    grid.setThumbnailSize(first.thumbnailSize());
    connect(&first, &PhotoGrid::thumbnailSizeChanged, &grid, &PhotoGrid::setThumbnailSize);
    connect(&grid, &PhotoGrid::thumbnailSizeChanged, &first, &PhotoGrid::setThumbnailSize);
    connect(&m_services.library, &LibraryService::groupsChanged, &grid,
            [this, &grid] { grid.setGroups(m_services.library.groups()); });

    const ComparePane* pane = m_pane;
    connect(pane, &ComparePane::photosChanged, this, &CompareFlow::compareSoon);
    connect(&pane->query(), &QueryModel::queryChanged, this, &CompareFlow::compareSoon);
    connect(pane, &ComparePane::busyChanged, this, [this](bool isBusy) {
        m_isBusy = isBusy;
        compareSoon();
    });
    connect(pane, &ComparePane::problem, this, &CompareFlow::problem);
    connect(pane, &ComparePane::closeWanted, this, &CompareFlow::close);
    connect(&pane->queryBar(), &QueryBar::said, this, &CompareFlow::said);
    connect(&grid, &PhotoGrid::viewWanted, this, [this](int row) {
        if (m_pane && row >= 0 && row < m_pane->photos().rowCount())
            Q_EMIT viewWanted(m_pane->photos().photo(row));
    });
    connect(&pane->bar(), &CompareBar::halfWanted, this, [this](Half half) { activate(half); });
    connect(&pane->bar(), &CompareBar::closeWanted, this, &CompareFlow::close);
    connect(&pane->bar(), &CompareBar::takeOverWanted, this, &CompareFlow::takeOver);
    connect(&pane->bar(), &CompareBar::togetherChanged, this, &CompareFlow::moveTogether);
    m_pane->bar().setTogether(m_isTogether);
}

// Whichever half is moved, the other one follows.
void CompareFlow::connectTogether() {
    QueryModel& first = m_parts.query;
    QueryModel& second = m_pane->query();
    const auto follow = [this](auto change) {
        if (!m_isTogether || m_isFollowing)
            return;
        m_isFollowing = true;
        change();
        m_isFollowing = false;
    };
    const auto followMix = [this, follow](QueryModel& from, QueryModel& to) {
        connect(&from, &QueryModel::mixChanged, m_pane,
                [follow, &from, &to] { follow([&] { to.setMix(from.mix()); }); });
    };
    followMix(first, second);
    followMix(second, first);
    const auto followBar = [this, follow](QScrollBar* from, QScrollBar* to) {
        connect(from, &QScrollBar::valueChanged, m_pane,
                [follow, to](int value) { follow([&] { to->setValue(value); }); });
    };
    QScrollBar* firstBar = m_parts.browse.grid()->verticalScrollBar();
    QScrollBar* secondBar = m_pane->grid().verticalScrollBar();
    followBar(firstBar, secondBar);
    followBar(secondBar, firstBar);
}

void CompareFlow::moveTogether(bool isTogether) {
    m_isTogether = isTogether;
    if (!isTogether || !m_pane)
        return;
    m_isFollowing = true;
    m_pane->query().setMix(m_parts.query.mix());
    m_pane->grid().verticalScrollBar()->setValue(
        m_parts.browse.grid()->verticalScrollBar()->value());
    m_isFollowing = false;
}

void CompareFlow::close() {
    if (!m_pane)
        return;
    const bool hadFocus = m_pane->isAncestorOf(QApplication::focusWidget());
    activate(Half::First);
    ComparePane* const pane = m_pane;
    m_pane = nullptr;
    m_isBusy = false;
    disconnect(pane, nullptr, this, nullptr);
    pane->hide();
    pane->setParent(nullptr);
    pane->deleteLater();
    m_parts.first.show();
    m_firstBar->hide();
    m_parts.browse.setSortElsewhere(false);
    m_parts.photos.setShifts({});
    m_parts.actions.compare->setChecked(false);
    m_parts.actions.switchQuery->setEnabled(false);
    m_parts.splitter.setSizes(m_sizes);
    Q_EMIT browsingWanted();
    if (hadFocus)
        m_parts.browse.grid()->setFocus();
}

void CompareFlow::takeOver() {
    const Query query = m_pane->query().whole();
    close();
    m_parts.query.setQuery(query);
    m_parts.browse.queryBar()->focusSentence();
}

// --- What differs ---

// Both answers change in one go when both move together.
void CompareFlow::compareSoon() {
    if (!m_pane || std::exchange(m_comparesSoon, true))
        return;
    QMetaObject::invokeMethod(this, &CompareFlow::compare, Qt::QueuedConnection);
}

void CompareFlow::compare() {
    m_comparesSoon = false;
    if (!m_pane)
        return;
    PhotoListModel& second = m_pane->photos();
    const PhotoListPtr one = answerOf(m_parts.photos, m_parts.query);
    const PhotoListPtr other = answerOf(second, m_pane->query());
    const bool areBoth = one && other;
    m_parts.photos.setShifts(areBoth ? RankShifts(*one, *other) : RankShifts());
    second.setShifts(areBoth ? RankShifts(*other, *one) : RankShifts());
    m_firstBar->setText(textOf(m_parts.photos));
    m_pane->bar().setText(m_isBusy ? tr("Searching…") : textOf(second));
}

QString CompareFlow::textOf(const PhotoListModel& photos) const {
    using Kind = RankShift::Kind;
    const RankShifts& shifts = photos.shifts();
    if (shifts.isEmpty())
        return photos.rowCount() > 0 ? QString() : tr("No pictures");
    const int moved = shifts.count(Kind::Higher) + shifts.count(Kind::Lower);
    QStringList parts;
    if (const int alone = shifts.count(Kind::OnlyHere); alone > 0)
        parts.append(QStringLiteral("● ") + tr("%Ln only here", nullptr, alone));
    if (moved > 0)
        parts.append(QStringLiteral("↑↓ ") + tr("%Ln moved", nullptr, moved));
    if (parts.isEmpty())
        parts.append(tr("The same pictures"));
    return parts.join(QStringLiteral("  ·  "));
}

// --- The halves ---

void CompareFlow::activate(Half half) {
    if (!m_pane)
        return;
    const bool isFirst = half == Half::First;
    const bool changes = m_active != half;
    m_active = half;
    m_firstBar->setActive(isFirst);
    m_pane->bar().setActive(!isFirst);
    layOut();
    if (!changes)
        return;
    if (isFirst)
        Q_EMIT activeChanged(*m_parts.browse.grid(), *m_parts.browse.queryBar());
    else
        Q_EMIT activeChanged(m_pane->grid(), m_pane->queryBar());
}

void CompareFlow::followFocus(QWidget* now) {
    // Elsewhere the keyboard goes wherever there is room for it.
    if (!m_pane || !now || !m_isBrowsing)
        return;
    if (m_pane->isAncestorOf(now))
        activate(Half::Second);
    else if (m_parts.browse.isAncestorOf(now))
        activate(Half::First);
}

void CompareFlow::switchHalf() {
    if (!m_pane)
        return;
    Q_EMIT browsingWanted();
    activate(m_active == Half::First ? Half::Second : Half::First);
    focusPictures();
}

void CompareFlow::focusPictures() {
    PhotoGrid& grid = m_pane && m_active == Half::Second ? m_pane->grid() : *m_parts.browse.grid();
    grid.setFocus(Qt::OtherFocusReason);
}

void CompareFlow::setLibrary(const std::shared_ptr<Library>& library) {
    m_library = library;
    if (m_pane)
        m_pane->setLibrary(library);
}

bool CompareFlow::needsRoom() const {
    return m_pane && m_window->width() < roomForSideBar;
}

void CompareFlow::setBrowsing(bool isBrowsing) {
    m_isBrowsing = isBrowsing;
    layOut();
}

// Where two halves would be too narrow, the one in use has all of it.
void CompareFlow::layOut() {
    if (!m_pane)
        return;
    int width = m_parts.splitter.width();
    for (int i = 0; i < m_parts.splitter.count(); ++i) {
        const QWidget* widget = m_parts.splitter.widget(i);
        if (widget != &m_parts.first && widget != m_pane && !widget->isHidden())
            width -= widget->width();
    }
    const bool isTabbed = width < roomForBoth;
    m_firstBar->setTabbed(isTabbed);
    m_pane->bar().setTabbed(isTabbed);
    m_parts.first.setVisible(!m_isBrowsing || !isTabbed || m_active == Half::First);
    m_pane->setVisible(m_isBrowsing && (!isTabbed || m_active == Half::Second));
}

bool CompareFlow::eventFilter(QObject* watched, QEvent* event) {
    const bool isOther = event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
    if (isOther && watched == &m_parts.splitter)
        layOut();
    return QObject::eventFilter(watched, event);
}

}  // namespace semblance
