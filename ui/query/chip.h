#pragma once

#include <QAbstractButton>

namespace semblance {

/// A part of the query in its field, as a button. Enter, Space and a click say what they do for
/// each kind; the cross, Delete and Backspace take it out; the wheel and Ctrl+Up and Ctrl+Down turn
/// its weight; Left and Right go to its neighbours.
class Chip : public QAbstractButton {
    Q_OBJECT

public:
    explicit Chip(QWidget* parent);

    /// "×1.5", or nothing for 1.
    static QString weightText(double weight);
    /// A weight so many steps on, in leastWeight .. mostWeight.
    static double turned(double weight, int steps);
    static constexpr double leastWeight = 0.1;
    static constexpr double mostWeight = 2;

    double weight() const { return m_weight; }
    void setWeight(double weight);

Q_SIGNALS:
    void removeWanted();
    void weightTurned(int steps);
    /// To the chip before (-1) or behind (1) in reading order.
    void neighbourWanted(int by);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

    /// Whether turning means something for this kind.
    virtual bool hasWeight() const { return true; }
    virtual QRect crossRect() const = 0;
    bool isOnCross() const { return m_isOnCross; }
    bool isLit() const { return hasFocus() || underMouse(); }
    /// A ring around the whole, inside of it.
    void paintFocus(QPainter& painter, qreal cornerRadius) const;
    /// What depends on fonts and weight has changed.
    virtual void updateSize() {}

private:
    double m_weight = 1;
    int m_wheelRest = 0;
    bool m_isOnCross = false;
    bool m_isPressedOnCross = false;
};

}  // namespace semblance
