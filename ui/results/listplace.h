#pragma once

#include <QObject>
#include <QPersistentModelIndex>

class QAbstractItemModel;

namespace semblance {

/// A place in a list that changes: it stays with its row wherever that goes, and where the row was
/// taken out it is the gap that it left. Lost when the whole list is replaced.
class ListPlace final : public QObject {
    Q_OBJECT

public:
    explicit ListPlace(const QAbstractItemModel& model, QObject* parent = nullptr);

    void setRow(int row);
    void clear();

    bool isValid() const { return m_kind != Kind::Nowhere; }
    /// Its row was taken out.
    bool isGap() const { return m_kind == Kind::Gap; }
    /// The row, or the one behind the gap: the number of rows when the gap is at the end. -1 when
    /// not valid.
    int row() const;
    /// The row so many steps from here; it need not exist.
    int rowAt(int steps) const;

private:
    enum class Kind { Nowhere, Row, Gap };

    void leave(int first, int last);

    const QAbstractItemModel& m_model;
    Kind m_kind = Kind::Nowhere;
    QPersistentModelIndex m_index;  // of the row, or behind the gap; invalid: the gap is at the end
};

}  // namespace semblance
