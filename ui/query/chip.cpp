#include "ui/query/chip.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr double weightStep = 0.1;
constexpr int wheelNotch = 120;

}  // namespace

Chip::Chip(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QString Chip::weightText(double weight) {
    return std::abs(weight - 1) < weightStep / 2
               ? QString()
               : QStringLiteral("×") + QLocale().toString(weight, 'g', 2);
}

double Chip::turned(double weight, int steps) {
    const double next = (std::round(weight / weightStep) + steps) * weightStep;
    // Two decimals: what is shown is what is asked.
    return std::clamp(std::round(next * 100) / 100, leastWeight, mostWeight);
}

void Chip::setWeight(double weight) {
    m_weight = weight;
    updateSize();
    update();
}

void Chip::keyPressEvent(QKeyEvent* event) {
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            Q_EMIT removeWanted();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            click();
            return;
        case Qt::Key_Up:
        case Qt::Key_Down:
            if (control && hasWeight()) {
                Q_EMIT weightTurned(event->key() == Qt::Key_Up ? 1 : -1);
                return;
            }
            break;
        case Qt::Key_Left:
        case Qt::Key_Right:
            if (plain) {
                Q_EMIT neighbourWanted(event->key() == Qt::Key_Right ? forward : -forward);
                return;
            }
            break;
        default:
            break;
    }
    QAbstractButton::keyPressEvent(event);
}

void Chip::mousePressEvent(QMouseEvent* event) {
    m_isPressedOnCross =
        event->button() == Qt::LeftButton && crossRect().contains(event->position().toPoint());
    if (!m_isPressedOnCross)
        QAbstractButton::mousePressEvent(event);
}

void Chip::mouseReleaseEvent(QMouseEvent* event) {
    if (std::exchange(m_isPressedOnCross, false)) {
        if (crossRect().contains(event->position().toPoint()))
            Q_EMIT removeWanted();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void Chip::mouseMoveEvent(QMouseEvent* event) {
    const bool isOnCross = crossRect().contains(event->position().toPoint());
    if (isOnCross != m_isOnCross) {
        m_isOnCross = isOnCross;
        update();
    }
    QAbstractButton::mouseMoveEvent(event);
}

void Chip::wheelEvent(QWheelEvent* event) {
    if (!hasWeight())
        return QAbstractButton::wheelEvent(event);
    m_wheelRest += event->angleDelta().y();
    const int notches = m_wheelRest / wheelNotch;
    m_wheelRest -= notches * wheelNotch;
    if (notches != 0)
        Q_EMIT weightTurned(notches);
    event->accept();
}

void Chip::leaveEvent(QEvent* event) {
    m_isOnCross = false;
    QAbstractButton::leaveEvent(event);
}

void Chip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateSize();
    QAbstractButton::changeEvent(event);
}

void Chip::paintFocus(QPainter& painter, qreal cornerRadius) const {
    if (!hasFocus())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokensFor(palette()).accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), cornerRadius, cornerRadius);
}

}  // namespace semblance
