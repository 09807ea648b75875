#include "ui/query/referencepopup.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPushButton>
#include <QScreen>
#include <QSlider>
#include <QVBoxLayout>

#include "ui/query/referencechip.h"
#include "ui/query/regionband.h"
#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int weightSteps = 10;  // of the slider, to a weight of 1

}  // namespace

ReferencePopup::ReferencePopup(const ReferenceChip& chip, QWidget* parent)
    : QFrame(parent, Qt::Popup), m_chip(chip), m_band(new RegionBand(this)) {
    describeArea(this, QStringLiteral("referencePopup"), chip.accessibleName());
    setProperty("look", QStringLiteral("popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_band->setImage(chip.thumbnail());
    m_band->setRegion(chip.picture().region);
    auto* hint = new QLabel(tr("Drag over what counts."), this);
    describeArea(hint, QStringLiteral("regionHint"), hint->text());
    hint->setProperty("look", QStringLiteral("soft"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * space, 2 * space, 2 * space, 2 * space);
    column->setSpacing(space);
    column->addWidget(m_band, 1, Qt::AlignCenter);
    column->addWidget(hint);
    column->addWidget(buildWeight());
    column->addWidget(buildButtons());
    connect(m_band, &RegionBand::regionChosen, this, [this](const std::optional<QRectF>& region) {
        m_whole->setEnabled(region.has_value());
        Q_EMIT regionChosen(region);
    });
    connect(m_band, &RegionBand::accepted, this, &QWidget::close);
    connect(m_band, &RegionBand::dismissed, this, &QWidget::close);
    setFocusProxy(m_band);
}

QWidget* ReferencePopup::buildWeight() {
    auto* line = new QWidget(this);
    describeArea(line, QStringLiteral("weightLine"), tr("Weight"));
    auto* name = new QLabel(tr("Weight"), line);
    describeArea(name, QStringLiteral("weightName"), name->text());
    m_weight = new QSlider(Qt::Horizontal, line);
    describe(m_weight, QStringLiteral("weightSlider"), tr("Weight of this picture"),
             tr("How much this picture counts beside the others"));
    m_weight->setRange(qRound(Chip::leastWeight * weightSteps),
                       qRound(Chip::mostWeight * weightSteps));
    m_weight->setPageStep(weightSteps / 2);
    m_weightText = new QLabel(line);
    describeArea(m_weightText, QStringLiteral("weightText"), tr("Weight"));
    m_weightText->setMinimumWidth(
        m_weightText->fontMetrics().horizontalAdvance(QStringLiteral("×0.0")));
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space);
    row->addWidget(name);
    row->addWidget(m_weight, 1);
    row->addWidget(m_weightText);
    showWeight(m_chip.weight());
    connect(m_weight, &QSlider::valueChanged, this, [this](int value) {
        const double weight = double(value) / weightSteps;
        showWeight(weight);
        Q_EMIT weightChosen(weight);
    });
    return line;
}

void ReferencePopup::showWeight(double weight) {
    m_weight->setValue(qRound(weight * weightSteps));
    const QString text = QStringLiteral("×") + QLocale().toString(weight, 'f', 1);
    m_weightText->setText(text);
    m_weight->setAccessibleDescription(text);
}

QWidget* ReferencePopup::buildButtons() {
    auto* line = new QWidget(this);
    describeArea(line, QStringLiteral("referenceButtons"), tr("Reference picture"));
    const auto add = [line](const char* name, const QString& text, const QString& tip) {
        auto* button = new QPushButton(text, line);
        describe(button, QLatin1StringView(name), text, tip);
        return button;
    };
    m_whole = add("wholePicture", tr("Whole picture"), tr("All of the picture counts again"));
    m_whole->setEnabled(m_chip.picture().region.has_value());
    auto* view = add("referenceLarge", tr("Show large"), tr("Show the picture large"));
    auto* remove = add("referenceRemove", tr("Take out"), tr("Take it out of the query"));
    connect(m_whole, &QPushButton::clicked, this, [this] {
        m_band->setRegion(std::nullopt);
        m_whole->setEnabled(false);
        m_band->setFocus();
        Q_EMIT regionChosen(std::nullopt);
    });
    connect(view, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT viewWanted();
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT removeWanted();
    });
    auto* row = new FlowLayout(space, line);
    row->addWidget(m_whole);
    row->addWidget(view);
    row->addWidget(remove);
    return line;
}

void ReferencePopup::setImage(const QImage& image) {
    m_band->setImage(image);
    if (isVisible())
        popUp();
}

void ReferencePopup::popUp() {
    resize(sizeHint());
    const QRect room = m_chip.screen()->availableGeometry();
    const QPoint below = m_chip.mapToGlobal(QPoint(0, m_chip.height() + space / 2));
    QRect place(below, size());
    if (isRightToLeft())
        place.moveRight(m_chip.mapToGlobal(QPoint(m_chip.width(), 0)).x());
    if (place.bottom() > room.bottom())
        place.moveBottom(m_chip.mapToGlobal(QPoint(0, -space / 2)).y());
    place.moveLeft(qBound(room.left(), place.left(), qMax(room.left(), room.right() - width())));
    place.moveTop(qMax(room.top(), place.top()));
    move(place.topLeft());
    if (isVisible())
        return;
    m_shown.start();
    show();
    m_band->setFocus(Qt::PopupFocusReason);
}

// The first click of a double click on the chip has brought the pop-up, which gets the second.
void ReferencePopup::mousePressEvent(QMouseEvent* event) {
    const QPoint onChip = m_chip.mapFromGlobal(event->globalPosition().toPoint());
    const bool isSecond =
        m_chip.rect().contains(onChip) && m_shown.elapsed() < QApplication::doubleClickInterval();
    if (isSecond) {
        close();
        Q_EMIT viewWanted();
        return;
    }
    QFrame::mousePressEvent(event);
}

}  // namespace semblance
