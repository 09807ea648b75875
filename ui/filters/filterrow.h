#pragma once

#include <QWidget>
#include <vector>

#include "ui/filters/filterchoices.h"

class QHBoxLayout;
class QToolButton;

namespace semblance {

class FilterChip;
class FilterPopup;

/// The filters as a row of buttons: all of them where there is room, else those that are set, with
/// a button for the others, in as many lines as they need.
class FilterRow final : public QWidget {
    Q_OBJECT

public:
    explicit FilterRow(QWidget* parent = nullptr);

    void setFilter(const PhotoFilter& filter);
    /// Counted under a filter, which need not be the present one any more.
    void setFacets(const Facets& facets);
    /// All buttons fit.
    bool isWide() const { return m_isWide; }
    /// It has a button that shows this; not of names and of words in pictures.
    static bool shows(const PhotoFilter::Term& term);

Q_SIGNALS:
    void filterWanted(const semblance::PhotoFilter& filter);
    /// This is to become text, which is edited.
    void editWanted(const semblance::PhotoFilter::Term& term);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void update();
    void arrange();
    void open(FilterGroup group, QWidget& anchor);
    void showOthers();
    FilterChip& chip(FilterGroup group) const;
    bool isUseful(const FilterChip& chip) const;

    PhotoFilter m_filter;
    Facets m_facets;
    bool m_isCounted = false;
    bool m_isWide = true;
    std::vector<FilterChip*> m_chips;
    QToolButton* m_add;
    QToolButton* m_clear;
    FilterPopup* m_popup;
};

}  // namespace semblance
