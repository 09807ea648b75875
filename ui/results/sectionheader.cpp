#include "ui/results/sectionheader.h"

#include <QFontMetrics>
#include <QPainter>

#include "ui/results/photodelegate.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int least = 28;
constexpr int margin = PhotoDelegate::cellMargin;

void paintLine(QPainter& painter, const QRect& place, const SectionHeader& header,
               const Tokens& t) {
    const QFontMetrics metrics = painter.fontMetrics();
    const QRect line = place.adjusted(margin, 0, -margin, 0);
    const QString text =
        metrics.elidedText(header.text(), Qt::ElideRight, line.width() - 4 * space);
    QRect words(0, 0, metrics.horizontalAdvance(text), place.height());
    words.moveCenter(line.center());
    const int y = place.center().y();
    painter.setPen(t.border);
    painter.drawLine(line.left(), y, words.left() - 2 * space, y);
    painter.drawLine(words.right() + 2 * space, y, line.right(), y);
    painter.setPen(t.textSoft);
    painter.drawText(words, Qt::AlignCenter, text);
}

void paintMonth(QPainter& painter, const QRect& place, const SectionHeader& header, const Tokens& t,
                Qt::LayoutDirection direction) {
    const QRect line = place.adjusted(margin + 2, 0, -margin - 2, 0);
    const Qt::Alignment side = Qt::AlignVCenter | Qt::AlignAbsolute |
                               (direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    QFont bold = painter.font();
    const QFont plain = bold;
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(t.text);
    painter.drawText(line, int(side), header.title);
    const int width = painter.fontMetrics().horizontalAdvance(header.title);
    painter.setFont(plain);
    painter.setPen(t.textSoft);
    const QRect rest = direction == Qt::RightToLeft ? line.adjusted(0, 0, -width, 0)
                                                    : line.adjusted(width, 0, 0, 0);
    painter.drawText(rest, int(side), QStringLiteral("  ·  ") + header.detail);
}

}  // namespace

int sectionHeaderHeight(const QFont& font) {
    return qMax(least, QFontMetrics(font).height() + space);
}

void paintSectionHeader(QPainter& painter, const QRect& place, const SectionHeader& header,
                        bool isHovered, bool isStuck, const Tokens& t,
                        Qt::LayoutDirection direction) {
    painter.save();
    painter.fillRect(place, t.window);
    if (isHovered) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.hover);
        painter.drawRoundedRect(place.adjusted(margin / 2, 1, -margin / 2, -1), radius / 2.0,
                                radius / 2.0);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (header.isLine)
        paintLine(painter, place, header, t);
    else
        paintMonth(painter, place, header, t, direction);
    if (isStuck) {
        painter.setPen(t.line);
        painter.drawLine(place.bottomLeft(), place.bottomRight());
    }
    painter.restore();
}

}  // namespace semblance
