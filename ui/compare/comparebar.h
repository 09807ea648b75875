#pragma once

#include <QFrame>

class QToolButton;

namespace semblance {

class ElidedLabel;

/// The line above the pictures of one of two queries that stand beside each other: what its answer
/// has that the other one has not, whether it is the one in use, and, in the second, what is to
/// become of the two. Where only one of them has room: tabs for both.
class CompareBar final : public QFrame {
    Q_OBJECT

public:
    enum class Half { First, Second };

    CompareBar(Half half, QWidget* parent);

    /// At its end.
    void addTool(QWidget* tool);
    /// "12 only here · 30 in another place"; empty: nothing is known.
    void setText(const QString& text);
    /// It has the keyboard: a line in the accent's colour says so.
    void setActive(bool isActive);
    /// Tabs instead of two halves beside each other.
    void setTabbed(bool isTabbed);
    /// Of the second; whether both move together.
    void setTogether(bool isTogether);

Q_SIGNALS:
    void halfWanted(semblance::CompareBar::Half half);
    void togetherChanged(bool isTogether);
    /// The second query is to be the window's.
    void takeOverWanted();
    void closeWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void buildTabs();
    QToolButton* addButton(const QString& name, const QString& iconName, const QString& text,
                           const QString& toolTip);

    const Half m_half;
    QWidget* m_tabs;
    ElidedLabel* m_text;
    QToolButton* m_together = nullptr;
    bool m_isActive = false;
};

}  // namespace semblance
