#pragma once

#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include "core/query/query.h"

namespace semblance {

class QueryModel;

/// Undo and redo of every edit of a query, whoever makes it. What belongs to one edit is one step:
/// a sentence typed with short pauses, a slider dragged, a weight turned up notch by notch.
class QueryUndo final : public QObject {
    Q_OBJECT

public:
    /// The model outlives it.
    explicit QueryUndo(QueryModel& model, QObject* parent = nullptr);

    /// The pause that ends a step.
    static constexpr int pauseMs = 1500;
    static constexpr int mostSteps = 200;

    /// To be stepped through by what follows alone.
    QUndoStack& stack() { return m_stack; }
    void undo();
    void redo();
    /// What comes next is a step of its own.
    void endStep();

private:
    void note();

    QueryModel& m_model;
    QUndoStack m_stack;
    QTimer m_pause;
    Query m_before;
    bool m_isStepping = false;
};

}  // namespace semblance
