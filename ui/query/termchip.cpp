#include "ui/query/termchip.h"

#include <QPainter>
#include <QStyle>

#include "ui/results/roundedpixmap.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int inset = 4;

QString objectNameOf(TermChip::Kind kind) {
    switch (kind) {
        case TermChip::Kind::Negative:
            return QStringLiteral("negativeChip");
        case TermChip::Kind::Filter:
            return QStringLiteral("filterChip");
        case TermChip::Kind::More:
        case TermChip::Kind::Less:
            return QStringLiteral("feedbackChip");
        case TermChip::Kind::Summary:
            return QStringLiteral("feedbackSummary");
    }
    return {};
}

QString nameOf(TermChip::Kind kind, const QString& text) {
    switch (kind) {
        case TermChip::Kind::Negative:
            return TermChip::tr("Without %1").arg(text);
        case TermChip::Kind::Filter:
            return TermChip::tr("Only %1").arg(text);
        case TermChip::Kind::More:
            return TermChip::tr("More like %1").arg(text);
        case TermChip::Kind::Less:
            return TermChip::tr("Less like %1").arg(text);
        case TermChip::Kind::Summary:
            return TermChip::tr("More and less like: %1").arg(text);
    }
    return {};
}

QString tipOf(TermChip::Kind kind) {
    switch (kind) {
        case TermChip::Kind::Negative:
            return TermChip::tr(
                "Click to look for it instead. The wheel, or Ctrl+Up and "
                "Ctrl+Down, changes how strongly it is avoided.");
        case TermChip::Kind::Filter:
            return TermChip::tr("Click to edit it.");
        case TermChip::Kind::More:
            return TermChip::tr("Click for less like it instead.");
        case TermChip::Kind::Less:
            return TermChip::tr("Click for more like it instead.");
        case TermChip::Kind::Summary:
            return TermChip::tr("Click to see them.");
    }
    return {};
}

}  // namespace

TermChip::TermChip(Kind kind, const QString& text, QWidget* parent)
    : Chip(parent), m_kind(kind), m_term(text) {
    const QString name = nameOf(kind, text);
    describe(this, objectNameOf(kind), name, name + u'\n' + tipOf(kind));
    setAccessibleDescription(tipOf(kind));
    TermChip::updateSize();
}

void TermChip::setThumbnail(const QImage& image) {
    m_image = image;
    m_pixmap = {};
    update();
}

void TermChip::updateSize() {
    const QString weight = weightText(this->weight());
    if (!weight.isEmpty())
        setAccessibleDescription(tr("Strength %1. ").arg(weight) + tipOf(m_kind));
    updateGeometry();
}

QString TermChip::shownText() const {
    const QString weight = weightText(this->weight());
    const QString text = fontMetrics().elidedText(m_term, Qt::ElideRight,
                                                  mostLetters * fontMetrics().averageCharWidth());
    return weight.isEmpty() ? text : text + u' ' + weight;
}

int TermChip::crossSide() const {
    return fontMetrics().height();
}

QSize TermChip::sizeHint() const {
    const int height = fontMetrics().height() + 2 * (inset + 2);
    const int cross = hasCross() ? crossSide() + inset : inset;
    if (isPicture())
        return {2 * inset + height + crossSide() + inset, height};
    const int sign = m_kind == Kind::Negative ? crossSide() + inset : 0;
    const int text = fontMetrics().horizontalAdvance(shownText());
    return {2 * inset + sign + text + cross + inset, height};
}

QRect TermChip::crossRect() const {
    if (!hasCross())
        return {};
    const QRect place(width() - crossSide() - inset, (height() - crossSide()) / 2, crossSide(),
                      crossSide());
    return QStyle::visualRect(layoutDirection(), rect(), place);
}

void TermChip::paintSign(QPainter& painter, const QRect& place) const {
    const Tokens& t = tokensFor(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(isMinus() ? t.danger : t.accent);
    painter.drawEllipse(place);
    const QRect glyph = place.adjusted(3, 3, -3, -3);
    painter.drawPixmap(glyph,
                       iconPixmap(isMinus() ? QStringLiteral("minus") : QStringLiteral("plus"),
                                  glyph.width(), devicePixelRatioF(), t.surface));
}

void TermChip::paintPicture(QPainter& painter) {
    const int side = height() - 2 * inset;
    QRect place(2 * inset, inset, side, side);
    place = QStyle::visualRect(layoutDirection(), rect(), place);
    if (!m_image.isNull()) {
        if (m_pixmap.isNull() || !qFuzzyCompare(m_pixmap.devicePixelRatio(), devicePixelRatioF()))
            m_pixmap = squarePixmap(m_image, side, devicePixelRatioF(), inset);
        painter.drawPixmap(place.topLeft(), m_pixmap);
    } else {
        painter.drawPixmap(place, iconPixmap(QStringLiteral("image"), side, devicePixelRatioF(),
                                             tokensFor(palette()).textSoft));
    }
    const int sign = side * 2 / 3;
    QRect corner(place.right() - sign / 2, place.bottom() - sign + inset, sign, sign);
    if (isRightToLeft())
        corner.moveLeft(place.left() - sign / 2);
    paintSign(painter, corner);
}

void TermChip::paintCross(QPainter& painter) const {
    const Tokens& t = tokensFor(palette());
    const QRect cross = crossRect();
    if (isOnCross()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.pressed);
        painter.drawEllipse(cross);
    }
    const QRect glyph = cross.adjusted(2, 2, -2, -2);
    painter.drawPixmap(glyph, iconPixmap(QStringLiteral("x"), glyph.width(), devicePixelRatioF(),
                                         isLit() ? t.text : t.textSoft));
}

void TermChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensFor(palette());
    const qreal corner = height() / 2.0;
    painter.setBrush(underMouse() ? t.hover : m_kind == Kind::Filter ? t.accentSoft : t.surface);
    painter.setPen(isMinus() ? QPen(t.danger, 1, Qt::DashLine)
                             : QPen(m_kind == Kind::Filter ? t.accentSoft : t.border, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), corner, corner);
    if (isPicture()) {
        paintPicture(painter);
    } else {
        QRect place = rect().adjusted(2 * inset, 0, -inset, 0);
        if (m_kind == Kind::Negative) {
            QRect sign(2 * inset, (height() - crossSide()) / 2, crossSide(), crossSide());
            paintSign(painter, QStyle::visualRect(layoutDirection(), rect(), sign));
            place.setLeft(sign.right() + 1 + inset);
        }
        painter.setPen(t.text);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), place),
                         int(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine,
                         shownText());
    }
    if (hasCross())
        paintCross(painter);
    paintFocus(painter, corner - 1);
}

}  // namespace semblance
