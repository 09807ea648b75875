#include "ui/filters/swatchgrid.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/filters/filtertexts.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
constexpr int swatchSide = 24;
constexpr int leastShare = 5;
constexpr int mostShare = 90;
constexpr int shareStep = 5;
}  // namespace

QPixmap colourDot(const QColor& colour, int side, const QPalette& palette) {
    constexpr int scale = 2;
    QPixmap pixmap(side * scale, side * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokensFor(palette).border, 1));
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(0.5, 0.5, side - 1, side - 1));
    return pixmap;
}

SwatchGrid::SwatchGrid(QWidget* parent)
    : QWidget(parent), m_shareText(new QLabel(this)), m_share(new QSlider(Qt::Horizontal, this)) {
    describeArea(this, QStringLiteral("swatchGrid"), tr("Colours"));
    auto* grid = new QGridLayout;
    grid->setSpacing(space / 2);
    for (int i = 0; i < columns; ++i)
        grid->setColumnStretch(i, 1);
    for (std::size_t i = 0; i < namedColours; ++i) {
        const auto colour = static_cast<NamedColour>(i);
        auto* swatch = new QToolButton(this);
        describe(swatch, QStringLiteral("swatch-") + nameOf(colour), colourText(colour));
        swatch->setProperty("look", QStringLiteral("swatch"));
        swatch->setCheckable(true);
        swatch->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
        swatch->setIconSize(QSize(swatchSide, swatchSide));
        swatch->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        swatch->setFocusPolicy(Qt::StrongFocus);
        swatch->installEventFilter(this);
        connect(swatch, &QToolButton::clicked, this,
                [this, i] { Q_EMIT filterWanted(toggled(m_filter, m_choices[i])); });
        grid->addWidget(swatch, int(i) / columns, int(i) % columns);
        m_swatches[i] = swatch;
    }
    describe(m_shareText, QStringLiteral("swatchShareText"), tr("Share of the picture"));
    m_shareText->setToolTip({});
    m_shareText->setProperty("look", QStringLiteral("soft"));
    describe(m_share, QStringLiteral("swatchShare"), tr("Share of the picture"),
             tr("How much of a picture the colour makes up"));
    m_share->setRange(leastShare, mostShare);
    m_share->setSingleStep(shareStep);
    m_share->setPageStep(2 * shareStep);
    m_shareText->setBuddy(m_share);
    connect(m_share, &QSlider::valueChanged, this, [this](int percent) {
        showShare(percent);
        if (!m_share->isSliderDown())
            Q_EMIT filterWanted(withShare(m_filter, percent));
    });
    connect(m_share, &QSlider::sliderReleased, this,
            [this] { Q_EMIT filterWanted(withShare(m_filter, m_share->value())); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space / 2);
    column->addLayout(grid);
    column->addWidget(m_shareText);
    column->addWidget(m_share);
    setFocusProxy(m_swatches.front());
}

void SwatchGrid::setChoices(const std::vector<FilterChoice>& choices, const PhotoFilter& filter) {
    m_filter = filter;
    for (const FilterChoice& choice : choices) {
        if (!choice.colour)
            continue;
        const auto i = static_cast<std::size_t>(*choice.colour);
        m_choices[i] = choice;
        QToolButton& swatch = *m_swatches[i];
        const QString count = QLocale().toString(choice.photos);
        swatch.setIcon(
            colourDot(QColor::fromRgb(exampleOf(*choice.colour)), swatchSide, palette()));
        swatch.setText(choice.text + u'\n' + count);
        // The style's own hint leaves its padding out.
        swatch.setMinimumWidth(swatch.fontMetrics().horizontalAdvance(choice.text) + 3 * space);
        swatch.setChecked(isChosen(choice, filter));
        swatch.setAccessibleName(
            tr("%1, %Ln picture(s)", nullptr, int(choice.photos)).arg(choice.text));
        swatch.setToolTip(swatch.accessibleName().toHtmlEscaped());
    }
    const bool hasColours = !termsOf(filter, Facet::Colour).isEmpty();
    m_share->setEnabled(hasColours);
    if (m_share->isSliderDown())
        return;
    const QSignalBlocker blocker(m_share);
    m_share->setValue(int(shareOf(filter)));
    showShare(int(shareOf(filter)));
}

void SwatchGrid::showShare(int percent) {
    m_shareText->setText(tr("Each at least %1 % of the picture").arg(percent));
}

void SwatchGrid::step(int from, int key) {
    int to = from;
    const int onwards = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    if (key == Qt::Key_Left)
        to -= onwards;
    else if (key == Qt::Key_Right)
        to += onwards;
    else
        to += key == Qt::Key_Up ? -columns : columns;
    if (to >= 0 && to < int(namedColours))
        m_swatches[std::size_t(to)]->setFocus(Qt::OtherFocusReason);
}

bool SwatchGrid::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const auto at = std::find(m_swatches.begin(), m_swatches.end(), watched);
        const bool isArrow =
            key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
        if (at != m_swatches.end() && isArrow) {
            step(int(at - m_swatches.begin()), key);
            return true;
        }
        if (at != m_swatches.end() && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
            (*at)->click();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace semblance
