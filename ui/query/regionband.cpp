#include "ui/query/regionband.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr double keyStep = 0.02;
constexpr int leastDrag = 5;  // pixels: less is a click
constexpr int shownSide = 360;

QRectF inside(QRectF region) {
    region.moveLeft(std::clamp(region.left(), 0.0, 1 - region.width()));
    region.moveTop(std::clamp(region.top(), 0.0, 1 - region.height()));
    return region;
}

}  // namespace

RegionBand::RegionBand(QWidget* parent) : QWidget(parent) {
    describeArea(this, QStringLiteral("regionBand"), tr("The part of the picture that counts"));
    describeRegion();
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
}

QSize RegionBand::sizeHint() const {
    if (m_image.isNull())
        return {shownSide, shownSide * 3 / 4};
    return m_image.size().scaled(shownSide, shownSide, Qt::KeepAspectRatio).expandedTo({80, 80});
}

void RegionBand::setImage(const QImage& image) {
    m_image = image;
    updateGeometry();
    fitPicture();
}

void RegionBand::setPictureRect(const QRectF& rect) {
    m_picture = rect;
    update();
}

void RegionBand::fitPicture() {
    if (m_image.isNull())
        return;
    const QSizeF size = QSizeF(m_image.size()).scaled(this->size(), Qt::KeepAspectRatio);
    m_picture = QRectF(QPointF(), size);
    m_picture.moveCenter(QRectF(rect()).center());
    const QSize pixels = (size * devicePixelRatioF()).toSize().expandedTo({1, 1});
    m_pixmap =
        QPixmap::fromImage(m_image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    update();
}

void RegionBand::setRegion(const std::optional<QRectF>& region) {
    m_region = region;
    describeRegion();
    update();
}

void RegionBand::choose(const std::optional<QRectF>& region) {
    if (region == m_region)
        return;
    setRegion(region);
    Q_EMIT regionChosen(region);
}

void RegionBand::describeRegion() {
    const auto percent = [](double part) { return qRound(part * 100); };
    const QString keys = tr("Arrows move it, Shift and arrows change its size.");
    if (!m_region) {
        setAccessibleDescription(tr("The whole picture counts.") + u' ' + keys);
        return;
    }
    setAccessibleDescription(tr("From %1 % to %2 % of the width and %3 % to %4 % of the height.")
                                 .arg(percent(m_region->left()))
                                 .arg(percent(m_region->right()))
                                 .arg(percent(m_region->top()))
                                 .arg(percent(m_region->bottom())) +
                             u' ' + keys);
}

QPointF RegionBand::onPicture(QPointF point) const {
    if (m_picture.isEmpty())
        return {};
    return {std::clamp((point.x() - m_picture.left()) / m_picture.width(), 0.0, 1.0),
            std::clamp((point.y() - m_picture.top()) / m_picture.height(), 0.0, 1.0)};
}

QRectF RegionBand::shownRegion() const {
    return {m_picture.left() + m_region->left() * m_picture.width(),
            m_picture.top() + m_region->top() * m_picture.height(),
            m_region->width() * m_picture.width(), m_region->height() * m_picture.height()};
}

void RegionBand::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const Tokens& t = tokensFor(palette());
    if (m_picture.isEmpty())
        return;
    if (!m_pixmap.isNull()) {
        painter.fillRect(m_picture, t.tile);
        painter.drawPixmap(m_picture, m_pixmap, QRectF(m_pixmap.rect()));
    }
    if (m_region) {
        const QRectF region = shownRegion();
        QPainterPath rest;
        rest.addRect(m_picture);
        rest.addRect(region);  // odd-even: a hole
        QColor shade(Qt::black);
        shade.setAlphaF(0.55f);
        painter.fillPath(rest, shade);
        painter.setBrush(Qt::NoBrush);
        // Seen on any picture.
        painter.setPen(QPen(Qt::black, 3));
        painter.drawRect(region);
        painter.setPen(QPen(Qt::white, 1));
        painter.drawRect(region);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 2));
        painter.drawRect(m_picture.adjusted(1, 1, -1, -1));
    }
}

void RegionBand::resizeEvent(QResizeEvent*) {
    fitPicture();
}

void RegionBand::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    m_isDragging = true;
    m_before = m_region;
    m_from = onPicture(event->position());
    m_isMoving = m_region && m_region->contains(m_from);
}

void RegionBand::mouseMoveEvent(QMouseEvent* event) {
    if (m_isDragging)
        dragTo(onPicture(event->position()));
}

void RegionBand::dragTo(const QPointF& to) {
    setRegion(m_isMoving ? inside(m_before->translated(to - m_from))
                         : QRectF(m_from, to).normalized());
}

void RegionBand::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_isDragging)
        return;
    dragTo(onPicture(event->position()));
    m_isDragging = false;
    std::optional<QRectF> drawn = m_region;
    // A click is none, and leaves what was there.
    if (drawn && !m_isMoving &&
        std::max(drawn->width() * m_picture.width(), drawn->height() * m_picture.height()) <
            leastDrag)
        drawn = m_before;
    if (drawn) {
        drawn->setWidth(std::max(drawn->width(), leastPart));
        drawn->setHeight(std::max(drawn->height(), leastPart));
        drawn = inside(*drawn);
    }
    m_region = m_before;
    choose(drawn);
    update();
}

bool RegionBand::turnByKey(int key, bool sizes) {
    const double x = key == Qt::Key_Right ? keyStep : key == Qt::Key_Left ? -keyStep : 0;
    const double y = key == Qt::Key_Down ? keyStep : key == Qt::Key_Up ? -keyStep : 0;
    if (x == 0 && y == 0)
        return false;
    QRectF region = m_region.value_or(QRectF(0.25, 0.25, 0.5, 0.5));
    if (!m_region) {
        choose(region);
        return true;
    }
    if (sizes) {
        region.setWidth(std::clamp(region.width() + x, leastPart, 1 - region.left()));
        region.setHeight(std::clamp(region.height() + y, leastPart, 1 - region.top()));
    } else {
        region = inside(region.translated(x, y));
    }
    choose(region);
    return true;
}

void RegionBand::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            Q_EMIT accepted();
            return;
        case Qt::Key_Escape:
            Q_EMIT dismissed();
            return;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            choose(std::nullopt);
            return;
        default:
            break;
    }
    if (!turnByKey(event->key(), event->modifiers() & Qt::ShiftModifier))
        QWidget::keyPressEvent(event);
}

}  // namespace semblance
