#pragma once

#include <QList>
#include <QMenu>

#include "ui/results/photoarrangement.h"

class QToolButton;

namespace semblance {

/// The order pictures are shown in, chosen: one for browsing, one for answers, which go by fit
/// unless something else is asked for, and one for pictures that were put together, which stay as
/// they are until then.
class SortMenu final : public QMenu {
    Q_OBJECT

public:
    explicit SortMenu(QWidget* parent = nullptr);

    /// A small button that says the order and opens the menu.
    QToolButton* makeButton(QWidget* parent);

    enum class Of { Library, Answers, Collection };

    /// What the menu speaks of.
    void setOf(Of of);
    Of of() const { return m_of; }
    /// Answers go by fit, and what was put together as it was.
    void forget();

    /// Of what has no scores: the library, or a collection.
    Arrangement browsing() const;
    Arrangement answers() const;

Q_SIGNALS:
    void changed();

private:
    enum class By { Fit, AsPut, Date, Name, Dimensions, Rating };
    struct Order {
        By by = By::Date;
        bool isAscending = false;
    };

    void addOrders();
    void addDirections();
    Order& order();
    static Arrangement arrangementOf(const Order& order, PhotoSort byDate);
    void choose(By by);
    void turn(bool ascending);
    void showOrder();

    Order m_ofLibrary;
    Order m_ofAnswers{By::Fit, false};
    Order m_ofCollection{By::AsPut, true};
    Of m_of = Of::Library;
    QList<QAction*> m_orders;  ///< by By
    QAction* m_ascending = nullptr;
    QAction* m_descending = nullptr;
    QList<QToolButton*> m_buttons;
};

}  // namespace semblance
