#include "ui/query/referencechip.h"

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "core/library/keptpictures.h"
#include "ui/query/picturedrop.h"
#include "ui/results/roundedpixmap.h"
#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int crossSide = 18;
constexpr int mostSide = 1024;  // of the thumbnail that a small part is cut from

QImage partOf(const QImage& image, const std::optional<QRectF>& region) {
    if (!region || image.isNull())
        return image;
    const QRectF part(region->x() * image.width(), region->y() * image.height(),
                      region->width() * image.width(), region->height() * image.height());
    return image.copy(part.toAlignedRect() & image.rect());
}

QByteArray nameOf(const ReferenceChip* chip) {
    return QByteArray::number(quintptr(chip));
}

/// The one beside this that is dragged, if it is one.
ReferenceChip* draggedBeside(const ReferenceChip& chip, const QMimeData& data) {
    const QByteArray name = data.data(ReferenceChip::dragFormat());
    const auto beside = chip.parentWidget()->findChildren<ReferenceChip*>();
    const auto found = std::find_if(beside.begin(), beside.end(), [&](const ReferenceChip* other) {
        return !name.isEmpty() && nameOf(other) == name;
    });
    return found == beside.end() ? nullptr : *found;
}

}  // namespace

ReferenceChip::ReferenceChip(const PictureSource& picture, QWidget* parent)
    : Chip(parent), m_picture(picture), m_path(picture.path) {
    setAcceptDrops(true);
    describeIt();
    connect(this, &QAbstractButton::clicked, this, &ReferenceChip::detailsWanted);
}

QString ReferenceChip::dragFormat() {
    return QStringLiteral("application/x-semblance-reference");
}

void ReferenceChip::describeIt() {
    const bool isPasted = m_path.isEmpty() || KeptPictures::isKept(m_path);
    const QString name = isPasted ? tr("pasted picture") : QFileInfo(m_path).fileName();
    QStringList facts{tr("Reference picture %1").arg(name)};
    if (m_picture.region)
        facts.append(tr("a part of it"));
    if (const QString weight = weightText(this->weight()); !weight.isEmpty())
        facts.append(tr("weight %1").arg(weight));
    describe(this, QStringLiteral("referenceChip"), facts.join(QStringLiteral(", ")),
             m_failure.isEmpty()
                 ? tr("%1\nClick to choose what counts of it and how much, double-click to see it "
                      "large, Delete takes it out of the query.")
                       .arg(name)
                 : m_failure);
    setAccessibleDescription(m_failure);
}

QSize ReferenceChip::sizeHint() const {
    return {side, side};
}

void ReferenceChip::updateSize() {
    describeIt();
}

void ReferenceChip::setRegion(const std::optional<QRectF>& region) {
    if (m_picture.region == region)
        return;
    m_picture.region = region;
    m_pixmap = {};
    describeIt();
    update();
    Q_EMIT regionChanged();
}

void ReferenceChip::setThumbnail(const QImage& image) {
    m_image = image;
    m_pixmap = {};
    m_failure.clear();
    describeIt();
    update();
}

// Twice its size: the shorter side of the picture fills the chip.
int ReferenceChip::wantedSide() const {
    const auto& region = m_picture.region;
    const double part = region ? std::max(region->width(), region->height()) : 1;
    return int(std::min<double>(mostSide, 2 * side / part));
}

void ReferenceChip::setFailed(const QString& sentence) {
    m_failure = sentence;
    describeIt();
    update();
}

QRect ReferenceChip::crossRect() const {
    const int x = isRightToLeft() ? 1 : width() - crossSide - 1;
    return {x, 1, crossSide, crossSide};
}

void ReferenceChip::paintThumbnail(QPainter& painter) {
    const Tokens& t = tokensFor(palette());
    if (m_image.isNull()) {
        const bool failed = !m_failure.isEmpty();
        const QRect place(width() / 2 - 12, height() / 2 - 12, 24, 24);
        painter.drawPixmap(
            place, iconPixmap(failed ? QStringLiteral("file-x") : QStringLiteral("image"), 24,
                              devicePixelRatioF(), failed ? t.danger : t.textSoft));
        return;
    }
    if (m_pixmap.isNull() || !qFuzzyCompare(m_pixmap.devicePixelRatio(), devicePixelRatioF()))
        m_pixmap =
            squarePixmap(partOf(m_image, m_picture.region), side, devicePixelRatioF(), radius);
    const QSizeF size = m_pixmap.deviceIndependentSize();
    painter.drawPixmap(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2),
                       m_pixmap);
}

// A part has corners drawn around it; a weight stands in a band at the bottom.
void ReferenceChip::paintMarks(QPainter& painter) const {
    const Tokens& t = tokensFor(palette());
    if (m_picture.region) {
        constexpr qreal arm = 9;
        const QRectF frame = QRectF(rect()).adjusted(4, 4, -4, -4);
        QPainterPath corner;
        corner.moveTo(frame.left(), frame.top() + arm);
        corner.lineTo(frame.topLeft());
        corner.lineTo(frame.left() + arm, frame.top());
        painter.setBrush(Qt::NoBrush);
        // Seen on any picture.
        for (const QPen& pen : {QPen(t.surface, 4), QPen(t.text, 2)}) {
            painter.setPen(pen);
            painter.save();
            for (int i = 0; i < 4; ++i) {
                painter.drawPath(corner);
                painter.translate(QRectF(rect()).center());
                painter.rotate(90);
                painter.translate(-QRectF(rect()).center());
            }
            painter.restore();
        }
    }
    const QString weight = weightText(this->weight());
    if (weight.isEmpty())
        return;
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    small.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(small);
    QRect band(0, 0, std::min(metrics.horizontalAdvance(weight) + 8, side), metrics.height());
    band.moveBottomLeft(rect().bottomLeft() + QPoint(1, -1));
    if (isRightToLeft())
        band.moveRight(rect().right() - 1);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.text);
    painter.drawRoundedRect(band, 4, 4);
    painter.setPen(t.window);
    painter.setFont(small);
    painter.drawText(band, Qt::AlignCenter, weight);
}

void ReferenceChip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokensFor(palette());
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.tile);
    painter.drawRoundedRect(rect(), radius, radius);
    paintThumbnail(painter);
    paintMarks(painter);
    paintFocus(painter, radius - 1);
    if (m_isDropping) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.accent, 3, Qt::DashLine));
        painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    }
    if (isLit()) {
        const QRect cross = crossRect();
        painter.setPen(Qt::NoPen);
        painter.setBrush(isOnCross() ? t.danger : t.text);
        painter.drawEllipse(cross);
        painter.drawPixmap(
            cross.adjusted(4, 4, -4, -4),
            iconPixmap(QStringLiteral("x"), crossSide - 8, devicePixelRatioF(), t.window));
    }
}

void ReferenceChip::keyPressEvent(QKeyEvent* event) {
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool alt = event->modifiers() & Qt::AltModifier;
    const int key = event->key();
    if (key == Qt::Key_Space) {
        Q_EMIT viewWanted();
    } else if (alt && key == Qt::Key_Down) {
        Q_EMIT detailsWanted();
    } else if (control && (key == Qt::Key_Left || key == Qt::Key_Right)) {
        Q_EMIT moveWanted((key == Qt::Key_Right) != isRightToLeft() ? 1 : -1);
    } else {
        Chip::keyPressEvent(event);
    }
}

void ReferenceChip::mousePressEvent(QMouseEvent* event) {
    m_pressedAt = event->position().toPoint();
    Chip::mousePressEvent(event);
}

void ReferenceChip::mouseMoveEvent(QMouseEvent* event) {
    const bool isDrag = (event->buttons() & Qt::LeftButton) && isDown() &&
                        (event->position().toPoint() - m_pressedAt).manhattanLength() >=
                            QApplication::startDragDistance();
    if (isDrag) {
        setDown(false);
        startDrag();
        return;
    }
    Chip::mouseMoveEvent(event);
}

// Other programs get the file.
void ReferenceChip::startDrag() {
    auto* drag = new QDrag(this);
    auto* mime = new QMimeData;
    mime->setData(dragFormat(), nameOf(this));
    if (!m_path.isEmpty())
        mime->setUrls({QUrl::fromLocalFile(m_path)});
    drag->setMimeData(mime);
    if (!m_pixmap.isNull())
        drag->setPixmap(m_pixmap);
    drag->exec(Qt::CopyAction | Qt::MoveAction, Qt::MoveAction);
}

void ReferenceChip::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && !crossRect().contains(event->position().toPoint()))
        Q_EMIT viewWanted();
}

void ReferenceChip::dragEnterEvent(QDragEnterEvent* event) {
    const ReferenceChip* dragged = draggedBeside(*this, *event->mimeData());
    const bool isOther = event->mimeData()->hasFormat(dragFormat()) && !dragged;
    if (dragged == this || isOther || (!dragged && !PictureDrop::accepts(*event->mimeData())))
        return event->ignore();
    event->setDropAction(dragged ? Qt::MoveAction : Qt::CopyAction);
    event->accept();
    m_isDropping = true;
    update();
}

void ReferenceChip::dragLeaveEvent(QDragLeaveEvent*) {
    m_isDropping = false;
    update();
}

void ReferenceChip::dropEvent(QDropEvent* event) {
    m_isDropping = false;
    update();
    ReferenceChip* dragged = draggedBeside(*this, *event->mimeData());
    event->setDropAction(dragged ? Qt::MoveAction : Qt::CopyAction);
    event->accept();
    if (dragged)
        Q_EMIT draggedHere(dragged);
    else
        Q_EMIT replaceWanted(*event->mimeData());
}

}  // namespace semblance
