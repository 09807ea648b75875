#include "core/query/querytrail.h"

#include <algorithm>
#include <utility>

namespace semblance {

namespace {

/// The last of a step and all that was asked from it, in whatever number of steps.
StepId newestIn(StepId root, const std::map<StepId, std::vector<StepId>>& children) {
    StepId newest = root;
    std::vector<StepId> open{root};
    while (!open.empty()) {
        const StepId step = open.back();
        open.pop_back();
        newest = std::max(newest, step);
        if (const auto found = children.find(step); found != children.end())
            open.insert(open.end(), found->second.begin(), found->second.end());
    }
    return newest;
}

}  // namespace

bool asksTheSame(const Query& one, const Query& other) {
    Query alike = other;
    alike.mix = one.mix;
    alike.limit = one.limit;
    return one == alike;
}

void QueryTrail::addKnown(std::vector<TrailStep> steps) {
    StepId last;
    for (TrailStep& step : steps) {
        last = std::max(last, step.id);
        // A parent is older: whatever a damaged file says, there are no circles.
        if (step.parent >= step.id)
            step.parent = {};
        m_steps.try_emplace(step.id, std::move(step));
    }
    forgetOldest();
    // A library that was closed for a while knows no other way than this one.
    if (std::exchange(m_isKnown, true))
        return;
    // Back leads on into what was asked before the start.
    std::vector<StepId> way;
    for (const TrailStep* step = find(last); step; step = find(step->parent))
        way.push_back(step->id);
    std::reverse(way.begin(), way.end());
    m_visited.insert(m_visited.begin(), way.begin(), way.end());
    m_visited.insert(m_visited.begin(), StepId{});
    m_place += way.size() + 1;
}

const TrailStep* QueryTrail::find(StepId id) const {
    const auto found = m_steps.find(id);
    return found == m_steps.end() ? nullptr : &found->second;
}

TrailStep* QueryTrail::edit(StepId id) {
    return const_cast<TrailStep*>(find(id));
}

StepId QueryTrail::ask(const Query& query, std::int64_t now) {
    const StepId from = current();
    if (const TrailStep* here = find(from); here && asksTheSame(here->query, query))
        return from;
    const auto known = std::find_if(m_steps.begin(), m_steps.end(), [&](const auto& entry) {
        return entry.second.parent == from && from.isValid() &&
               asksTheSame(entry.second.query, query);
    });
    if (known != m_steps.end()) {
        visit(known->first);
        return known->first;
    }
    TrailStep step;
    step.id.value = m_steps.empty() ? now : std::max(now, m_steps.rbegin()->first.value + 1);
    step.parent = from;
    step.query = query;
    const StepId id = step.id;
    m_steps.emplace(id, std::move(step));
    forgetOldest();
    visit(id);
    return id;
}

void QueryTrail::visit(StepId id) {
    if (id == current() || (id.isValid() && !find(id)))
        return;
    m_visited.resize(m_place + 1);
    m_visited.push_back(id);
    // A session of months must not grow for ever.
    if (m_visited.size() > mostSteps)
        m_visited.erase(m_visited.begin());
    m_place = m_visited.size() - 1;
}

// Over visits of what is the current step, as after a removal in between.
std::optional<std::size_t> QueryTrail::placeFrom(std::size_t place, int direction) const {
    const auto end = static_cast<std::ptrdiff_t>(m_visited.size());
    for (auto at = static_cast<std::ptrdiff_t>(place) + direction; at >= 0 && at < end;
         at += direction) {
        if (m_visited[static_cast<std::size_t>(at)] != current())
            return static_cast<std::size_t>(at);
    }
    return std::nullopt;
}

std::optional<StepId> QueryTrail::behind() const {
    const auto place = placeFrom(m_place, -1);
    return place ? std::optional(m_visited[*place]) : std::nullopt;
}

std::optional<StepId> QueryTrail::ahead() const {
    const auto place = placeFrom(m_place, 1);
    return place ? std::optional(m_visited[*place]) : std::nullopt;
}

void QueryTrail::back() {
    m_place = placeFrom(m_place, -1).value_or(m_place);
}

void QueryTrail::forward() {
    m_place = placeFrom(m_place, 1).value_or(m_place);
}

void QueryTrail::remove(StepId id) {
    const TrailStep* step = find(id);
    if (!step)
        return;
    const StepId parent = step->parent;
    for (auto& entry : m_steps) {
        if (entry.second.parent == id)
            entry.second.parent = parent;
    }
    m_steps.erase(id);
    dropVisitsOf(id);
}

// The current place stays where it was; where that goes, it is all pictures.
void QueryTrail::dropVisitsOf(StepId id) {
    if (current() == id)
        m_visited[m_place] = {};
    const auto before =
        std::count(m_visited.begin(), m_visited.begin() + static_cast<std::ptrdiff_t>(m_place), id);
    m_visited.erase(std::remove(m_visited.begin(), m_visited.end(), id), m_visited.end());
    m_place -= static_cast<std::size_t>(before);
}

void QueryTrail::clear() {
    m_steps.clear();
    m_visited = {StepId{}};
    m_place = 0;
}

void QueryTrail::forgetOldest() {
    while (m_steps.size() > mostSteps) {
        const StepId oldest = m_steps.begin()->first;
        m_steps.erase(m_steps.begin());
        for (auto& entry : m_steps) {
            if (entry.second.parent == oldest)
                entry.second.parent = {};
        }
        dropVisitsOf(oldest);
    }
}

QueryTrail::Children QueryTrail::children() const {
    Children children;
    for (const auto& entry : m_steps) {
        const StepId parent = find(entry.second.parent) ? entry.second.parent : StepId{};
        children[parent].push_back(entry.first);
    }
    return children;
}

std::vector<QueryTrail::Row> QueryTrail::rows() const {
    const Children children = this->children();
    std::vector<std::pair<StepId, StepId>> ways;  // the newest step of each, its root
    if (const auto roots = children.find(StepId{}); roots != children.end()) {
        for (const StepId root : roots->second)
            ways.emplace_back(newestIn(root, children), root);
    }
    std::sort(ways.begin(), ways.end());
    std::vector<Row> open;  // a stack: what is to be listed next is its last
    for (const auto& way : ways)
        open.push_back({way.second, 0});
    std::vector<Row> rows;
    while (!open.empty()) {
        const Row row = open.back();
        open.pop_back();
        rows.push_back(row);
        const auto next = children.find(row.step);
        if (next == children.end())
            continue;
        // The first one goes on with the line, behind what branched off.
        open.push_back({next->second.front(), row.level});
        for (auto fork = next->second.rbegin(); fork + 1 != next->second.rend(); ++fork)
            open.push_back({*fork, row.level + 1});
    }
    return rows;
}

}  // namespace semblance
