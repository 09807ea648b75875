#include "ui/results/tilebuttons.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <utility>

#include "ui/results/photodelegate.h"
#include "ui/results/photolistmodel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int side = 26;
constexpr int inset = 6;  // from the tile's corner, and between them
constexpr int glyph = 14;

}  // namespace

TileButtons::TileButtons(QAbstractItemView& view) : QObject(&view), m_view(view) {
    setObjectName(QStringLiteral("tileButtons"));
    view.viewport()->installEventFilter(this);
}

void TileButtons::setMarks(const std::vector<Feedback>& feedback) {
    m_marks.clear();
    for (const Feedback& mark : feedback)
        m_marks.insert(mark.content, mark.sign);
    m_view.viewport()->update();
}

// Beside each other in the upper corner where a line ends.
QRect TileButtons::buttonOn(const QRect& tile, Sign sign) const {
    const int fromEnd = sign == Sign::Less ? inset + side : 2 * (inset + side) - inset / 2;
    const int x =
        m_view.isRightToLeft() ? tile.left() + fromEnd - side : tile.right() + 1 - fromEnd;
    return {x, tile.top() + inset, side, side};
}

void TileButtons::paint(QPainter& painter, const QRect& tile, qint64 content, bool isLit,
                        const Tokens& tokens) const {
    const auto mark = m_marks.constFind(content);
    for (const Sign sign : {Sign::More, Sign::Less}) {
        const bool isOn = mark != m_marks.cend() && *mark == sign;
        if (isLit || isOn)
            paintButton(painter, buttonOn(tile, sign), sign, isOn, tokens);
    }
}

void TileButtons::paintButton(QPainter& painter, const QRect& place, Sign sign, bool isOn,
                              const Tokens& tokens) const {
    const QColor& colour = sign == Sign::More ? tokens.accent : tokens.danger;
    const bool isUnderPointer = place.contains(m_pointer);
    painter.setPen(QPen(isOn || isUnderPointer ? colour : tokens.border, 1.5));
    painter.setBrush(isOn ? colour : isUnderPointer ? tokens.hover : tokens.surface);
    painter.drawEllipse(QRectF(place).adjusted(.75, .75, -.75, -.75));
    QRect middle(0, 0, glyph, glyph);
    middle.moveCenter(place.center());
    painter.drawPixmap(
        middle,
        iconPixmap(sign == Sign::More ? QStringLiteral("plus") : QStringLiteral("minus"), glyph,
                   painter.device()->devicePixelRatioF(), isOn ? tokens.surface : tokens.text));
}

std::optional<TileButtons::Hit> TileButtons::hitAt(const QPoint& point) const {
    const QModelIndex index = m_view.indexAt(point);
    // What could not be read looks like nothing.
    if (!index.isValid() || !index.data(PhotoListModel::FailureRole).toString().isEmpty())
        return std::nullopt;
    const QRect tile = PhotoDelegate::tileIn(m_view.visualRect(index));
    for (const Sign sign : {Sign::More, Sign::Less}) {
        if (buttonOn(tile, sign).contains(point))
            return Hit{index, sign};
    }
    return std::nullopt;
}

bool TileButtons::release(const QPoint& point) {
    const QModelIndex pressed = std::exchange(m_pressed, {});
    if (!pressed.isValid())
        return false;
    const auto hit = hitAt(point);
    if (hit && hit->index == pressed && hit->sign == m_pressedSign)
        Q_EMIT clicked(pressed, m_pressedSign);
    return true;
}

void TileButtons::hover(const QPoint& point) {
    const QPoint before = std::exchange(m_pointer, point);
    const auto hit = hitAt(point);
    const auto hitBefore = hitAt(before);
    const bool isSame = hit.has_value() == hitBefore.has_value() &&
                        (!hit || (hit->index == hitBefore->index && hit->sign == hitBefore->sign));
    if (!isSame)
        m_view.viewport()->update();
}

bool TileButtons::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
        case QEvent::MouseButtonPress:
        case QEvent::MouseButtonDblClick: {
            const auto* mouse = static_cast<QMouseEvent*>(event);
            const auto hit = mouse->button() == Qt::LeftButton ? hitAt(mouse->position().toPoint())
                                                               : std::nullopt;
            if (!hit)
                break;
            m_pressed = hit->index;
            m_pressedSign = hit->sign;
            return true;
        }
        case QEvent::MouseMove:
            hover(static_cast<QMouseEvent*>(event)->position().toPoint());
            // What began on a button selects and drags nothing.
            if (m_pressed.isValid())
                return true;
            break;
        case QEvent::MouseButtonRelease:
            if (release(static_cast<QMouseEvent*>(event)->position().toPoint()))
                return true;
            break;
        case QEvent::Leave:
            hover({-1, -1});
            break;
        case QEvent::ToolTip: {
            const auto* help = static_cast<QHelpEvent*>(event);
            if (const auto hit = hitAt(help->pos())) {
                QToolTip::showText(help->globalPos(),
                                   hit->sign == Sign::More ? tr("More like this (M)")
                                                           : tr("Less like this (Shift+M)"),
                                   &m_view);
                return true;
            }
            break;
        }
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace semblance
