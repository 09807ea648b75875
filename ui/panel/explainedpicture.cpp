#include "ui/panel/explainedpicture.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/style/tokens.h"

namespace semblance {

namespace {
constexpr int usualHeight = 200;
constexpr int mostHeight = 280;
/// Of 255, over what counts nothing.
constexpr int dimming = 165;

/// Cells are points of a smooth surface, not squares.
QImage mapOf(const Explanation& explanation) {
    if (explanation.cells.empty())
        return {};
    QImage map(explanation.columns, explanation.columns, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < explanation.columns; ++y) {
        for (int x = 0; x < explanation.columns; ++x) {
            const auto cell = static_cast<std::size_t>(y * explanation.columns + x);
            const float share = std::clamp(explanation.cells[cell], 0.0f, 1.0f);
            map.setPixel(x, y, qRgba(0, 0, 0, int(dimming * (1 - share))));
        }
    }
    return map;
}
}  // namespace

ExplainedPicture::ExplainedPicture(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ExplainedPicture::setPicture(const QImage& picture) {
    m_picture = picture;
    updateGeometry();
    update();
}

void ExplainedPicture::setExplanation(const Explanation& explanation) {
    m_map = mapOf(explanation);
    m_resize = explanation.resize;
    update();
}

void ExplainedPicture::setMapShown(bool shown) {
    m_isShown = shown;
    update();
}

QSize ExplainedPicture::sizeHint() const {
    return {usualHeight, usualHeight};
}

int ExplainedPicture::heightForWidth(int width) const {
    if (m_picture.isNull())
        return usualHeight;
    const int height = width * m_picture.height() / std::max(1, m_picture.width());
    return std::clamp(height, 1, mostHeight);
}

/// Where the model's input lies on the picture.
QRectF ExplainedPicture::mapRect(const QRectF& picture) const {
    if (m_resize == InputSpec::Resize::Squash)
        return picture;
    const qreal side = std::min(picture.width(), picture.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(picture.center());
    return square;
}

void ExplainedPicture::paint(QPainter& painter, const QRectF& where) const {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawImage(where, m_picture);
    if (!m_isShown || m_map.isNull())
        return;
    // On whole pixels: no seam between it and what lies beside.
    const QRectF seen = mapRect(where).toAlignedRect();
    // What the model did not look at counts nothing.
    QPainterPath beside;
    beside.addRect(where);
    QPainterPath inside;
    inside.addRect(seen);
    painter.fillPath(beside - inside, QColor(0, 0, 0, dimming));
    painter.drawImage(
        seen, m_map.scaled(seen.size().toSize(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
}

QImage ExplainedPicture::painted() const {
    if (m_picture.isNull())
        return {};
    QImage image(m_picture.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paint(painter, QRectF(QPointF(0, 0), QSizeF(m_picture.size())));
    return image;
}

void ExplainedPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (m_picture.isNull()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokensFor(palette()).tile);
        painter.drawRoundedRect(rect(), radius, radius);
        return;
    }
    QRectF where(QPointF(0, 0), QSizeF(m_picture.size().scaled(size(), Qt::KeepAspectRatio)));
    where.moveCenter(QRectF(rect()).center());
    paint(painter, where);
}

}  // namespace semblance
