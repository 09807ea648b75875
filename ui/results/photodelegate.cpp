#include "ui/results/photodelegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/results/photolistmodel.h"
#include "ui/results/thumbnailcache.h"
#include "ui/results/tilebuttons.h"
#include "ui/results/videomark.h"
#include "ui/style/ground.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int placeholderSide = 28;
constexpr int badgeSide = 22;
constexpr qreal awayOpacity = 0.35;

void paintScore(QPainter* painter, const QRect& tile, float strength, const Tokens& t,
                bool rightToLeft) {
    const QRectF track(tile.left() + 2, tile.bottom() + 5, tile.width() - 4, 3);
    QRectF bar = track;
    bar.setWidth(track.width() * strength);
    if (rightToLeft)
        bar.moveRight(track.right());
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.line);
    painter->drawRoundedRect(track, 1.5, 1.5);
    painter->setBrush(t.score);
    painter->drawRoundedRect(bar, 1.5, 1.5);
}

// A white logo on white, a black one on black.
void paintOtherGround(QPainter* painter, const QRect& tile, const Tokens& other) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(other.tile);
    painter->drawRoundedRect(QRectF(tile).adjusted(4, 4, -4, -4), radius / 2.0, radius / 2.0);
}

void paintIcon(QPainter* painter, const QRect& tile, const QString& name, const QColor& colour) {
    QRect place(0, 0, placeholderSide, placeholderSide);
    place.moveCenter(tile.center());
    painter->drawPixmap(
        place, iconPixmap(name, placeholderSide, painter->device()->devicePixelRatioF(), colour));
}

// A picture whose disk is away carries a mark that does not depend on colour alone.
void paintAwayBadge(QPainter* painter, const QRect& tile, const Tokens& t) {
    QRect badge(0, 0, badgeSide, badgeSide);
    badge.moveBottomRight(tile.bottomRight() - QPoint(6, 6));
    painter->setPen(t.border);
    painter->setBrush(t.surface);
    painter->drawEllipse(badge);
    const QRect glyph = badge.adjusted(4, 4, -4, -4);
    painter->drawPixmap(glyph, iconPixmap(QStringLiteral("unplug"), glyph.width(),
                                          painter->device()->devicePixelRatioF(), t.textSoft));
}

}  // namespace

PhotoDelegate::PhotoDelegate(ThumbnailCache& thumbnails, QObject* parent)
    : QStyledItemDelegate(parent), m_thumbnails(thumbnails) {}

QSize PhotoDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return option.rect.size();
}

QRect PhotoDelegate::tileIn(const QRect& cell) {
    const int side = cell.width() - 2 * cellMargin;
    return {cell.topLeft() + QPoint(cellMargin, cellMargin), QSize(side, side)};
}

void PhotoDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const auto* model = static_cast<const PhotoListModel*>(index.model());
    const PhotoItem item = model->photo(index.row());
    const Tokens& t = tokensFor(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const bool focused = option.state & QStyle::State_HasFocus;

    const QRect tile = tileIn(option.rect);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(selected ? t.accentSoft : t.line);
    painter->setBrush(selected ? t.accentSoft : hovered ? t.hover : t.tile);
    painter->drawRoundedRect(QRectF(tile).adjusted(.5, .5, -.5, -.5), radius, radius);

    const Thumbnail thumbnail = m_thumbnails.find(item);
    if (!thumbnail.pixmap.isNull()) {
        QRectF place(QPointF(), thumbnail.size);
        place.moveCenter(QRectF(tile).center());
        // On whole pixels, so that nothing is blurred.
        place.moveTopLeft(place.topLeft().toPoint());
        painter->setOpacity(item.available ? 1.0 : awayOpacity);
        if (&tokensUnder(thumbnail.edge, t) != &t)
            paintOtherGround(painter, tile, tokensUnder(thumbnail.edge, t));
        painter->drawPixmap(place, thumbnail.pixmap, QRectF(thumbnail.pixmap.rect()));
        painter->setOpacity(1.0);
    } else {
        const bool missing = m_thumbnails.isMissing(item.content);
        paintIcon(painter, tile, missing ? QStringLiteral("file-x") : QStringLiteral("image"),
                  missing ? t.textSoft : t.border);
    }
    if (item.durationMs)
        paintVideoBadge(*painter, tile, *item.durationMs, t);
    if (!item.available)
        paintAwayBadge(painter, tile, t);
    if (item.score)
        paintScore(painter, tile, index.data(PhotoListModel::StrengthRole).toFloat(), t,
                   option.direction == Qt::RightToLeft);
    if (m_buttons)
        m_buttons->paint(*painter, tile, item.content.value, hovered || focused, t);
    if (selected || focused) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(t.accent, focused ? 3 : 2));
        const qreal inset = focused ? 0.5 : 1;
        painter->drawRoundedRect(QRectF(tile).adjusted(inset, inset, -inset, -inset), radius,
                                 radius);
    }
    painter->restore();
}

}  // namespace semblance
