#pragma once

#include <QStyledItemDelegate>

namespace semblance {

/// Paints one model of the list: title and badge, what it is, what it can, how many of the pictures
/// it has encoded.
class ModelDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace semblance
