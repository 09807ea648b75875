#include "ui/panel/colourstrip.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
/// A colour to click on; painted, for a style sheet's colours are the window's.
class ColourButton final : public QAbstractButton {
public:
    ColourButton(const QColor& colour, QWidget* parent)
        : QAbstractButton(parent), m_colour(colour) {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFixedHeight(3 * space);
        setMinimumWidth(2 * space);
        setCursor(Qt::PointingHandCursor);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const Tokens& tokens = tokensFor(palette());
        const bool isMarked = hasFocus() || underMouse();
        const qreal width = isMarked ? 2 : 1;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(isMarked ? tokens.accent : tokens.border, width));
        painter.setBrush(m_colour);
        const qreal inset = width / 2;
        painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 4, 4);
    }

private:
    const QColor m_colour;
};

QString hexOf(const Swatch& swatch) {
    return QColor(swatch.red, swatch.green, swatch.blue).name();
}
}  // namespace

ColourStrip::ColourStrip(QWidget* parent) : QWidget(parent) {
    describeArea(this, QStringLiteral("panelColours"), tr("Colours of the picture"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(space / 2);
    hide();
}

void ColourStrip::setColours(const Palette& palette) {
    if (palette == m_palette)
        return;
    m_palette = palette;
    auto* line = static_cast<QHBoxLayout*>(layout());
    while (QLayoutItem* item = line->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const Swatch& swatch : palette.colours()) {
        auto* button = new ColourButton(QColor(swatch.red, swatch.green, swatch.blue), this);
        const int percent = (swatch.share * 100 + 127) / 255;
        describe(button, QStringLiteral("panelColour"),
                 tr("%1, %2 % of the picture").arg(hexOf(swatch).toUpper()).arg(percent),
                 tr("%1, %2 % of the picture. Click for pictures with this colour.")
                     .arg(hexOf(swatch).toUpper())
                     .arg(percent));
        connect(button, &QAbstractButton::clicked, this, [this, hex = hexOf(swatch)] {
            Q_EMIT filterWanted(
                {PhotoFilter::Field::Colour, PhotoFilter::Relation::Equal, hex, usualShare});
        });
        line->addWidget(button, swatch.share);
    }
    setVisible(line->count() > 0);
}

}  // namespace semblance
