#include "ui/results/sortmenu.h"

#include <QActionGroup>
#include <QToolButton>

#include "ui/style/describe.h"
#include "ui/style/icons.h"

namespace semblance {

SortMenu::SortMenu(QWidget* parent) : QMenu(tr("S&ort by"), parent) {
    describeArea(this, QStringLiteral("menuSort"), tr("Sort by"));
    addOrders();
    addSeparator();
    addDirections();
    showOrder();
}

void SortMenu::addOrders() {
    struct Row {
        By by;
        QString name;
        QString text;
    };
    auto* group = new QActionGroup(this);
    for (const Row& row :
         {Row{By::Fit, QStringLiteral("sortFit"), tr("&Best fit")},
          Row{By::Date, QStringLiteral("sortDate"), tr("&Date")},
          Row{By::Name, QStringLiteral("sortName"), tr("&Name")},
          Row{By::Dimensions, QStringLiteral("sortSize"), tr("&Size in pixels")}}) {
        QAction* action = addAction(row.text);
        action->setObjectName(row.name);
        action->setCheckable(true);
        group->addAction(action);
        m_orders.append(action);
        connect(action, &QAction::triggered, this, [this, by = row.by] { choose(by); });
    }
}

void SortMenu::addDirections() {
    auto* group = new QActionGroup(this);
    m_ascending = addAction(tr("&Ascending"));
    m_ascending->setObjectName(QStringLiteral("sortAscending"));
    m_descending = addAction(tr("D&escending"));
    m_descending->setObjectName(QStringLiteral("sortDescending"));
    for (QAction* action : {m_ascending, m_descending}) {
        action->setCheckable(true);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, action] { turn(action == m_ascending); });
    }
}

QToolButton* SortMenu::makeButton(QWidget* parent) {
    auto* button = new QToolButton(parent);
    describe(button, QStringLiteral("sortButton"), tr("Sort by"));
    button->setProperty("look", QStringLiteral("menu"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMenu(this);
    m_buttons.append(button);
    showOrder();
    return button;
}

void SortMenu::setForAnswers(bool forAnswers) {
    m_forAnswers = forAnswers;
    showOrder();
}

void SortMenu::forgetAnswers() {
    m_ofAnswers = {By::Fit, false};
    showOrder();
}

// The library comes by date as it is.
Arrangement SortMenu::browsing() const {
    const Order& order = m_ofBrowsing;
    switch (order.by) {
        case By::Fit:
        case By::Date:
            break;
        case By::Name:
            return {PhotoSort::Name, !order.isAscending, false};
        case By::Dimensions:
            return {PhotoSort::Dimensions, order.isAscending, false};
    }
    return {PhotoSort::Natural, order.isAscending, false};
}

Arrangement SortMenu::answers() const {
    const Order& order = m_ofAnswers;
    switch (order.by) {
        case By::Fit:
            break;
        case By::Date:
            return {PhotoSort::Date, order.isAscending, false};
        case By::Name:
            return {PhotoSort::Name, !order.isAscending, false};
        case By::Dimensions:
            return {PhotoSort::Dimensions, order.isAscending, false};
    }
    return {PhotoSort::Natural, order.isAscending, false};
}

void SortMenu::choose(By by) {
    // Names begin with A, everything else with the most of it.
    order() = {by, by == By::Name};
    showOrder();
    Q_EMIT changed();
}

void SortMenu::turn(bool ascending) {
    order().isAscending = ascending;
    showOrder();
    Q_EMIT changed();
}

void SortMenu::showOrder() {
    m_orders[int(By::Fit)]->setVisible(m_forAnswers);
    const Order& now = order();
    QAction* chosen = m_orders[int(now.by)];
    chosen->setChecked(true);
    (now.isAscending ? m_ascending : m_descending)->setChecked(true);
    const QString text = chosen->text().remove(u'&');
    for (QToolButton* button : m_buttons) {
        button->setText(text);
        button->setIcon(semblance::icon(now.isAscending ? QStringLiteral("chevron-up")
                                                        : QStringLiteral("chevron-down")));
        button->setToolTip(tr("Sorted by: %1, %2")
                               .arg(text, now.isAscending ? tr("ascending") : tr("descending")));
        button->setAccessibleDescription(button->toolTip());
    }
}

}  // namespace semblance
