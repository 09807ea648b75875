#pragma once

#include <QHash>
#include <QObject>
#include <QTimer>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/stepid.h"
#include "core/query/query.h"
#include "ui/history/gridplace.h"

namespace semblance {

class HistoryService;
class PhotoGrid;
class QueryModel;
class SearchFlow;
struct SearchAnswer;

/// Makes steps of what is asked for, and asks for steps again. What is typed is one step: it
/// becomes one when it has not changed for a while, when something else than its words changes, or
/// when one of its pictures is used. Going back brings the query, what was in sight and what was
/// selected.
class HistoryFlow final : public QObject {
    Q_OBJECT

public:
    /// Make it before the SearchFlow of the same query: it looks at the grid before that changes.
    HistoryFlow(HistoryService& history, QueryModel& query, PhotoGrid& grid,
                QObject* parent = nullptr);

    static constexpr int settleMs = 1500;

    /// Hears of the answers; after whoever shows them in the grid.
    void follow(SearchFlow& search);

    /// Tells when the grid shows something else than what is asked for: a group, a collection.
    void setAside(std::function<bool()> isAside) { m_isAside = std::move(isAside); }

    /// A picture of the answer is used: what is asked for is worth a step.
    void noteUse();
    /// Notes what is not noted yet; the window closes.
    void finish();

    void back();
    void forward();
    void goTo(StepId step);

Q_SIGNALS:
    void canGoChanged(bool canGoBack, bool canGoForward);
    /// The query and the grid are as they were at a step: to be shown.
    void went();

private:
    void queryChanged();
    void takeAnswer(const SearchAnswer& answer);
    void savePlace();
    void restore(bool canGrow);
    void show();
    void tellWhereToGo();

    HistoryService& m_history;
    QueryModel& m_query;
    PhotoGrid& m_grid;
    std::function<bool()> m_isAside = [] { return false; };
    QTimer m_settle;
    std::optional<Query> m_pending;  ///< is asked for and no step yet
    std::vector<ContentId> m_first;  ///< of the answer to it; none before that
    bool m_isAnswered = false;       ///< m_pending
    bool m_isGoing = false;
    std::optional<double> m_mix;        ///< of what is asked for; the query's may be the next one's
    QHash<qint64, GridPlace> m_places;  ///< by step; of this session
    std::optional<GridPlace> m_restore;  ///< as soon as the answer is there
    qsizetype m_restoredOf = -1;         ///< rows there were when it was tried last
};

}  // namespace semblance
