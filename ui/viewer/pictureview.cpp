#include "ui/viewer/pictureview.h"

#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/results/videomark.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr qreal zoomStep = 1.25;
constexpr qreal wheelNotch = 120;
constexpr int margin = 2 * space;

}  // namespace

PictureView::PictureView(QWidget* parent) : QWidget(parent) {
    describeArea(this, QStringLiteral("pictureView"), tr("Large picture"));
    setFocusPolicy(Qt::NoFocus);
    setMinimumSize(120, 120);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureView::setImage(const QImage& image) {
    take(image, false);
}

void PictureView::setPreview(const QImage& image) {
    take(image, true);
}

void PictureView::take(const QImage& image, bool isPreview) {
    m_pixmap = QPixmap::fromImage(image);
    m_edge = edgeTones(image);
    m_isPreview = isPreview;
    fit();
}

void PictureView::setGround(Ground ground) {
    m_ground = ground;
    update();
}

void PictureView::setFilm(bool isFilm) {
    m_isFilm = isFilm;
    update();
}

// In the middle of the widget, wherever the picture was moved.
bool PictureView::isOnMark(QPointF point) const {
    const QPointF away = point - QRectF(rect()).center();
    return m_isFilm && hasImage() && std::hypot(away.x(), away.y()) <= videoDiscRadius;
}

void PictureView::clear() {
    m_pixmap = {};
    update();
}

QSizeF PictureView::shownSize() const {
    return QSizeF(m_pixmap.size()) * m_zoom / devicePixelRatioF();
}

qreal PictureView::fittingZoom() const {
    if (m_pixmap.isNull())
        return 1;
    const QSizeF room =
        QSizeF(qMax(1, width() - 2 * margin), qMax(1, height() - 2 * margin)) * devicePixelRatioF();
    const qreal zoom = std::min(room.width() / m_pixmap.width(), room.height() / m_pixmap.height());
    return m_isPreview ? zoom : std::min<qreal>(zoom, devicePixelRatioF());
}

void PictureView::fit() {
    m_fitted = true;
    m_zoom = fittingZoom();
    m_centre = {};
    setCursor(Qt::ArrowCursor);
    update();
    if (!m_isPreview)
        Q_EMIT zoomChanged(m_zoom);
}

void PictureView::zoomIn() {
    zoomTo(m_zoom * zoomStep, QRectF(rect()).center());
}

void PictureView::zoomOut() {
    zoomTo(m_zoom / zoomStep, QRectF(rect()).center());
}

void PictureView::zoomToPixels() {
    zoomTo(1, QRectF(rect()).center());
}

void PictureView::zoomTo(qreal zoom, QPointF fixed) {
    if (m_pixmap.isNull() || m_isPreview)
        return;
    const qreal smallest = std::min<qreal>(fittingZoom(), 1);
    zoom = std::clamp(zoom, smallest, largestZoom);
    const QPointF fromCentre = fixed - QRectF(rect()).center();
    m_centre = fromCentre - (fromCentre - m_centre) * (zoom / m_zoom);
    m_zoom = zoom;
    m_fitted = qFuzzyCompare(zoom, fittingZoom());
    keepInside();
    update();
    Q_EMIT zoomChanged(m_zoom);
}

// No side of the picture may leave the middle of the widget empty.
void PictureView::keepInside() {
    const QSizeF shown = shownSize();
    const qreal x = std::max<qreal>(0, (shown.width() - width()) / 2 + margin);
    const qreal y = std::max<qreal>(0, (shown.height() - height()) / 2 + margin);
    const bool wide = shown.width() > width() - 2 * margin + 1;
    const bool tall = shown.height() > height() - 2 * margin + 1;
    m_centre.setX(wide ? std::clamp(m_centre.x(), -x, x) : 0);
    m_centre.setY(tall ? std::clamp(m_centre.y(), -y, y) : 0);
    setCursor(wide || tall ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

QRectF PictureView::pictureRect() const {
    QRectF target(QPointF(), shownSize());
    target.moveCenter(QRectF(rect()).center() + m_centre);
    return target;
}

void PictureView::paintEvent(QPaintEvent*) {
    if (m_pixmap.isNull())
        return;
    QPainter painter(this);
    const QRectF target = pictureRect();
    // Above 2:1 the pixels themselves are what one looks at.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_zoom < 2);
    const Tokens& t = tokensFor(palette());
    if (m_pixmap.hasAlphaChannel())
        paintGround(painter, target, m_ground, m_edge, t);
    painter.drawPixmap(target, m_pixmap, QRectF(m_pixmap.rect()));
    if (m_isFilm)
        paintVideoDisc(painter, QRectF(rect()).center(), t);
}

void PictureView::resizeEvent(QResizeEvent*) {
    if (m_fitted)
        fit();
    else
        keepInside();
}

void PictureView::wheelEvent(QWheelEvent* event) {
    const qreal notches = event->angleDelta().y() / wheelNotch;
    zoomTo(m_zoom * std::pow(zoomStep, notches), event->position());
    event->accept();
}

void PictureView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && isOnMark(event->position())) {
        Q_EMIT playWanted();
        return;
    }
    m_dragFrom = event->position();
    if (event->button() == Qt::LeftButton && cursor().shape() == Qt::OpenHandCursor)
        setCursor(Qt::ClosedHandCursor);
}

void PictureView::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton) || cursor().shape() != Qt::ClosedHandCursor)
        return;
    m_centre += event->position() - m_dragFrom;
    m_dragFrom = event->position();
    keepInside();
    setCursor(Qt::ClosedHandCursor);
    update();
}

void PictureView::mouseReleaseEvent(QMouseEvent*) {
    keepInside();
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (isOnMark(event->position()))
        return;
    if (m_fitted)
        zoomTo(1, event->position());
    else
        fit();
}

bool PictureView::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomTo(m_zoom * (1 + gesture->value()), gesture->position());
            return true;
        }
    }
    return QWidget::event(event);
}

}  // namespace semblance
