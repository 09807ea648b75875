#include "ui/results/videomark.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QStringList>

#include "core/base/clocktext.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(semblance::VideoMark)
};

constexpr int badgeHeight = 20;
constexpr int edge = 6;  // between badge and tile, and between its ends and what is in it
constexpr qreal triangleSide = 8;

QPainterPath triangle(QPointF centre, qreal side) {
    // Its centre of gravity, which looks like its middle, lies a third from the base.
    const qreal left = centre.x() - side / 3;
    QPainterPath path(QPointF(left, centre.y() - side / 2));
    path.lineTo(left + side * 0.9, centre.y());
    path.lineTo(left, centre.y() + side / 2);
    path.closeSubpath();
    return path;
}

}  // namespace

void paintVideoBadge(QPainter& painter, const QRect& tile, qint64 durationMs,
                     const Tokens& tokens) {
    const QString length = durationMs > 0 ? clockText(durationMs) : QString();
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    const QFontMetrics metrics(font);
    const int glyph = int(triangleSide);
    const int textWidth = length.isEmpty() ? 0 : metrics.horizontalAdvance(length) + edge / 2;
    QRect badge(0, 0, 2 * edge + glyph + textWidth, qMax(badgeHeight, metrics.height() + 2));
    if (badge.width() > tile.width() - 2 * edge)
        return;
    badge.moveBottomLeft(tile.bottomLeft() + QPoint(edge, -edge));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.border);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(badge).adjusted(.5, .5, -.5, -.5), badge.height() / 2.0,
                            badge.height() / 2.0);
    painter.fillPath(triangle({badge.left() + edge + triangleSide / 2, QRectF(badge).center().y()},
                              triangleSide),
                     tokens.text);
    painter.setFont(font);
    painter.setPen(tokens.text);
    painter.drawText(badge.adjusted(edge + glyph, 0, -edge, 0), Qt::AlignRight | Qt::AlignVCenter,
                     length);
    painter.restore();
}

void paintVideoDisc(QPainter& painter, QPointF centre, const Tokens& tokens) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.border, 1));
    painter.setBrush(tokens.surface);
    painter.drawEllipse(centre, videoDiscRadius, videoDiscRadius);
    painter.fillPath(triangle(centre, videoDiscRadius * 0.9), tokens.text);
    painter.restore();
}

QString videoText(qint64 durationMs) {
    if (durationMs <= 0)
        return Text::tr("video");
    const auto seconds = int(qMin<qint64>(shownSeconds(durationMs), 1'000'000'000));
    QStringList parts;
    if (seconds >= 60)
        parts.append(Text::tr("%n minute(s)", nullptr, seconds / 60));
    if (seconds % 60 > 0)
        parts.append(Text::tr("%n second(s)", nullptr, seconds % 60));
    return Text::tr("video, %1").arg(parts.join(u' '));
}

}  // namespace semblance
