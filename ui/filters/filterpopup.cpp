#include "ui/filters/filterpopup.h"

#include <QGuiApplication>
#include <QHeaderView>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/filters/datehistogram.h"
#include "ui/filters/filtertexts.h"
#include "ui/filters/swatchgrid.h"
#include "ui/style/describe.h"
#include "ui/style/tokens.h"

namespace semblance {

namespace {
constexpr int searchFrom = 16;  ///< choices, from which on there is a field to find one
constexpr int mostRows = 14;
constexpr int indexRole = Qt::UserRole;

}  // namespace

FilterPopup::FilterPopup(QWidget* parent)
    : QFrame(parent, Qt::Popup),
      m_dates(new DateHistogram(this)),
      m_swatches(new SwatchGrid(this)),
      m_search(new QLineEdit(this)),
      m_list(new QTreeWidget(this)),
      m_none(new QLabel(tr("No picture has a tag. Ctrl+T gives the selected ones some."), this)),
      m_clear(new QPushButton(tr("Remove this filter"), this)) {
    describeArea(this, QStringLiteral("filterPopup"), tr("Filter"));
    setProperty("look", QStringLiteral("popup"));
    describe(m_search, QStringLiteral("filterSearch"), tr("Find in the list"));
    m_search->setPlaceholderText(tr("Find in the list"));
    m_search->setClearButtonEnabled(true);
    describeArea(m_list, QStringLiteral("filterList"), tr("Choices"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setUniformRowHeights(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setIconSize(QSize(12, 12));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    describeArea(m_none, QStringLiteral("filterNone"), m_none->text());
    m_none->setProperty("look", QStringLiteral("soft"));
    m_none->setWordWrap(true);
    m_none->setMargin(space / 2);
    describe(m_clear, QStringLiteral("filterClear"), tr("Remove this filter"));
    m_clear->setProperty("look", QStringLiteral("link"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space, space, space, space);
    column->setSpacing(space);
    column->addWidget(m_dates);
    column->addWidget(m_swatches);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(m_none);
    column->addWidget(m_clear, 0, Qt::AlignLeft);
    connect(m_search, &QLineEdit::textChanged, this, &FilterPopup::narrow);
    connect(m_dates, &DateHistogram::rangeChosen, this, [this](QDate from, QDate to) {
        PhotoFilter next = without(m_filter, Facet::Date);
        const auto terms = dateTerms(from, to);
        next.terms.insert(next.terms.end(), terms.begin(), terms.end());
        Q_EMIT filterWanted(next);
    });
    connect(m_swatches, &SwatchGrid::filterWanted, this, &FilterPopup::filterWanted);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        const PhotoFilter next = without(m_filter, m_group);
        close();
        Q_EMIT filterWanted(next);
    });
}

void FilterPopup::open(FilterGroup group, const Facets& facets, const PhotoFilter& filter,
                       const QWidget& anchor) {
    m_group = group;
    m_facets = facets;
    m_filter = filter;
    setAccessibleName(groupName(group));
    m_search->clear();
    fill(false);
    fit();
    QPoint at = anchor.mapToGlobal(QPoint(0, anchor.height() + space / 2));
    if (const QScreen* screen = anchor.screen()) {
        const QRect room = screen->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    }
    move(at);
    show();
    if (group == FilterGroup::Colour)
        m_swatches->setFocus(Qt::PopupFocusReason);
    else
        m_list->setFocus(Qt::PopupFocusReason);
}

/// As tall as its choices, within limits.
void FilterPopup::fit() {
    const auto listed =
        std::count_if(m_choices.begin(), m_choices.end(),
                      [](const FilterChoice& choice) { return !choice.colour.has_value(); });
    m_search->setVisible(listed > searchFrom);
    m_list->setVisible(listed > 0);
    m_none->setVisible(m_choices.empty() && m_group == FilterGroup::Tags);
    const int row = m_list->sizeHintForRow(0);
    const int rows = std::clamp(int(listed), 1, mostRows);
    m_list->setFixedHeight(rows * std::max(row, fontMetrics().height() + space) + 2 * space);
    const int wide = fontMetrics().averageCharWidth() * (m_group == FilterGroup::Folder ? 56 : 44);
    // Names of colours are never cut.
    const int swatches =
        m_group == FilterGroup::Colour ? m_swatches->minimumSizeHint().width() + 2 * space : 0;
    setFixedWidth(std::max(wide, swatches));
    adjustSize();
}

void FilterPopup::refresh(const Facets& facets, const PhotoFilter& filter) {
    m_facets = facets;
    m_filter = filter;
    const std::size_t before = m_choices.size();
    fill(true);
    if (before != m_choices.size())
        fit();
}

void FilterPopup::fill(bool keepsPlace) {
    const int scrolled = m_list->verticalScrollBar()->value();
    QStringList closed;
    QString current;
    if (keepsPlace) {
        if (const QTreeWidgetItem* item = m_list->currentItem())
            current = item->text(0);
        for (QTreeWidgetItemIterator item(m_list); *item; ++item) {
            if ((*item)->childCount() > 0 && !(*item)->isExpanded())
                closed.append((*item)->text(0));
        }
    }
    m_choices = choicesOf(m_group, m_facets, m_filter, QDate::currentDate());
    const bool isTree = std::any_of(m_choices.begin(), m_choices.end(),
                                    [](const FilterChoice& choice) { return choice.parent >= 0; });
    m_list->setRootIsDecorated(isTree);
    m_list->setIndentation(isTree ? 2 * space : 0);
    m_list->clear();
    std::vector<QTreeWidgetItem*> items;
    for (int index = 0; index < int(m_choices.size()); ++index) {
        // The grid has these.
        if (!m_choices[std::size_t(index)].colour)
            addItem(index, items);
    }
    for (QTreeWidgetItem* item : items) {
        item->setExpanded(!closed.contains(item->text(0)));
        if (!current.isEmpty() && item->text(0) == current)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem() && !items.empty())
        m_list->setCurrentItem(*QTreeWidgetItemIterator(m_list, QTreeWidgetItemIterator::Enabled));
    m_list->verticalScrollBar()->setValue(scrolled);
    narrow();
    m_swatches->setVisible(m_group == FilterGroup::Colour);
    m_swatches->setChoices(m_choices, m_filter);
    m_dates->setVisible(m_group == FilterGroup::Date && !m_facets.months.empty());
    m_dates->setMonths(m_facets.months);
    std::optional<QDate> from;
    std::optional<QDate> to;
    for (const PhotoFilter::Term& term : termsOf(m_filter, Facet::Date).terms) {
        if (term.field == PhotoFilter::Field::Time)
            (term.relation == PhotoFilter::Relation::Below ? to : from) = dayOf(term.number);
    }
    m_dates->setRange(from, to);
    m_clear->setVisible(!summaryOf(m_group, m_filter).isEmpty());
}

void FilterPopup::addItem(int index, std::vector<QTreeWidgetItem*>& items) {
    const FilterChoice& choice = m_choices[std::size_t(index)];
    auto* item = choice.parent < 0 ? new QTreeWidgetItem(m_list)
                                   : new QTreeWidgetItem(items[std::size_t(choice.parent)]);
    items.push_back(item);
    item->setText(0, choice.text);
    item->setToolTip(0, choice.text.toHtmlEscaped());
    item->setData(0, indexRole, index);
    const Tokens& tokens = tokensFor(palette());
    if (choice.isHeading()) {
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        item->setFont(0, bold);
        item->setFlags(Qt::NoItemFlags);
        item->setForeground(0, tokens.textSoft);
        return;
    }
    item->setCheckState(0, isChosen(choice, m_filter) ? Qt::Checked : Qt::Unchecked);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (!choice.label.isEmpty())
        item->setIcon(0,
                      colourDot(labelColour(choice.label), m_list->iconSize().width(), palette()));
    if (choice.photos != FilterChoice::notCounted) {
        item->setText(1, QLocale().toString(choice.photos));
        item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        item->setForeground(1, tokens.textSoft);
        if (choice.photos == 0)
            item->setForeground(0, tokens.textSoft);
    }
}

/// What has the text in it, and what such a thing lies in.
void FilterPopup::narrow() {
    const QString wanted = m_search->text().trimmed();
    std::vector<QTreeWidgetItem*> items;
    for (QTreeWidgetItemIterator item(m_list); *item; ++item)
        items.push_back(*item);
    // Children come after what they lie in.
    std::reverse(items.begin(), items.end());
    for (QTreeWidgetItem* item : items) {
        bool isMeant = wanted.isEmpty() || item->text(0).contains(wanted, Qt::CaseInsensitive);
        for (int child = 0; child < item->childCount(); ++child)
            isMeant = isMeant || !item->child(child)->isHidden();
        item->setHidden(!isMeant);
    }
}

void FilterPopup::choose(QTreeWidgetItem* item) {
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    const auto index = std::size_t(item->data(0, indexRole).toInt());
    Q_EMIT filterWanted(toggled(m_filter, m_choices[index]));
}

void FilterPopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

bool FilterPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_list->currentItem());
            return true;
        }
    }
    if (watched == m_list->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        QTreeWidgetItem* item = m_list->itemAt(mouse->pos());
        // Left of a row lies what opens and closes it.
        if (item && mouse->button() == Qt::LeftButton &&
            mouse->pos().x() >= m_list->visualItemRect(item).left()) {
            choose(item);
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

}  // namespace semblance
