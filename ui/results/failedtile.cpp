#include "ui/results/failedtile.h"

#include <QPainter>
#include <QTextLayout>

#include "core/catalogue/photolist.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int markSide = 24;

/// As many whole lines as there is room for, the last of them cut.
void paintLines(QPainter& painter, const QRect& area, const QString& text) {
    const QFontMetrics metrics = painter.fontMetrics();
    const int most = area.height() / metrics.lineSpacing();
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    for (int number = 0; number < most; ++number) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(area.width());
        const QString rest = text.sliced(line.textStart());
        const QRect place(area.left(), area.top() + number * metrics.lineSpacing(), area.width(),
                          metrics.lineSpacing());
        painter.drawText(place, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextSingleLine,
                         number + 1 < most
                             ? rest.first(line.textLength()).trimmed()
                             : metrics.elidedText(rest, Qt::ElideRight, area.width()));
    }
    layout.endLayout();
}

}  // namespace

void paintFailedTile(QPainter& painter, const QRect& tile, const PhotoItem& item,
                     const Tokens& tokens) {
    const QRect inside = tile.adjusted(space, space, -space, -space);
    const int line = painter.fontMetrics().lineSpacing();
    // In a tile too small for words the mark alone is in the middle.
    const bool hasName = inside.height() >= markSide + space + line;
    const int top = hasName ? inside.top() + inside.height() / 5
                            : inside.top() + (inside.height() - markSide) / 2;
    const QRect mark(inside.left() + (inside.width() - markSide) / 2, top, markSide, markSide);
    painter.drawPixmap(mark, iconPixmap(QStringLiteral("alert-triangle"), markSide,
                                        painter.device()->devicePixelRatioF(), tokens.danger));
    if (!hasName)
        return;
    const QString name = item.path.sliced(item.path.lastIndexOf(u'/') + 1);
    const QRect first(inside.left(), mark.bottom() + space, inside.width(), line);
    painter.setPen(tokens.text);
    painter.drawText(first, Qt::AlignCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, inside.width()));
    painter.setPen(tokens.textSoft);
    paintLines(painter,
               QRect(inside.left(), first.bottom() + space / 2, inside.width(),
                     inside.bottom() - first.bottom() - space / 2),
               item.failure);
}

}  // namespace semblance
