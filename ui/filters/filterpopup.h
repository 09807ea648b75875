#pragma once

#include <QFrame>
#include <vector>

#include "ui/filters/filterchoices.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace semblance {

class DateHistogram;
class SwatchGrid;

/// What there is to choose in one group, each with its count; stays while one chooses.
class FilterPopup final : public QFrame {
    Q_OBJECT

public:
    explicit FilterPopup(QWidget* parent = nullptr);

    /// Fills it, and shows it below `anchor`, as wide as it needs.
    void open(FilterGroup group, const Facets& facets, const PhotoFilter& filter,
              const QWidget& anchor);
    /// The same group, counted or chosen anew.
    void refresh(const Facets& facets, const PhotoFilter& filter);
    FilterGroup group() const { return m_group; }

Q_SIGNALS:
    void filterWanted(const semblance::PhotoFilter& filter);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(bool keepsPlace);
    void addItem(int index, std::vector<QTreeWidgetItem*>& items);
    void narrow();
    void fit();
    void choose(QTreeWidgetItem* item);

    FilterGroup m_group = FilterGroup::Date;
    Facets m_facets;
    PhotoFilter m_filter;
    std::vector<FilterChoice> m_choices;

    DateHistogram* m_dates;
    SwatchGrid* m_swatches;
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QLabel* m_none;  ///< why there is nothing to choose
    QPushButton* m_clear;
};

}  // namespace semblance
