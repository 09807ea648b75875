#include "ui/query/referencechip.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include "ui/results/roundedpixmap.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int crossSide = 18;

}  // namespace

ReferenceChip::ReferenceChip(const PictureSource& picture, QWidget* parent)
    : QAbstractButton(parent), m_picture(picture), m_path(picture.path) {
    const QString name = m_path.isEmpty() ? tr("pasted picture") : QFileInfo(m_path).fileName();
    describe(this, QStringLiteral("referenceChip"), tr("Reference picture %1").arg(name),
             tr("%1\nClick to see it large, Delete takes it out of the query.").arg(name));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QSize ReferenceChip::sizeHint() const {
    return {side, side};
}

void ReferenceChip::setThumbnail(const QImage& image) {
    m_image = image;
    m_pixmap = {};
    m_failed = false;
    update();
}

void ReferenceChip::setFailed(const QString& sentence) {
    m_failed = true;
    setToolTip(sentence);
    setAccessibleDescription(sentence);
    update();
}

QRect ReferenceChip::crossRect() const {
    const int x = isRightToLeft() ? 1 : width() - crossSide - 1;
    return {x, 1, crossSide, crossSide};
}

void ReferenceChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensFor(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.tile);
    painter.drawRoundedRect(rect(), radius, radius);
    if (!m_image.isNull()) {
        if (m_pixmap.isNull() || !qFuzzyCompare(m_pixmap.devicePixelRatio(), devicePixelRatioF()))
            m_pixmap = squarePixmap(m_image, side, devicePixelRatioF(), radius);
        const QSizeF size = m_pixmap.deviceIndependentSize();
        painter.drawPixmap(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2),
                           m_pixmap);
    } else {
        const QRect place(width() / 2 - 12, height() / 2 - 12, 24, 24);
        painter.drawPixmap(
            place, iconPixmap(m_failed ? QStringLiteral("file-x") : QStringLiteral("image"), 24,
                              devicePixelRatioF(), m_failed ? t.danger : t.textOff));
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 2));
        painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    }
    if (hasFocus() || underMouse()) {
        const QRect cross = crossRect();
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_onCross ? t.danger : t.text);
        painter.drawEllipse(cross);
        painter.drawPixmap(
            cross.adjusted(4, 4, -4, -4),
            iconPixmap(QStringLiteral("x"), crossSide - 8, devicePixelRatioF(), t.window));
    }
}

void ReferenceChip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeWanted();
    else
        QAbstractButton::keyPressEvent(event);
}

void ReferenceChip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && crossRect().contains(event->position().toPoint())) {
        setDown(false);
        Q_EMIT removeWanted();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void ReferenceChip::mouseMoveEvent(QMouseEvent* event) {
    const bool onCross = crossRect().contains(event->position().toPoint());
    if (onCross != m_onCross) {
        m_onCross = onCross;
        update();
    }
    QAbstractButton::mouseMoveEvent(event);
}

void ReferenceChip::leaveEvent(QEvent* event) {
    m_onCross = false;
    QAbstractButton::leaveEvent(event);
}

}  // namespace semblance
