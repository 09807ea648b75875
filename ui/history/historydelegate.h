#pragma once

#include <QCache>
#include <QPixmap>
#include <QStyledItemDelegate>

class QAbstractItemView;

namespace semblance {

class HistoryService;

/// Paints a step: what was asked for, below it the first pictures of its answer and the time. What
/// branches off is indented, with a line that leads to it.
class HistoryDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    HistoryDelegate(HistoryService& history, QAbstractItemView& view);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

private:
    struct Parts;
    static Parts partsOf(const QStyleOptionViewItem& option, const QModelIndex& index);
    void paintPictures(QPainter& painter, const Parts& parts, const QStyleOptionViewItem& option,
                       const QModelIndex& index) const;

    HistoryService& m_history;
    mutable QCache<QByteArray, QImage> m_pictures{300};  ///< by content key; null: on its way
};

}  // namespace semblance
