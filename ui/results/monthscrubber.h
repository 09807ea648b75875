#pragma once

#include <QDate>
#include <QWidget>
#include <vector>

class QAbstractScrollArea;
class QLabel;

namespace semblance {

/// The years of a long list beside its scroll bar, to go to by a click or a drag; while that or the
/// scroll bar's own handle is dragged, a bubble says which month is at the top. The keyboard's way
/// is the grid's Ctrl+Up and Ctrl+Down.
class MonthScrubber final : public QWidget {
    Q_OBJECT

public:
    /// Scrolls `area`, whose child it becomes.
    explicit MonthScrubber(QAbstractScrollArea& area);

    struct Mark {
        QDate month;
        int top = 0;  ///< in the contents
    };
    /// In the order of their tops.
    void setMarks(std::vector<Mark> marks, int contentHeight);
    /// There is more than one year, and far to scroll.
    bool isUseful() const;

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QDate monthAt(int contentY) const;
    void scrollTo(int y);
    void showBubble();

    QAbstractScrollArea& m_area;
    QLabel* m_bubble;
    std::vector<Mark> m_marks;
    int m_contentHeight = 0;
};

}  // namespace semblance
