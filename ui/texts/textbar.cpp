#include "ui/texts/textbar.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>
#include <cmath>

#include "ui/library/wording.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int barSteps = 1000;

}  // namespace

QString readingText(const TextReading& reading) {
    const QLocale locale;
    const QString counts =
        TextBar::tr("%1 of %2").arg(locale.toString(reading.done), locale.toString(reading.all));
    if (reading.isPaused)
        return TextBar::tr("Reading text is paused: %1").arg(counts);
    if (reading.isOnBattery)
        return TextBar::tr("Reading text waits for mains power: %1").arg(counts);
    QStringList parts{TextBar::tr("Reading text in pictures: %1").arg(counts)};
    if (reading.rate >= 1)
        parts.append(TextBar::tr("%1 a second").arg(locale.toString(std::llround(reading.rate))));
    if (const QString left = timeLeftText(reading.secondsLeft); !left.isEmpty())
        parts.append(left);
    return parts.join(QStringLiteral("  ·  "));
}

TextBar::TextBar(QWidget* parent)
    : QFrame(parent),
      m_text(new ElidedLabel(this)),
      m_bar(new QProgressBar(this)),
      m_pause(new QToolButton(this)) {
    describeArea(this, QStringLiteral("textBar"), tr("Reading text"));
    describe(m_text, QStringLiteral("textBarText"), tr("Progress of reading text"));
    m_text->keepToText();
    describe(m_bar, QStringLiteral("textBarProgress"), tr("Progress of reading text"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, barSteps);
    m_pause->setIconSize(QSize(16, 16));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * space, space / 2, 2 * space, space / 2);
    row->setSpacing(space);
    row->addWidget(m_text);
    row->addWidget(m_bar, 1);
    row->addWidget(m_pause);
    connect(m_pause, &QToolButton::clicked, this, [this] {
        if (m_isPaused)
            Q_EMIT resumeWanted();
        else
            Q_EMIT pauseWanted();
    });
    setReading({});
}

void TextBar::setReading(const TextReading& reading) {
    setVisible(reading.isShown);
    m_text->setText(readingText(reading));
    m_bar->setValue(reading.all > 0 ? int(reading.done * barSteps / reading.all) : 0);
    m_isPaused = reading.isPaused;
    describe(m_pause, QStringLiteral("textBarPause"),
             m_isPaused ? tr("Resume reading text") : tr("Pause reading text"));
    m_pause->setIcon(icon(m_isPaused ? QStringLiteral("play") : QStringLiteral("pause")));
}

}  // namespace semblance
