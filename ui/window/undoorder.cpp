#include "ui/window/undoorder.h"

#include <QAction>
#include <utility>

namespace semblance {

UndoOrder::UndoOrder(QAction& undo, QAction& redo, QObject* parent)
    : QObject(parent),
      m_undo(&undo),
      m_redo(&redo),
      m_undoText(undo.text()),
      m_redoText(redo.text()) {
    connect(&undo, &QAction::triggered, this, &UndoOrder::undo);
    connect(&redo, &QAction::triggered, this, &UndoOrder::redo);
    update();
}

void UndoOrder::add(QUndoStack& stack, std::function<void()> undo, std::function<void()> redo) {
    Known known;
    known.undo = undo ? std::move(undo) : [&stack] { stack.undo(); };
    known.redo = redo ? std::move(redo) : [&stack] { stack.redo(); };
    known.index = stack.index();
    known.last = stack.command(known.index - 1);
    m_stacks.insert(&stack, known);
    connect(&stack, &QUndoStack::indexChanged, this,
            [this, which = &stack](int index) { follow(which, index); });
    connect(&stack, &QObject::destroyed, this, [this, which = &stack] { forget(which); });
}

void UndoOrder::follow(QUndoStack* stack, int index) {
    const int before = std::exchange(m_stacks[stack].index, index);
    const QUndoCommand* const last = stack->command(index - 1);
    const bool isSame = std::exchange(m_stacks[stack].last, last) == last;
    if (m_isStepping)
        return;
    // An edit that went on in the one before it.
    if (index == before && isSame)
        return update();
    if (index == 0) {
        m_done.removeAll(stack);
        m_undone.removeAll(stack);
    } else if (index > before) {
        m_done.append(stack);
        m_undone.clear();
    } else if (index < before) {
        m_done.removeAt(m_done.lastIndexOf(stack));
    } else {
        // The oldest went, for the stack is full.
        m_done.removeAt(m_done.indexOf(stack));
        m_done.append(stack);
    }
    update();
}

void UndoOrder::step(QList<QUndoStack*>& from, QList<QUndoStack*>& to, bool isUndo) {
    if (from.isEmpty())
        return;
    QUndoStack* const stack = from.takeLast();
    to.append(stack);
    const QString text = isUndo ? stack->undoText() : stack->redoText();
    m_isStepping = true;
    isUndo ? m_stacks[stack].undo() : m_stacks[stack].redo();
    m_isStepping = false;
    update();
    if (text.isEmpty())
        return;
    if (isUndo)
        Q_EMIT undone(text);
    else
        Q_EMIT redone(text);
}

void UndoOrder::forget(QUndoStack* stack) {
    m_stacks.remove(stack);
    m_done.removeAll(stack);
    m_undone.removeAll(stack);
    update();
}

void UndoOrder::update() {
    const auto show = [](QAction* action, const QString& text, const QString& what, bool can) {
        if (!action)
            return;
        action->setEnabled(can);
        action->setText(what.isEmpty() ? text : text + u' ' + what);
    };
    show(m_undo, m_undoText, m_done.isEmpty() ? QString() : m_done.last()->undoText(),
         !m_done.isEmpty());
    show(m_redo, m_redoText, m_undone.isEmpty() ? QString() : m_undone.last()->redoText(),
         !m_undone.isEmpty());
}

}  // namespace semblance
