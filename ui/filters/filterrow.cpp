#include "ui/filters/filterrow.h"

#include <QEvent>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

#include "ui/filters/filterchip.h"
#include "ui/filters/filterpopup.h"
#include "ui/style/describe.h"
#include "ui/style/flowlayout.h"
#include "ui/style/icons.h"
#include "ui/style/tokens.h"

namespace semblance {

FilterRow::FilterRow(QWidget* parent)
    : QWidget(parent),
      m_add(new QToolButton(this)),
      m_clear(new QToolButton(this)),
      m_popup(new FilterPopup(this)) {
    describeArea(this, QStringLiteral("filterRow"), tr("Filters"));
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    auto* line = new FlowLayout(space * 3 / 4, this);
    for (const FilterGroup group : filterGroups) {
        auto* chip = new FilterChip(group, this);
        m_chips.push_back(chip);
        line->addWidget(chip);
        connect(chip, &FilterChip::opened, this, [this, chip] {
            if (chip->state() == FilterChip::State::Empties)
                Q_EMIT filterWanted(without(m_filter, chip->group()));
            else if (isSwitch(chip->group()))
                Q_EMIT filterWanted(toggled(
                    m_filter,
                    choicesOf(chip->group(), m_facets, m_filter, QDate::currentDate()).front()));
            else
                open(chip->group(), *chip);
        });
        connect(chip, &FilterChip::removed, this,
                [this, chip] { Q_EMIT filterWanted(without(m_filter, chip->group())); });
        connect(chip, &FilterChip::editWanted, this,
                [this, chip] { Q_EMIT editWanted(termsOf(m_filter, chip->group()).terms.back()); });
    }
    describe(m_add, QStringLiteral("filterAdd"), tr("Add a filter"));
    m_add->setText(tr("+ Filter"));
    m_add->setProperty("look", QStringLiteral("chip"));
    line->addWidget(m_add);
    describe(m_clear, QStringLiteral("filtersClear"), tr("Remove all filters"));
    m_clear->setText(tr("Remove all"));
    m_clear->setProperty("look", QStringLiteral("inChip"));
    line->addWidget(m_clear);
    connect(m_add, &QToolButton::clicked, this, &FilterRow::showOthers);
    connect(m_clear, &QToolButton::clicked, this, [this] { Q_EMIT filterWanted({}); });
    connect(m_popup, &FilterPopup::filterWanted, this, &FilterRow::filterWanted);
    update();
}

FilterChip& FilterRow::chip(FilterGroup group) const {
    return *m_chips[static_cast<std::size_t>(group)];
}

bool FilterRow::shows(const PhotoFilter::Term& term) {
    return std::any_of(filterGroups.begin(), filterGroups.end(), [&](FilterGroup group) {
        return !termsOf(PhotoFilter{{term}}, group).isEmpty();
    });
}

void FilterRow::setFilter(const PhotoFilter& filter) {
    m_filter = filter;
    // Its counts come later.
    m_isCounted = false;
    update();
    if (m_popup->isVisible())
        m_popup->refresh(m_facets, m_filter);
}

void FilterRow::setFacets(const Facets& facets) {
    m_facets = facets;
    m_isCounted = true;
    update();
    if (m_popup->isVisible())
        m_popup->refresh(m_facets, m_filter);
}

void FilterRow::update() {
    int set = 0;
    for (FilterChip* chip : m_chips) {
        const QString summary = summaryOf(chip->group(), m_filter);
        const bool isOn = !summary.isEmpty();
        const bool empties = isOn && m_isCounted && m_facets.photos == 0 &&
                             photosWithout(chip->group(), m_facets) > 0;
        chip->setState(empties ? FilterChip::State::Empties
                       : isOn  ? FilterChip::State::Set
                               : FilterChip::State::Off,
                       summary);
        set += isOn ? 1 : 0;
    }
    m_clear->setVisible(set > 1);
    arrange();
}

/// What pictures may or may not have, and none has, takes no room.
bool FilterRow::isUseful(const FilterChip& chip) const {
    if (chip.state() != FilterChip::State::Off)
        return true;
    if (chip.group() == FilterGroup::Place)
        return !m_facets.places.empty();
    if (chip.group() == FilterGroup::Failed)
        return m_facets.failed > 0;
    return chip.group() != FilterGroup::Colour ||
           std::any_of(m_facets.colours.begin(), m_facets.colours.end(),
                       [](std::int64_t photos) { return photos > 0; });
}

/// Those that are off give way first.
void FilterRow::arrange() {
    int wide = 0;
    for (FilterChip* chip : m_chips)
        wide += isUseful(*chip) ? chip->sizeHint().width() + layout()->spacing() : 0;
    if (m_clear->isVisibleTo(this))
        wide += m_clear->sizeHint().width() + layout()->spacing();
    m_isWide = wide <= width();
    for (FilterChip* chip : m_chips)
        chip->setVisible(isUseful(*chip) && (m_isWide || chip->state() != FilterChip::State::Off));
    m_add->setVisible(!m_isWide);
}

void FilterRow::open(FilterGroup group, QWidget& anchor) {
    m_popup->open(group, m_facets, m_filter, anchor);
}

void FilterRow::showOthers() {
    auto* menu = new QMenu(this);
    describeArea(menu, QStringLiteral("filterMenu"), tr("Filters"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const FilterGroup group : filterGroups) {
        if (chip(group).state() != FilterChip::State::Off || !isUseful(chip(group)))
            continue;
        QAction* action = menu->addAction(groupName(group));
        action->setObjectName(QStringLiteral("filterMenu-") + groupKey(group));
        connect(action, &QAction::triggered, this, [this, group] {
            if (isSwitch(group))
                Q_EMIT chip(group).opened();
            else
                open(group, *m_add);
        });
    }
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height() + space / 2)));
}

void FilterRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void FilterRow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrange();
}

}  // namespace semblance
