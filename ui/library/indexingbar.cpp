#include "ui/library/indexingbar.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "ui/library/wording.h"
#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/motion.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int barSteps = 1000;

}  // namespace

IndexingBar::IndexingBar(QWidget* parent)
    : QFrame(parent),
      m_text(new ElidedLabel(this)),
      m_bar(new QProgressBar(this)),
      m_goOn(new QPushButton(tr("Go on anyway"), this)),
      m_failed(new QPushButton(this)),
      m_pause(new QToolButton(this)),
      m_cancel(new QToolButton(this)) {
    describeArea(this, QStringLiteral("indexingBar"), tr("Indexing"));
    describe(m_text, QStringLiteral("indexingText"), tr("Progress of indexing"));
    m_text->keepToText();
    describe(m_bar, QStringLiteral("indexingProgress"), tr("Progress of indexing"));
    m_bar->setTextVisible(false);
    QSizePolicy policy = m_bar->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_bar->setSizePolicy(policy);
    describe(m_goOn, QStringLiteral("indexingGoOn"), tr("Go on anyway"),
             tr("Index now, although the computer runs on its battery"));
    m_goOn->setProperty("look", QStringLiteral("link"));
    describe(m_failed, QStringLiteral("indexingFailed"), tr("Files that could not be read"),
             tr("Show the files that could not be read, with the reasons"));
    m_failed->setProperty("look", QStringLiteral("link"));
    describe(m_pause, QStringLiteral("indexingPause"), tr("Pause indexing"));
    describe(m_cancel, QStringLiteral("indexingCancel"), tr("Stop indexing"),
             tr("Stop indexing; what was read is kept"));
    m_cancel->setIcon(icon(QStringLiteral("x")));
    for (auto* button : {m_pause, m_cancel})
        button->setIconSize(QSize(16, 16));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * space, space / 2, 2 * space, space / 2);
    row->setSpacing(2 * space);
    row->addWidget(m_text);
    row->addWidget(m_goOn);
    row->addWidget(m_bar, 1);
    row->addWidget(m_failed);
    row->addWidget(m_pause);
    row->addWidget(m_cancel);
    row->setSpacing(space);
    connect(m_failed, &QPushButton::clicked, this, &IndexingBar::failedWanted);
    connect(m_goOn, &QPushButton::clicked, this, &IndexingBar::goOnWanted);
    connect(m_cancel, &QToolButton::clicked, this, &IndexingBar::cancelWanted);
    connect(m_pause, &QToolButton::clicked, this, [this] {
        if (m_paused)
            Q_EMIT resumeWanted();
        else
            Q_EMIT pauseWanted();
    });
    hide();
}

void IndexingBar::setProgress(const IndexingProgress& progress) {
    setVisible(progress.phase != IndexingProgress::Phase::Idle);
    m_text->setText(progressText(progress));
    m_text->setToolTip(progress.currentFolder);
    const bool counted = progress.phase == IndexingProgress::Phase::Encoding && progress.toDo > 0;
    if (counted) {
        m_bar->setRange(0, barSteps);
        m_bar->setValue(int(progress.done * barSteps / progress.toDo));
        m_bar->show();
    } else {
        showBusy(*m_bar);
    }
    m_failed->setVisible(progress.failed > 0);
    m_failed->setText(tr("%Ln failed", nullptr, int(qMin<qint64>(progress.failed, INT_MAX))));
    m_paused = progress.paused;
    m_goOn->setVisible(progress.onBattery);
    m_pause->setVisible(!progress.onBattery);
    const QString name = m_paused ? tr("Resume indexing") : tr("Pause indexing");
    describe(m_pause, QStringLiteral("indexingPause"), name);
    m_pause->setIcon(icon(m_paused ? QStringLiteral("play") : QStringLiteral("pause")));
}

}  // namespace semblance
