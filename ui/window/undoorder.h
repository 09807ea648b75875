#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QUndoStack>
#include <functional>

class QAction;

namespace semblance {

/// Undo and redo over several stacks (the query's, the collections', the marks'): what was done
/// last, wherever, is undone first, and the actions say what that is.
class UndoOrder final : public QObject {
    Q_OBJECT

public:
    UndoOrder(QAction& undo, QAction& redo, QObject* parent);

    /// The stack outlives this, or is removed by its end. `undo` and `redo` do what QUndoStack's do
    /// where its owner has more to do with it.
    void add(QUndoStack& stack, std::function<void()> undo = {}, std::function<void()> redo = {});

    void undo() { step(m_done, m_undone, true); }
    void redo() { step(m_undone, m_done, false); }

Q_SIGNALS:
    /// The text of what was undone or done again, where it has one.
    void undone(const QString& text);
    void redone(const QString& text);

private:
    struct Known {
        std::function<void()> undo;
        std::function<void()> redo;
        int index = 0;
        const QUndoCommand* last = nullptr;  ///< done; never followed, only told apart
    };

    void follow(QUndoStack* stack, int index);
    void step(QList<QUndoStack*>& from, QList<QUndoStack*>& to, bool isUndo);
    void forget(QUndoStack* stack);
    void update();

    const QPointer<QAction> m_undo;  ///< may be gone before the stacks are
    const QPointer<QAction> m_redo;
    const QString m_undoText;  ///< of the actions, without what would be undone
    const QString m_redoText;
    QHash<QUndoStack*, Known> m_stacks;
    QList<QUndoStack*> m_done;    ///< whose edit each was, the last one last
    QList<QUndoStack*> m_undone;  ///< the first to be done again last
    bool m_isStepping = false;
};

}  // namespace semblance
