#pragma once

#include <QList>
#include <QMenu>

#include "ui/results/photoarrangement.h"

class QToolButton;

namespace semblance {

/// The order pictures are shown in, chosen: one for browsing and one for answers, which go by fit
/// unless something else is asked for.
class SortMenu final : public QMenu {
    Q_OBJECT

public:
    explicit SortMenu(QWidget* parent = nullptr);

    /// A small button that says the order and opens the menu.
    QToolButton* makeButton(QWidget* parent);

    /// What the menu speaks of.
    void setForAnswers(bool forAnswers);
    bool isForAnswers() const { return m_forAnswers; }
    /// Answers go by fit again.
    void forgetAnswers();

    Arrangement browsing() const;
    Arrangement answers() const;

Q_SIGNALS:
    void changed();

private:
    enum class By { Fit, Date, Name, Dimensions };
    struct Order {
        By by = By::Date;
        bool isAscending = false;
    };

    void addOrders();
    void addDirections();
    Order& order() { return m_forAnswers ? m_ofAnswers : m_ofBrowsing; }
    void choose(By by);
    void turn(bool ascending);
    void showOrder();

    Order m_ofBrowsing;
    Order m_ofAnswers{By::Fit, false};
    bool m_forAnswers = false;
    QList<QAction*> m_orders;  ///< by By
    QAction* m_ascending = nullptr;
    QAction* m_descending = nullptr;
    QList<QToolButton*> m_buttons;
};

}  // namespace semblance
