#pragma once

#include <QLayout>
#include <QList>

namespace semblance {

/// Puts widgets side by side and goes on in a new line when the width is used up, from the side
/// reading starts at; in the middle of their line. A widget that expands needs its least width, and
/// takes what its line has left. Aligned to the middle, the lines are in the middle of too much
/// height. After Qt's "Flow Layout" example.
class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(int spacing, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override;
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;

    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;

private:
    /// Items first .. end - 1.
    struct Line {
        qsizetype first;
        qsizetype end;
        int width;  ///< that it needs
        int height;
    };

    Line lineFrom(qsizetype first, int width) const;
    void place(const Line& line, const QRect& area, int top) const;
    int arrange(const QRect& rect, bool apply) const;

    QList<QLayoutItem*> m_items;
};

}  // namespace semblance
