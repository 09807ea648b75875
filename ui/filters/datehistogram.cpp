#include "ui/filters/datehistogram.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
constexpr int barWidth = 5;
constexpr int foot = 18;  ///< for the years

QDate dayOf(int month) {
    return QDate(month / 12, month % 12 + 1, 1);
}
}  // namespace

DateHistogram::DateHistogram(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describeArea(this, QStringLiteral("dateHistogram"), tr("Pictures by date"));
}

void DateHistogram::setMonths(const std::vector<Facets::Month>& months) {
    m_months = months;
    fillBars();
}

void DateHistogram::setRange(std::optional<QDate> from, std::optional<QDate> to) {
    m_from = from;
    m_to = to;
    m_anchor = m_end = -1;
    update();
}

/// Of few months each has a bar; of decades a bar is a year or more.
void DateHistogram::fillBars() {
    m_bars.clear();
    m_anchor = m_end = -1;
    update();
    if (m_months.empty())
        return;
    const int first = m_months.front().number;
    const int months = m_months.back().number - first + 1;
    const int most = std::max(1, width() / barWidth);
    constexpr int steps[] = {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 120'000};
    m_monthsABar = *std::find_if(std::begin(steps), std::end(steps) - 1,
                                 [&](int step) { return months / step < most; });
    const int start = first - first % m_monthsABar;
    m_bars.resize(std::size_t((first + months - 1 - start) / m_monthsABar + 1));
    for (std::size_t i = 0; i < m_bars.size(); ++i)
        m_bars[i].first = start + int(i) * m_monthsABar;
    for (const Facets::Month& month : m_months)
        m_bars[std::size_t((month.number - start) / m_monthsABar)].photos += month.photos;
}

QRectF DateHistogram::place(int bar) const {
    const qreal step = std::min<qreal>(width() / qreal(m_bars.size()), 24);
    return {bar * step, 0, step, qreal(height() - foot)};
}

int DateHistogram::barAt(qreal x) const {
    if (m_bars.empty())
        return -1;
    return std::clamp(int(x / place(0).width()), 0, int(m_bars.size()) - 1);
}

QDate DateHistogram::begin(int bar) const {
    const int month = bar < int(m_bars.size()) ? m_bars[std::size_t(bar)].first
                                               : m_bars.back().first + m_monthsABar;
    return dayOf(std::clamp(month, 12, 9999 * 12 + 11));
}

bool DateHistogram::isInRange(int bar) const {
    if (m_anchor >= 0)
        return bar >= std::min(m_anchor, m_end) && bar <= std::max(m_anchor, m_end);
    if (!m_from && !m_to)
        return false;
    return (!m_to || begin(bar) < *m_to) && (!m_from || begin(bar + 1) > *m_from);
}

void DateHistogram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& tokens = tokensFor(palette());
    if (m_bars.empty())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    const auto most =
        std::max_element(m_bars.begin(), m_bars.end(), [](const Bar& a, const Bar& b) {
            return a.photos < b.photos;
        })->photos;
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    qreal freeFrom = 0;
    for (int bar = 0; bar < int(m_bars.size()); ++bar) {
        const QRectF all = place(bar);
        const qint64 photos = m_bars[std::size_t(bar)].photos;
        if (isInRange(bar))
            painter.fillRect(all, tokens.accentSoft);
        if (photos > 0) {
            // A root, so that a few pictures beside thousands are seen.
            const qreal tall =
                std::max<qreal>(2, (all.height() - 4) * std::sqrt(qreal(photos) / qreal(most)));
            painter.fillRect(QRectF(all.left() + 0.5, all.bottom() - tall, all.width() - 1, tall),
                             isInRange(bar) ? tokens.accent : tokens.score);
        }
        const QDate first = begin(bar);
        const QString year = QString::number(first.year());
        const qreal wide = painter.fontMetrics().horizontalAdvance(year) + space;
        const bool beginsYear = first.month() == 1 || bar == 0;
        if (beginsYear && all.left() >= freeFrom && all.left() + wide <= width() + space) {
            painter.setPen(tokens.textSoft);
            painter.drawText(QPointF(all.left(), height() - 4), year);
            freeFrom = all.left() + wide;
        }
    }
    painter.setPen(tokens.line);
    painter.drawLine(QPointF(0, height() - foot + 0.5), QPointF(width(), height() - foot + 0.5));
    if (hasFocus()) {
        painter.setPen(tokens.accent);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

bool DateHistogram::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && !m_bars.empty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int bar = barAt(help->pos().x());
        const QLocale locale;
        const QDate last = begin(bar + 1).addMonths(-1);
        QString when = locale.toString(begin(bar), u"MMMM yyyy");
        if (last > begin(bar))
            when += u'–' + locale.toString(last, u"MMMM yyyy");
        QToolTip::showText(
            help->globalPos(),
            when + QStringLiteral(" · ") + locale.toString(m_bars[std::size_t(bar)].photos), this);
        return true;
    }
    return QWidget::event(event);
}

void DateHistogram::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_bars.empty())
        return;
    m_anchor = m_end = barAt(event->position().x());
    update();
}

void DateHistogram::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton) || m_anchor < 0)
        return;
    m_end = barAt(event->position().x());
    update();
}

void DateHistogram::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        choose();
}

void DateHistogram::choose() {
    if (m_anchor < 0 || m_bars.empty())
        return;
    const int first = std::min(m_anchor, m_end);
    const int last = std::max(m_anchor, m_end);
    Q_EMIT rangeChosen(begin(first), begin(last + 1));
}

void DateHistogram::say() {
    const QLocale locale;
    setAccessibleDescription(
        tr("%1 to %2")
            .arg(locale.toString(begin(std::min(m_anchor, m_end)), QLocale::LongFormat),
                 locale.toString(begin(std::max(m_anchor, m_end) + 1).addDays(-1),
                                 QLocale::LongFormat)));
}

void DateHistogram::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step != 0 && !m_bars.empty()) {
        const int last = int(m_bars.size()) - 1;
        m_end = m_end < 0 ? last : std::clamp(m_end + step, 0, last);
        if (m_anchor < 0 || !(event->modifiers() & Qt::ShiftModifier))
            m_anchor = m_end;
        say();
        update();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
               event->key() == Qt::Key_Space) {
        choose();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void DateHistogram::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fillBars();
}

}  // namespace semblance
