#pragma once

#include <QWidget>
#include <optional>

class QLabel;
class QSlider;

namespace semblance {

/// Picture <-> sentence: how much of each the answer follows. Enabled only when both are given. A
/// double click, or Backspace, goes back to the model's own mix, which a mark shows.
class MixSlider final : public QWidget {
    Q_OBJECT

public:
    explicit MixSlider(QWidget* parent = nullptr);

    /// Where the handle stands, 0 picture .. 1 sentence.
    float mix() const;
    /// Moves the handle without mixChanged(); nothing is the model's default.
    void setMix(std::optional<double> mix);
    void setDefaultMix(float mix);
    /// True while the handle stands where it was put, not at the model's default.
    bool isMoved() const { return m_moved; }
    void reset();

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// While dragging, on every step; nothing when it goes back to the model's default.
    void mixChanged(std::optional<double> mix);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void place(float mix);
    void describeValue();
    void moveTo(const QPointF& point);
    bool isOnHandle(const QPointF& point) const;

    QLabel* m_picture;
    QSlider* m_slider;
    QLabel* m_sentence;
    float m_default = 0.5f;
    bool m_moved = false;
};

}  // namespace semblance
