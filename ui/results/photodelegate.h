#pragma once

#include <QStyledItemDelegate>

#include "core/base/ids.h"

namespace semblance {

struct PhotoItem;
class PhotoListModel;
class ThumbnailCache;
class TileButtons;
struct Tokens;

/// Paints one cell of the grid: tile, picture, strength, folded copies, hover, selection and focus.
class PhotoDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    PhotoDelegate(ThumbnailCache& thumbnails, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Paints them on its tiles, too. They outlive it.
    void setButtons(const TileButtons* buttons) { m_buttons = buttons; }

    /// Room between a cell's edge and its tile, and between tile and picture.
    static constexpr int cellMargin = 6;
    static constexpr int tilePadding = 6;

    /// The tile in a cell.
    static QRect tileIn(const QRect& cell);
    /// Where the number of folded copies stands in a cell, or the sign that folds them again: the
    /// upper corner where a line begins.
    static QRect foldBadge(const QRect& cell, const QFontMetrics& metrics, const QString& text,
                           Qt::LayoutDirection direction);
    /// "+7" where copies are folded behind a row, "−" on the face of opened ones, empty elsewhere.
    static QString foldText(const PhotoListModel& model, int row);

private:
    void paintPicture(QPainter& painter, const QRect& tile, const PhotoItem& item, qreal opacity,
                      const Tokens& t) const;
    void paintPlaceholder(QPainter& painter, const QRect& tile, ContentId content,
                          const Tokens& t) const;

    ThumbnailCache& m_thumbnails;
    const TileButtons* m_buttons = nullptr;
};

}  // namespace semblance
