#pragma once

#include <QList>
#include <QObject>
#include <optional>

#include "core/catalogue/desk.h"
#include "core/catalogue/photolist.h"

class QUndoStack;

namespace semblance {

class ShelfService;

/// Every edit of a collection, each of which can be undone.
class CollectionEdits final : public QObject {
    Q_OBJECT

public:
    explicit CollectionEdits(ShelfService& shelf, QObject* parent = nullptr);

    QUndoStack& stack() { return *m_stack; }

    void create(const QString& name, const QList<PhotoItem>& pictures);
    /// Behind what is there; what is in it already stays where it is.
    void add(CollectionId id, const QList<PhotoItem>& pictures);
    void rename(CollectionId id, const QString& name);
    void remove(CollectionId id);
    /// Takes the pictures of these rows out of it; the files stay.
    void takeOut(CollectionId id, const QList<int>& rows);
    /// Moves the pictures of these rows, in their order, to before the row `before`.
    void move(CollectionId id, const QList<int>& rows, int before);

Q_SIGNALS:
    void said(const QString& sentence);

private:
    void push(const QString& text, CollectionId id, const std::optional<Collection>& after);

    ShelfService& m_shelf;
    QUndoStack* m_stack;
};

}  // namespace semblance
