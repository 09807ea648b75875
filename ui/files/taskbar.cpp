#include "ui/files/taskbar.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {
namespace {

constexpr int barSteps = 1000;

}  // namespace

TaskBar::TaskBar(QWidget* parent)
    : QFrame(parent), m_text(new ElidedLabel(this)), m_bar(new QProgressBar(this)) {
    describeArea(this, QStringLiteral("taskBar"), tr("Task"));
    describe(m_text, QStringLiteral("taskText"), tr("Task"));
    m_text->keepToText();
    describe(m_bar, QStringLiteral("taskProgress"), tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, barSteps);
    auto* cancel = new QToolButton(this);
    describe(cancel, QStringLiteral("taskCancel"), tr("Stop"), tr("Stop; what is done is kept"));
    cancel->setIcon(icon(QStringLiteral("x")));
    cancel->setIconSize(QSize(16, 16));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * space, space / 2, 2 * space, space / 2);
    row->setSpacing(space);
    row->addWidget(m_text);
    row->addWidget(m_bar, 1);
    row->addWidget(cancel);
    connect(cancel, &QToolButton::clicked, this, &TaskBar::cancelWanted);
    hide();
}

void TaskBar::begin(const QString& text) {
    m_text->setText(text);
    m_bar->setValue(0);
    show();
}

void TaskBar::setProgress(qint64 done, qint64 all) {
    m_bar->setValue(all > 0 ? int(done * barSteps / all) : 0);
}

void TaskBar::end() {
    hide();
}

}  // namespace semblance
