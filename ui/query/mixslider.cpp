#include "ui/query/mixslider.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QStyle>

#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int steps = 200;
constexpr int handleWidth = 16;  // as style.qss draws it

}  // namespace

MixSlider::MixSlider(QWidget* parent)
    : QWidget(parent),
      m_picture(new QLabel(tr("Picture"), this)),
      m_slider(new QSlider(Qt::Horizontal, this)),
      m_sentence(new QLabel(tr("Sentence"), this)) {
    const QString tip =
        tr("How much the picture and how much the sentence counts. Double-click for the model's "
           "own balance.");
    describe(this, QStringLiteral("mixSlider"), tr("Picture or sentence"), tip);
    describe(m_slider, QStringLiteral("mixHandle"), tr("Balance of picture and sentence"), tip);
    describe(m_picture, QStringLiteral("mixPictureLabel"), tr("Picture"), tip);
    describe(m_sentence, QStringLiteral("mixSentenceLabel"), tr("Sentence"), tip);
    m_slider->setRange(0, steps);
    m_slider->setPageStep(steps / 10);
    m_slider->setSingleStep(steps / 40);
    m_slider->setMinimumWidth(136);
    m_slider->installEventFilter(this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space);
    row->addWidget(m_picture);
    row->addWidget(m_slider, 1);
    row->addWidget(m_sentence);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        m_moved = true;
        describeValue();
        Q_EMIT mixChanged(double(m_slider->value()) / steps);
    });
    setFocusProxy(m_slider);
    place(m_default);
}

float MixSlider::mix() const {
    return float(m_slider->value()) / steps;
}

void MixSlider::setMix(std::optional<double> mix) {
    m_moved = mix.has_value();
    place(mix ? float(*mix) : m_default);
}

void MixSlider::setDefaultMix(float mix) {
    m_default = qBound(0.0f, mix, 1.0f);
    if (!m_moved)
        place(m_default);
    update();
}

void MixSlider::reset() {
    const bool wasMoved = m_moved;
    setMix(std::nullopt);
    if (wasMoved)
        Q_EMIT mixChanged(std::nullopt);
}

void MixSlider::place(float mix) {
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(qRound(mix * steps));
    describeValue();
    update();
}

void MixSlider::describeValue() {
    const int sentence = qRound(mix() * 100);
    m_slider->setAccessibleDescription(
        tr("%1 % picture, %2 % sentence").arg(100 - sentence).arg(sentence));
}

// A click on the groove goes there, and can be dragged on.
void MixSlider::moveTo(const QPointF& point) {
    const int along = qRound(point.x()) - handleWidth / 2;
    m_slider->setValue(QStyle::sliderValueFromPosition(
        0, steps, along, m_slider->width() - handleWidth, isRightToLeft()));
}

bool MixSlider::eventFilter(QObject* watched, QEvent* event) {
    const bool doubleClick = event->type() == QEvent::MouseButtonDblClick;
    const bool backspace = event->type() == QEvent::KeyPress &&
                           static_cast<QKeyEvent*>(event)->key() == Qt::Key_Backspace;
    if (watched == m_slider && (doubleClick || backspace)) {
        reset();
        return true;
    }
    if (watched == m_slider && event->type() == QEvent::MouseButtonPress) {
        const auto* press = static_cast<QMouseEvent*>(event);
        if (press->button() == Qt::LeftButton && !isOnHandle(press->position()))
            moveTo(press->position());
    }
    return QWidget::eventFilter(watched, event);
}

bool MixSlider::isOnHandle(const QPointF& point) const {
    const int left = QStyle::sliderPositionFromValue(
        0, steps, m_slider->value(), m_slider->width() - handleWidth, isRightToLeft());
    return point.x() >= left && point.x() <= left + handleWidth;
}

void MixSlider::changeEvent(QEvent* event) {
    if (event->type() == QEvent::EnabledChange)
        update();
    QWidget::changeEvent(event);
}

// The model's own balance, as a tick above the groove.
void MixSlider::paintEvent(QPaintEvent*) {
    if (!isEnabled())
        return;
    const QRect groove = m_slider->geometry();
    const qreal part = isRightToLeft() ? 1 - m_default : m_default;
    const qreal x = groove.left() + handleWidth / 2.0 + part * (groove.width() - handleWidth);
    QPainter painter(this);
    painter.setPen(QPen(tokensFor(palette()).textSoft, 1));
    painter.drawLine(QPointF(x, groove.center().y() - 12), QPointF(x, groove.center().y() - 9));
}

}  // namespace semblance
