#include "ui/results/listplace.h"

#include <QAbstractItemModel>

namespace semblance {

ListPlace::ListPlace(const QAbstractItemModel& model, QObject* parent)
    : QObject(parent), m_model(model) {
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex&, int first, int last) { leave(first, last); });
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &ListPlace::clear);
}

void ListPlace::setRow(int row) {
    m_index = m_model.index(row, 0);
    m_kind = m_index.isValid() ? Kind::Row : Kind::Nowhere;
}

void ListPlace::clear() {
    m_kind = Kind::Nowhere;
    m_index = QPersistentModelIndex();
}

int ListPlace::row() const {
    if (m_index.isValid())
        return m_index.row();
    return m_kind == Kind::Gap ? m_model.rowCount() : -1;
}

int ListPlace::rowAt(int steps) const {
    // From a gap the first step forward is onto the row behind it.
    return row() + (isGap() && steps > 0 ? steps - 1 : steps);
}

void ListPlace::leave(int first, int last) {
    if (!m_index.isValid() || m_index.row() < first || m_index.row() > last)
        return;
    m_kind = Kind::Gap;
    m_index = m_model.index(last + 1, 0);
}

}  // namespace semblance
