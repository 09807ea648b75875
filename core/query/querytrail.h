#pragma once

#include <QByteArray>
#include <QString>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/base/stepid.h"
#include "core/query/query.h"

namespace semblance {

/// A query that was asked, where it led, and from where it was asked.
struct TrailStep {
    StepId id;      ///< microseconds since 1970 when it was asked first; never twice
    StepId parent;  ///< invalid: asked from all pictures, or from what is forgotten
    Query query;
    QString name;
    int topRow = 0;                    ///< the first row that was in sight when it was left
    std::vector<QByteArray> pictures;  ///< content keys of the first of its answer
};

/// The way a person came: every query with the one it was asked from, so that the way branches
/// where somebody went back and asked something else; and, as in a browser, the order in which the
/// steps were visited since the start, in which one goes back and forward. The invalid step is all
/// pictures: asked for by nobody, always there. Pure; not thread-safe.
class QueryTrail {
public:
    /// How a step is listed: a line of queries stays on one level, and what branches off from it
    /// stands one level deeper, right behind the step that it branched off from.
    struct Row {
        StepId step;
        int level = 0;
    };

    static constexpr std::size_t mostSteps = 2000;

    /// The steps of before; what was asked since stays, and what is known already.
    void addKnown(std::vector<TrailStep> steps);

    /// Null when there is none, as of all pictures.
    const TrailStep* find(StepId id) const;
    /// The step to be changed; null when there is none.
    TrailStep* edit(StepId id);
    std::size_t size() const { return m_steps.size(); }

    StepId current() const { return m_visited[m_place]; }

    /// The query was asked from the current step: visits the step that it is. That is a new one, or
    /// one that was asked from here before; the current one when it asks for the same. `now` in
    /// microseconds since 1970. Not for an empty query.
    StepId ask(const Query& query, std::int64_t now);
    /// Visits a step; one that is not there is no visit.
    void visit(StepId id);

    /// The step that back() would lead to.
    std::optional<StepId> behind() const;
    std::optional<StepId> ahead() const;
    void back();
    void forward();

    /// What was asked from it counts as asked from its parent then.
    void remove(StepId id);
    /// Only all pictures are left.
    void clear();

    /// All steps: whole ways, the one that was gone on last first.
    std::vector<Row> rows() const;

private:
    using Children = std::map<StepId, std::vector<StepId>>;

    std::optional<std::size_t> placeFrom(std::size_t place, int direction) const;
    Children children() const;
    void forgetOldest();
    void dropVisitsOf(StepId id);

    std::map<StepId, TrailStep> m_steps;
    std::vector<StepId> m_visited{StepId{}};
    std::size_t m_place = 0;  ///< in m_visited
    bool m_isKnown = false;   ///< what was asked before the start
};

/// True when both ask for the same, whatever the mix and the number of results.
bool asksTheSame(const Query& one, const Query& other);

}  // namespace semblance
