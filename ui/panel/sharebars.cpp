#include "ui/panel/sharebars.h"

#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/style/tokens.h"

namespace semblance {

namespace {
constexpr int barHeight = 6;
}  // namespace

ShareBars::ShareBars(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

int ShareBars::lineHeight() const {
    return fontMetrics().height() + space / 2;
}

QSize ShareBars::sizeHint() const {
    return {120, int(m_bars.size()) * lineHeight()};
}

void ShareBars::setBars(const QList<Bar>& bars) {
    m_bars = bars;
    QStringList spoken;
    for (const Bar& bar : bars)
        spoken.append(
            tr("%1: %2 %").arg(bar.name, QLocale().toString(std::lround(bar.share * 100))));
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void ShareBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& tokens = tokensFor(palette());
    const bool mirrored = isRightToLeft();
    const int names = width() * 2 / 5;
    const int room = width() - names - space;
    for (int i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        QRect line(0, i * lineHeight(), width(), lineHeight());
        const bool against = bar.share < 0;
        const QString name = against ? QStringLiteral("− ") + bar.name : bar.name;
        QRect text(line.left(), line.top(), names, line.height());
        QRect track(names + space, line.center().y() - barHeight / 2, room, barHeight);
        QRect filled = track;
        filled.setWidth(int(std::lround(room * std::min(1.0, std::abs(bar.share)))));
        if (mirrored) {
            text.moveRight(line.right());
            track.moveLeft(line.left());
            filled.moveRight(track.right());
        }
        painter.setPen(against ? tokens.textSoft : tokens.text);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                         fontMetrics().elidedText(name, Qt::ElideRight, text.width()));
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.line);
        painter.drawRoundedRect(track, barHeight / 2.0, barHeight / 2.0);
        painter.setBrush(against ? tokens.danger : tokens.score);
        if (filled.width() > 0)
            painter.drawRoundedRect(filled, barHeight / 2.0, barHeight / 2.0);
    }
}

}  // namespace semblance
