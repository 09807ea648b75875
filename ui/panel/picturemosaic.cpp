#include "ui/panel/picturemosaic.h"

#include <QPainter>

#include "ui/results/roundedpixmap.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
constexpr int columns = 2;
constexpr int gap = space / 2;

int sideOf(int width) {
    return qMax(1, (width - (columns - 1) * gap) / columns);
}
}  // namespace

PictureMosaic::PictureMosaic(QWidget* parent) : QWidget(parent) {
    describeArea(this, QStringLiteral("panelMosaic"), tr("Some of the pictures"));
}

void PictureMosaic::setContents(const QList<ContentId>& contents) {
    m_contents = contents.first(qMin(mostPictures, contents.size()));
    m_pictures.removeIf([this](const std::pair<const qint64&, QImage&>& known) {
        return !m_contents.contains(ContentId{known.first});
    });
    fitHeight();
    update();
}

void PictureMosaic::setPicture(ContentId content, const QImage& picture) {
    if (!m_contents.contains(content))
        return;
    m_pictures.insert(content.value, picture);
    update();
}

void PictureMosaic::fitHeight() {
    const int rows = int(m_contents.size() + columns - 1) / columns;
    setFixedHeight(rows * sideOf(width()) + qMax(0, rows - 1) * gap);
}

void PictureMosaic::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitHeight();
}

void PictureMosaic::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int side = sideOf(width());
    for (int i = 0; i < int(m_contents.size()); ++i) {
        QRect cell(QPoint(i % columns, i / columns) * (side + gap), QSize(side, side));
        if (layoutDirection() == Qt::RightToLeft)
            cell.moveRight(width() - 1 - cell.left());
        const QImage picture = m_pictures.value(m_contents[i].value);
        painter.setBrush(tokensFor(palette()).tile);
        if (picture.isNull())
            painter.drawRoundedRect(cell, radius, radius);
        else
            painter.drawPixmap(cell, squarePixmap(picture, side, devicePixelRatioF(), radius));
    }
}

}  // namespace semblance
