#include "ui/history/historyflow.h"

#include <algorithm>
#include <utility>

#include "core/library/services/historyservice.h"
#include "core/library/services/searchservice.h"
#include "ui/query/querymodel.h"
#include "ui/results/photogrid.h"
#include "ui/window/searchflow.h"

namespace semblance {
namespace {

/// Without what changes little by little: words while they are typed, weights while they are drawn.
Query withoutDetails(Query query) {
    query.modification.clear();
    query.text.clear();
    query.mix.reset();
    query.limit = Query::defaultLimit;
    for (Reference& reference : query.references) {
        reference.weight = 1;
        reference.picture.region.reset();
    }
    for (NegativeText& negative : query.negatives)
        negative.weight = 1;
    return query;
}

bool isSameThought(const Query& one, const Query& other) {
    return withoutDetails(one) == withoutDetails(other);
}

std::vector<ContentId> firstOf(const PhotoListPtr& photos) {
    std::vector<ContentId> contents;
    const qsizetype count =
        photos ? std::min<qsizetype>(photos->size(), HistoryService::picturesOfStep) : 0;
    for (qsizetype row = 0; row < count; ++row)
        contents.push_back(photos->at(row).content);
    return contents;
}

}  // namespace

HistoryFlow::HistoryFlow(HistoryService& history, QueryModel& query, PhotoGrid& grid,
                         QObject* parent)
    : QObject(parent), m_history(history), m_query(query), m_grid(grid) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &HistoryFlow::noteUse);
    connect(&query, &QueryModel::queryChanged, this, [this] {
        queryChanged();
        m_mix = m_query.mix();
    });
    connect(&query, &QueryModel::remixed, this, [this] { m_mix = m_query.mix(); });
    connect(&grid, &PhotoGrid::viewWanted, this, &HistoryFlow::noteUse);
    connect(&history, &HistoryService::moved, this, &HistoryFlow::tellWhereToGo);
}

void HistoryFlow::follow(SearchFlow& search) {
    connect(&search, &SearchFlow::answered, this,
            [this](const SearchAnswer& answer) { takeAnswer(answer); });
}

void HistoryFlow::queryChanged() {
    if (m_isGoing)
        return;
    m_restore.reset();
    const Query now = m_query.query();
    if (m_pending && m_isAnswered && !isSameThought(*m_pending, now))
        noteUse();
    // The grid shows the answer to the current step until there is another one.
    if (!m_pending)
        savePlace();
    m_pending.reset();
    m_settle.stop();
    if (m_query.isEmpty()) {
        m_history.visit({});
        return;
    }
    m_pending = now;
    m_isAnswered = false;
    m_first.clear();
    m_settle.start();
    tellWhereToGo();
}

void HistoryFlow::noteUse() {
    m_settle.stop();
    if (!m_pending)
        return;
    const Query query = *std::exchange(m_pending, std::nullopt);
    const StepId step = m_history.ask(query);
    if (m_isAnswered)
        m_history.setPictures(step, m_first);
}

void HistoryFlow::finish() {
    noteUse();
    savePlace();
}

void HistoryFlow::takeAnswer(const SearchAnswer& answer) {
    if (m_pending) {
        m_isAnswered = true;
        m_first = firstOf(answer.photos);
        return;
    }
    if (const StepId step = m_history.trail().current(); step.isValid())
        m_history.setPictures(step, firstOf(answer.photos));
    restore(answer.photos && answer.photos->size() > m_restoredOf);
}

void HistoryFlow::savePlace() {
    if (m_isAside())
        return;
    const StepId step = m_history.trail().current();
    const GridPlace place = placeIn(m_grid);
    m_places.insert(step.value, place);
    m_history.leave(step, m_mix, place.topRow);
}

// A longer answer comes when the end of this one is in sight.
void HistoryFlow::restore(bool canGrow) {
    if (!m_restore)
        return;
    m_restoredOf = m_grid.model()->rowCount();
    const GridPlace place = *m_restore;
    if (restorePlace(m_grid, place) || !canGrow)
        m_restore.reset();
}

void HistoryFlow::back() {
    noteUse();
    if (!m_history.trail().behind())
        return;
    savePlace();
    m_history.back();
    show();
}

void HistoryFlow::forward() {
    noteUse();
    if (!m_history.trail().ahead())
        return;
    savePlace();
    m_history.forward();
    show();
}

void HistoryFlow::goTo(StepId step) {
    noteUse();
    savePlace();
    m_history.visit(step);
    show();
}

void HistoryFlow::show() {
    const StepId current = m_history.trail().current();
    const TrailStep* step = m_history.trail().find(current);
    const Query before = m_query.query();
    m_isGoing = true;
    if (step)
        m_query.setQuery(step->query);
    else
        m_query.clear();
    m_isGoing = false;
    Q_EMIT went();
    GridPlace place;
    place.topRow = step ? step->topRow : 0;
    m_restore = m_places.value(current.value, place);
    m_restoredOf = -1;
    // All pictures are there at once, and so is what was asked for all the time.
    if (!step || m_query.query() == before)
        restore(false);
}

void HistoryFlow::tellWhereToGo() {
    const QueryTrail& trail = m_history.trail();
    Q_EMIT canGoChanged(m_pending || trail.behind(), !m_pending && trail.ahead());
}

}  // namespace semblance
