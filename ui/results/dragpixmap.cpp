#include "ui/results/dragpixmap.h"

#include <QLocale>
#include <QPainter>

#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int side = 96;

void paintNumber(QPixmap& pixmap, int count, const QWidget& widget) {
    const Tokens& t = tokensFor(widget.palette());
    const QString number = QLocale().toString(count);
    const QFontMetrics metrics = widget.fontMetrics();
    const int height = metrics.height() + space / 2;
    QRectF badge(0, 0, qMax(height, metrics.horizontalAdvance(number) + 2 * space), height);
    badge.moveTopRight(QPointF(pixmap.deviceIndependentSize().width() - 2, 2));
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.accent);
    painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2);
    painter.setPen(t.onAccent);
    painter.setFont(widget.font());
    painter.drawText(badge, Qt::AlignCenter, number);
}

}  // namespace

QPixmap dragPixmap(const QPixmap& first, int count, const QWidget& widget) {
    const qreal ratio = widget.devicePixelRatioF();
    QPixmap pixmap =
        first.scaled(QSize(side, side) * ratio, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    pixmap.setDevicePixelRatio(ratio);
    if (count > 1)
        paintNumber(pixmap, count, widget);
    return pixmap;
}

}  // namespace semblance
