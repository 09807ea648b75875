#include "ui/style/elidedlabel.h"

#include <QPainter>
#include <QStyle>

namespace semblance {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidedLabel::keepToText() {
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    setMinimumWidth(1);
}

void ElidedLabel::setLine(const QString& text) {
    setText(text);
    // Tool tips take what looks like tags for tags.
    setToolTip(text.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()));
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect room = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, room.width());
    // A file's name reads in its own direction, also where the window reads in the other.
    painter.setLayoutDirection(text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    const Qt::Alignment side = QStyle::visualAlignment(layoutDirection(), alignment());
    style()->drawItemText(&painter, room, int(side | Qt::AlignAbsolute), palette(), isEnabled(),
                          shown, foregroundRole());
}

}  // namespace semblance
