#include "ui/collections/collectionedits.h"

#include <QSet>
#include <QUndoCommand>
#include <QUndoStack>
#include <algorithm>
#include <utility>

#include "core/library/services/shelfservice.h"

namespace semblance {
namespace {

constexpr int mostUndone = 100;

/// A collection before and after; nothing where it is not there.
class CollectionEdit final : public QUndoCommand {
public:
    CollectionEdit(const QString& text, ShelfService& shelf, CollectionId id,
                   std::optional<Collection> after)
        : QUndoCommand(text),
          m_shelf(shelf),
          m_id(id),
          m_before(shelf.collection(id)),
          m_after(std::move(after)) {}

    void undo() override { put(m_before); }
    void redo() override { put(m_after); }

private:
    void put(const std::optional<Collection>& state) {
        if (state)
            m_shelf.putCollection(*state);
        else
            m_shelf.removeCollection(m_id);
    }

    ShelfService& m_shelf;
    const CollectionId m_id;
    const std::optional<Collection> m_before;
    const std::optional<Collection> m_after;
};

int addMissing(Collection& collection, const std::vector<CollectionMember>& members) {
    QSet<QByteArray> there;
    for (const CollectionMember& member : collection.members)
        there.insert(member.contentKey);
    int added = 0;
    for (const CollectionMember& member : members) {
        if (there.contains(member.contentKey))
            continue;
        there.insert(member.contentKey);
        collection.members.push_back(member);
        ++added;
    }
    return added;
}

}  // namespace

CollectionEdits::CollectionEdits(ShelfService& shelf, QObject* parent)
    : QObject(parent), m_shelf(shelf), m_stack(new QUndoStack(this)) {
    m_stack->setUndoLimit(mostUndone);
}

void CollectionEdits::push(const QString& text, CollectionId id,
                           const std::optional<Collection>& after) {
    m_stack->push(new CollectionEdit(text, m_shelf, id, after));
}

void CollectionEdits::create(const QString& name, const QList<PhotoItem>& pictures) {
    m_shelf.membersOf(pictures, this, [this, name](const std::vector<CollectionMember>& members) {
        Collection collection;
        collection.id = m_shelf.nextCollection();
        collection.name = ShelfService::freeName(name, m_shelf.collectionNames());
        addMissing(collection, members);
        push(tr("New collection “%1”").arg(collection.name), collection.id, collection);
        Q_EMIT said(tr("“%1”: %n picture(s)", nullptr, int(collection.members.size()))
                        .arg(collection.name));
    });
}

void CollectionEdits::add(CollectionId id, const QList<PhotoItem>& pictures) {
    m_shelf.membersOf(pictures, this, [this, id](const std::vector<CollectionMember>& members) {
        std::optional<Collection> after = m_shelf.collection(id);
        if (!after)
            return;
        const int added = addMissing(*after, members);
        if (added > 0)
            push(tr("Add to “%1”").arg(after->name), id, after);
        Q_EMIT said(added > 0 ? tr("%n picture(s) added to “%1”", nullptr, added).arg(after->name)
                              : tr("That is in “%1” already.").arg(after->name));
    });
}

void CollectionEdits::rename(CollectionId id, const QString& name) {
    std::optional<Collection> after = m_shelf.collection(id);
    if (!after || after->name == name)
        return;
    after->name = ShelfService::freeName(name, m_shelf.collectionNames());
    push(tr("Rename “%1”").arg(name), id, after);
}

void CollectionEdits::remove(CollectionId id) {
    if (const std::optional<Collection> before = m_shelf.collection(id))
        push(tr("Remove “%1”").arg(before->name), id, std::nullopt);
}

void CollectionEdits::takeOut(CollectionId id, const QList<int>& rows) {
    std::optional<Collection> after = m_shelf.collection(id);
    if (!after || rows.isEmpty())
        return;
    const QSet<int> taken(rows.begin(), rows.end());
    std::vector<CollectionMember> kept;
    for (int row = 0; row < int(after->members.size()); ++row) {
        if (!taken.contains(row))
            kept.push_back(after->members[std::size_t(row)]);
    }
    after->members = std::move(kept);
    push(tr("Take out of “%1”").arg(after->name), id, after);
}

void CollectionEdits::move(CollectionId id, const QList<int>& rows, int before) {
    std::optional<Collection> after = m_shelf.collection(id);
    if (!after || rows.isEmpty())
        return;
    const QSet<int> chosen(rows.begin(), rows.end());
    std::vector<CollectionMember> above;
    std::vector<CollectionMember> moved;
    std::vector<CollectionMember> below;
    for (int row = 0; row < int(after->members.size()); ++row) {
        auto& part = chosen.contains(row) ? moved : row < before ? above : below;
        part.push_back(after->members[std::size_t(row)]);
    }
    const std::vector<CollectionMember> former = std::move(after->members);
    after->members = std::move(above);
    after->members.insert(after->members.end(), moved.begin(), moved.end());
    after->members.insert(after->members.end(), below.begin(), below.end());
    if (after->members != former)
        push(tr("Sort “%1”").arg(after->name), id, after);
}

}  // namespace semblance
