#include "ui/compare/comparebar.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include "ui/style/describe.h"
#include "ui/style/elidedlabel.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

CompareBar::CompareBar(Half half, QWidget* parent)
    : QFrame(parent), m_half(half), m_tabs(new QWidget(this)), m_text(new ElidedLabel(this)) {
    const bool isFirst = half == Half::First;
    describeArea(this, isFirst ? QStringLiteral("compareFirst") : QStringLiteral("compareSecond"),
                 isFirst ? tr("First query") : tr("Second query"));
    buildTabs();
    describeArea(m_text, QStringLiteral("compareText"), tr("Beside the other answer"));
    m_text->setProperty("look", QStringLiteral("soft"));
    build();
}

void CompareBar::buildTabs() {
    describeArea(m_tabs, QStringLiteral("compareTabs"), tr("The two queries"));
    auto* row = new QHBoxLayout(m_tabs);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space / 2);
    for (const Half half : {Half::First, Half::Second}) {
        const bool isFirst = half == Half::First;
        QToolButton* tab = addButton(
            isFirst ? QStringLiteral("compareTabFirst") : QStringLiteral("compareTabSecond"), {},
            isFirst ? tr("First query") : tr("Second query"), tr("The other query (Ctrl+Tab)"));
        tab->setCheckable(true);
        tab->setChecked(half == m_half);
        row->addWidget(tab);
        connect(tab, &QToolButton::clicked, this, [this, tab, half] {
            // The other half's bar is shown then, with its own tab down.
            tab->setChecked(half == m_half);
            Q_EMIT halfWanted(half);
        });
    }
    m_tabs->hide();
}

void CompareBar::build() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(space, 0, 0, 3);
    row->setSpacing(space / 2);
    row->addWidget(m_tabs);
    row->addWidget(m_text, 1);
    if (m_half == Half::First)
        return;
    m_together = addButton(QStringLiteral("compareTogether"), {}, tr("Together"),
                           tr("One slider for both, and both scroll together"));
    m_together->setCheckable(true);
    connect(m_together, &QToolButton::toggled, this, &CompareBar::togetherChanged);
    auto* take = addButton(QStringLiteral("compareTakeOver"), {}, tr("Use this one"),
                           tr("Go on with the second query alone"));
    connect(take, &QToolButton::clicked, this, &CompareBar::takeOverWanted);
    auto* close =
        addButton(QStringLiteral("compareClose"), QStringLiteral("x"), tr("Close the second query"),
                  tr("Close the second query (Ctrl+Shift+D)"));
    close->setToolButtonStyle(Qt::ToolButtonIconOnly);
    connect(close, &QToolButton::clicked, this, &CompareBar::closeWanted);
    for (QToolButton* button : {m_together, take, close})
        row->addWidget(button);
}

QToolButton* CompareBar::addButton(const QString& name, const QString& iconName,
                                   const QString& text, const QString& toolTip) {
    auto* button = new QToolButton(this);
    describe(button, name, text, toolTip);
    button->setText(text);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    button->setIconSize(QSize(16, 16));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void CompareBar::addTool(QWidget* tool) {
    layout()->addWidget(tool);
}

void CompareBar::setText(const QString& text) {
    m_text->setLine(text);
    setAccessibleDescription(text);
}

void CompareBar::setActive(bool isActive) {
    m_isActive = isActive;
    update();
}

void CompareBar::setTabbed(bool isTabbed) {
    m_tabs->setVisible(isTabbed);
}

void CompareBar::setTogether(bool isTogether) {
    if (m_together)
        m_together->setChecked(isTogether);
}

void CompareBar::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    const Tokens& t = tokensFor(palette());
    QPainter painter(this);
    const int height = m_isActive ? 2 : 1;
    painter.fillRect(QRect(0, rect().bottom() + 1 - height, width(), height),
                     m_isActive ? t.accent : t.line);
}

}  // namespace semblance
