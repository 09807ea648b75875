#include "ui/results/monthscrubber.h"

#include <QAbstractScrollArea>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>
#include <utility>

#include "ui/results/photomonths.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int screensWorthIt = 3;

QString yearText(QDate month) {
    return QString::number(month.year());
}

}  // namespace

MonthScrubber::MonthScrubber(QAbstractScrollArea& area)
    : QWidget(&area), m_area(area), m_bubble(new QLabel(&area)) {
    describe(this, QStringLiteral("monthScrubber"), tr("Years"),
             tr("Drag to another year (Ctrl+Up and Ctrl+Down: another month)"));
    describeArea(m_bubble, QStringLiteral("monthBubble"), tr("Month at the top"));
    m_bubble->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_bubble->setAlignment(Qt::AlignCenter);
    m_bubble->hide();
    setCursor(Qt::PointingHandCursor);
    hide();
    const QScrollBar* bar = area.verticalScrollBar();
    connect(bar, &QScrollBar::sliderReleased, m_bubble, &QWidget::hide);
    connect(bar, &QScrollBar::valueChanged, this, [this, bar] {
        if (isVisible() && bar->isSliderDown())
            showBubble();
    });
}

void MonthScrubber::setMarks(std::vector<Mark> marks, int contentHeight) {
    m_marks = std::move(marks);
    m_contentHeight = contentHeight;
    update();
}

bool MonthScrubber::isUseful() const {
    return !m_marks.empty() && m_marks.front().month.year() != m_marks.back().month.year() &&
           m_contentHeight > screensWorthIt * m_area.viewport()->height();
}

QSize MonthScrubber::sizeHint() const {
    return {fontMetrics().horizontalAdvance(QStringLiteral("2000")) + 2 * space, 0};
}

void MonthScrubber::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokensFor(palette());
    const int lineHeight = fontMetrics().height();
    int free = 0;  // from here on nothing is written yet
    int year = 0;
    for (const Mark& mark : m_marks) {
        if (std::exchange(year, mark.month.year()) == mark.month.year())
            continue;
        const int y = int(qint64(mark.top) * height() / qMax(1, m_contentHeight));
        const int tick = isRightToLeft() ? width() - 4 : 0;
        painter.setPen(t.border);
        painter.drawLine(tick, y, tick + 3, y);
        const int top = std::clamp(y - lineHeight / 2, 0, qMax(0, height() - lineHeight));
        if (top < free)
            continue;
        painter.setPen(t.textSoft);
        painter.drawText(QRect(0, top, width(), lineHeight), Qt::AlignCenter, yearText(mark.month));
        free = top + lineHeight + space / 2;
    }
}

QDate MonthScrubber::monthAt(int contentY) const {
    const auto behind = std::upper_bound(m_marks.begin(), m_marks.end(), contentY,
                                         [](int y, const Mark& mark) { return y < mark.top; });
    return behind == m_marks.begin() ? m_marks.front().month : std::prev(behind)->month;
}

void MonthScrubber::scrollTo(int y) {
    const int inside = std::clamp(y, 0, height());
    m_area.verticalScrollBar()->setValue(int(qint64(inside) * m_contentHeight / qMax(1, height())));
    showBubble();
}

void MonthScrubber::showBubble() {
    if (m_marks.empty())
        return;
    const QScrollBar* bar = m_area.verticalScrollBar();
    m_bubble->setText(monthText(monthAt(bar->value())));
    m_bubble->adjustSize();
    const int y = int(qint64(bar->value()) * height() / qMax(1, m_contentHeight));
    const int top =
        std::clamp(y - m_bubble->height() / 2, 0, qMax(0, height() - m_bubble->height()));
    const int left = isRightToLeft() ? geometry().right() + space
                                     : geometry().left() - space - m_bubble->width();
    m_bubble->move(left, geometry().top() + top);
    m_bubble->raise();
    m_bubble->show();
}

void MonthScrubber::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        scrollTo(qRound(event->position().y()));
}

void MonthScrubber::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton)
        scrollTo(qRound(event->position().y()));
}

void MonthScrubber::mouseReleaseEvent(QMouseEvent*) {
    m_bubble->hide();
}

void MonthScrubber::hideEvent(QHideEvent*) {
    m_bubble->hide();
}

}  // namespace semblance
