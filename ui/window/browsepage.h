#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QStackedWidget;
class QVBoxLayout;
class QToolButton;

namespace semblance {

class MessageStrip;
class FilterRow;
class PhotoGrid;
class PhotoListModel;
class PictureService;
class QueryBar;
class QueryModel;
class SortMenu;
class StatePage;
class SuggestionLine;
class WelcomeStrip;
struct EmptyState;

/// The page one searches on: query bar, messages, first steps, and the pictures, or what is the
/// case when there are none.
class BrowsePage final : public QWidget {
    Q_OBJECT

public:
    BrowsePage(PhotoListModel& photos, QueryModel& query, PictureService& pictures,
               QWidget* parent = nullptr);

    QueryBar* queryBar() const { return m_queryBar; }
    FilterRow* filters() const { return m_filters; }
    /// The button that shows the filter row; its action is the window's.
    QToolButton* filterButton() const { return m_filterButton; }
    MessageStrip* messages() const { return m_messages; }
    SuggestionLine* suggestions() const { return m_suggestions; }
    WelcomeStrip* welcome() const { return m_welcome; }
    PhotoGrid* grid() const { return m_grid; }
    StatePage* state() const { return m_state; }
    /// How the grid's pictures are sorted, and the row above them that says so.
    SortMenu* sortMenu() const { return m_sortMenu; }
    void setSortShown(bool shown);
    /// A bar that was added has the button meanwhile.
    void setSortElsewhere(bool isElsewhere);

    /// Puts a bar between the query and the pictures.
    void addBar(QWidget* bar);
    /// The buttons that lead along the way one came, left of the query; there when they are shown.
    void setWay(QAction* back, QAction* forward);
    void showWay(bool isShown);

    void showGrid();
    void showState(const EmptyState& state);
    bool isStateShown() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QHBoxLayout* buildQueryLine();
    QHBoxLayout* buildFilterLine();
    void buildSortRow();
    void updateSort();

    QWidget* m_way;
    QVBoxLayout* m_top;
    QueryBar* m_queryBar;
    SuggestionLine* m_suggestions;
    QToolButton* m_filterButton;
    FilterRow* m_filters;
    MessageStrip* m_messages;
    WelcomeStrip* m_welcome;
    QStackedWidget* m_results;
    PhotoGrid* m_grid;
    StatePage* m_state;
    SortMenu* m_sortMenu;
    QWidget* m_sortRow;
    QToolButton* m_sortBeside;  ///< the filters, while there are some
    bool m_isSortShown = false;
    bool m_isSortElsewhere = false;
};

}  // namespace semblance
