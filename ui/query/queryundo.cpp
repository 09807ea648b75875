#include "ui/query/queryundo.h"

#include <QUndoCommand>
#include <utility>

#include "ui/query/querymodel.h"

namespace semblance {
namespace {

/// What of a query an edit changed, where such edits make one step.
enum class Part { Several, Sentence, Text, Mix, References, Negatives };

bool differOnlyInWeight(std::vector<Reference> a, const std::vector<Reference>& b) {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i].weight = b[i].weight;
    return a == b;
}

bool differOnlyInWeight(std::vector<NegativeText> a, const std::vector<NegativeText>& b) {
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i].weight = b[i].weight;
    return a == b;
}

Part changedPart(const Query& before, const Query& after) {
    const auto onlyIn = [&](auto Query::*part) {
        Query same = before;
        same.*part = after.*part;
        return same == after;
    };
    if (onlyIn(&Query::modification))
        return Part::Sentence;
    // With a picture it is a criterion beside the sentence.
    if (onlyIn(&Query::text))
        return before.references.empty() ? Part::Sentence : Part::Text;
    if (onlyIn(&Query::mix))
        return Part::Mix;
    if (onlyIn(&Query::references) && differOnlyInWeight(before.references, after.references))
        return Part::References;
    if (onlyIn(&Query::negatives) && differOnlyInWeight(before.negatives, after.negatives))
        return Part::Negatives;
    return Part::Several;
}

class Edit final : public QUndoCommand {
public:
    Edit(QueryModel& model, Query before, Query after, bool goesOn)
        : m_model(model),
          m_before(std::move(before)),
          m_after(std::move(after)),
          m_part(changedPart(m_before, m_after)),
          m_goesOn(goesOn && m_part != Part::Several) {}

    int id() const override { return m_part == Part::Several ? -1 : int(m_part); }
    void undo() override { m_model.setQuery(m_before); }
    void redo() override { m_model.setQuery(m_after); }

    bool mergeWith(const QUndoCommand* other) override {
        const auto* next = static_cast<const Edit*>(other);
        if (!next->m_goesOn)
            return false;
        m_after = next->m_after;
        setObsolete(m_before == m_after);
        return true;
    }

private:
    QueryModel& m_model;
    Query m_before;
    Query m_after;
    Part m_part;
    bool m_goesOn;  ///< with the edit before it
};

}  // namespace

QueryUndo::QueryUndo(QueryModel& model, QObject* parent)
    : QObject(parent), m_model(model), m_before(model.whole()) {
    m_stack.setUndoLimit(mostSteps);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&model, &QueryModel::edited, this, &QueryUndo::note);
}

void QueryUndo::note() {
    Query before = std::exchange(m_before, m_model.whole());
    if (m_isStepping)
        return;
    const bool goesOn = m_pause.isActive();
    m_pause.start();
    // Pushing makes the edit, which is made already.
    m_isStepping = true;
    m_stack.push(new Edit(m_model, std::move(before), m_before, goesOn));
    m_isStepping = false;
}

void QueryUndo::undo() {
    endStep();
    m_isStepping = true;
    m_stack.undo();
    m_isStepping = false;
}

void QueryUndo::redo() {
    endStep();
    m_isStepping = true;
    m_stack.redo();
    m_isStepping = false;
}

void QueryUndo::endStep() {
    m_pause.stop();
}

}  // namespace semblance
