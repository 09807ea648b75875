#include "ui/filters/filterchip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStyle>
#include <QToolButton>

#include "ui/style/describe.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
constexpr int mostCharacters = 28;
}  // namespace

FilterChip::FilterChip(FilterGroup group, QWidget* parent)
    : QFrame(parent),
      m_group(group),
      m_open(new QToolButton(this)),
      m_remove(new QToolButton(this)) {
    const QString key = groupKey(group);
    describeArea(this, QStringLiteral("filterChip-") + key, groupName(group));
    setProperty("look", QStringLiteral("filterChip"));
    m_open->setProperty("look", QStringLiteral("inChip"));
    m_open->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft
                                                                    : Qt::LeftToRight);
    m_open->setIconSize(QSize(12, 12));
    m_open->setObjectName(QStringLiteral("filter-") + key);
    m_remove->setProperty("look", QStringLiteral("inChip"));
    m_remove->setIcon(icon(QStringLiteral("x")));
    m_remove->setIconSize(QSize(12, 12));
    describe(m_remove, QStringLiteral("filterRemove-") + key,
             tr("Remove the filter %1").arg(groupName(group)));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    line->addWidget(m_open);
    line->addWidget(m_remove);
    connect(m_open, &QToolButton::clicked, this, &FilterChip::opened);
    connect(m_remove, &QToolButton::clicked, this, &FilterChip::removed);
    m_open->installEventFilter(this);
    setState(State::Off, {});
}

/// As chips of the query have it: taken out by Delete, text again by F2.
bool FilterChip::eventFilter(QObject* watched, QEvent* event) {
    if (m_state == State::Off || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            Q_EMIT removed();
            return true;
        case Qt::Key_F2:
            Q_EMIT editWanted();
            return true;
        default:
            return QFrame::eventFilter(watched, event);
    }
}

void FilterChip::setState(State state, const QString& summary) {
    m_state = state;
    const QString name = groupName(m_group);
    const bool isOff = state == State::Off;
    QString text = isOff ? name : state == State::Empties ? tr("0: remove %1").arg(name) : summary;
    m_open->setText(
        fontMetrics()
            .elidedText(text, Qt::ElideMiddle, mostCharacters * fontMetrics().averageCharWidth())
            .replace(u'&', QStringLiteral("&&")));
    const bool opensList = isOff && !isSwitch(m_group);
    m_open->setIcon(opensList ? icon(QStringLiteral("chevron-down")) : QIcon());
    m_open->setToolButtonStyle(opensList ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
    const QString told = isOff ? tr("Filter by %1").arg(name) : tr("%1: %2").arg(name, summary);
    m_open->setAccessibleName(told);
    m_open->setToolTip(isOff
                           ? told.toHtmlEscaped()
                           : tr("%1 (F2: edit as text, Delete: remove)").arg(told.toHtmlEscaped()));
    m_remove->setVisible(!isOff);
    setProperty("state", isOff                 ? QStringLiteral("off")
                         : state == State::Set ? QStringLiteral("set")
                                               : QStringLiteral("empties"));
    style()->unpolish(this);
    style()->polish(this);
    updateGeometry();
}

}  // namespace semblance
