#pragma once

#include <QWidget>

class QStackedWidget;
class QToolButton;

namespace semblance {

class MessageStrip;
class FilterRow;
class PhotoGrid;
class PhotoListModel;
class PictureService;
class QueryBar;
class QueryModel;
class StatePage;
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
    WelcomeStrip* welcome() const { return m_welcome; }
    PhotoGrid* grid() const { return m_grid; }
    StatePage* state() const { return m_state; }

    void showGrid();
    void showState(const EmptyState& state);
    bool isStateShown() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QueryBar* m_queryBar;
    QToolButton* m_filterButton;
    FilterRow* m_filters;
    MessageStrip* m_messages;
    WelcomeStrip* m_welcome;
    QStackedWidget* m_results;
    PhotoGrid* m_grid;
    StatePage* m_state;
};

}  // namespace semblance
