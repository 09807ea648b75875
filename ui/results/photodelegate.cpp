#include "ui/results/photodelegate.h"

#include <QLocale>
#include <QPainter>

#include "ui/results/failedtile.h"
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

constexpr qreal weakOpacity = 0.7;
constexpr int stackedEdges = 2;
constexpr int edgeStep = 3;

// The grade of a match: so many of three pieces.
void paintGrade(QPainter* painter, const QRect& tile, int grade, const Tokens& t,
                bool rightToLeft) {
    constexpr qreal gap = 3;
    const QRectF track(tile.left() + 2, tile.bottom() + 3, tile.width() - 4, 3);
    const qreal width = (track.width() - (ScoreScale::grades - 1) * gap) / ScoreScale::grades;
    painter->setPen(Qt::NoPen);
    for (int i = 0; i < ScoreScale::grades; ++i) {
        QRectF piece(track.left() + i * (width + gap), track.top(), width, track.height());
        if (rightToLeft)
            piece.moveRight(track.right() - i * (width + gap));
        painter->setBrush(i < grade ? t.score : t.border);
        painter->drawRoundedRect(piece, 1.5, 1.5);
    }
}

// The copies that were opened lie on one band, from line to line.
void paintBand(QPainter* painter, const QRect& cell, ArrangedPhotos::Place place, const Tokens& t,
               bool rightToLeft) {
    using Place = ArrangedPhotos::Place;
    painter->setPen(Qt::NoPen);
    painter->setBrush(t.accentSoft);
    const bool endsLeft = place == (rightToLeft ? Place::LastCopy : Place::Face);
    const bool endsRight = place == (rightToLeft ? Place::Face : Place::LastCopy);
    const QRectF band = QRectF(cell).adjusted(endsLeft ? 1 : 0, 0, endsRight ? -1 : 0, 0);
    painter->save();
    painter->setClipRect(cell, Qt::IntersectClip);
    // Corners beyond the cell are not seen.
    painter->drawRoundedRect(
        band.adjusted(endsLeft ? 0 : -2 * radius, 0, endsRight ? 0 : 2 * radius, 0), radius,
        radius);
    painter->restore();
}

// The edges of what lies below.
void paintStack(QPainter* painter, const QRect& tile, const Tokens& t) {
    painter->setBrush(t.tile);
    painter->setPen(t.border);
    for (int edge = stackedEdges; edge > 0; --edge) {
        const int inset = edge * 2 * edgeStep;
        painter->drawRoundedRect(
            QRectF(tile).adjusted(inset + .5, .5 - edge * edgeStep, -inset - .5, -.5), radius,
            radius);
    }
}

void paintFoldBadge(QPainter* painter, const QRect& badge, const QString& text, const Tokens& t) {
    painter->setPen(t.border);
    painter->setBrush(t.surface);
    painter->drawRoundedRect(QRectF(badge).adjusted(.5, .5, -.5, -.5), badge.height() / 2.0,
                             badge.height() / 2.0);
    painter->setPen(t.text);
    painter->drawText(badge, Qt::AlignCenter, text);
}

QString shiftText(const RankShift& shift) {
    switch (shift.kind) {
        case RankShift::Kind::Same:
            break;
        case RankShift::Kind::Higher:
            return QStringLiteral("↑") + QLocale().toString(shift.places);
        case RankShift::Kind::Lower:
            return QStringLiteral("↓") + QLocale().toString(shift.places);
        case RankShift::Kind::OnlyHere:
            return QStringLiteral("●");
    }
    return {};
}

// In the corner that only the mark of a disk that is away wants, too.
void paintShift(QPainter* painter, const QRect& tile, const RankShift& shift, bool isAway,
                const Tokens& t) {
    const QString text = shiftText(shift);
    if (text.isEmpty())
        return;
    constexpr int inset = 6;
    const QFontMetrics metrics = painter->fontMetrics();
    const int height = qMax(badgeSide - 2, metrics.height() + 2);
    QRect badge(0, 0, qMax(height, metrics.horizontalAdvance(text) + space + 4), height);
    badge.moveBottomRight(tile.bottomRight() - QPoint(inset, inset + (isAway ? badgeSide + 4 : 0)));
    const bool isOnlyHere = shift.kind == RankShift::Kind::OnlyHere;
    QColor ground = t.surface;
    ground.setAlphaF(0.9f);
    painter->setPen(t.border);
    painter->setBrush(ground);
    painter->drawRoundedRect(QRectF(badge).adjusted(.5, .5, -.5, -.5), height / 2.0, height / 2.0);
    painter->setPen(isOnlyHere ? t.accent : t.text);
    painter->drawText(badge, Qt::AlignCenter, text);
}

// What the picture looks like from afar, until it is there.
void paintMean(QPainter* painter, const QRect& tile, const QColor& mean) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(mean);
    painter->drawRoundedRect(QRectF(tile).adjusted(4, 4, -4, -4), radius / 2.0, radius / 2.0);
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

QString PhotoDelegate::foldText(const PhotoListModel& model, int row) {
    if (const int folded = model.folded(row); folded > 0)
        return u'+' + QLocale().toString(folded);
    return model.place(row) == ArrangedPhotos::Place::Face ? QStringLiteral("−") : QString();
}

QRect PhotoDelegate::tileIn(const QRect& cell) {
    const int side = cell.width() - 2 * cellMargin;
    return {cell.topLeft() + QPoint(cellMargin, cellMargin), QSize(side, side)};
}

QRect PhotoDelegate::foldBadge(const QRect& cell, const QFontMetrics& metrics, const QString& text,
                               Qt::LayoutDirection direction) {
    constexpr int inset = 6;
    const int height = qMax(badgeSide, metrics.height() + 4);
    const int width = qMax(height, metrics.horizontalAdvance(text) + 2 * space);
    const QRect tile = tileIn(cell);
    const int left =
        direction == Qt::RightToLeft ? tile.right() + 1 - inset - width : tile.left() + inset;
    return {left, tile.top() + inset, width, height};
}

// What stands for a picture that is not there, or not yet.
void PhotoDelegate::paintPlaceholder(QPainter& painter, const QRect& tile, ContentId content,
                                     const Tokens& t) const {
    const bool missing = m_thumbnails.isMissing(content);
    const QColor mean = missing ? QColor() : m_thumbnails.meanColour(content);
    if (mean.isValid())
        paintMean(&painter, tile, mean);
    else
        paintIcon(&painter, tile, missing ? QStringLiteral("file-x") : QStringLiteral("image"),
                  missing ? t.textSoft : t.border);
}

void PhotoDelegate::paintPicture(QPainter& painter, const QRect& tile, const PhotoItem& item,
                                 qreal opacity, const Tokens& t) const {
    if (!item.failure.isEmpty())
        return paintFailedTile(painter, tile, item, t);
    const Thumbnail thumbnail = m_thumbnails.find(item);
    if (thumbnail.pixmap.isNull())
        return paintPlaceholder(painter, tile, item.content, t);
    QRectF area(QPointF(), thumbnail.size);
    area.moveCenter(QRectF(tile).center());
    // On whole pixels, so that nothing is blurred.
    area.moveTopLeft(area.topLeft().toPoint());
    painter.setOpacity(opacity);
    if (&tokensUnder(thumbnail.edge, t) != &t)
        paintOtherGround(&painter, tile, tokensUnder(thumbnail.edge, t));
    painter.drawPixmap(area, thumbnail.pixmap, QRectF(thumbnail.pixmap.rect()));
    painter.setOpacity(1.0);
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
    const bool rightToLeft = option.direction == Qt::RightToLeft;
    const ArrangedPhotos::Place place = model->place(index.row());
    if (place != ArrangedPhotos::Place::Alone)
        paintBand(painter, option.rect, place, t, rightToLeft);
    if (model->folded(index.row()) > 0)
        paintStack(painter, tile, t);
    painter->setPen(selected ? t.accentSoft : t.line);
    painter->setBrush(selected ? t.accentSoft : hovered ? t.hover : t.tile);
    painter->drawRoundedRect(QRectF(tile).adjusted(.5, .5, -.5, -.5), radius, radius);

    const bool isWeak = index.row() >= model->good().value_or(model->rowCount());
    paintPicture(*painter, tile, item,
                 !item.available                   ? awayOpacity
                 : isWeak && !selected && !hovered ? weakOpacity
                                                   : 1.0,
                 t);
    if (item.durationMs)
        paintVideoBadge(*painter, tile, *item.durationMs, t);
    if (!item.available)
        paintAwayBadge(painter, tile, t);
    if (const QString text = foldText(*model, index.row()); !text.isEmpty())
        paintFoldBadge(painter, foldBadge(option.rect, option.fontMetrics, text, option.direction),
                       text, t);
    if (const auto shift = model->shift(item.file))
        paintShift(painter, tile, *shift, !item.available, t);
    if (item.score && (hovered || focused))
        paintGrade(painter, tile, index.data(PhotoListModel::GradeRole).toInt(), t, rightToLeft);
    if (m_buttons && item.failure.isEmpty())
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
