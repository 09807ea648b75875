#pragma once

#include <QStyledItemDelegate>

namespace semblance {

class ThumbnailCache;
class TileButtons;

/// Paints one cell of the grid: tile, picture, score bar, hover, selection and focus.
class PhotoDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    PhotoDelegate(ThumbnailCache& thumbnails, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Paints them on its tiles, too. They outlive it.
    void setButtons(const TileButtons* buttons) { m_buttons = buttons; }
    /// The tile in a cell.
    static QRect tileIn(const QRect& cell);

    /// Room between a cell's edge and its tile, and between tile and picture.
    static constexpr int cellMargin = 6;
    static constexpr int tilePadding = 6;
    /// Room under the tile for the score bar.
    static constexpr int barRoom = 10;

private:
    ThumbnailCache& m_thumbnails;
    const TileButtons* m_buttons = nullptr;
};

}  // namespace semblance
