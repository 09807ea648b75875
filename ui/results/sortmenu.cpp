#include "ui/results/sortmenu.h"

#include <QActionGroup>
#include <QGuiApplication>
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
    for (const Row& row : {Row{By::Fit, QStringLiteral("sortFit"), tr("&Best fit")},
                           Row{By::AsPut, QStringLiteral("sortAsPut"), tr("As &put together")},
                           Row{By::Date, QStringLiteral("sortDate"), tr("&Date")},
                           Row{By::Name, QStringLiteral("sortName"), tr("&Name")},
                           Row{By::Dimensions, QStringLiteral("sortSize"), tr("&Size in pixels")},
                           Row{By::Rating, QStringLiteral("sortRating"), tr("&Rating")}}) {
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
    // The arrow behind the text, as everywhere.
    button->setLayoutDirection(QGuiApplication::isRightToLeft() ? Qt::LeftToRight
                                                                : Qt::RightToLeft);
    button->setIconSize(QSize(14, 14));
    m_buttons.append(button);
    showOrder();
    return button;
}

SortMenu::Order& SortMenu::order() {
    switch (m_of) {
        case Of::Library:
            break;
        case Of::Answers:
            return m_ofAnswers;
        case Of::Collection:
            return m_ofCollection;
    }
    return m_ofLibrary;
}

void SortMenu::setOf(Of of) {
    m_of = of;
    showOrder();
}

void SortMenu::forget() {
    m_ofAnswers = {By::Fit, false};
    m_ofCollection = {By::AsPut, true};
    showOrder();
}

Arrangement SortMenu::arrangementOf(const Order& order, PhotoSort byDate) {
    switch (order.by) {
        case By::Fit:
            break;
        case By::AsPut:
            return {PhotoSort::Natural, !order.isAscending, false};
        case By::Date:
            return {byDate, order.isAscending, false};
        case By::Name:
            return {PhotoSort::Name, !order.isAscending, false};
        case By::Dimensions:
            return {PhotoSort::Dimensions, order.isAscending, false};
        case By::Rating:
            return {PhotoSort::Rating, order.isAscending, false};
    }
    return {PhotoSort::Natural, order.isAscending, false};
}

Arrangement SortMenu::browsing() const {
    // The library comes by date as it is.
    return m_of == Of::Collection ? arrangementOf(m_ofCollection, PhotoSort::Date)
                                  : arrangementOf(m_ofLibrary, PhotoSort::Natural);
}

Arrangement SortMenu::answers() const {
    return arrangementOf(m_ofAnswers, PhotoSort::Date);
}

void SortMenu::choose(By by) {
    // Names begin with A, and what was put together with its first; everything else with the most
    // of it.
    order() = {by, by == By::Name || by == By::AsPut};
    showOrder();
    Q_EMIT changed();
}

void SortMenu::turn(bool ascending) {
    order().isAscending = ascending;
    showOrder();
    Q_EMIT changed();
}

void SortMenu::showOrder() {
    m_orders[int(By::Fit)]->setVisible(m_of == Of::Answers);
    m_orders[int(By::AsPut)]->setVisible(m_of == Of::Collection);
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
